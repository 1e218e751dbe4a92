"""Opening hours read into rules, and what the rules say of one day.

The opening-hours-py library reads the expression (reading.py) and does the arithmetic of calendars
(weekdays, weeks, months, Easter). The order of the rules, holidays and nights are settled here: the
library knows neither the holidays of Alsace-Moselle nor those overseas, and it opens the night
that follows a closed evening: with ``Mo-Su 21:00-02:30; PH off`` it is open on
26 December at 1:00, although the service never opened on the 25th.

Words used here: a *span* is a stretch of minutes counted from the midnight that starts a day; it
may run past 1,440, into the next day. A *plan* is the spans of one day, before the holidays that
nobody wrote about are considered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Verdict = Literal["open", "closed", "unknown"]
Reason = Literal["", "appointment", "comment", "holiday", "school", "clock"]
Join = Literal["replaces", "adds", "falls_back"]

DAY = 24 * 60
"""Minutes in a day."""


@dataclass(frozen=True)
class Span:
    """Minutes ``start`` to ``end`` of a day, what is true then, and why when it is not sure."""

    start: int
    end: int
    verdict: Verdict
    reason: Reason = ""


@dataclass(frozen=True)
class DayKind:
    """What the calendar says of a day."""

    public_holiday: bool = False
    school_holiday: bool = False


@dataclass(frozen=True)
class Plan:
    """What the rules say of one day.

    Attributes:
        spans: in order, never overlapping; what is between them is closed.
        closes_night: a closing of the whole day decided, so the night before ends at midnight.
        always: the deciding rule is day and night, every day: holidays do not touch it.
    """

    spans: tuple[Span, ...] = ()
    closes_night: bool = False
    always: bool = False


@dataclass(frozen=True)
class Rule:
    """One rule: which days, which minutes, what is true then.

    Attributes:
        join: how it joins the rules before it (``;``, ``,`` or ``||``).
        wide: the part of the selector about years, months and weeks; empty when there is none.
        weekdays: the weekdays of the selector; empty when there are none.
        holidays: ``PH`` and ``SH``, as far as they are named.
        both: the day must be a holiday *and* one of the weekdays (``SH Mo-Fr``).
        spans: minutes of the day; empty means the whole day.
        verdict: what is true during the spans.
        reason: why it is not sure.
        in_calendar: whether ``wide`` holds on a date; the calendar of the library.
        on_weekday: the same for ``wide`` and ``weekdays`` together.
    """

    join: Join
    wide: str
    weekdays: str
    holidays: frozenset[str]
    both: bool
    spans: tuple[tuple[int, int], ...]
    verdict: Verdict
    reason: Reason
    in_calendar: Callable[[date], bool] = field(compare=False, repr=False)
    on_weekday: Callable[[date], bool] = field(compare=False, repr=False)

    @property
    def every_day(self) -> bool:
        """Whether it names no day at all, or all seven."""
        return not self.wide and not self.holidays and self.weekdays in ("", "Mo-Su")

    @property
    def is_always(self) -> bool:
        """Whether it says day and night, every day (``24/7``)."""
        return self.every_day and not self.spans and self.verdict == "open"

    def holds_on(self, day: date, kind: DayKind) -> bool:
        """Whether the rule is about this day."""
        if not self.holidays:
            return self.on_weekday(day)
        holiday = ("PH" in self.holidays and kind.public_holiday) or (
            "SH" in self.holidays and kind.school_holiday
        )
        if self.both:
            return holiday and self.on_weekday(day)
        if holiday and self.in_calendar(day):
            return True
        return bool(self.weekdays) and self.on_weekday(day)


@dataclass(frozen=True)
class Schedule:
    """The rules of an expression, in the order they are written."""

    rules: tuple[Rule, ...]

    def names(self, holiday: Literal["PH", "SH"]) -> bool:
        """Whether a rule says what happens on public (PH) or school (SH) holidays."""
        return any(holiday in rule.holidays for rule in self.rules)

    @property
    def is_always_open(self) -> bool:
        """Whether it is open day and night, every day, without any exception."""
        return all(rule.is_always for rule in self.rules)

    def plan(self, day: date, kind: DayKind) -> Plan:
        """Apply the rules to one day, each over the ones before it."""
        plan = Plan()
        closed_on_purpose = False
        for rule in self.rules:
            if not rule.holds_on(day, kind):
                continue
            whole_day = not rule.spans
            new = [Span(a, b, rule.verdict, rule.reason) for a, b in rule.spans or ((0, DAY),)]
            if rule.verdict == "closed":
                closed_on_purpose = whole_day or closed_on_purpose
                kept = [] if whole_day else _without(plan.spans, new)
                plan = Plan(tuple(kept), whole_day or plan.closes_night)
            elif rule.join == "falls_back":
                # A day closed in so many words stays closed.
                gaps = [] if closed_on_purpose else _without(tuple(new), list(plan.spans))
                plan = Plan(_in_order([*plan.spans, *gaps]), plan.closes_night, plan.always)
            elif rule.join == "adds":
                spans = _in_order([*_without(plan.spans, new), *new])
                plan = Plan(spans, closes_night=plan.closes_night)
                closed_on_purpose = False
            else:
                plan = Plan(_in_order(new), always=rule.is_always)
                closed_on_purpose = False
        return plan


def _without(spans: tuple[Span, ...], cuts: list[Span]) -> list[Span]:
    """Take away from the spans the minutes of the cuts."""
    left = list(spans)
    for cut in cuts:
        pieces: list[Span] = []
        for span in left:
            before = (span.start, min(span.end, cut.start))
            after = (max(span.start, cut.end), span.end)
            pieces += [
                Span(start, end, span.verdict, span.reason)
                for start, end in (before, after)
                if start < end
            ]
        left = pieces
    return left


def _in_order(spans: list[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: span.start))
