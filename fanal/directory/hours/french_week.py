"""The days and hours of a French notation, gathered into one week.

What can be read in two ways is refused: « Mardi - Jeudi » (two days or three), hours written
before the days in one place and after them in another, a day named twice with hours that differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from fanal.directory.hours.french_tokens import Half, Kind, Token
from fanal.directory.hours.rules import DAY

Spans = tuple[tuple[int, int], ...]

ALL_DAY: Spans = ((0, DAY),)
DAY_KINDS: frozenset[Kind] = frozenset({"day", "every_day", "from", "to"})
TIME_KINDS: frozenset[Kind] = frozenset({"times", "all_hours", "until", "closed"})
SIGNS: frozenset[Kind] = frozenset({"and", "comma", "dash", "slash"})

_NOON = 12 * 60
_AFTER_LUNCH = 14 * 60
_FRIDAY = 4


class UnsureError(ValueError):
    """The notation can be read in several ways, or not at all."""


@dataclass(frozen=True)
class Run:
    """Tokens of one kind, days or hours, that follow each other.

    Attributes:
        about_days: whether it names days rather than hours.
        tokens: with the signs between them.
        after_and: whether « et » comes before.
    """

    about_days: bool
    tokens: tuple[Token, ...]
    after_and: bool


@dataclass
class Week:
    """The hours of each weekday, while they are being read.

    Attributes:
        hours: minutes of each day that is named; empty when it is said to be closed.
        either: pairs such as « Mercredi - Vendredi », two days or three.
    """

    hours: dict[int, Spans] = field(default_factory=dict)
    either: list[tuple[int, int]] = field(default_factory=list)


def strip_signs(segment: list[Token]) -> None:
    """Take away the commas, dashes and « et » at the end of a segment."""
    while segment and segment[-1].kind in SIGNS:
        segment.pop()


def runs_of(segment: list[Token]) -> list[Run]:
    """Group the tokens of a segment into days and hours, in turn."""
    runs: list[Run] = []
    signs: list[Token] = []
    for token in segment:
        if token.kind in SIGNS:
            signs.append(token)
            continue
        if token.kind not in DAY_KINDS | TIME_KINDS:
            raise UnsureError
        about_days = token.kind in DAY_KINDS
        if runs and runs[-1].about_days == about_days:
            before = runs.pop()
            runs.append(
                Run(about_days, (*before.tokens, *signs, token), after_and=before.after_and)
            )
        else:
            after_and = any(sign.kind == "and" for sign in signs)
            runs.append(Run(about_days, (token,), after_and))
        signs = []
    return runs


def read_week(segments: list[list[Token]], week: Week) -> None:
    """Fill the week from the segments.

    Raises:
        UnsureError: the segments can be read in several ways, or not at all.
    """
    exceptions = _take_exceptions(segments)
    header: set[int] | None = None
    waiting: Run | None = None
    for segment in segments:
        runs = runs_of(segment)
        if len(runs) == 1 and runs[0].about_days and waiting is None and header is None:
            waiting = runs[0]
        elif len(runs) == 1 and not runs[0].about_days and waiting is not None:
            _apply(waiting, runs[0], week)
            waiting = None
        else:
            if waiting is not None:
                # « Ouvert du lundi au vendredi : », then the hours of each day.
                if week.hours:
                    raise UnsureError
                header, waiting = set(days_of(waiting.tokens, week)), None
            if not runs or len(runs) % 2:
                raise UnsureError
            for one, other in zip(runs[::2], runs[1::2], strict=True):
                days, hours = (one, other) if one.about_days else (other, one)
                _apply(days, hours, week, adds=one.after_and)
    if waiting is not None or (header is not None and header != set(week.hours)):
        raise UnsureError
    for token in exceptions:
        _remove_half(token.day, token.half, week)


def _take_exceptions(segments: list[list[Token]]) -> list[Token]:
    last = segments[-1]
    found: list[Token] = []
    while last and last[-1].kind == "except":
        found.append(last.pop())
        strip_signs(last)
    return found


def _apply(days: Run, hours: Run, week: Week, *, adds: bool = False) -> None:
    named = days_of(days.tokens, week)
    if hours.tokens[0].kind == "until":
        _extend(named, hours, week)
        return
    spans = _spans_of(hours.tokens)
    for day in named:
        old = week.hours.get(day)
        if old is None:
            week.hours[day] = spans
        elif adds and old and spans:
            week.hours[day] = _in_order(sorted((*old, *spans)))
        elif old and len(spans) == 1 and spans[0][0] <= old[0][0] and spans[0][1] >= old[-1][1]:
            # « lun-ven 8h-16h, mercredi 8h-17h »: longer hours on a day already named.
            week.hours[day] = spans
        else:
            raise UnsureError


def _extend(days: tuple[int, ...], hours: Run, week: Week) -> None:
    end = hours.tokens[0].end
    for day in days:
        old = week.hours.get(day)
        if not old or len(hours.tokens) > 1 or end <= old[-1][0]:
            raise UnsureError
        week.hours[day] = (*old[:-1], (old[-1][0], end))


def _remove_half(day: int, half: Half, week: Week) -> None:
    old = week.hours.get(day, ())
    morning = tuple(span for span in old if span[1] <= _AFTER_LUNCH and span[0] < _NOON)
    afternoon = tuple(span for span in old if span[0] >= _NOON)
    if not morning or not afternoon or len(morning) + len(afternoon) != len(old):
        raise UnsureError
    week.hours[day] = afternoon if half == "morning" else morning


def _spans_of(tokens: Iterable[Token]) -> Spans:
    spans: list[tuple[int, int]] = []
    kinds = [token.kind for token in tokens if token.kind not in SIGNS]
    if kinds == ["closed"]:
        return ()
    if kinds == ["all_hours"]:
        return ALL_DAY
    for token in tokens:
        if token.kind == "times":
            spans.append((token.start, token.end))
        elif token.kind not in SIGNS:
            raise UnsureError
    return _in_order(spans)


def _in_order(spans: list[tuple[int, int]]) -> Spans:
    """Refuse spans that overlap or go back in time."""
    if any(start <= end for (_, end), (start, _) in pairwise(spans)):
        raise UnsureError
    return tuple(spans)


def days_of(tokens: Iterable[Token], week: Week) -> tuple[int, ...]:
    """Give the days of a run: names, lists and ranges."""
    left = list(tokens)
    if [token.kind for token in left] == ["every_day"]:
        return tuple(range(7))
    days: set[int] = set()
    while left:
        token = left.pop(0)
        if token.kind in ("comma", "and", "slash"):
            continue
        if token.kind == "from":
            if not left or [other.kind for other in left[1:2]] != ["to"]:
                raise UnsureError
            token = left.pop(0)
        if token.kind != "day":
            raise UnsureError
        days |= set(_from_day(token, left, week))
    return tuple(sorted(days))


def _from_day(token: Token, left: list[Token], week: Week) -> Iterable[int]:
    """Read what starts with a day: the day alone, « lundi au jeudi », « lundi - jeudi »."""
    chain = [token]
    sign: Kind | None = None
    while len(left) > 1 and left[0].kind in ("to", "dash") and left[1].kind == "day":
        if sign == "to" or (sign and left[0].kind != sign):
            raise UnsureError
        sign = left[0].kind
        chain.append(left[1])
        del left[:2]
    numbers = [one.day for one in chain]
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        raise UnsureError
    if len(chain) != 2:
        if len(chain) > 2 and any(one.tight for one in chain):
            raise UnsureError
        return numbers
    first, last = numbers
    if sign == "to" or token.tight or (first == 0 and last >= _FRIDAY):
        return range(first, last + 1)
    if last - first > 1:
        week.either.append((first, last))
    return numbers
