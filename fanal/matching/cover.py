"""Which humans to show first when a message may mean several things.

Three contacts are read, seldom more. When the need is sure, its own three lines are the best
three. When it is not, the three lines that together most likely hold the right human are worth
more than three lines for one guess. Each further line is the one that adds most to that
probability (greedy cover of a submodular gain: Nemhauser, Wolsey and Fisher 1978).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

RIGHT_AT_RANK = (0.7, 0.5, 0.4, 0.3)
"""How likely the first, second… line of a need is the right human for someone who has it; the
last figure holds for the lines after it too."""
FAINT = 0.02
"""Beliefs below this one are noise: no line is shown for them."""


def cover(
    beliefs: Sequence[tuple[float, Sequence[str]]], fixed: Sequence[str], size: int
) -> list[str]:
    """The lines to show first, in order.

    Args:
        beliefs: for each need that the message may hold, its probability (0 to 1) and its lines,
            best first, by identifier.
        fixed: lines that come first whatever else is likely.
        size: how many lines to choose, the fixed ones included.

    Returns:
        At most ``size`` identifiers, each once; fewer when there are no more lines.

    >>> cover([(0.9, ["a", "b", "c"]), (0.1, ["x"])], [], 3)
    ['a', 'b', 'x']
    >>> cover([(0.5, ["a", "b", "c"]), (0.4, ["x", "y"])], [], 3)
    ['a', 'x', 'b']
    """
    kept = list(fixed)[:size]
    missed = [probability for probability, _ in beliefs]
    last = len(RIGHT_AT_RANK) - 1
    worth = [
        {line: RIGHT_AT_RANK[min(rank, last)] for rank, line in enumerate(lines)}
        for _, lines in beliefs
    ]
    for line in kept:
        missed = _after(missed, worth, line)
    while len(kept) < size:
        gains = {
            line: sum(
                left * lines.get(line, 0.0) for left, lines in zip(missed, worth, strict=True)
            )
            for lines in worth
            for line in lines
            if line not in kept
        }
        if not gains:
            break
        best = max(gains, key=lambda line: gains[line])  # the first of equals
        kept.append(best)
        missed = _after(missed, worth, best)
    return kept


def _after(missed: Sequence[float], worth: Sequence[Mapping[str, float]], line: str) -> list[float]:
    """For each need, the probability that no line shown so far is the right one."""
    return [left * (1 - lines.get(line, 0.0)) for left, lines in zip(missed, worth, strict=True)]
