"""The needs behind the words: the same needs as in the chat, from the same phrasings.

The chat's classifier takes up to a tenth of a second; a search is answered at each keystroke.
Here each word, and each pair of words, says how much likelier one need makes it than another
(naive Bayes, smoothed towards what everybody says: Zhai and Lafferty, "A study of smoothing methods
for language models", 2004). What has nothing to do with any need is a meaning of its own, so that
« recette de crêpes » speaks of none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt

import numpy as np
import numpy.typing as npt

from fanal.directory.model import Audience, Kind
from fanal.directory.search.words import Words

KEPT = 0.25
"""A need less likely than this share of the likeliest one is not kept."""
MOST = 3
KNOWN = 3
"""Phrasings that have to hold a word: one that fewer hold is a typing mistake, most often."""
_SMOOTHING = 0.04
"""Weight of what everybody says, beside all the phrasings of an ordinary need."""
_PAIR_SHARE = 0.5
"""A pair repeats what its words say: it counts for half."""
_KIND_STEP, _LINE_STEP = 0.15, 0.10
_SAID_BY_KIND, _SAID_BY_RECORD = 0.45, 0.8
PAIR = " "


@dataclass(frozen=True)
class NeedGuide:
    """Who serves a need, best first, as the need's own file says.

    Attributes:
        id: identifier of the need.
        lines: identifiers of national services, by audience.
        kinds: kinds of local services, by audience.
    """

    id: str
    lines: Mapping[Audience, Sequence[str]] = field(default_factory=dict)
    kinds: Mapping[Audience, Sequence[str]] = field(default_factory=dict)

    def of_kind(self, name: str, kind: Kind | None, audience: Audience | None) -> float:
        """How well a kind serves the need, from 0 to 1."""
        ranks = [
            list(kinds).index(name)
            for who, kinds in self.kinds.items()
            if audience in (None, who) and name in kinds
        ]
        fit = max(0.3, 1 - _KIND_STEP * min(ranks)) if ranks else 0.0
        said = _SAID_BY_KIND if kind is not None and self.id in kind.needs else 0.0
        return max(fit, said)

    def of_lines(self, audience: Audience | None) -> dict[str, float]:
        """How well each national line serves the need, from 0 to 1."""
        fits: dict[str, float] = {}
        for who, lines in self.lines.items():
            if audience in (None, who):
                for rank, name in enumerate(lines):
                    fits[name] = max(fits.get(name, 0.0), 1 - _LINE_STEP * rank)
        return fits

    @property
    def of_records(self) -> float:
        """How well a service that names the need itself serves it."""
        return _SAID_BY_RECORD


class NeedReader:
    """Recognises the needs of a text, from phrasings that belong to each."""

    def __init__(
        self, phrasings: Iterable[tuple[str | None, str]], words: Words, known: int = KNOWN
    ) -> None:
        """Learn pairs (identifier of a need, phrasing).

        Args:
            phrasings: None stands for the need of phrasings that speak of none.
            words: how texts are cut.
            known: phrasings that have to hold a word before it counts; fewer for a small content.
        """
        counts: dict[str | None, Counter[str]] = {}
        spread: Counter[str] = Counter()
        vocabulary: Counter[str] = Counter()
        for need, text in phrasings:
            folded = words.split(text)
            vocabulary.update(set(folded))
            grams = set(_grams([words.stem(word) for word in folded]))
            spread.update(grams)
            # A long letter says each of its words with less weight than three words do.
            said, weight = counts.setdefault(need, Counter()), 1 / sqrt(len(folded) or 1)
            for gram in grams:
                said[gram] += weight  # type: ignore[assignment]  # Counter also counts fractions
        self._needs = tuple(counts)
        self._terms = frozenset(
            term for term, n in spread.items() if n >= known and PAIR not in term
        )
        self._vocabulary = frozenset(word for word, n in vocabulary.items() if n >= known)
        self._says = _likelier(counts, [term for term, n in spread.items() if n >= known])

    def __contains__(self, term: object) -> bool:
        return term in self._terms

    @property
    def vocabulary(self) -> frozenset[str]:
        """The folded words that several phrasings hold, for the spelling."""
        return self._vocabulary

    def read(self, terms: Sequence[str]) -> dict[str, float]:
        """The needs that terms speak of, surest first, each from 0 to 1; often none."""
        rows = [self._says[gram] for gram in dict.fromkeys(_grams(terms)) if gram in self._says]
        if not rows:
            return {}
        summed = np.add.reduce(rows)
        likely = np.exp(summed - summed.max())
        likely /= likely.sum()
        found: dict[str, float] = {}
        least = 0.0
        for column in np.argsort(-likely)[: MOST + 1]:
            need, share = self._needs[column], float(likely[column])
            if need is None:
                continue
            if len(found) == MOST or share < least:
                break
            least = least or KEPT * share
            found[need] = sqrt(share)
        return found


def _likelier(
    counts: Mapping[str | None, Mapping[str, float]], terms: Sequence[str]
) -> dict[str, npt.NDArray[np.float32]]:
    """For each term, the logarithm of how much likelier each need makes it than it usually is."""
    table = np.array([[said.get(term, 0.0) for said in counts.values()] for term in terms])
    if not terms:
        return {}
    totals = np.array([sum(said.values()) for said in counts.values()])
    usual = table.sum(axis=1, keepdims=True) / totals.sum()
    common = _SMOOTHING * totals.mean()
    ratios = (table + common * usual) / ((totals + common) * usual)
    says = np.log(ratios).astype(np.float32)
    says[[PAIR in term for term in terms]] *= _PAIR_SHARE
    return dict(zip(terms, says, strict=True))


def _grams(terms: Sequence[str]) -> list[str]:
    return [*terms, *(f"{one}{PAIR}{two}" for one, two in pairwise(terms))]
