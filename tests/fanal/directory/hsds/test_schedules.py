"""OSM hours as HSDS schedules: said exactly, or in words only."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanal.directory import Directory, Service, opening_state
from fanal.directory.hours.holidays import is_public_holiday
from fanal.directory.hsds.schedules import BYDAY, schedules_of, weekly
from fanal.directory.model import Closure

WORKDAYS = [0, 1, 2, 3, 4]
PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("osm", "expected"),
    [
        ("Mo-Fr 09:00-18:00; PH off", {(540, 1080): WORKDAYS}),
        ("Mo-Fr 09:00-12:00,14:00-17:00", {(540, 720): WORKDAYS, (840, 1020): WORKDAYS}),
        ("Mo 09:00-12:00; We 09:00-12:00", {(540, 720): [0, 2]}),
        ("Sa 20:00-02:00", {(1200, 1560): [5]}),
        ("24/7", {(0, 1440): list(range(7))}),
        ("Mo-Fr 09:00-18:00; We off", {(540, 1080): [0, 1, 3, 4]}),
        ("week 01-53/2 Mo 09:00-12:00", None),
        ("Jul-Aug Mo-Fr 09:00-12:00", None),
        ("We[1] 14:00-17:00", None),
        ("SH off; Mo-Fr 09:00-12:00; SH off", None),
        ('Mo-Fr 09:00-12:00 "sur rendez-vous"', None),
        ("Lu-Ve 9h-18h", None),
    ],
)
def test_an_ordinary_week(osm: str, expected: dict[tuple[int, int], list[int]] | None) -> None:
    """A week is given only when it says everything that the hours say."""
    assert weekly(osm) == expected


def record(directory: Directory, **changes: object) -> Service:
    return directory.service("23-mda-01").model_copy(update=changes)


def test_schedules(directory: Directory) -> None:
    """Each span has its days; the words, the zone and the OSM notation come with it."""
    service = record(directory, opening_hours="Mo-Fr 09:00-12:00,14:00-24:00; PH off")
    first, second = schedules_of(service, "id")
    assert (first.byday, first.opens_at, first.closes_at) == ("MO,TU,WE,TH,FR", "09:00", "12:00")
    assert (second.opens_at, second.closes_at) == ("14:00", "23:59")
    assert "Europe/Paris" in (first.notes or "")
    assert "Mo-Fr 09:00-12:00,14:00-24:00; PH off" in (first.notes or "")
    assert first.description
    assert first.description.startswith("du lundi au vendredi")
    assert first.id != second.id


def test_hours_that_a_week_does_not_say(directory: Directory) -> None:
    """They are told in words, without a day or an hour that would betray them."""
    service = record(directory, opening_hours="Jul-Aug Mo-Fr 09:00-12:00")
    [only] = schedules_of(service, "id")
    assert (only.byday, only.opens_at, only.freq) == (None, None, None)
    assert only.description


def test_what_may_not_be_shown_is_not_scheduled(directory: Directory) -> None:
    """Hours that the editorial status keeps back give no schedule."""
    hours = "Mo-Fr 09:00-12:00"
    assert (
        schedules_of(record(directory, opening_hours=hours, publish="oui_sans_horaires"), "") == ()
    )
    assert schedules_of(record(directory, opening_hours=None), "") == ()


def test_closures_are_scheduled(directory: Directory) -> None:
    """A temporary closure is a schedule with its days and no opening."""
    closure = Closure.model_validate(
        {"valid_from": "2026-08-03", "valid_to": "2026-08-16", "reason": "congés d'été"}
    )
    [*_, last] = schedules_of(record(directory, closures=(closure,)), "id")
    assert (last.valid_from, last.valid_to) == (date(2026, 8, 3), date(2026, 8, 16))
    assert last.opens_at is None
    assert last.description == "Fermé : congés d'été"


def test_overseas_hours_are_in_their_own_zone(directory: Directory) -> None:
    """The hours of La Réunion are written in the time of La Réunion."""
    service = next(s for s in directory.local("974") if s.visible_hours)
    assert "Indian/Reunion" in (schedules_of(service, "id")[0].notes or "")


SPANS = st.lists(st.integers(0, 47), min_size=2, max_size=4, unique=True).map(sorted)


@settings(deadline=None, max_examples=60)
@given(
    days=st.sets(st.integers(0, 6), min_size=1),
    halves=SPANS,
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    minute=st.integers(0, 1439),
)
def test_the_schedule_agrees_with_the_state(
    days: set[int], halves: list[int], day: date, minute: int, directory: Directory
) -> None:
    """Away from holidays, whoever reads the schedules knows when the service is open."""
    if is_public_holiday(day, "23"):
        day += timedelta(days=7)
    if is_public_holiday(day, "23"):
        return
    pairs = list(zip(halves[::2], halves[1::2], strict=False))
    times = ",".join(
        f"{a // 2:02d}:{a % 2 * 30:02d}-{b // 2:02d}:{b % 2 * 30:02d}" for a, b in pairs
    )
    names = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    osm = f"{','.join(names[n] for n in sorted(days))} {times}; PH off"
    clock = f"{minute // 60:02d}:{minute % 60:02d}"
    said = any(
        BYDAY[day.weekday()] in (s.byday or "").split(",")
        and (s.opens_at or "") <= clock < (s.closes_at or "")
        for s in schedules_of(record(directory, opening_hours=osm), "id")
    )
    moment = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=PARIS)
    state = opening_state(osm, moment, departement="23").state
    assert said == (state == "open") or state == "unknown"
