"""Judged searches: what was asked, what answers it, and how good three answers are.

The rule that grades a service, and that knows nothing of the ranking it judges:

- bench/queries.yml gives each search what is expected, from 3 to 1, by identifier, by kind, or by
  words of the name; the best of these holds for a service, none is 0;
- a service that does not pass the filters of the search is 0, a closed one too when only open
  ones were asked for;
- with a place, a national service keeps its grade; a local one keeps it in the very commune, loses
  half a point elsewhere in the area it serves, one and a half in a neighbouring département, and
  is 0 beyond;
- without a place, a local service loses a point: nobody knows whether it is within reach.

Gain is 2**grade - 1, and nDCG@3 compares with the best three of the whole collection.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log2
from pathlib import Path
from typing import Any

from fanal.directory import Service, opening_state
from fanal.directory.search import Ground, Query
from fanal.geography import Gazetteer, Place
from fanal.language.fold import fold
from fanal.yaml_files import load_yaml

QUERIES = Path(__file__).with_name("queries.yml")
HELD_OUT = Path(__file__).with_name("held_out.yml")
"""Searches that the ranking was never tuned on; they use the expectations of `QUERIES`."""
DEPTH = 3
_ELSEWHERE_IN_AREA, _NEIGHBOUR, _NO_PLACE = 0.5, 1.5, 1.0
_FILTERS = ("audience", "by", "open_now", "accessible")


@dataclass(frozen=True)
class Judged:
    """One search: what is asked, and what is expected.

    Attributes:
        query: as given to the search.
        place: where the person is; also when only the text says it.
        wants: grades by identifier, kind, or « ~words of the name ».
    """

    query: Query
    place: Place | None
    wants: dict[str, int]


def read_judged(
    gazetteer: Gazetteer, moment: datetime, limit: int = 10, path: Path = QUERIES
) -> list[Judged]:
    """The searches of bench/queries.yml, or of another file that uses its expectations."""
    wants: Any = load_yaml(QUERIES).data["wants"]
    data: Any = load_yaml(path).data
    found = []
    for asked in data["queries"]:
        given = _place(gazetteer, asked.get("place"))
        query = Query(
            moment,
            text=asked["text"],
            place=given,
            limit=limit,
            languages=tuple(asked.get("languages", ())),
            **{name: asked[name] for name in _FILTERS if name in asked},
        )
        place = given or _place(gazetteer, asked.get("said"))
        found.append(Judged(query, place, wants[asked["wants"]]))
    return found


class Judge:
    """Grades services of a collection."""

    def __init__(self, services: Iterable[Service], ground: Ground) -> None:
        """Index the collection by what wants may name."""
        self._services = {service.id: service for service in services}
        self._ground = ground
        self._folded = {name: f" {fold(s.name)} " for name, s in self._services.items()}
        self._by_area: dict[str | None, list[str]] = defaultdict(list)
        for service in self._services.values():
            for code in service.service_area.served_departements or (None,):
                self._by_area[code].append(service.id)

    def grade(self, judged: Judged, service_id: str) -> float:
        """How well one service answers, from 0 to 3."""
        service = self._services[service_id]
        wanted = float(max((g for k, g in judged.wants.items() if self._is(service, k)), default=0))
        if not wanted or not self._passes(service, judged.query):
            return 0.0
        return max(0.0, wanted - self._far(service, judged.place))

    def ndcg(self, judged: Judged, ids: Sequence[str]) -> float:
        """How good the first three results are, beside the best three there are."""
        ideal = self._ideal(judged)
        gained = _gain([self.grade(judged, name) for name in ids[:DEPTH]])
        return gained / ideal if ideal else 1.0

    def _ideal(self, judged: Judged) -> float:
        names: Iterable[str] = self._services
        if judged.place is not None and judged.place.departement is not None:
            home = judged.place.departement
            areas = {None, home, *self._ground.around(home)}
            names = {name for area in areas for name in self._by_area[area]}
        best = sorted((self.grade(judged, name) for name in names), reverse=True)
        return _gain(best[:DEPTH])

    def _is(self, service: Service, want: str) -> bool:
        if want.startswith("~"):
            return f" {fold(want[1:])} " in self._folded[service.id]
        return want in (service.id, service.kind)

    def _passes(self, service: Service, query: Query) -> bool:
        channels = set(service.reachable_channels)
        by = {"voice": {"voice"}, "written": {"chat", "email", "sms"}, "place": {"place"}}
        if query.audience and service.audience and query.audience not in service.audience:
            return False
        if query.by and not channels & by[query.by]:
            return False
        if query.accessible and service.accessibility is None:
            return False
        if query.languages and not set(query.languages) & set(service.languages):
            return False
        home = None if service.is_national else service.departement
        return (
            not query.open_now
            or opening_state(service.visible_hours, query.moment, departement=home).state == "open"
        )

    def _far(self, service: Service, place: Place | None) -> float:
        if service.is_national:
            return 0.0
        if place is None:
            return _NO_PLACE
        served = service.service_area.served_departements
        home = place.departement or ""
        if service.location and place.commune and service.location.commune == place.commune:
            return 0.0
        if home in served or place.region in service.service_area.regions:
            return _ELSEWHERE_IN_AREA
        return _NEIGHBOUR if set(served) & self._ground.around(home) else 3.0


def _gain(grades: Sequence[float]) -> float:
    return sum((2**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades))


def _place(gazetteer: Gazetteer, code: str | None) -> Place | None:
    if code is None:
        return None
    return gazetteer.commune(code) if len(code) == 5 else gazetteer.departement(code)
