"""How a service stands to a place, and what that is worth."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from fanal.directory.search.query import Nearness

Floats = npt.NDArray[np.float32]

ELSEWHERE, REGION, NEIGHBOUR, NATIONAL, SERVED = range(5)
"""The order is that of the index's own codes, not of worth."""
LEVELS = 5


def _by_level(values: dict[int, float]) -> Floats:
    return np.array([values[level] for level in range(LEVELS)], dtype=np.float32)


WORTH = _by_level({ELSEWHERE: 0.0, REGION: 0.05, NEIGHBOUR: 0.15, NATIONAL: 0.75, SERVED: 0.60})
"""What each level is worth by itself."""
CLOSENESS = _by_level({ELSEWHERE: 0.0, REGION: 0.25, NEIGHBOUR: 0.35, NATIONAL: 0.0, SERVED: 0.35})
"""What standing at zero kilometres adds to it."""
REACH = _by_level({ELSEWHERE: 1.0, REGION: 0.45, NEIGHBOUR: 0.6, NATIONAL: 1.0, SERVED: 1.0})
"""What of its words and needs counts: the same service is worth less where one cannot go."""
MOST_CLOSE = 0.40
"""Standing in the very commune: more than any distance to its middle."""
_NAMES: dict[int, Nearness] = {
    ELSEWHERE: "elsewhere",
    REGION: "region",
    NEIGHBOUR: "neighbour",
    NATIONAL: "national",
    SERVED: "served",
}


def nearness_of(level: int, here: bool, placed: bool) -> Nearness | None:
    """The name of how one result stands to the place; None for a local one without a place."""
    if here and level == SERVED:
        return "commune"
    return _NAMES[level] if placed or level == NATIONAL else None
