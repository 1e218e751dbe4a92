"""The first three lines together: the best three for a sure need, a spread for a doubtful one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fanal.matching.cover import RIGHT_AT_RANK, cover

NAMES = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True)
BELIEFS = st.lists(st.tuples(st.floats(0, 1), NAMES), min_size=1, max_size=4)


def test_a_sure_need_keeps_its_own_lines() -> None:
    """When nothing else is likely, the lines stay as their author ordered them."""
    assert cover([(0.97, ["a", "b", "c"]), (0.02, ["x"])], [], 3) == ["a", "b", "c"]


def test_a_doubtful_need_shares_the_first_places() -> None:
    """Two needs about as likely each have their first line among the first two."""
    assert cover([(0.5, ["a", "b", "c"]), (0.4, ["x", "y"])], [], 3)[:2] == ["a", "x"]


def test_a_line_that_serves_several_needs_comes_first() -> None:
    """A line in the lists of three doubtful needs is worth more than the best of one."""
    beliefs = [(0.3, ["a", "s"]), (0.3, ["b", "s"]), (0.3, ["c", "s"])]
    assert cover(beliefs, [], 1) == ["s"]


def test_fixed_lines_stay_first() -> None:
    """An emergency line stays first, whatever else is likelier."""
    assert cover([(0.1, ["17"]), (0.9, ["x", "y"])], ["17"], 3) == ["17", "x", "y"]


@given(beliefs=BELIEFS, size=st.integers(0, 5))
def test_each_line_is_chosen_for_the_most_it_adds(
    beliefs: list[tuple[float, list[str]]], size: int
) -> None:
    """No line twice, none invented, and each chosen line adds at least as much as any other."""
    chosen = cover(beliefs, [], size)
    every = {line for _, lines in beliefs for line in lines}
    assert len(chosen) == min(size, len(every)) == len(set(chosen))
    for position, line in enumerate(chosen):
        worth = _found(beliefs, [*chosen[:position], line])
        others = [_found(beliefs, [*chosen[:position], other]) for other in every - set(chosen)]
        assert all(worth >= other - 1e-9 for other in others)


def _found(beliefs: list[tuple[float, list[str]]], shown: list[str]) -> float:
    """The probability that the right human is shown, written out by hand."""
    total = 0.0
    for probability, lines in beliefs:
        missed = 1.0
        rights = (*RIGHT_AT_RANK, *RIGHT_AT_RANK[-1:] * len(lines))
        for line, right in zip(lines, rights, strict=False):
            missed *= 1 - right if line in shown else 1
        total += probability * (1 - missed)
    return total
