"""The age bracket: read when volunteered, with whose age it is, and nothing invented."""

from __future__ import annotations

import pytest

from fanal.language.age import Age, age_of
from fanal.language.normalise import normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jai 15 ans et je sais pas quoi faire", Age("minor", True)),
        ("g 17ans", Age("minor", True)),
        ("j'ai 19 ans, étudiante", Age("young_adult", True)),
        ("16 ans je suis a la rue", Age("minor", True)),
        ("J'ai 42 ans et mon mari me frappe", Age("adult", True)),
        ("je suis une femme de 35 ans", Age("adult", True)),
        ("ma fille de 14 ans a fugué", Age("minor", False)),
        ("mon fils a 20 ans", Age("young_adult", False)),
        ("jeune fille mineure 16 ans suivie en AEMO", Age("minor", False)),
        ("j'ai 45 ans et ma fille de 15 ans ne rentre plus", Age("adult", True)),
    ],
)
def test_an_age_that_is_given_is_read(text: str, expected: Age) -> None:
    """The bracket and its owner are read in plain French and in text-speak."""
    assert age_of(normalise(text).text) == expected


@pytest.mark.parametrize(
    "text",
    ["ça dure depuis 16 ans", "il y a 10 ans", "quand j'avais 12 ans", "salut", "j'ai 200 euros"],
)
def test_no_age_is_invented(text: str) -> None:
    """A length of time, a memory or an amount is no age."""
    assert age_of(normalise(text).text) is None
