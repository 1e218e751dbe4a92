"""How results are ordered: need, nearness, openness, specialisation, freshness, in one number.

Every part is between 0 and 1 before its weight, so that a weight says what the part can change.
The weights were set on the training questions of bench/, not on the judged ones.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from math import cos, radians

import numpy as np
import numpy.typing as npt

from fanal.directory.freshness import FRESH_MONTHS, STALE_MONTHS
from fanal.directory.search.around import (
    ELSEWHERE,
    NATIONAL,
    NEIGHBOUR,
    REGION,
    SERVED,
    Around,
)
from fanal.directory.search.query import Nearness
from fanal.geography.coordinates import KM_PER_DEGREE

Floats = npt.NDArray[np.float32]
Ranks = npt.NDArray[np.int64]

OPENNESS = {"open": 0.10, "unknown": 0.04, "closed": 0.0}
_LONG_QUERY = 6
"""From this many words on, people tell a story: what it is about counts more than each word."""

_WORTH = {ELSEWHERE: 0.0, REGION: 0.05, NEIGHBOUR: 0.15, NATIONAL: 0.75, SERVED: 0.60}
"""What each level is worth by itself."""
_CLOSENESS = {ELSEWHERE: 0.0, REGION: 0.25, NEIGHBOUR: 0.35, NATIONAL: 0.0, SERVED: 0.35}
"""What standing at zero kilometres adds to it."""
_REACH = {ELSEWHERE: 1.0, REGION: 0.45, NEIGHBOUR: 0.6, NATIONAL: 1.0, SERVED: 1.0}
"""What of its words and needs counts: the same service is worth less where one cannot go."""
MOST_CLOSE = 0.40
"""Standing in the very commune: more than any distance to its middle."""
_HALF_WAY_KM = 20.0
_UNKNOWN_DISTANCE = 0.3
_UNDATED = 0.8
_BLOCK = 64
_READY = 16
_NAMES: dict[int, Nearness] = {
    ELSEWHERE: "elsewhere",
    REGION: "region",
    NEIGHBOUR: "neighbour",
    NATIONAL: "national",
    SERVED: "served",
}


@dataclass(frozen=True)
class Weights:
    """What each part of the score may change."""

    words: float
    need: float
    near: float
    special: float
    fresh: float


def weights_of(words: int, need: bool, place: bool) -> Weights:
    """Weights for a query.

    Args:
        words: how many words of it count.
        need: whether a need was given or recognised.
        place: whether a place was given.
    """
    story = min(1.0, words / _LONG_QUERY)
    return Weights(
        words=(1.5 - 0.8 * story) if words else 0.0,
        need=(0.5 + 0.5 * story) if words else 1.0,
        near=0.5 if place else 0.35,
        special=0.12 if need else 0.0,
        fresh=0.10,
    )


def first_day(today: date, months: int) -> int:
    """The oldest day of check that is not older than so many months, as an ordinal."""
    years, rest = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(years, rest + 1, min(today.day, monthrange(years, rest + 1)[1])).toordinal()


def settled(around: Around, weights: Weights, day: date) -> Floats:
    """The part of the score that no word changes: level, freshness; kept for the next query."""
    key = (day, weights.near, weights.fresh)
    found = around.ready.get(key)
    if found is None:
        if len(around.ready) > _READY:
            around.ready.clear()
        worth = np.where(
            around.assured >= first_day(day, FRESH_MONTHS),
            1.0,
            np.where(around.assured >= first_day(day, STALE_MONTHS), 0.5, 0.0),
        )
        worth *= np.where(around.dated, 1.0, _UNDATED)
        level = _by_level(_WORTH)[around.level]
        found = (weights.near * level + weights.fresh * worth).astype(np.float32)
        around.ready[key] = found
    return found


def reach(around: Around) -> Floats:
    """What is left of a service's fitness for someone of the place: less when it is elsewhere."""
    found = around.ready.get("reach")
    if found is None:
        found = around.ready["reach"] = _by_level(_REACH)[around.level]
    return found


def distances(around: Around, ranks: Ranks, point: tuple[float, float] | None) -> Floats:
    """Kilometres from a point to some services, NaN where either is unknown."""
    if point is None:
        return np.full(len(ranks), np.nan, dtype=np.float32)
    latitude, longitude = point
    north = around.latitude[ranks] - np.float32(latitude)
    east = (around.longitude[ranks] - np.float32(longitude)) * np.float32(cos(radians(latitude)))
    kilometres: Floats = np.hypot(north, east) * np.float32(KM_PER_DEGREE)
    return kilometres


def closeness(around: Around, ranks: Ranks, distance: Floats, commune: int | None) -> Floats:
    """What distance adds to the level of some services, from 0 to `MOST_CLOSE`."""
    share = np.float32(_HALF_WAY_KM) / (distance + np.float32(_HALF_WAY_KM))
    share[np.isnan(share)] = _UNKNOWN_DISTANCE
    level = around.level[ranks]
    added: Floats = _by_level(_CLOSENESS)[level] * share
    if commune is not None:
        added[(around.commune[ranks] == commune) & (level == SERVED)] = MOST_CLOSE
    return added


def nearness_of(level: int, here: bool, placed: bool) -> Nearness | None:
    """The name of how one result stands to the place; None for a local one without a place."""
    if here and level == SERVED:
        return "commune"
    return _NAMES[level] if placed or level == NATIONAL else None


def best(scores: Floats, most: int, slack: float) -> Ranks:
    """Ranks of positive scores that may be among the best once something is added to them.

    The largest of each block of scores is taken: the best of these maxima bound the best scores
    from below. Far faster than sorting a hundred thousand numbers, and exact.

    Args:
        scores: 0 means out.
        most: how many are wanted.
        slack: the most that may be added to a score later.
    """
    blocks = len(scores) // _BLOCK
    floor = 0.0
    if blocks > most:
        maxima = scores[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
        floor = float(np.partition(maxima, blocks - most)[blocks - most]) - slack
    return np.flatnonzero(scores > max(floor, 0.0) - (1e-6 if floor > 0 else 0.0))


def _by_level(values: dict[int, float]) -> Floats:
    return np.array([values[level] for level in range(len(values))], dtype=np.float32)
