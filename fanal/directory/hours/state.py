"""Whether a service is open at a moment, and how to say it in plain French."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from fanal.directory.hours.outlook import Outlook, outlook
from fanal.directory.hours.reading import HoursError, read_schedule
from fanal.directory.hours.rules import Reason
from fanal.directory.hours.words import MONTHS, OSM_MONTHS, WEEKDAYS, hour_words
from fanal.geography import UnknownPlaceError, timezone_of

UNKNOWN_HOURS = "horaires non connus"
DAY_AND_NIGHT = "ouvert jour et nuit"

_UNKNOWN: dict[Reason, str] = {
    "": "horaires à confirmer",
    "appointment": "sur rendez-vous",
    "clock": "changement d'heure : horaires à confirmer",
    "comment": "horaires à confirmer",
    "holiday": "jour férié : horaires à confirmer",
    "school": "horaires à confirmer : ils changent pendant les vacances scolaires",
}
_ONE_DAY = timedelta(days=1)
_CALENDAR = range(1900, 2200)
"""Years in which public holidays and time zones mean something."""
_MORNING = 6
"""Before this hour, one says « du matin »."""


@dataclass(frozen=True)
class OpeningState:
    """Whether a service is open, closed, or nobody can say, and the words for it."""

    state: Literal["open", "closed", "unknown"]
    text: str


class ClosedPeriod(NamedTuple):
    """Days of a temporary closure, both included, and why, in French, when a source says it."""

    first: date
    last: date
    reason: str | None = None


def opening_state(
    osm: str | None,
    moment: datetime,
    *,
    departement: str | None = None,
    closures: Sequence[ClosedPeriod] = (),
) -> OpeningState:
    """Tell whether a service is open at a moment.

    What is not known is never open: no hours, hours that cannot be read, a public holiday that
    the hours do not mention, a day that depends on school holidays, an opening under a condition
    (an appointment, any other comment). Hours that are open day and night, every day, hold on
    holidays too. The hour that comes twice in autumn counts as past once it has been reached.

    Args:
        osm: OSM ``opening_hours``; None or empty when the hours are not known.
        moment: an aware moment, in any time zone.
        departement: code of the département or collectivité where the service is, which gives
            its time zone and its public holidays; None for a national service, in Paris time.
        closures: temporary closures: closed then, whatever the hours say, even when they are
            not known. Why is said when the state is due to one of them.

    Returns:
        the state, with hours in the local time of the service.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.utcoffset() is None:
        raise ValueError("opening_state needs an aware moment, such as fanal.clock.now()")
    # A record that slipped past the checks must not stop a reply.
    try:
        zone = ZoneInfo(timezone_of(departement)) if departement else ZoneInfo("Europe/Paris")
    except UnknownPlaceError:
        return OpeningState("unknown", UNKNOWN_HOURS)
    try:
        schedule = read_schedule(_with_closures(osm or "", closures))
    except HoursError:
        return _without_hours(moment.astimezone(zone).date(), closures)
    if schedule.is_always_open:
        return OpeningState("open", DAY_AND_NIGHT)
    if moment.year not in _CALENDAR:
        return OpeningState("unknown", UNKNOWN_HOURS)
    local = moment.astimezone(zone)
    wall_clock = local.replace(tzinfo=None, fold=0)
    found = outlook(schedule, wall_clock, departement)
    if found.verdict == "open" and local.fold and _comes_twice(found.until, zone):
        # In the second pass of the repeated hour, the closing hour has already struck once.
        found = Outlook("unknown", "clock")
    text = _say(found, wall_clock)
    away = _reason(wall_clock.date(), closures) if found.verdict == "closed" else None
    if away and outlook(read_schedule(osm or ""), wall_clock, departement) != found:
        text = _because(text, away)
    return OpeningState(found.verdict, text)


def _reason(today: date, closures: Sequence[ClosedPeriod]) -> str | None:
    """Why it is closed today: what is said of the closure that ends last."""
    here = [away for away in closures if away.first <= today <= away.last]
    return max(here, key=lambda away: away.last).reason if here else None


def _because(text: str, reason: str) -> str:
    """« fermé, ouvre lundi » → « fermé : congés d'été, ouvre lundi »."""
    state, comma, then = text.partition(",")
    return f"{state} : {reason.rstrip('. ')}{comma}{then}"


def _with_closures(osm: str, closures: Sequence[ClosedPeriod]) -> str:
    """The hours, then each closure as a rule that comes over them."""
    if not osm.strip():
        return osm
    return "; ".join(
        [osm, *(f"{_osm_day(away.first)}-{_osm_day(away.last)} off" for away in closures)]
    )


def _osm_day(day: date) -> str:
    return f"{day.year} {OSM_MONTHS[day.month - 1]} {day.day:02d}"


def _without_hours(today: date, closures: Sequence[ClosedPeriod]) -> OpeningState:
    """What is known when the hours are not: the days of a closure."""
    ends = [away.last for away in closures if away.first <= today <= away.last]
    if not ends:
        return OpeningState("unknown", UNKNOWN_HOURS)
    last = max(ends)
    number = "1er" if last.day == 1 else str(last.day)
    text = f"fermé jusqu'au {number} {MONTHS[last.month - 1]}"
    reason = _reason(today, closures)
    return OpeningState("closed", _because(text, reason) if reason else text)


def _comes_twice(wall_clock: datetime | None, zone: ZoneInfo) -> bool:
    if wall_clock is None:
        return False
    first = wall_clock.replace(tzinfo=zone, fold=0).utcoffset()
    second = wall_clock.replace(tzinfo=zone, fold=1).utcoffset()
    return first != second


def _say(found: Outlook, now: datetime) -> str:
    if found.verdict == "unknown":
        return _UNKNOWN[found.reason]
    if found.verdict == "open":
        return _say_open(found, now)
    if found.opens is not None:
        # An appointment before that opening does not make the opening itself less sure.
        latest = "au plus tard " if found.doubt not in ("", "appointment") else ""
        return f"fermé, ouvre {latest}{_opening_time(found.opens, now)}"
    if found.doubt == "appointment":
        return "fermé, accueil sur rendez-vous"
    return "fermé en ce moment" if found.doubt else "fermé"


def _say_open(found: Outlook, now: datetime) -> str:
    if found.until is None:
        return DAY_AND_NIGHT
    start = DAY_AND_NIGHT if found.until - now >= _ONE_DAY else "ouvert"
    least = "au moins " if found.after == "unknown" else ""
    return f"{start}, {least}jusqu'à {_closing_time(found.until, now)}"


def _closing_time(end: datetime, now: datetime) -> str:
    if (end.hour, end.minute) == (0, 0):
        # Midnight belongs to the evening that it ends.
        evening = end - timedelta(minutes=1)
        return "minuit" if evening.date() == now.date() else f"{_day(evening, now)} minuit"
    days = (end.date() - now.date()).days
    if days == 0 or (end - now < _ONE_DAY and end.hour < _MORNING):
        return _clock(end)
    return f"{_day(end, now)} à {_clock(end)}"


def _opening_time(start: datetime, now: datetime) -> str:
    days = (start.date() - now.date()).days
    if days == 0:
        return f"à {_clock(start)}"
    if days == 1 and (start.hour, start.minute) == (0, 0):
        return "à minuit"
    return f"{_day(start, now)} à {_clock(start)}"


def _day(moment: datetime, now: datetime) -> str:
    days = (moment.date() - now.date()).days
    if days == 1:
        return "demain"
    if days < len(WEEKDAYS):
        return WEEKDAYS[moment.weekday()]
    number = "1er" if moment.day == 1 else str(moment.day)
    # From ten months on, the day and the month alone could be taken for this year's.
    year = f" {moment.year}" if days > 300 else ""
    return f"le {number} {MONTHS[moment.month - 1]}{year}"


def _clock(moment: datetime) -> str:
    if (moment.hour, moment.minute) == (12, 0):
        return "midi"
    text = hour_words(moment.hour, moment.minute)
    return f"{text} du matin" if 0 < moment.hour < _MORNING else text
