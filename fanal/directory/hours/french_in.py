"""French notations of opening hours turned into OSM ``opening_hours``, when that is sure."""

from __future__ import annotations

from itertools import groupby

from fanal.directory.hours.french_tokens import Kind, Token, tokens_of
from fanal.directory.hours.french_week import (
    ALL_DAY,
    DAY_KINDS,
    SIGNS,
    Spans,
    UnsureError,
    Week,
    days_of,
    read_week,
    runs_of,
    strip_signs,
)
from fanal.directory.hours.reading import HoursError, read_schedule
from fanal.directory.hours.rules import DAY
from fanal.directory.hours.words import OSM_WEEKDAYS

_APPOINTMENT = ' "sur rendez-vous"'
_VISITS: frozenset[Kind] = frozenset({"on_appointment", "walk_in", "either"})
_HOLIDAYS: frozenset[Kind] = frozenset({"holidays_off", "holidays_on"})


def from_french(text: str) -> str | None:
    """Turn hours written in French into an OSM expression, or None when it cannot be sure.

    Several lines are one text, joined with line ends. None is the answer as soon as one word is
    not understood: several places, several ways of being received with different hours, one week
    in two, school holidays, dates, a doubt of whoever wrote it. « Sur rendez-vous » gives a
    comment, which opening_state never takes for open. Public holidays are written only when the
    text speaks of them.
    """
    tokens = tokens_of(text)
    if not tokens:
        return None
    try:
        osm = _convert(tokens)
        read_schedule(osm)
    except (UnsureError, HoursError):
        return None
    return osm


def _convert(tokens: list[Token]) -> str:
    written = _segments(tokens)
    if not written:
        raise UnsureError
    segments, visit, holidays = _take_conditions(written)
    comment = _APPOINTMENT if visit == "on_appointment" else ""
    week = Week()
    if not segments:
        if not comment or holidays:
            raise UnsureError
        return comment.strip()
    kinds = [token.kind for segment in segments for token in segment if token.kind not in SIGNS]
    if "all_hours" in kinds and set(kinds) <= {"all_hours", "every_day"}:
        week.hours = dict.fromkeys(range(7), ALL_DAY)
    elif comment and set(kinds) <= DAY_KINDS and len(segments) == 1:
        week.hours = dict.fromkeys(days_of(segments[0], week), ALL_DAY)
    else:
        read_week(segments, week)
    for first, last in week.either:
        # « Mercredi - Vendredi » is two days when the text speaks of Thursday too.
        if any(day not in week.hours for day in range(first + 1, last)):
            raise UnsureError
    return _osm(week.hours, comment, holidays)


def _segments(tokens: list[Token]) -> list[list[Token]]:
    """Split at the breaks, and take away the signs at both ends."""
    segments: list[list[Token]] = []
    for is_break, group in groupby(tokens, key=lambda token: token.kind == "break"):
        segment = list(group)
        strip_signs(segment)
        if not is_break and segment:
            segments.append(segment)
    return segments


def _take_conditions(
    segments: list[list[Token]],
) -> tuple[list[list[Token]], Kind | None, Kind | None]:
    """Take out what holds for the whole text: headings, appointments, holidays.

    An appointment holds for the whole text when it has the first or the last line for itself,
    when it opens a single line, or when it ends every line.
    """
    everything = [token.kind for segment in segments for token in segment]
    visits = {kind for kind in everything if kind in _VISITS}
    holidays = [kind for kind in everything if kind in _HOLIDAYS]
    if len(visits) > 1 or len(holidays) > 1:
        raise UnsureError
    left = [list(segment) for segment in segments]
    _strip_holidays(left)
    _strip_heading(left)
    if visits:
        _strip_visit(left)
    left = [segment for segment in left if segment]
    outside = {"heading", *_VISITS, *_HOLIDAYS}
    if any(token.kind in outside for segment in left for token in segment):
        raise UnsureError
    return left, next(iter(visits), None), next(iter(holidays), None)


def _strip_holidays(segments: list[list[Token]]) -> None:
    last = segments[-1]
    if last[-1].kind in _HOLIDAYS:
        last.pop()
        strip_signs(last)


def _strip_heading(segments: list[list[Token]]) -> None:
    for segment in segments:
        while segment and segment[0].kind == "heading":
            segment.pop(0)
        if segment:
            break
    if segments[-1] and segments[-1][-1].kind == "heading":
        segments[-1].pop()


def _strip_visit(segments: list[list[Token]]) -> None:
    full = [segment for segment in segments if segment]
    if not full:
        return
    first, last = full[0], full[-1]
    if first[0].kind in _VISITS and (len(first) == 1 or len(full) == 1):
        first.pop(0)
    elif len(last) == 1 and last[0].kind in _VISITS:
        last.pop()
    elif all(segment[-1].kind in _VISITS and _is_one_group(segment) for segment in full):
        for segment in full:
            segment.pop()
            strip_signs(segment)


def _is_one_group(segment: list[Token]) -> bool:
    return len(runs_of([token for token in segment if token.kind not in _VISITS])) <= 2


def _osm(hours: dict[int, Spans], comment: str, holidays: Kind | None) -> str:
    by_hours: dict[Spans, list[int]] = {}
    for day in sorted(hours):
        if hours[day]:
            by_hours.setdefault(hours[day], []).append(day)
    if not by_hours or (holidays == "holidays_on" and len(by_hours) > 1):
        raise UnsureError
    rules: list[str] = []
    for spans, days in by_hours.items():
        names = _osm_days(days) + (",PH" if holidays == "holidays_on" else "")
        if spans == ALL_DAY and comment:
            rules.append(names + comment)
        elif spans == ALL_DAY and len(days) == len(OSM_WEEKDAYS):
            rules.append("24/7")
        else:
            rules.append(f"{names} {','.join(map(_osm_span, spans))}{comment}")
    if holidays == "holidays_off":
        rules.append("PH off")
    return "; ".join(rules)


def _osm_days(days: list[int]) -> str:
    parts: list[str] = []
    for _, run in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0]):
        names = [OSM_WEEKDAYS[day] for _, day in run]
        parts += [f"{names[0]}-{names[-1]}"] if len(names) > 2 else names
    return ",".join(parts)


def _osm_span(span: tuple[int, int]) -> str:
    start, end = span
    if end > DAY:
        end -= DAY
    return f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"
