"""The inverted index: for each term, the services that hold it and how much it says of them.

BM25 over weighted fields (BM25F: Robertson and Zaragoza, 2009), computed when the index is built,
so that a query only adds numbers. Services are numbered by place: those of one région are a
run of numbers, and a query about one place reads only that part of each list.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fanal.directory.search.words import Words

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

_K1, _B = 1.2, 0.5
STRONGEST = 3.0
"""Weight of the most telling field: a word that no name holds is worth less where it stands."""
PLACE = "@"
"""Mark of the terms that name a place."""


@dataclass(frozen=True)
class Field:
    """A text of a service, and how much its words weigh.

    Attributes:
        text: the words.
        weight: 1 for an ordinary text.
        of_place: the words name a place: « Mours » is not « mourir », so they are kept apart.
    """

    text: str
    weight: float
    of_place: bool = False


class Postings:
    """Lists of services by term, ordered by number."""

    def __init__(
        self,
        terms: dict[str, int],
        starts: npt.NDArray[np.int64],
        docs: Ints,
        impacts: Floats,
        best: Floats,
    ) -> None:
        """Use lists already made; `build` is the usual way in."""
        self._terms = terms
        self._starts = starts
        self._docs = docs
        self._impacts = impacts
        self._best = best

    @classmethod
    def build(
        cls, documents: Iterable[Sequence[Field]], words: Words, counts: Counter[str]
    ) -> Postings:
        """Index documents, numbered in the order given.

        Args:
            documents: the texts of each.
            words: how texts are cut.
            counts: how many texts use each folded word, for the spelling; filled here.
        """
        terms: dict[str, int] = {}
        cut: dict[Field, tuple[int, ...]] = {}  # a kind's description is cut once, not 3,000 times
        term_ids, doc_ids, weights, lengths = array("i"), array("i"), array("f"), array("f")
        for number, fields in enumerate(documents):
            counted: dict[int, float] = {}
            for part in fields:
                found = cut.get(part)
                if found is None:
                    said = words.split(part.text)
                    counts.update(said)
                    mark = PLACE if part.of_place else ""
                    stems = [mark + (w if mark else words.stem(w)) for w in said]
                    found = cut[part] = tuple(terms.setdefault(t, len(terms)) for t in stems)
                for term in found:
                    counted[term] = counted.get(term, 0.0) + part.weight
            term_ids.extend(counted)
            weights.extend(counted.values())
            doc_ids.extend([number] * len(counted))
            lengths.append(sum(counted.values()))
        return cls._of(
            terms,
            np.asarray(term_ids, np.int32),
            np.asarray(doc_ids, np.int32),
            np.asarray(weights, np.float32),
            np.asarray(lengths, np.float32),
        )

    @classmethod
    def _of(
        cls, terms: dict[str, int], term_ids: Ints, docs: Ints, weights: Floats, lengths: Floats
    ) -> Postings:
        order = np.argsort(term_ids, kind="stable")  # stable: services stay in order
        docs, weights = docs[order], weights[order]
        counts = np.bincount(term_ids, minlength=len(terms)).astype(np.int64)
        starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
        total = max(1, len(lengths))
        rarity = np.log1p((total - counts + 0.5) / (counts + 0.5)).astype(np.float32)
        mean = float(lengths.mean()) if len(lengths) else 1.0
        norm = _K1 * (1 - _B + _B * lengths / max(mean, 1e-9))
        tf = weights * (_K1 + 1) / (weights + norm[docs])
        impacts = (tf * np.repeat(rarity, counts)).astype(np.float32)
        best = rarity * np.float32(STRONGEST * (_K1 + 1) / (STRONGEST + _K1))
        return cls(terms, starts, docs, impacts, best)

    def __contains__(self, term: object) -> bool:
        return term in self._terms

    def __len__(self) -> int:
        return len(self._terms)

    @property
    def size(self) -> int:
        """Bytes that the lists take."""
        return self._docs.nbytes + self._impacts.nbytes + self._starts.nbytes + self._best.nbytes

    @property
    def terms(self) -> Iterable[str]:
        """Every term."""
        return self._terms

    @property
    def usual(self) -> float:
        """The same for a term of ordinary rarity."""
        return float(self._best.mean()) if len(self._best) else 1.0

    def best(self, term: str) -> float:
        """What a term adds to a service of ordinary length whose name holds it."""
        return float(self._best[self._terms[term]])

    def add(self, scores: Floats, term: str, weight: float, runs: Sequence[tuple[int, int]],
            bounds: Ints) -> None:  # fmt: skip
        """Add what a term says of the services of some runs.

        Args:
            scores: one number a service of the runs, changed in place.
            term: a term of the index.
            weight: multiplies what it says.
            runs: first number and end (excluded) of each run, in order.
            bounds: the same numbers in one flat array.
        """
        number = self._terms[term]
        start, end = int(self._starts[number]), int(self._starts[number + 1])
        docs = self._docs[start:end]
        cuts = docs.searchsorted(bounds).tolist()
        offset = 0
        for rank, (first, last) in enumerate(runs):
            low, high = cuts[2 * rank], cuts[2 * rank + 1]
            if low < high:
                # A service is once in a list: no repeated place, so plain addition is right.
                scores[docs[low:high] + (offset - first)] += self._impacts[
                    start + low : start + high
                ] * np.float32(weight)
            offset += last - first

    def holding(self, term: str, docs: Ints) -> npt.NDArray[np.bool_]:
        """Which of some services (in any order) hold a term."""
        number = self._terms[term]
        held = self._docs[int(self._starts[number]) : int(self._starts[number + 1])]
        places = held.searchsorted(docs)
        places[places == len(held)] = 0
        found: npt.NDArray[np.bool_] = held[places] == docs
        return found
