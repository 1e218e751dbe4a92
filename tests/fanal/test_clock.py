"""The one clock of Fanal."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from fanal.clock import ClockError, now


def test_it_runs_when_nothing_freezes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without FANAL_CLOCK, the clock gives the present moment."""
    monkeypatch.delenv("FANAL_CLOCK", raising=False)
    assert abs(now() - datetime.now(timezone.utc)) < timedelta(seconds=5)


def test_an_empty_variable_freezes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """FANAL_CLOCK set to nothing is as if it were not set."""
    monkeypatch.setenv("FANAL_CLOCK", "  ")
    assert abs(now() - datetime.now(timezone.utc)) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/Paris", "2026-11-24T03:10:00+01:00"),
        ("Indian/Reunion", "2026-11-24T06:10:00+04:00"),
        ("America/Guadeloupe", "2026-11-23T22:10:00-04:00"),
        ("Pacific/Noumea", "2026-11-24T13:10:00+11:00"),
    ],
)
def test_it_is_frozen_in_every_zone(monkeypatch: pytest.MonkeyPatch, zone: str, shown: str) -> None:
    """FANAL_CLOCK gives one moment, shown in the zone that is asked for."""
    monkeypatch.setenv("FANAL_CLOCK", "2026-11-24T03:10:00+01:00")
    assert now(zone).isoformat() == shown


def test_it_is_read_at_each_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """Changing FANAL_CLOCK changes the hour at once."""
    monkeypatch.setenv("FANAL_CLOCK", "2026-11-24T03:10:00+01:00")
    before = now()
    monkeypatch.setenv("FANAL_CLOCK", "2026-11-24T04:10:00+01:00")
    assert now() - before == timedelta(hours=1)


def test_summer_time_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment of July is shown in summer time, whatever offset it was written with."""
    monkeypatch.setenv("FANAL_CLOCK", "2026-07-14T10:00:00Z")
    assert now().isoformat() == "2026-07-14T12:00:00+02:00"


@pytest.mark.parametrize("text", ["demain", "2026-13-01T00:00:00+01:00", "03:10", "Z", "2026"])
def test_what_is_not_a_moment_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """A malformed FANAL_CLOCK stops with the variable's name and an example."""
    monkeypatch.setenv("FANAL_CLOCK", text)
    with pytest.raises(ClockError, match=r"FANAL_CLOCK.*Exemple : 2026-11-24T03:10:00\+01:00"):
        now()


@pytest.mark.parametrize("text", ["2026-11-24T03:10:00", "2026-11-24"])
def test_a_moment_without_offset_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """A moment that does not say its offset could mean two hours: it is refused."""
    monkeypatch.setenv("FANAL_CLOCK", text)
    with pytest.raises(ClockError, match="décalage"):
        now()


def test_a_moment_at_the_edge_of_the_calendar_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment that cannot be converted to the zone is refused, not a crash."""
    monkeypatch.setenv("FANAL_CLOCK", "9999-12-31T23:59:59+00:00")
    with pytest.raises(ClockError, match="calendrier"):
        now("Pacific/Noumea")


@pytest.mark.parametrize("zone", ["Europe/Lutece", "", "../etc/passwd", "/etc/passwd"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    """A zone that does not exist is refused with its name."""
    with pytest.raises(ClockError, match="fuseau horaire"):
        now(zone)
