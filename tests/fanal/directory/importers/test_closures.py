"""A partner that is closed, or open for a season, never comes in as open."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fanal.directory import Directory, Service
from fanal.directory.exporters import as_open_referral, as_open_referral_uk
from fanal.directory.importers.schedules import opening_of
from tests.fanal.directory.importers.conftest import SAMPLES, TODAY, Import
from tests.fanal.directory.importers.test_open_referral import exporting

Imported = Callable[[], dict[str, Service]]
WEEK = {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "12:00"}
HOURS = "Mo,Tu 09:00-12:00"
CLOSED = {"valid_from": "2026-11-20", "valid_to": "2026-12-02"}


def feed(tmp_path: Path, **said: Any) -> Path:
    content = json.loads((SAMPLES / "hsds.json").read_text("utf-8"))
    content["contents"][0].update(said)
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize("interval", [None, 1, "1"])
def test_a_plain_week_is_kept(interval: object) -> None:
    """A week without any restriction holds all year, hours with seconds included."""
    plain = {**WEEK, "opens_at": "09:00:00", "interval": interval}
    assert opening_of([plain]).hours == HOURS


@pytest.mark.parametrize(
    "restriction",
    [
        {"valid_from": "2026-07-01"},
        {"valid_to": "2026-08-31"},
        {"until": "2026-08-31"},
        {"count": 3},
        {"notes": "Sauf pendant les vacances."},
        {"bymonthday": "1"},
        {"byweekno": "2"},
        {"byyearday": "1"},
        {"interval": 2},
        {"attending_type": "online"},
    ],
    ids=lambda restriction: next(iter(restriction)),
)
def test_restricted_hours_are_unknown(restriction: dict[str, object]) -> None:
    """One schedule that holds for some days only makes all the hours unknown."""
    assert opening_of([WEEK, {**WEEK, "byday": "FR", **restriction}]) == ("", ())


def test_days_without_hours_are_a_closure() -> None:
    """A schedule with two dates and no hour closes these days; the ordinary week stays."""
    given = [WEEK, {**CLOSED, "description": "Fermé : travaux"}]
    assert opening_of(given) == (HOURS, ({**CLOSED, "reason": "travaux"},))
    assert opening_of([{**CLOSED, "description": "Fermé."}]).closures == (CLOSED,)


@pytest.mark.parametrize(
    "dates",
    [
        {"valid_from": "2026-11-20"},
        {"valid_from": "2026-12-02", "valid_to": "2026-11-20"},
        {"valid_from": "hier", "valid_to": "demain"},
        {},
    ],
    ids=["no end", "backwards", "not dates", "nothing"],
)
def test_a_closure_without_two_days_leaves_hours_unknown(dates: dict[str, str]) -> None:
    """When the days cannot be read, nothing says on which days the week holds."""
    assert opening_of([WEEK, {"description": "Fermé", **dates}]) == ("", ())


@pytest.mark.parametrize("form", ["hsds", "oruk"])
def test_a_pause_without_days_has_no_hours(
    importing: Import, imported: Imported, tmp_path: Path, form: str
) -> None:
    """« temporarily closed » with hours and no closure: the hours are unknown."""
    importing(form, feed(tmp_path, status="temporarily closed", schedules=[WEEK]))
    (found,) = imported().values()
    assert found.opening_hours is None


def test_a_pause_whose_days_are_known_keeps_its_hours(
    importing: Import, imported: Imported, tmp_path: Path
) -> None:
    """« temporarily closed » until a day that a closure says: closed until then, open after."""
    importing("hsds", feed(tmp_path, status="temporarily closed", schedules=[WEEK, CLOSED]))
    (found,) = imported().values()
    assert found.opening_hours == HOURS
    (closed,) = found.closed_periods
    assert (closed.first, closed.last) == (date(2026, 11, 20), date(2026, 12, 2))


def test_a_pause_after_its_days_has_no_hours(
    importing: Import, imported: Imported, tmp_path: Path
) -> None:
    """« temporarily closed » while the only closure is over: the hours are unknown."""
    over = {"valid_from": "2026-08-01", "valid_to": "2026-08-31"}
    importing("hsds", feed(tmp_path, status="temporarily closed", schedules=[WEEK, over]))
    (found,) = imported().values()
    assert found.opening_hours is None


@pytest.mark.parametrize("form", ["hsds", "oruk"])
def test_our_own_closure_goes_out_and_comes_back(
    importing: Import, imported: Imported, resources: Path, tmp_path: Path, form: str
) -> None:
    """A record closed for works is exported as such; imported again, it is closed as long."""
    path = tmp_path / "records.yml"
    text = (SAMPLES / "records.yml").read_text("utf-8")
    closures = [{**CLOSED, "reason": "travaux"}]
    path.write_text(f"{text.rstrip()}\n  closures: {json.dumps(closures)}\n", encoding="utf-8")
    importing("yaml", path)
    before = next(s for s in imported().values() if s.closures)
    assert before.closures[0].reason == "travaux"
    directory, catalogue = exporting(resources)
    out = (as_open_referral if form == "hsds" else as_open_referral_uk)([before], catalogue)
    assert out["contents"][0]["status"] == "temporarily closed"
    (resources / "services" / "imported" / "yaml.jsonl").unlink()
    back_path = tmp_path / "out.json"
    back_path.write_text(json.dumps(out), encoding="utf-8")
    importing(form, back_path)
    (back,) = imported().values()
    assert back.closures == before.closures
    assert back.opening_hours == before.opening_hours
    assert before.id in directory
    assert Directory.load(resources).service(back.id).closures[0].covers(TODAY)
