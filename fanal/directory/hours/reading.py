"""Reading OSM ``opening_hours`` expressions into rules, and refusing what would mislead.

The opening-hours-py library decides what is a valid expression. Three things it accepts are
refused here, because people write them with another meaning in mind: ``Mo, We 09:00-10:00``
(Monday day and night), ``Mo-Fr PH 09:00-18:00`` (the library hears a list), and ``PH off`` before
a rule that erases it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from itertools import pairwise

from opening_hours import OpeningHours, validate

from fanal.directory.hours.rules import DAY, Join, Reason, Rule, Schedule, Verdict

MAXIMUM_LENGTH = 300
"""Characters in an expression: seven days written one by one take half of it."""

_QUOTED = re.compile(r'"[^"]*"')
_WEEKDAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_ITEM = rf"(?:PH|SH|{_WEEKDAY}(?:-{_WEEKDAY}|\[[-0-9,]+\])?)"
_WEEKDAYS = re.compile(rf"{_ITEM}(?:,{_ITEM})*")
_ITEMS = re.compile(_ITEM)
_TIMES = re.compile(r"\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*")
_HOLIDAYS_AND_DAYS = re.compile(rf"((?:PH|SH)(?:,(?:PH|SH))*)\s+(?={_WEEKDAY}\b)")
_AMBIGUOUS = re.compile(rf"(?:PH|SH)\s+{_WEEKDAY}\b|(?:\b{_WEEKDAY}|\])\s+(?:PH|SH)\b")
_DATE = r"(?:\d{4} )?[A-Z][a-z]{2} \d{1,2}"
_DATES = re.compile(rf"{_DATE}(?:,{_DATE})*")
_APPOINTMENT = re.compile(r"rendez[- ]?vous|\brdv\b|\brv\b", re.IGNORECASE)


class HoursError(ValueError):
    """Opening hours cannot be used; the message, in French, says what to write instead."""


def validate_hours(osm: str) -> None:
    """Refuse opening hours that cannot be evaluated, or that are easily misread.

    Raises:
        HoursError: with a French message that says what to write instead.
    """
    read_schedule(osm)


@lru_cache(maxsize=2048)
def read_schedule(osm: str) -> Schedule:
    """Read an OSM ``opening_hours`` expression.

    Raises:
        HoursError: the expression is wrong, ambiguous, or uses what is not supported here
            (sunrise, open end, holidays with an offset).
    """
    text = osm.strip()
    if not text:
        raise HoursError("Horaires vides : écrire null quand ils ne sont pas connus.")
    if len(text) > MAXIMUM_LENGTH:
        raise HoursError(f"Horaires trop longs : {MAXIMUM_LENGTH} caractères au plus.")
    warnings = _parse(text).warnings
    if warnings:
        raise HoursError(
            f"Horaires « {text} » : écrire plutôt « {_parse(text)} » (jours en anglais abrégé, "
            "avec une majuscule)."
        )
    rules: list[Rule] = []
    for chunk, fallback in _chunks(text):
        rules.extend(_read_chunk(chunk, fallback=fallback))
    _refuse_misleading(tuple(rules), text)
    return Schedule(tuple(rules))


def _parse(text: str) -> OpeningHours:
    if not validate(text):
        raise HoursError(
            f"Horaires « {text} » : ce n'est pas la notation d'OpenStreetMap. "
            "Exemple : Mo-Fr 09:00-12:00,14:00-17:30; PH off."
        )
    return OpeningHours(text, auto_country=False, auto_timezone=False)


def _split(text: str, separator: str) -> list[str]:
    """Split outside quotes."""
    hidden = _QUOTED.sub(lambda quoted: "_" * len(quoted.group()), text)
    parts: list[str] = []
    start = 0
    for match in re.finditer(separator, hidden):
        parts.append(text[start : match.start()])
        start = match.end()
    return [*parts, text[start:]]


def _chunks(text: str) -> list[tuple[str, bool]]:
    """Split at ``;`` and ``||``; tell the parts that only fill what the others leave."""
    chunks: list[tuple[str, bool]] = []
    for part in _split(text, ";"):
        for rank, chunk in enumerate(_split(part, r"\|\|")):
            chunks.append((chunk.strip(), rank > 0))
    return [(chunk, fallback) for chunk, fallback in chunks if chunk]


def _read_chunk(chunk: str, *, fallback: bool) -> list[Rule]:
    # The library takes "SH Mo-Fr" (school holidays that fall on those days) for "SH,Mo-Fr".
    prefix = _HOLIDAYS_AND_DAYS.match(chunk)
    both = frozenset(prefix.group(1).split(",")) if prefix else frozenset()
    rest = chunk[prefix.end() :] if prefix else chunk
    if _AMBIGUOUS.search(_QUOTED.sub("", rest)):
        raise HoursError(
            f"Horaires « {chunk} » : mettre une virgule entre jours et PH ou SH "
            "(« Mo-Fr,PH »), ou PH ou SH au début de la règle (« SH Mo-Fr »)."
        )
    rules: list[Rule] = []
    for rank, canonical in enumerate(_split(str(_parse(rest)), ", ")):
        join: Join = "adds" if rank else "falls_back" if fallback else "replaces"
        rules.append(_read_rule(canonical, join, both if rank == 0 else frozenset()))
    return rules


def _read_rule(canonical: str, join: Join, both: frozenset[str]) -> Rule:
    """Read one rule in the library's own spelling: selector, hours, modifier, comment."""
    comments = _QUOTED.findall(canonical)
    words = _QUOTED.sub("", canonical).split()
    verdict: Verdict = "open"
    if words and words[-1] in ("closed", "unknown"):
        verdict = "closed" if words.pop() == "closed" else "unknown"
    spans = _read_times(words.pop()) if words and _TIMES.fullmatch(words[-1]) else ()
    weekdays, holidays = "", both
    if words and _WEEKDAYS.fullmatch(words[-1]):
        items = _ITEMS.findall(words.pop())
        weekdays = ",".join(item for item in items if item not in ("PH", "SH"))
        holidays = both or frozenset(item for item in items if item in ("PH", "SH"))
    wide = " ".join(word for word in words if word != "24/7")
    if re.search(r"PH|SH|\d:\d|sun|dawn|dusk|day|\+", wide):
        raise HoursError(
            f"Horaires « {canonical} » : cette écriture est trop rare pour être comprise ici "
            "(heure ouverte, lever du soleil, décalage en jours, intervalle). "
            "Écrire des jours et des heures, ou null."
        )
    reason: Reason = ""
    if comments and verdict != "closed":
        # A comment is a condition: nobody can say that the door is open to everyone.
        verdict = "unknown"
        reason = "appointment" if _APPOINTMENT.search(comments[0]) else "comment"
    elif verdict == "unknown":
        reason = "comment"
    return Rule(
        join=join,
        wide=wide,
        weekdays=weekdays,
        holidays=holidays,
        both=bool(both),
        spans=spans,
        verdict=verdict,
        reason=reason,
        in_calendar=_calendar(wide),
        on_weekday=_calendar(f"{wide} {weekdays}".strip()),
    )


def _read_times(text: str) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for part in text.split(","):
        start, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in part.split("-"))
        if start == end:
            raise HoursError(f"Horaires « {part} » : l'heure de début est aussi celle de fin.")
        end = end if end > start else end + DAY
        if end - start >= DAY:
            raise HoursError(f"Horaires « {part} » : une plage dure moins de 24 heures.")
        spans.append((start, end))
    spans.sort()
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            raise HoursError(f"Horaires « {text} » : deux plages du même jour se recouvrent.")
    return tuple(spans)


def _calendar(selector: str) -> Callable[[date], bool]:
    """Whether a selector without hours or holidays holds on a date."""
    if not selector:
        return lambda day: True
    hours = _parse(selector)
    noon = time(12)
    return lambda day: hours.is_open(datetime.combine(day, noon))


def _refuse_misleading(rules: tuple[Rule, ...], text: str) -> None:
    whole_days = [r for r in rules if r.verdict == "open" and not r.spans and not r.is_always]
    if len(whole_days) > text.count("00:00-24:00"):
        raise HoursError(
            f"Horaires « {text} » : un jour sans heures veut dire ouvert jour et nuit. "
            "Écrire les heures, ou 00:00-24:00."
        )
    closed_on: set[str] = set()
    for rule in rules:
        opens = rule.verdict != "closed" and rule.join != "falls_back"
        on_dates = _DATES.fullmatch(rule.wide) and not rule.weekdays
        forgotten = closed_on - rule.holidays
        # Hours on public holidays may well hold during school holidays.
        if opens and not on_dates and ("PH" in forgotten or (forgotten and not rule.holidays)):
            raise HoursError(
                f"Horaires « {text} » : « PH off » ou « SH off » vient en dernier, "
                "sinon la règle qui suit l'efface."
            )
        if rule.holidays and rule.verdict == "closed" and not rule.spans:
            closed_on |= rule.holidays
