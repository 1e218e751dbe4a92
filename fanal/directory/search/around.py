"""Who is around a place: the services that reach it first, then those of nearby places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from fanal.directory.model import Audience, Service
from fanal.directory.search.columns import Columns
from fanal.directory.search.ground import Ground
from fanal.directory.search.levels import (
    ELSEWHERE,
    LEVELS,
    NATIONAL,
    NEIGHBOUR,
    REACH,
    REGION,
    SERVED,
)
from fanal.geography import Place

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

_KEPT = 48
"""Places whose surroundings are kept ready: about two hundred kilobytes each for 100,000."""


@dataclass(frozen=True, eq=False)
class Around:
    """Services near one place, and what the ranking reads of them, in one order.

    Attributes:
        bounds: runs of service numbers, in order: first and end (excluded) of each, flat.
        shifts: from the number of a service to its rank here, run by run.
        docs: every number, in order; the national ones first.
        nationals: how many are national.
        mixed: whether some are out of reach of the place (in another département).
        level: how each stands to the place.
        kind: number of the kind of each.
        standing: kind and level of each in one number, for tables of kinds and levels.
        audience: bits of the audiences of each.
        channel: bits of the channels of each.
        commune: number of the commune of each, -1 when not known.
        latitude: of each, NaN when not known.
        longitude: of each.
        assured: day of the last check of each (proleptic ordinal).
        dated: whether that day comes from a dated page.
        reach: what is left of each one's fitness for someone of the place: less elsewhere.
    """

    bounds: Ints
    shifts: tuple[np.int64, ...]
    docs: Ints
    nationals: int
    mixed: bool
    level: Bytes
    kind: npt.NDArray[np.int64]
    standing: npt.NDArray[np.int64]
    audience: Bytes
    channel: Bytes
    commune: Ints
    latitude: Floats
    longitude: Floats
    assured: Ints
    dated: npt.NDArray[np.bool_]
    reach: Floats
    named: dict[tuple[str, Audience | None], tuple[npt.NDArray[np.int64], Floats]] = field(
        default_factory=dict, repr=False
    )
    """Where the services that name a need are, and how far they serve it; filled when asked."""


class Surroundings:
    """Finds who is around a place; built once with the index."""

    def __init__(
        self,
        services: Sequence[Service],
        columns: Columns,
        ground: Ground,
        at_home_only: frozenset[str] = frozenset(),
    ) -> None:
        """Note where each service is.

        Args:
            services: in the order of their numbers.
            columns: what is read of them.
            ground: what is known of places.
            at_home_only: kinds that may act in their own département only.
        """
        bound = [service.kind in at_home_only for service in services]
        self._bound = np.array(bound, dtype=bool)
        self._columns = columns
        self._ground = ground
        self._count = len(services)
        self._departements: dict[str, tuple[int, int]] = {}
        self._regions: dict[str, tuple[int, int]] = {}
        self._also: dict[str, list[int]] = defaultdict(list)
        self._wide: dict[str, list[int]] = defaultdict(list)
        self._first_local = 0
        for number, service in enumerate(services):
            self._place(number, service)
        self._cached = lru_cache(maxsize=_KEPT)(self._of)

    def _place(self, number: int, service: Service) -> None:
        home = service.departement
        area = service.service_area
        for region in area.regions:
            self._wide[region].append(number)
        if service.is_national or home is None:
            self._first_local = number + 1
            return
        first, _ = self._departements.get(home, (number, 0))
        self._departements[home] = (first, number + 1)
        region = self._ground.regions.get(home, home)
        first, _ = self._regions.get(region, (number, 0))
        self._regions[region] = (first, number + 1)
        for code in area.served_departements[1:]:
            self._also[code].append(number)

    def of(self, place: Place | None) -> Around:
        """Who is around a place; everybody when it is None."""
        if place is None:
            return self._cached(None, None)
        return self._cached(place.departement, place.region)

    def _of(self, departement: str | None, region: str | None) -> Around:
        level = np.full(self._count, ELSEWHERE, dtype=np.uint8)
        level[: self._first_local] = np.where(
            self._columns.national[: self._first_local], NATIONAL, ELSEWHERE
        )
        if region is None:
            return self._gathered(((0, self._count),), level)
        shown = np.zeros(self._count, dtype=bool)
        shown[: self._first_local] = self._columns.national[: self._first_local]
        same = SERVED if departement is None else REGION
        self._mark(level, shown, self._regions.get(region), same)
        if departement is not None:
            for code in self._ground.around(departement):
                self._mark(level, shown, self._departements.get(code), NEIGHBOUR)
            self._mark(level, shown, self._departements.get(departement), SERVED)
            shown &= ~(self._bound & np.isin(level, (REGION, NEIGHBOUR)))
            for number in self._also.get(departement, ()):
                level[number], shown[number] = SERVED, True
        for number in self._wide.get(region, ()):
            level[number], shown[number] = SERVED, True
        edges = np.flatnonzero(np.diff(np.concatenate(([0], shown.view(np.int8), [0]))))
        runs = tuple((int(a), int(b)) for a, b in edges.reshape(-1, 2))
        return self._gathered(runs, level)

    @staticmethod
    def _mark(level: Bytes, shown: npt.NDArray[np.bool_], span: tuple[int, int] | None,
              value: int) -> None:  # fmt: skip
        if span is not None:
            level[span[0] : span[1]] = value
            shown[span[0] : span[1]] = True

    def _gathered(self, runs: tuple[tuple[int, int], ...], level: Bytes) -> Around:
        parts = [np.arange(a, b, dtype=np.int32) for a, b in runs]
        docs = np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)
        columns = self._columns
        kind = columns.kind[docs].astype(np.int64)
        firsts = accumulate((b - a for a, b in runs), initial=0)
        return Around(
            bounds=np.asarray([edge for run in runs for edge in run], dtype=np.int32),
            shifts=tuple(np.int64(rank - a) for (a, _), rank in zip(runs, firsts, strict=False)),
            docs=docs,
            nationals=int(columns.national[docs].sum()),
            mixed=bool(np.isin(level[docs], (REGION, NEIGHBOUR)).any()),
            level=level[docs],
            kind=kind,
            standing=kind * LEVELS + level[docs],
            audience=columns.audience[docs],
            channel=columns.channel[docs],
            commune=columns.commune[docs],
            latitude=columns.latitude[docs],
            longitude=columns.longitude[docs],
            assured=columns.assured[docs],
            dated=columns.dated[docs],
            reach=REACH[level[docs]],
        )
