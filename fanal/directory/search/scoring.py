"""The score of each service around a place, before its hours are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from fanal.directory.search.around import Around
from fanal.directory.search.columns import AUDIENCE_BITS, BY, Columns
from fanal.directory.search.fitting import Fits
from fanal.directory.search.postings import Postings
from fanal.directory.search.query import Query
from fanal.directory.search.ranking import weights_of
from fanal.directory.search.reading import Term
from fanal.directory.search.standing import Spot, Standings

Floats = npt.NDArray[np.float32]

_ANYBODY = 0.01
"""What every service of a place is worth when nothing else was asked."""


class Scorer:
    """Adds up words, needs, nearness and freshness."""

    def __init__(self, columns: Columns, postings: Postings, fits: Fits) -> None:
        """Use the parts of an index."""
        self._columns = columns
        self._postings = postings
        self._fits = fits
        self._standings = Standings()

    def scores(
        self,
        query: Query,
        around: Around,
        spot: Spot | None,
        terms: Sequence[Term],
        needs: Mapping[str, float],
    ) -> tuple[Floats, frozenset[int]]:
        """The score of each service, 0 for one that does not answer.

        With the kinds that are devoted to exploitation, when it is what is asked about.
        """
        weights = weights_of(len(terms), bool(needs), spot is not None)
        scores = self._by_words(terms, around, weights.words)
        devoted: frozenset[int] = frozenset()
        if needs:
            by_need, devoted = self._fits.scores(needs, query.audience, around, weights)
            scores = by_need if scores is None else np.add(scores, by_need, out=scores)
        if scores is None:
            scores = np.zeros(len(around.docs), dtype=np.float32)
        if not query.text and not query.need:
            scores += np.float32(_ANYBODY)
        answers = scores > 0
        self._filter(answers, query, around)
        scores += self._standings.of(around, spot, weights.near, query.moment.date())
        scores *= answers
        return scores, devoted

    def _by_words(self, terms: Sequence[Term], around: Around, weight: float) -> Floats | None:
        """How much of the query each service says, from 0 to about its weight; less out of reach.

        None when no word is known.
        """
        most = sum(term.most for term in terms)
        if most <= 0:
            return None
        share = weight / most
        scores = np.zeros(len(around.docs), dtype=np.float32)
        bounds, shifts, untouched = around.bounds, around.shifts, True
        for term in terms:
            alone = len(term.held) == 1
            said, first = (scores, untouched) if alone else (np.zeros_like(scores), True)
            for number, worth in term.held:
                self._postings.add(said, number, worth * share, bounds, shifts, first=first)
                first = False
            if not alone:  # several readings of one word are still one word
                scores += np.minimum(said, np.float32(term.most * share))
            untouched = False
        if around.mixed:
            scores *= around.reach
        return scores

    def _filter(self, kept: npt.NDArray[np.bool_], query: Query, around: Around) -> None:
        """Let go of the services that do not pass the filters of the query."""
        if query.audience is not None:
            kept &= (around.audience & AUDIENCE_BITS[query.audience]) != 0
        if query.by is not None:
            kept &= (around.channel & BY[query.by]) != 0
        if query.accessible:
            kept &= self._columns.accessible[around.docs]
        if query.languages:
            kept &= self._columns.speaking(query.languages)[around.docs]
