"""What services are worth for where they stand and when they were checked, whatever is asked.

The same for every text and every need: computed once for a place and a day, then kept.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import cos, hypot, isnan, radians
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fanal.directory.freshness import FRESH_MONTHS, STALE_MONTHS
from fanal.directory.search.around import Around
from fanal.directory.search.levels import CLOSENESS, MOST_CLOSE, SERVED, WORTH
from fanal.directory.search.ranking import FRESH, first_day
from fanal.geography.coordinates import KM_PER_DEGREE as DEGREE

Floats = npt.NDArray[np.float32]
Ranks = npt.NDArray[np.int64]

_HALF_WAY_KM = 20.0
_UNKNOWN_DISTANCE = 0.3
_UNDATED = 0.8
_KEPT = 128
"""Places kept ready: forty kilobytes each where 10,000 services are around."""


class Spot(NamedTuple):
    """The very place asked for, where it is a commune.

    Attributes:
        commune: its number among those of the services; None when none stands in it.
        point: its coordinates; None when they are not known.
    """

    commune: int | None = None
    point: tuple[float, float] | None = None


class Standings:
    """Keeps what the last places asked for were worth."""

    def __init__(self) -> None:
        """Start with nothing kept."""
        self.of = lru_cache(maxsize=_KEPT)(standing)


def standing(around: Around, spot: Spot | None, near: float, day: date) -> Floats:
    """What each service around a place is worth before any word or need.

    Args:
        around: the services.
        spot: where; None when no place was given.
        near: the weight of nearness.
        day: the day that freshness is counted from.
    """
    worth = np.where(
        around.assured >= first_day(day, FRESH_MONTHS),
        1.0,
        np.where(around.assured >= first_day(day, STALE_MONTHS), 0.5, 0.0),
    )
    worth *= np.where(around.dated, 1.0, _UNDATED)
    found: Floats = (near * WORTH[around.level] + FRESH * worth).astype(np.float32)
    if spot is not None:
        found += np.float32(near) * _closeness(around, spot)
    return found


def kilometres(around: Around, ranks: Ranks, spot: Spot | None) -> list[float | None]:
    """Kilometres to a few services, None where unknown."""
    if spot is None or spot.point is None:
        return [None] * len(ranks)
    latitude, longitude = spot.point
    shrunk = cos(radians(latitude))  # a degree of longitude is shorter away from the equator
    north, east = around.latitude[ranks].tolist(), around.longitude[ranks].tolist()
    return [
        None if isnan(lat) else round(hypot(lat - latitude, (lon - longitude) * shrunk) * DEGREE, 1)
        for lat, lon in zip(north, east, strict=True)
    ]


def _distances(around: Around, ranks: Ranks, point: tuple[float, float] | None) -> Floats:
    """Kilometres from a point to some services, NaN where either is unknown."""
    if point is None:
        return np.full(len(ranks), np.nan, dtype=np.float32)
    latitude, longitude = point
    north = around.latitude[ranks] - np.float32(latitude)
    east = (around.longitude[ranks] - np.float32(longitude)) * np.float32(cos(radians(latitude)))
    kilometres: Floats = np.hypot(north, east) * np.float32(DEGREE)
    return kilometres


def _closeness(around: Around, spot: Spot) -> Floats:
    """What distance adds to the level of each service, from 0 to `MOST_CLOSE`."""
    distance = _distances(around, np.arange(len(around.docs)), spot.point)
    share = np.float32(_HALF_WAY_KM) / (distance + np.float32(_HALF_WAY_KM))
    share[np.isnan(share)] = _UNKNOWN_DISTANCE
    added: Floats = CLOSENESS[around.level] * share
    if spot.commune is not None:
        added[(around.commune == spot.commune) & (around.level == SERVED)] = MOST_CLOSE
    return added
