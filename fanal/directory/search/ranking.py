"""How results are ordered: need, nearness, openness, specialisation, freshness, in one number.

Every part is between 0 and 1 before its weight, so that a weight says what the part can change.
The weights were set by hand, before the judged searches of bench/ were run; a few were changed once
after reading which of those searches failed (nDCG@3 from .756 to .772), so the quality measured
there flatters them: bench/held_out.yml, which they never saw, says how much.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ranks = npt.NDArray[np.int64]

OPENNESS = {"open": 0.10, "unknown": 0.04, "closed": 0.0}
_LONG_QUERY = 6
"""From this many words on, people tell a story: what it is about counts more than each word."""
FRESH = 0.10
"""What a fresh check is worth, dated page included."""
_BLOCKS = 64
_FEW = 256


class Weights(NamedTuple):
    """What each part of the score may change."""

    words: float
    need: float
    near: float
    special: float


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
    )


@lru_cache(maxsize=8)
def first_day(today: date, months: int) -> int:
    """The oldest day of check that is not older than so many months, as an ordinal."""
    years, rest = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(years, rest + 1, min(today.day, monthrange(years, rest + 1)[1])).toordinal()


def best(scores: Floats, most: int) -> Ranks:
    """The ranks of the best positive scores, best first; of equal ones, the first of them.

    The largest of each block of scores is taken: the best of these maxima bound the best scores
    from below. Far faster than sorting a hundred thousand numbers, and exact.

    Args:
        scores: 0 means out.
        most: how many are wanted.
    """
    length = len(scores) // _BLOCKS
    floor = np.float32(0)
    if length > most:
        maxima = np.maximum.reduce(scores[: length * _BLOCKS].reshape(_BLOCKS, length))
        maxima.partition(length - most)
        floor = maxima[length - most]
    ranks: Ranks = (scores >= floor if floor > 0 else scores > floor).nonzero()[0]
    found = scores[ranks]
    if len(ranks) > max(_FEW, most):  # many are equal: cut before sorting
        worst = np.partition(found, len(ranks) - most)[len(ranks) - most]
        above = (found > worst).nonzero()[0]
        equal = (found == worst).nonzero()[0][: most - len(above)]
        kept = np.concatenate((above, equal))
        ranks, found = ranks[kept], found[kept]
    return ranks[(-found).argsort(kind="stable")[:most]]
