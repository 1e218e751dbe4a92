from __future__ import annotations

import pytest

from fanal.geography.sounds import sound


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("kimper", "quimper"),
        ("dunkerke", "dunkerque"),
        ("bordo", "bordeaux"),
        ("bezie", "beziers"),
        ("marseye", "marseille"),
        ("monpelier", "montpellier"),
        ("clermon feran", "clermont ferrand"),
        ("bezanson", "besancon"),
        ("strasbour", "strasbourg"),
        ("bobini", "bobigny"),
        ("pirenees orientale", "pyrenees orientales"),
    ],
)
def test_a_name_written_by_ear_sounds_like_the_name(written: str, name: str) -> None:
    """Two spellings that a French reader says alike have one code."""
    assert sound(written) == sound(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("lille", "lyon"), ("nantes", "nancy"), ("toulon", "toulouse"), ("pau", "paris")],
)
def test_cities_that_sound_different_have_different_codes(one: str, other: str) -> None:
    """Coarse as it is, the code does not mix cities up."""
    assert sound(one) != sound(other)
