"""French notations turned into OSM, against a table read by hand (notations.yml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from fanal.directory.hours import from_french, validate_hours

TABLE = yaml.safe_load(Path(__file__).with_name("notations.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "osm"), TABLE["sure"])
def test_what_is_sure_is_converted(text: str, osm: str) -> None:
    """The OSM expression says exactly what the French says, and is valid."""
    assert from_french(text) == osm
    validate_hours(osm)


@pytest.mark.parametrize("text", TABLE["unsure"])
def test_what_is_doubtful_gives_nothing(text: str) -> None:
    """A notation that leaves any doubt gives nothing: unknown is honest."""
    assert from_french(text) is None


def test_the_table_is_large_enough() -> None:
    """At least 60 notations are converted and 60 are refused."""
    assert len(TABLE["sure"]) >= 60
    assert len(TABLE["unsure"]) >= 60


@pytest.mark.parametrize(
    "addition", [" (2020)", " à Lille", " sauf l'été", " environ", "\nà confirmer"]
)
def test_one_unknown_word_is_enough_to_refuse(addition: str) -> None:
    """Whatever is added to a sure notation and not understood makes it unsure."""
    assert from_french("lun-ven 9h-17h") is not None
    assert from_french("lun-ven 9h-17h" + addition) is None


def test_public_holidays_are_never_added() -> None:
    """Working days alone do not say what happens on public holidays."""
    osm = from_french("du lundi au vendredi de 9h à 17h")
    assert osm is not None
    assert "PH" not in osm


def test_typography_does_not_matter() -> None:
    """Dashes, apostrophes, spaces, capitals and accents may be of any kind."""
    plain = from_french("lun-sam 9h-17h, jeu jusqu'à 19h")
    assert plain is not None
    assert from_french("LUN–SAM 9\u00a0h\u202f–\u202f17\u00a0h, JEU JUSQU’A 19H") == plain
