"""HSDS schedules as our hours and closures: what they do not surely say stays unknown.

HSDS writes a week of opening, and what holds for some days only (``valid_from``, ``valid_to``,
``until``), in the same list. A record of ours keeps one week that holds all year, and days of
closure. Hours that hold for a season, or that a note restricts, are therefore unknown here: someone
sent to a closed door may not try a second one.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NamedTuple

from fanal.directory.fields import text_problem
from fanal.language.fold import fold

_DAYS = {"MO": "Mo", "TU": "Tu", "WE": "We", "TH": "Th", "FR": "Fr", "SA": "Sa", "SU": "Su"}
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")
_RESTRICTING = (
    "valid_from",
    "valid_to",
    "until",
    "count",
    "byweekno",
    "bymonthday",
    "byyearday",
    "notes",
)
_NO_OPENING = ("opens_at", "closes_at", "byday", "freq")
_ELSEWHERE = frozenset({"online", "virtual"})
"""Ways of attending whose hours are not those of the place or of the line."""


class Opening(NamedTuple):
    """When a service is open.

    Attributes:
        hours: an ordinary week in OSM notation; empty when it is not sure.
        closures: days on which it is closed, as records of the directory write them.
    """

    hours: str
    closures: tuple[dict[str, str], ...]

    def closed_on(self, day: date) -> bool:
        """Whether a closure covers a day."""
        said = day.isoformat()
        return any(one["valid_from"] <= said <= one["valid_to"] for one in self.closures)


def opening_of(schedules: Any, known: str = "") -> Opening:
    """Read the schedules of a service.

    Args:
        schedules: the HSDS list; anything else says nothing.
        known: its hours in OSM notation, when the feed says them elsewhere: they hold.
    """
    weeks: list[str] = []
    closures: list[dict[str, str]] = []
    sure = True
    for one in schedules if isinstance(schedules, list) else ():
        if not isinstance(one, dict):
            continue
        closure = _closure(one)
        if closure is not None:
            closures.append(closure)
            continue
        week = _week(one)
        sure &= week is not None
        weeks.append(week or "")
    return Opening(known or ("; ".join(weeks) if sure else ""), tuple(closures))


def _closure(schedule: dict[str, Any]) -> dict[str, str] | None:
    """Days without any opening hour; None when the schedule says something else."""
    if any(_text(schedule, name) for name in _NO_OPENING):
        return None
    first, last = _day(schedule, "valid_from"), _day(schedule, "valid_to")
    if first is None or last is None or last < first:
        return None
    closure = {"valid_from": first.isoformat(), "valid_to": last.isoformat()}
    reason = re.sub(r"^Fermé(?: : |\.$)", "", _text(schedule, "description"))
    if reason and not text_problem(reason):
        closure["reason"] = reason
    return closure


def _week(schedule: dict[str, Any]) -> str | None:
    """The days and hours of a plain week that holds all year, or None."""
    if any(_text(schedule, name) for name in _RESTRICTING):
        return None
    if fold(_text(schedule, "attending_type")) in _ELSEWHERE:
        return None
    if _text(schedule, "freq").upper() != "WEEKLY" or str(schedule.get("interval") or 1) != "1":
        return None
    days = [_DAYS.get(day.strip().upper()[-2:]) for day in _text(schedule, "byday").split(",")]
    start, end = _text(schedule, "opens_at")[:5], _text(schedule, "closes_at")[:5]
    if not (_CLOCK.fullmatch(start) and _CLOCK.fullmatch(end)) or None in days:
        return None
    return f"{','.join(filter(None, days))} {start}-{end}"


def _day(schedule: dict[str, Any], name: str) -> date | None:
    try:
        return date.fromisoformat(_text(schedule, name)[:10])
    except ValueError:
        return None


def _text(schedule: dict[str, Any], name: str) -> str:
    value = schedule.get(name)
    return "" if value is None else str(value).strip()
