"""The index of the directory: built once at start, asked at each search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import isnan
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fanal.directory.freshness import STALE_MONTHS
from fanal.directory.hours import OpeningState
from fanal.directory.model import Kind, Service
from fanal.directory.search.around import NATIONAL, Around, Surroundings
from fanal.directory.search.columns import AUDIENCE_BITS, BY, Columns, order
from fanal.directory.search.fitting import GENERAL, Fits
from fanal.directory.search.ground import Ground
from fanal.directory.search.needs import NeedGuide, NeedReader
from fanal.directory.search.opening import Openings
from fanal.directory.search.postings import STRONGEST, Field, Postings
from fanal.directory.search.query import Hit, Query
from fanal.directory.search.ranking import (
    MOST_CLOSE,
    OPENNESS,
    Weights,
    best,
    closeness,
    distances,
    first_day,
    nearness_of,
    reach,
    settled,
    weights_of,
)
from fanal.directory.search.reading import QueryReader, Term
from fanal.directory.search.spelling import Spelling
from fanal.directory.search.words import Words

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

_ANYBODY = 0.01
"""What every service of a place is worth when nothing else was asked."""
_AHEAD = 2
"""Results examined for each one asked: openness is computed for these only."""


class SearchIndex:
    """Finds services by words, need, place, audience, way of contact and hours."""

    def __init__(
        self,
        services: Iterable[Service],
        kinds: Mapping[str, Kind],
        *,
        ground: Ground,
        words: Words,
        guides: Iterable[NeedGuide] = (),
        reader: NeedReader | None = None,
    ) -> None:
        """Index services; nothing of them is kept but what the search reads.

        Args:
            services: the records; those of the directory, or any others.
            kinds: kinds of services by name; each record's kind is one of them.
            ground: what is known of places.
            words: how texts are cut.
            guides: who serves each need.
            reader: recognises needs in words; without it, only chosen needs count.
        """
        ordered = sorted(services, key=lambda service: order(service, ground))
        self._ground = ground
        self._columns = Columns(ordered, ground, list(kinds))
        self._surroundings = Surroundings(ordered, self._columns, ground)
        self._fits = Fits(ordered, kinds, guides)
        self._openings = Openings(self._columns)
        counts: Counter[str] = Counter()
        documents = (_fields(service, kinds, ground) for service in ordered)
        self._postings = Postings.build(documents, words, counts)
        for word in reader.vocabulary if reader else ():
            counts.setdefault(word, 1)
        self._reader = QueryReader(words, self._postings, Spelling(counts), reader)

    def __len__(self) -> int:
        return len(self._columns.ids)

    @property
    def size(self) -> int:
        """Bytes of the arrays; the spelling and the identifiers are left out."""
        return self._postings.size + self._columns.size

    def search(self, query: Query) -> list[Hit]:
        """The services that answer a query, best first.

        A local record checked more than two years ago comes after the first fresh national one.

        Raises:
            ValueError: the moment has no time zone.
        """
        around = self._surroundings.of(query.place)
        terms = self._reader.terms(query.text, places=query.place is None)
        needs = self._needs(query, terms)
        weights = weights_of(len(terms), bool(needs), query.place is not None)
        scores = self._scores(query, around, terms, needs, weights)
        special = self._fits.specialised(needs)
        near = self._nearest(query, around, scores, special, weights)
        chosen = _fresh_first(self._opened(near, query))[: query.limit]
        matched = self._matched(terms, np.array([one.doc for one, _ in chosen], dtype=np.int32))
        return [
            Hit(
                service_id=self._columns.ids[one.doc],
                score=one.score,
                words=words,
                need=self._fits.served(needs, query.audience, one.kind, one.doc),
                nearness=nearness_of(one.level, one.here, query.place is not None),
                distance=None if isnan(one.distance) else round(one.distance, 1),
                opening=opening,
                specialised=bool(special[one.kind] > 0),
                stale=one.stale,
            )
            for (one, opening), words in zip(chosen, matched, strict=True)
        ]

    def _nearest(
        self, query: Query, around: Around, scores: Floats, special: Floats, weights: Weights
    ) -> list[_Candidate]:
        """The best candidates once distance and specialisation are counted, best first."""
        point, commune = self._point(query), self._commune(query)
        placed = point is not None or commune is not None
        ahead = query.limit * _AHEAD if not query.open_now else len(scores)
        slack = weights.special + (weights.near * MOST_CLOSE if placed else 0.0)
        ranks = best(scores, ahead, slack)
        exact = scores[ranks] + weights.special * special[around.kind[ranks]]
        distance = distances(around, ranks, point)
        if query.place is not None:
            exact += weights.near * closeness(around, ranks, distance, commune)
        order = _best_first(exact, ahead)
        ranks = ranks[order]
        level = around.level[ranks]
        oldest = first_day(query.moment.date(), STALE_MONTHS)
        columns = (
            exact[order],
            around.docs[ranks],
            around.kind[ranks],
            level,
            around.commune[ranks] == (-2 if commune is None else commune),
            around.assured[ranks] < oldest,
            level == NATIONAL,
            distance[order],
        )
        return [_Candidate(*row) for row in zip(*(c.tolist() for c in columns), strict=True)]

    def _scores(
        self,
        query: Query,
        around: Around,
        terms: Sequence[Term],
        needs: Mapping[str, float],
        weights: Weights,
    ) -> Floats:
        """Words, needs, level and freshness of each service; 0 for one that does not answer."""
        scores = self._by_words(terms, around)
        scores *= np.float32(weights.words)
        if needs:
            by_need = self._fits.scores(needs, query.audience, around)
            by_need *= np.float32(weights.need)
            scores += by_need
        if around.mixed:
            scores *= reach(around)
        if not query.text and not query.need:
            scores += np.float32(_ANYBODY)
        answers = scores > 0
        self._filter(answers, query, around)
        scores += settled(around, weights, query.moment.date())
        scores *= answers
        return scores

    def _needs(self, query: Query, terms: Sequence[Term]) -> dict[str, float]:
        """The need that was chosen, else those that the words speak of, else the general one."""
        if query.need is not None:
            return {query.need: 1.0} if query.need in self._fits else {}
        if query.text:
            return {n: sure for n, sure in self._reader.needs(terms).items() if n in self._fits}
        return {GENERAL: 1.0} if GENERAL in self._fits else {}

    def _by_words(self, terms: Sequence[Term], around: Around) -> Floats:
        """How much of the query each service says, from 0 to about 1."""
        scores = np.zeros(len(around.docs), dtype=np.float32)
        most = 0.0
        for term in terms:
            held = [(t, weight) for t, weight in term.stands_for if t in self._postings]
            if not held:  # the needs know it, no record says it
                most += self._postings.usual
                continue
            strongest = max(weight * self._postings.best(t) for t, weight in held)
            most += strongest
            said = scores if len(held) == 1 else np.zeros_like(scores)
            for stands_for, weight in held:
                self._postings.add(said, stands_for, weight, around.runs, around.bounds)
            if said is not scores:  # several readings of one word are still one word
                scores += np.minimum(said, np.float32(strongest))
        if most > 0:
            scores *= np.float32(1 / most)
        return scores

    def _filter(self, kept: npt.NDArray[np.bool_], query: Query, around: Around) -> None:
        """Let go of the services that do not pass the filters of the query."""
        if query.audience is not None:
            kept &= (around.audience & np.uint8(AUDIENCE_BITS[query.audience])) != 0
        if query.by is not None:
            kept &= (around.channel & np.uint8(BY[query.by])) != 0
        if query.accessible:
            kept &= self._columns.accessible[around.docs]
        if query.languages:
            kept &= self._columns.speaking(query.languages)[around.docs]

    def _commune(self, query: Query) -> int | None:
        """The number of the very commune asked for, when a service stands in it."""
        if query.place is None or query.place.commune is None:
            return None
        return self._columns.communes.get(query.place.commune)

    def _point(self, query: Query) -> tuple[float, float] | None:
        if query.place is None or query.place.kind != "commune":
            return None
        return self._ground.point(query.place.code)

    def _opened(self, near: Iterable[_Candidate], query: Query) -> list[_Found]:
        """Candidates with their state, those that are open a little higher."""
        state = self._openings.at(query.moment, written=query.by == "written")
        opened: list[tuple[float, str, _Found]] = []
        for one in near:
            opening = state(one.doc)
            if query.open_now and opening.state != "open":
                continue
            worth = -one.score - OPENNESS[opening.state]
            opened.append((worth, self._columns.ids[one.doc], (one, opening)))
            if len(opened) == query.limit * _AHEAD:
                break
        opened.sort(key=lambda item: item[:2])
        return [found for _, _, found in opened]

    def _matched(self, terms: Sequence[Term], docs: Ints) -> list[tuple[str, ...]]:
        """The words of the query that each of a few services holds."""
        rows: list[list[str]] = [[] for _ in docs]
        for term in terms:
            held = np.zeros(len(docs), dtype=bool)
            for stands_for, _ in term.stands_for:
                if stands_for in self._postings:
                    held |= self._postings.holding(stands_for, docs)
            for place in np.flatnonzero(held).tolist():
                rows[place].append(term.typed)
        return [tuple(row) for row in rows]


class _Candidate(NamedTuple):
    """A service that may be shown."""

    score: float
    doc: int
    kind: int
    level: int
    here: bool
    stale: bool
    national: bool
    distance: float


_Found = tuple[_Candidate, OpeningState]


def _fresh_first(opened: list[_Found]) -> list[_Found]:
    """Local records too old to be trusted go below the first fresh national line, if any."""
    first = next((n for n, (one, _) in enumerate(opened) if one.national and not one.stale), None)
    if first is None:
        return opened
    above = opened[:first]
    old = [found for found in above if found[0].stale and not found[0].national]
    stay = [found for found in above if not found[0].stale or found[0].national]
    return [*stay, opened[first], *old, *opened[first + 1 :]]


def _best_first(scores: Floats, most: int) -> npt.NDArray[np.int64]:
    places = np.arange(len(scores))
    if len(scores) > most:
        places = np.argpartition(-scores, most)[:most]
    return places[np.argsort(-scores[places], kind="stable")]


def _fields(service: Service, kinds: Mapping[str, Kind], ground: Ground) -> list[Field]:
    """The texts of a service, and what their words weigh."""
    kind = kinds[service.kind]
    description = service.description or kind.description
    city = (service.location.city or "") if service.location else ""
    name = service.name.replace(city, " ") if city else service.name
    fields = [Field(name, STRONGEST), Field(kind.label, 2.0), Field(description.vous, 0.6)]
    if service.organization:
        fields.append(Field(service.organization, 1.5))
    if city:
        fields.append(Field(city, 1.5, of_place=True))
    if service.departement:
        fields.append(Field(ground.names.get(service.departement, ""), 0.8, of_place=True))
    # Short numbers are names too: « 3018 ».
    numbers = " ".join(p.digits for p in service.visible_phones if len(p.digits) <= _SHORT_NUMBER)
    if numbers:
        fields.append(Field(numbers, 2.0))
    return fields


_SHORT_NUMBER = 6
