"""OSM opening hours as HSDS schedules, when a plain week says them without betraying them.

Hours stay in the wall-clock time of the service: an offset would be wrong half of the year. The
zone, and the OSM expression that says everything, are in ``notes``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from fanal.directory.hours import HoursError, hours_in_french
from fanal.directory.hours.reading import read_schedule
from fanal.directory.hours.rules import DAY, DayKind
from fanal.directory.hsds.entities.base import identifier
from fanal.directory.hsds.entities.contacts import Schedule
from fanal.directory.model import Closure, Service
from fanal.geography import timezone_of

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MONDAY = date(2025, 2, 3)


def schedules_of(service: Service, service_id: str) -> tuple[Schedule, ...]:
    """The hours that may be shown, then those of the chat, then the temporary closures."""
    found = list(_of_hours(service, service_id, service.visible_hours, None))
    found += _of_hours(service, service_id, service.visible_chat_hours, "online")
    found += (_of_closure(service, service_id, n, c) for n, c in enumerate(service.closures))
    return tuple(found)


def timezone(service: Service) -> str:
    """IANA name of the time zone in which the hours of a service are written."""
    return timezone_of(service.departement or "75")


def weekly(osm: str) -> dict[tuple[int, int], list[int]] | None:
    """The spans of an ordinary week, in minutes, each with its weekdays (0: Monday).

    Returns:
        None when a week does not say everything: months, weeks, school holidays, appointments.
    """
    try:
        schedule = read_schedule(osm)
    except HoursError:
        return None
    if any(rule.wide or "[" in rule.weekdays or "SH" in rule.holidays for rule in schedule.rules):
        return None
    spans: dict[tuple[int, int], list[int]] = defaultdict(list)
    for weekday in range(len(BYDAY)):
        for span in schedule.plan(_MONDAY + timedelta(days=weekday), DayKind()).spans:
            if span.verdict != "open":
                return None
            spans[span.start, span.end].append(weekday)
    return dict(spans)


def _of_hours(
    service: Service, service_id: str, osm: str | None, attending: str | None
) -> Iterator[Schedule]:
    if osm is None:
        return
    said = hours_in_french(osm)
    notes = f"Heure locale ({timezone(service)}). OpenStreetMap : {osm}"
    what = attending or "hours"
    spans = weekly(osm)
    if not spans:
        yield Schedule(
            id=identifier("schedule", service.id, what),
            service_id=service_id,
            description=said,
            attending_type=attending,
            notes=notes,
        )
        return
    for rank, ((start, end), days) in enumerate(sorted(spans.items())):
        yield Schedule(
            id=identifier("schedule", service.id, what, str(rank)),
            service_id=service_id,
            freq="WEEKLY",
            interval=1,
            byday=",".join(BYDAY[day] for day in days),
            opens_at=_clock(start),
            closes_at="23:59" if end == DAY else _clock(end % DAY),
            description=said,
            attending_type=attending,
            notes=notes,
        )


def _of_closure(service: Service, service_id: str, rank: int, closure: Closure) -> Schedule:
    return Schedule(
        id=identifier("schedule", service.id, "closure", str(rank)),
        service_id=service_id,
        valid_from=closure.valid_from,
        valid_to=closure.valid_to,
        description=f"Fermé : {closure.reason}" if closure.reason else "Fermé.",
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
