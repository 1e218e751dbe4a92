"""The index of the directory: built once at start, asked at each search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fanal.directory.freshness import STALE_MONTHS
from fanal.directory.hours import OpeningState
from fanal.directory.model import Kind, Service
from fanal.directory.search.around import Around, Surroundings
from fanal.directory.search.columns import Columns, order
from fanal.directory.search.fitting import GENERAL, Fits
from fanal.directory.search.ground import Ground
from fanal.directory.search.levels import NATIONAL, nearness_of
from fanal.directory.search.needs import NeedGuide, NeedReader
from fanal.directory.search.opening import Openings
from fanal.directory.search.postings import STRONGEST, Field, Postings
from fanal.directory.search.query import Hit, Query
from fanal.directory.search.ranking import OPENNESS, best, first_day
from fanal.directory.search.reading import QueryReader, Term
from fanal.directory.search.scoring import Scorer
from fanal.directory.search.spelling import Spelling
from fanal.directory.search.standing import Spot, kilometres
from fanal.directory.search.words import Words
from fanal.geography import Place

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

_AHEAD = 2
"""Results examined for each one asked: openness is computed for these only."""
_FAR_AHEAD = 8
"""How many times more are looked at when only the open ones are kept."""


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
        bound = frozenset(name for name, kind in kinds.items() if kind.at_home_only)
        self._surroundings = Surroundings(ordered, self._columns, ground, bound)
        self._fits = Fits(ordered, kinds, guides)
        self._openings = Openings(self._columns)
        counts: Counter[str] = Counter()
        documents = (_fields(service, kinds, ground) for service in ordered)
        self._postings = Postings.build(documents, words, counts)
        for word in reader.vocabulary if reader else ():
            counts.setdefault(word, 1)
        self._scorer = Scorer(self._columns, self._postings, self._fits)
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
        spot = self._spot(query.place)
        around = self._surroundings.of(query.place)
        terms = self._reader.terms(query.text, places=query.place is None)
        needs = self._needs(query, terms)
        scores, devoted = self._scorer.scores(query, around, spot, terms, needs)
        lines = self._first_lines(needs, query, around, scores)
        found = self._opened(query, around, scores, lines)
        found = _line_in_view(_fresh_first(found), lines)[: query.limit]
        ranks = np.fromiter((one.rank for one in found), np.int64, len(found))
        docs = around.docs[ranks]
        numbers, kinds = docs.tolist(), around.kind[ranks].tolist()
        commune = spot.commune if spot else None
        return [
            Hit(self._columns.ids[doc], one.score, words, need,
                nearness_of(one.level, town == commune, spot is not None),
                far, one.opening, kind in devoted, one.stale)
            for one, doc, kind, town, words, need, far in zip(
                found,
                numbers,
                kinds,
                around.commune[ranks].tolist(),
                self._matched(terms, docs),
                self._fits.served(needs, query.audience, kinds, numbers),
                kilometres(around, ranks, spot),
                strict=True,
            )
        ]  # fmt: skip

    def _needs(self, query: Query, terms: Sequence[Term]) -> dict[str, float]:
        """The need that was chosen, else those that the words speak of, else the general one."""
        if query.need is not None:
            return {query.need: 1.0} if query.need in self._fits else {}
        if query.text:
            return {n: sure for n, sure in self._reader.needs(terms).items() if n in self._fits}
        return {GENERAL: 1.0} if GENERAL in self._fits else {}

    def _first_lines(
        self, needs: Mapping[str, float], query: Query, around: Around, scores: Floats
    ) -> frozenset[int]:
        """The ranks of the lines that the surest need calls first, when it is sure enough."""
        need, sure = next(iter(needs.items()), (GENERAL, 0.0))
        if sure < _LINE_FROM or need == GENERAL:
            return frozenset()
        docs = np.fromiter(self._fits.first_lines(need, query.audience), np.int64)
        ranks = around.docs[: around.nationals].searchsorted(docs)
        return frozenset(ranks[scores[ranks] > 0].tolist())

    def _spot(self, place: Place | None) -> Spot | None:
        """The very commune asked for, with its coordinates; None without a place."""
        if place is None:
            return None
        commune = None if place.commune is None else self._columns.communes.get(place.commune)
        return Spot(commune, self._ground.point(place.code) if place.kind == "commune" else None)

    def _opened(
        self, query: Query, around: Around, scores: Floats, lines: frozenset[int]
    ) -> list[_Found]:
        """The best candidates, and some lines, with their state, open ones a little higher."""
        state = self._openings.at(query.moment, written=query.by == "written")
        oldest = first_day(query.moment.date(), STALE_MONTHS)
        wanted = query.limit * _AHEAD
        ahead = wanted if not query.open_now else wanted * _FAR_AHEAD
        ids = self._columns.ids
        while True:
            ranks = best(scores, ahead)
            enough = len(ranks) < ahead
            if missing := lines.difference(ranks.tolist()):
                ranks = np.append(ranks, sorted(missing))
            docs = around.docs[ranks]
            opened = [
                (-score - OPENNESS[opening.state], ids[doc],
                 _Found(rank, score, level, assured < oldest, opening))
                for rank, doc, score, level, assured, hours in zip(
                    ranks.tolist(),
                    docs.tolist(),
                    scores[ranks].tolist(),
                    around.level[ranks].tolist(),
                    around.assured[ranks].tolist(),
                    self._columns.hours_of[docs].tolist(),
                    strict=True,
                )
                if (opening := state(hours)).state == "open" or not query.open_now
            ]  # fmt: skip
            if len(opened) >= wanted or enough:
                opened.sort()
                return [found for _, _, found in opened]
            ahead *= _FAR_AHEAD  # few were open: look farther

    def _matched(self, terms: Sequence[Term], docs: Ints) -> list[tuple[str, ...]]:
        """The words of the query that each of a few services holds."""
        rows: list[list[str]] = [[] for _ in docs]
        for term in terms:
            for number, _ in term.held:
                for row, holds in zip(rows, self._postings.holding(number, docs), strict=True):
                    if holds and (not row or row[-1] != term.typed):
                        row.append(term.typed)
        return list(map(tuple, rows))


class _Found(NamedTuple):
    """A service that may be shown."""

    rank: int
    score: float
    level: int
    stale: bool
    opening: OpeningState


def _fresh_first(opened: list[_Found]) -> list[_Found]:
    """Local records too old to be trusted go below the first fresh national line, if any."""
    for place, one in enumerate(opened):
        if one.level == NATIONAL and not one.stale:
            above = opened[:place]
            old = [local for local in above if local.stale and local.level != NATIONAL]
            if old:
                stay = [other for other in above if other not in old]
                return [*stay, one, *old, *opened[place + 1 :]]
            return opened
    return opened


def _line_in_view(found: list[_Found], lines: frozenset[int]) -> list[_Found]:
    """Among the first results, one line that the need calls first: a human is always in view."""
    places = [place for place, one in enumerate(found) if one.rank in lines]
    if not places or places[0] < IN_VIEW:
        return found
    line = found.pop(places[0])
    return [*found[: IN_VIEW - 1], line, *found[IN_VIEW - 1 :]]


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
IN_VIEW = 3
"""How many results a reader sees at once."""
_LINE_FROM = 0.85
"""How sure a need has to be before its line is called into view."""
