"""The needs behind the words: the same needs as in the chat, from the same phrasings.

The chat's classifier takes up to a tenth of a second; a search is answered at each keystroke.
Here each need is the sum of its phrasings (Rocchio, 1971): one vector of rare words a need, and
the needs of a query are those whose vectors point its way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log, sqrt

from fanal.directory.model import Audience, Kind
from fanal.directory.search.words import Words

CLEAR = 0.30
"""Cosine from which the best need counts fully."""
KEPT = 0.6
"""A need less sure than this share of the best one is not kept."""
MOST = 3
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

    def __init__(self, phrasings: Iterable[tuple[str, str]], words: Words) -> None:
        """Learn pairs (identifier of a need, phrasing)."""
        counts: dict[str, Counter[str]] = {}
        spread: Counter[str] = Counter()
        vocabulary: set[str] = set()
        total = 0
        for need, text in phrasings:
            folded = words.split(text)
            vocabulary.update(folded)
            grams = _grams([words.stem(word) for word in folded])
            counts.setdefault(need, Counter()).update(grams)
            spread.update(set(grams))
            total += 1
        self._vocabulary = frozenset(vocabulary)
        self.needs = tuple(counts)
        rarity = {term: log(1 + total / n) for term, n in spread.items()}
        said: dict[str, list[tuple[int, float]]] = {term: [] for term in rarity}
        for column, need in enumerate(self.needs):
            vector = {t: sqrt(n) * rarity[t] for t, n in counts[need].items()}
            norm = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
            for term, weight in vector.items():
                said[term].append((column, weight / norm))
        self._said = {term: (rarity[term], tuple(row)) for term, row in said.items()}

    def __contains__(self, term: object) -> bool:
        return term in self._said

    @property
    def vocabulary(self) -> frozenset[str]:
        """The folded words of the phrasings, for the spelling."""
        return self._vocabulary

    def read(self, terms: Sequence[str]) -> dict[str, float]:
        """The needs that terms speak of, surest first, each from 0 to 1; often none."""
        cosines = [0.0] * len(self.needs)
        squares = 0.0
        for gram in dict.fromkeys(_grams(terms)):
            found = self._said.get(gram)
            if found is not None:
                rarity, row = found
                squares += rarity * rarity
                for column, weight in row:
                    cosines[column] += rarity * weight
        if not squares:
            return {}
        most, length = max(cosines), sqrt(squares)
        near = [(cosine / length, need) for cosine, need in zip(cosines, self.needs, strict=True)
                if cosine >= KEPT * most]  # fmt: skip
        near.sort(key=_surest)
        return {need: cosine / max(near[0][0], CLEAR) for cosine, need in near[:MOST]}


def _surest(found: tuple[float, str]) -> float:
    return -found[0]


def _grams(terms: Sequence[str]) -> list[str]:
    return [*terms, *(f"{one}{PAIR}{two}" for one, two in pairwise(terms))]
