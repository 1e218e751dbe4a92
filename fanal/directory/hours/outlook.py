"""What the rules mean at one moment: the state, until when, and when it opens next.

Everything here is in the wall-clock time of the service, without a time zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from fanal.directory.hours.holidays import is_public_holiday
from fanal.directory.hours.rules import DAY, DayKind, Reason, Schedule, Span, Verdict

_ONE_DAY = timedelta(days=1)
_FAR_OPEN = timedelta(days=6)
"""Beyond this, the end of an opening is not worth saying."""
_FAR_DOUBT = timedelta(days=14)
"""How long a certain opening is looked for once an uncertain one has been met."""
_HORIZON = 400
"""Days looked at for the next opening: a service that opens once a year is found."""
_STRENGTH: dict[Verdict, int] = {"closed": 0, "unknown": 1, "open": 2}


@dataclass(frozen=True)
class Outlook:
    """The state at a moment and what comes after it.

    Attributes:
        verdict: open, closed or unknown.
        reason: why it is unknown.
        until: the end of the opening; None when it is far away.
        after: what follows the opening.
        opens: the next certain opening, when closed.
        doubt: why an opening before ``opens`` is uncertain; empty when there is none.
    """

    verdict: Verdict
    reason: Reason = ""
    until: datetime | None = None
    after: Verdict = "closed"
    opens: datetime | None = None
    doubt: Reason = ""


@dataclass(frozen=True)
class Stretch:
    """A stretch of time during which nothing changes."""

    start: datetime
    end: datetime
    verdict: Verdict
    reason: Reason


def outlook(schedule: Schedule, moment: datetime, departement: str | None) -> Outlook:
    """Tell the state at a moment, given as the wall-clock time of the service.

    School holidays are not known here: when the rules name them, the answer is kept only when it
    is the same with and without.
    """
    term_time = _outlook(schedule, moment, departement, school_holiday=False)
    if not schedule.names("SH"):
        return term_time
    return _agreed(term_time, _outlook(schedule, moment, departement, school_holiday=True))


def _agreed(one: Outlook, other: Outlook) -> Outlook:
    if one == other:
        return one
    if one.verdict != other.verdict:
        return Outlook("unknown", "school")
    if one.verdict == "open":
        ends = [end for end in (one.until, other.until) if end is not None]
        return Outlook("open", until=min(ends, default=None), after="unknown")
    if one.verdict == "closed" and one.opens == other.opens:
        return Outlook("closed", opens=one.opens, doubt=one.doubt or other.doubt)
    if one.verdict == "closed":
        return Outlook("closed", doubt="school")
    return one


def _outlook(
    schedule: Schedule, moment: datetime, departement: str | None, *, school_holiday: bool
) -> Outlook:
    stretches = (
        stretch
        for stretch in _stretches(schedule, moment.date(), departement, school_holiday)
        if stretch.end > moment
    )
    current = next(stretches)
    if current.verdict == "unknown":
        return Outlook("unknown", current.reason)
    if current.verdict == "open":
        return _while_open(current, stretches, moment)
    return _while_closed(stretches)


def _while_open(current: Stretch, later: Iterator[Stretch], moment: datetime) -> Outlook:
    until = current.end
    for stretch in later:
        if until - moment > _FAR_OPEN:
            return Outlook("open")
        if stretch.verdict != "open":
            return Outlook("open", until=until, after=stretch.verdict)
        until = stretch.end
    return Outlook("open")


def _while_closed(later: Iterator[Stretch]) -> Outlook:
    doubt: Reason = ""
    doubtful_since: datetime | None = None
    for stretch in later:
        if stretch.verdict == "open":
            return Outlook("closed", opens=stretch.start, doubt=doubt)
        if stretch.verdict == "unknown" and doubtful_since is None:
            doubt, doubtful_since = stretch.reason, stretch.start
        if doubtful_since is not None and stretch.start - doubtful_since > _FAR_DOUBT:
            break
    return Outlook("closed", doubt=doubt)


def _stretches(
    schedule: Schedule, first: date, departement: str | None, school_holiday: bool
) -> Iterator[Stretch]:
    """Walk through the days from the first, midnight to midnight, leaving no gap."""
    night_before, _ = _spans_of(schedule, first - _ONE_DAY, departement, school_holiday)
    for offset in range(_HORIZON):
        day = first + timedelta(days=offset)
        spans, night = _spans_of(schedule, day, departement, school_holiday)
        late = [
            Span(max(span.start - DAY, 0), span.end - DAY, *_at_night(span, night))
            for span in night_before
            if span.end > DAY
        ]
        midnight = datetime(day.year, day.month, day.day)
        yield from _strongest([*late, *spans], midnight)
        night_before = spans


def _spans_of(
    schedule: Schedule, day: date, departement: str | None, school_holiday: bool
) -> tuple[tuple[Span, ...], Verdict]:
    """Give the spans of a day, and what becomes of the night before once past midnight."""
    public_holiday = is_public_holiday(day, departement)
    plan = schedule.plan(day, DayKind(public_holiday, school_holiday))
    if plan.closes_night:
        return plan.spans, "closed"
    if public_holiday and not plan.always and not schedule.names("PH"):
        # Nobody wrote what happens on holidays: a day that would open may well stay shut.
        end = max((span.end for span in plan.spans), default=0)
        whole_day = (Span(0, max(DAY, end), "unknown", "holiday"),) if plan.spans else ()
        return whole_day, "unknown"
    return plan.spans, "open"


def _at_night(span: Span, night: Verdict) -> tuple[Verdict, Reason]:
    """What is left, after midnight, of a span that began the day before."""
    if night == "closed":
        return "closed", ""
    if night == "unknown":
        return "unknown", "holiday"
    return span.verdict, span.reason


def _strongest(spans: list[Span], midnight: datetime) -> Iterator[Stretch]:
    """Cut a day where something changes; where spans overlap, an opening is stronger."""
    edges = {0, DAY}
    for span in spans:
        edges |= {min(span.start, DAY), min(span.end, DAY)}
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        here = [span for span in spans if span.start <= start < span.end]
        strongest = max(
            here, key=lambda span: _STRENGTH[span.verdict], default=Span(start, end, "closed")
        )
        yield Stretch(
            midnight + timedelta(minutes=start),
            midnight + timedelta(minutes=end),
            strongest.verdict,
            strongest.reason,
        )
