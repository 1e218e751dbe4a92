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
Shifts = tuple[np.int64, ...]
"""Of 64 bits, the size of an index: a smaller one would be widened at each use."""

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
        self._starts = starts.tolist()  # Python numbers: read one at a time
        self._docs = docs
        self._impacts = impacts
        self._best = best
        self.usual = float(best.mean()) if len(best) else 1.0
        """What a term of ordinary rarity adds to a service whose name holds it."""

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
        return self._docs.nbytes + self._impacts.nbytes + self._best.nbytes

    @property
    def terms(self) -> Iterable[str]:
        """Every term."""
        return self._terms

    def number(self, term: str) -> int | None:
        """The number of a term, None when no service holds it."""
        return self._terms.get(term)

    def best(self, term: int) -> float:
        """What a term adds to a service of ordinary length whose name holds it."""
        return float(self._best[term])

    def add(
        self, scores: Floats, term: int, weight: float, bounds: Ints, shifts: Shifts, *, first: bool
    ) -> None:
        """Add what a term says of the services of some runs.

        A service is once in a list: no place is repeated, so plain addition is right.

        Args:
            scores: one number a service of the runs, changed in place.
            term: number of a term, as `number` gives it.
            weight: multiplies what it says.
            bounds: first number and end (excluded) of each run, in order.
            shifts: from the number of a service to its place in scores, run by run.
            first: whether scores are still all 0, which spares reading them.
        """
        start, end = self._starts[term], self._starts[term + 1]
        docs, impacts = self._docs[start:end], self._impacts[start:end]
        by = np.float32(weight)
        cuts = iter(docs.searchsorted(bounds).tolist())
        for low, high, shift in zip(cuts, cuts, shifts, strict=True):
            if low < high:
                places = docs[low:high] + shift
                if first:
                    scores[places] = impacts[low:high] * by
                else:
                    scores[places] += impacts[low:high] * by

    def holding(self, term: int, docs: Ints) -> list[bool]:
        """Which of some services (in any order) hold a term."""
        held = self._docs[self._starts[term] : self._starts[term + 1]]
        places = held.searchsorted(docs)
        found: list[bool] = (held.take(places, mode="clip") == docs).tolist()
        return found
