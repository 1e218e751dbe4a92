"""Reading OSM opening hours, and refusing what would mislead."""

from __future__ import annotations

import pytest

from fanal.directory.hours import HoursError, validate_hours


@pytest.mark.parametrize(
    "osm",
    [
        "24/7",
        "24/7; PH off",
        "off",
        "unknown",
        '"sur rendez-vous"',
        "Mo-Fr 09:00-18:00; PH off",
        "Mo-Fr 09:00-12:00,13:30-17:00",
        "Mo-Fr 09:00-12:00, Sa 10:00-12:00",
        "Mo-Su,PH 09:00-19:00",
        "Mo-Fr 09:00-18:00; SH Mo-Fr 10:00-16:00; PH off",
        "PH,SH off",
        "Mo-Fr 09:00-18:00; SH off; PH 10:00-12:00",
        "Mo-Su 21:00-02:30",
        "Mo-Su 22:00-26:00",
        "Mo-Fr 00:00-24:00",
        "week 01-53/2 We 13:00-17:00",
        "We[1,3] 14:00-17:00",
        "Jul 15-Aug 31 off",
        "easter off",
        "Mo-Fr 09:00-18:00; PH off; Dec 24 09:00-12:00",
        'Mo-Fr 09:00-18:00 "fermé ; voir (le) site, merci"',
    ],
)
def test_what_can_be_evaluated_is_accepted(osm: str) -> None:
    """The expressions that curators need are accepted."""
    validate_hours(osm)


@pytest.mark.parametrize(
    ("osm", "hint"),
    [
        ("", "null"),
        ("Lu-Ve 9h-18h", "OpenStreetMap"),
        ("Mo-Fr 9-18", "OpenStreetMap"),
        ("24/24", "OpenStreetMap"),
        ("mo-fr 09:00-18:00", "écrire plutôt « Mo-Fr 09:00-18:00 »"),
        ("Mo, We 09:00-10:00", "ouvert jour et nuit"),
        ("Mo-Fr", "ouvert jour et nuit"),
        ("Jul-Aug", "ouvert jour et nuit"),
        ("PH off; Mo-Fr 09:00-18:00", "vient en dernier"),
        ("Mo-Fr 09:00-18:00; PH off; Jul-Aug Mo-Fr 09:00-12:00", "vient en dernier"),
        ("Mo-Fr 09:00-18:00; PH off, Sa 10:00-12:00", "vient en dernier"),
        ("Mo-Fr 09:00-18:00; PH off; SH Mo-Fr 10:00-16:00", "vient en dernier"),
        ("Mo-Fr PH 09:00-18:00", "mettre une virgule"),
        ("Mo-Fr 09:00-18:00; We[1] PH off", "mettre une virgule"),
        ("PH +1 day off", "trop rare"),
        ("Mo-Fr 09:00+", "trop rare"),
        ("Mo-Fr sunrise-sunset", "trop rare"),
        ("Mo[1] +1 day 09:00-12:00", "trop rare"),
        ("Mo-Fr 10:00-16:00/01:30", "trop rare"),
        ("Mo-Fr 09:00-13:00,12:00-17:00", "se recouvrent"),
        ("Mo-Fr 09:00-09:00", "aussi celle de fin"),
        ("Mo-Fr 10:00-48:00", "moins de 24 heures"),
        ("; ".join(["Mo-Fr 09:00-18:00"] * 20), "trop longs"),
    ],
)
def test_what_would_mislead_is_refused(osm: str, hint: str) -> None:
    """A refusal says in French what to write instead."""
    with pytest.raises(HoursError) as refusal:
        validate_hours(osm)
    assert hint in str(refusal.value)
    assert str(refusal.value).startswith("Horaires")
