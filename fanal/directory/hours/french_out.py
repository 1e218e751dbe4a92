"""OSM opening hours said in plain French.

The sentence is not translated from the expression: it is told from what the rules give for each
day of a week, so a rule that takes the place of another one is never said twice.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import groupby

from fanal.directory.hours.reading import HoursError, read_schedule
from fanal.directory.hours.rules import DAY, DayKind, Rule, Schedule, Span
from fanal.directory.hours.words import OSM_WEEKDAYS, WEEKDAYS, hour_words, listed

SEE_SITE = "voir le site"
"""Said when the hours are too particular for one short sentence."""

Hours = tuple[tuple[int, int], ...]
Week = tuple[tuple[Span, ...], ...]
"""The spans of the seven days, from Monday."""

_EVEN_MONDAY = date(2025, 2, 3)
"""Monday of an even week (ISO 8601); the next one is odd."""
_PARITY = re.compile(r"week0[12]-5[23]/2")
_NTH_DAY = re.compile(rf"({'|'.join(OSM_WEEKDAYS)})\[(-?\d)\]")
_NTH = {"1": "premier", "2": "deuxième", "3": "troisième", "4": "quatrième", "-1": "dernier"}
_ALL_DAY: Hours = ((0, DAY),)
_CLOSED: Week = ((),) * len(WEEKDAYS)
_APPOINTMENT = "sur rendez-vous"


class _TooParticularError(ValueError):
    """One short sentence would betray the hours."""


def hours_in_french(osm: str) -> str:
    """Say opening hours in French, such as « du lundi au vendredi, de 9 h à 18 h ».

    Hours that follow months or dates, or that cannot be read, give « voir le site »: this never
    raises, because it is used in replies.
    """
    try:
        return _sentence(read_schedule(osm))
    except (HoursError, _TooParticularError):
        return SEE_SITE


def _sentence(schedule: Schedule) -> str:
    exceptions = [rule for rule in schedule.rules if _is_nth_closing(rule)]
    rules = tuple(rule for rule in schedule.rules if rule not in exceptions)
    if len(exceptions) > 1 or any(_is_too_particular(rule) for rule in rules):
        raise _TooParticularError
    schedule = Schedule(rules)
    even = _week(schedule, _EVEN_MONDAY, DayKind())
    odd = _week(schedule, _EVEN_MONDAY + timedelta(weeks=1), DayKind())
    on_holidays = _on_public_holidays(schedule)
    sentence = _tell_weeks(even, odd, on_holidays)
    exceptions_words = [_nth_words(rule) for rule in exceptions]
    if on_holidays == ():
        exceptions_words.append("jours fériés")
    school = _week(schedule, _EVEN_MONDAY, DayKind(school_holiday=True))
    if schedule.names("SH") and school == _CLOSED:
        exceptions_words.append("vacances scolaires")
    if exceptions_words:
        sentence += f", sauf {listed(exceptions_words)}"
    if schedule.names("SH") and school not in (_CLOSED, even):
        if even != odd:
            raise _TooParticularError
        sentence += f" ; pendant les vacances scolaires : {_tell(school)}"
    return sentence


def _is_too_particular(rule: Rule) -> bool:
    return (
        rule.join == "falls_back"
        or "[" in rule.weekdays
        or (bool(rule.wide) and not _PARITY.fullmatch(rule.wide))
    )


def _is_nth_closing(rule: Rule) -> bool:
    """Whether it is of the kind « Th[3] off »."""
    named = _NTH_DAY.fullmatch(rule.weekdays)
    alone = not (rule.wide or rule.holidays or rule.spans)
    return rule.verdict == "closed" and alone and named is not None and named[2] in _NTH


def _nth_words(rule: Rule) -> str:
    day, _, number = rule.weekdays[:-1].partition("[")
    return f"le {_NTH[number]} {WEEKDAYS[OSM_WEEKDAYS.index(day)]} du mois"


def _week(schedule: Schedule, monday: date, kind: DayKind) -> Week:
    days = (monday + timedelta(days=number) for number in range(len(WEEKDAYS)))
    return tuple(schedule.plan(day, kind).spans for day in days)


def _on_public_holidays(schedule: Schedule) -> tuple[Span, ...] | None:
    """Give the hours of public holidays; None when the rules do not say them."""
    if not schedule.names("PH"):
        return None
    weeks = {
        _week(schedule, _EVEN_MONDAY + timedelta(weeks=week), DayKind(True, school_holiday))
        for week in (0, 1)
        for school_holiday in (False, True)
    }
    days = {spans for week in weeks for spans in week}
    if len(days) != 1:
        raise _TooParticularError
    return days.pop()


def _tell_weeks(even: Week, odd: Week, on_holidays: tuple[Span, ...] | None) -> str:
    """Say what all weeks have in common, then what only one week in two has."""
    both = tuple(one if one == other else () for one, other in zip(even, odd, strict=True))
    parts = [_tell(both, on_holidays)] if both != _CLOSED or on_holidays else []
    for week, name in ((even, "paires"), (odd, "impaires")):
        own = tuple(() if one == shared else one for one, shared in zip(week, both, strict=True))
        if own != _CLOSED:
            parts.append(_tell(own, weeks=f" des semaines {name}"))
    if not parts:
        raise _TooParticularError
    return " ; ".join(parts)


def _tell(week: Week, on_holidays: tuple[Span, ...] | None = None, *, weeks: str = "") -> str:
    clauses: list[str] = []
    for appointment in (False, True):
        by_hours: dict[Hours, list[int]] = {}
        for day, spans in enumerate(week):
            if hours := _hours(spans, appointment=appointment):
                by_hours.setdefault(hours, []).append(day)
        holiday = _hours(on_holidays or (), appointment=appointment)
        if holiday:
            by_hours.setdefault(holiday, [])
        for hours, days in by_hours.items():
            names = _days_words(days, weeks, holidays=hours == holiday)
            words = _hours_words(hours, appointment=appointment)
            whole = len(days) == len(WEEKDAYS) and words == _APPOINTMENT
            # « Tous les jours, sur rendez-vous » would say more than the record does.
            clauses.append(words if whole and not holiday else f"{names}, {words}")
    return " ; ".join(clauses)


def _hours(spans: tuple[Span, ...], *, appointment: bool) -> Hours:
    """Keep the hours with, or without, an appointment; join those that touch."""
    hours: list[tuple[int, int]] = []
    for span in spans:
        if span.verdict == "unknown" and span.reason != "appointment":
            raise _TooParticularError
        if (span.reason == "appointment") != appointment:
            continue
        if hours and hours[-1][1] == span.start:
            hours[-1] = (hours[-1][0], span.end)
        else:
            hours.append((span.start, span.end))
    return tuple(hours)


def _days_words(days: list[int], weeks: str, *, holidays: bool) -> str:
    if len(days) == len(WEEKDAYS):
        return f"tous les jours{weeks}" + (", jours fériés compris" if holidays else "")
    parts: list[str] = []
    for _, run in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0]):
        names = [WEEKDAYS[day] for _, day in run]
        if len(names) > 2:
            parts.append(f"du {names[0]} au {names[-1]}")
        else:
            parts += [f"le {name}" for name in names]
    if holidays:
        parts.append("les jours fériés")
    return listed(parts) + weeks


def _hours_words(hours: Hours, *, appointment: bool) -> str:
    if hours == _ALL_DAY:
        return _APPOINTMENT if appointment else "jour et nuit"
    words = listed([f"de {_clock(start)} à {_clock(end)}" for start, end in hours])
    return f"{words}, {_APPOINTMENT}" if appointment else words


def _clock(minutes: int) -> str:
    if minutes == DAY:
        return "minuit"
    hour, minute = divmod(minutes % DAY, 60)
    words = hour_words(hour, minute)
    return f"{words} du matin" if minutes > DAY and 0 < hour < 6 else words
