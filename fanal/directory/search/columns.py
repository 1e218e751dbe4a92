"""What filters and rankings read of each service: one array a property, one place a service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fanal.directory.hours import ClosedPeriod
from fanal.directory.model import Service
from fanal.directory.search.ground import Ground

FRENCH = "fr"
AUDIENCE_BITS = {
    name: np.uint8(1 << n) for n, name in enumerate(("young", "family", "professional"))
}
_CHANNELS = {"voice": 1, "sms": 2, "chat": 4, "email": 8, "place": 16}
BY = {"voice": np.uint8(1), "written": np.uint8(2 | 4 | 8), "place": np.uint8(16)}
"""Bits of a channel that answer each way of making contact."""


class Hours(NamedTuple):
    """When a service is open: what its record allows to show."""

    voice: str | None
    written: str | None
    departement: str | None
    closures: tuple[ClosedPeriod, ...]


class Columns:
    """Arrays over services already in order: national, then regional, then by région and place."""

    def __init__(self, services: Sequence[Service], ground: Ground, kinds: Sequence[str]) -> None:
        """Read every service once.

        Args:
            services: in the order of `order`.
            ground: places.
            kinds: every kind, in the order of their numbers.
        """
        count = len(services)
        numbers = {kind: number for number, kind in enumerate(kinds)}
        self.ids = [service.id for service in services]
        self.kind = np.fromiter((numbers[s.kind] for s in services), np.int16, count)
        self.audience = np.fromiter((_bits(s.audience, AUDIENCE_BITS) or 7 for s in services),
                                    np.uint8, count)  # fmt: skip
        self.channel = np.fromiter((_bits(s.reachable_channels, _CHANNELS) for s in services),
                                   np.uint8, count)  # fmt: skip
        self.accessible = np.fromiter((s.accessibility is not None for s in services), bool, count)
        self.assured = np.fromiter((s.assured_date.toordinal() for s in services), np.int32, count)
        self.dated = np.fromiter((s.source_dated for s in services), bool, count)
        self.national = np.fromiter((s.is_national for s in services), bool, count)
        self.communes, self.commune = _communes(services, ground)
        self.latitude, self.longitude = _points(services, ground)
        self.languages = _languages(services)
        self.hours, self.hours_of = _hours(services)

    def speaking(self, languages: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Which services speak at least one of some languages; all of them speak French."""
        wanted = set(languages)
        found = np.full(len(self.ids), FRENCH in wanted)
        for code in wanted & self.languages.keys():
            found |= self.languages[code]
        return found

    @property
    def size(self) -> int:
        """Bytes that the arrays take."""
        arrays: list[npt.NDArray[np.generic]] = [
            self.kind, self.audience, self.channel, self.accessible, self.assured, self.dated,
            self.national, self.commune, self.latitude, self.longitude, self.hours_of,
            *self.languages.values(),
        ]  # fmt: skip
        return sum(array.nbytes for array in arrays)


def order(service: Service, ground: Ground) -> tuple[int, str, str, str]:
    """The place of a service in the index: neighbours in space are neighbours in number."""
    if service.is_national:
        return 0, "", "", service.id
    departement = service.departement
    if departement is None:  # a whole région
        return 1, "", "", service.id
    return 2, ground.regions.get(departement, departement), departement, service.id


def _bits(names: Iterable[str], bits: Mapping[str, int | np.uint8]) -> int:
    return sum({int(bits[name]) for name in names})


def _communes(
    services: Sequence[Service], ground: Ground
) -> tuple[dict[str, int], npt.NDArray[np.int32]]:
    known: dict[str, int] = {}
    column = np.full(len(services), -1, dtype=np.int32)
    for number, service in enumerate(services):
        code = service.location.commune if service.location else None
        if code is not None:
            column[number] = known.setdefault(ground.city(code), len(known))
    return known, column


def _points(
    services: Sequence[Service], ground: Ground
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """The record's own coordinates, else those of its commune, else nothing (NaN)."""
    latitude = np.full(len(services), np.nan, dtype=np.float32)
    longitude = latitude.copy()
    for number, service in enumerate(services):
        place = service.location
        if place is None or place.secret or service.is_national:
            continue
        if place.latitude is not None and place.longitude is not None:
            latitude[number], longitude[number] = place.latitude, place.longitude
        elif (point := ground.point(place.commune)) is not None:
            latitude[number], longitude[number] = point
    return latitude, longitude


def _languages(services: Sequence[Service]) -> dict[str, npt.NDArray[np.bool_]]:
    columns: dict[str, npt.NDArray[np.bool_]] = {}
    for number, service in enumerate(services):
        for code in service.languages:
            if code != FRENCH:
                column = columns.get(code)
                if column is None:
                    column = columns[code] = np.zeros(len(services), dtype=bool)
                column[number] = True
    return columns


def _hours(services: Sequence[Service]) -> tuple[list[Hours], npt.NDArray[np.int32]]:
    known: dict[Hours, int] = {}
    column = np.empty(len(services), dtype=np.int32)
    for number, service in enumerate(services):
        home = None if service.is_national else service.departement
        hours = Hours(service.visible_hours, service.written_hours, home, service.closed_periods)
        column[number] = known.setdefault(hours, len(known))
    return list(known), column
