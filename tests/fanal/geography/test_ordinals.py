from __future__ import annotations

import pytest

from fanal.geography.normalise import tokenise
from fanal.geography.ordinals import ordinal_at, ordinal_before, part_of, parts


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("18e", 18),
        ("1er", 1),
        ("12 ème", 12),
        ("XIXe", 19),
        ("VII", 7),
        ("vingtième", 20),
        ("dix-huitième", 18),
    ],
)
def test_ranks_are_read_in_every_notation(text: str, number: int) -> None:
    """Digits, Roman numerals and words name the same arrondissement."""
    tokens = tokenise(text)
    found = ordinal_at(tokens, 0)
    assert found is not None
    assert (found.number, found.end) == (number, len(tokens))
    assert ordinal_before(tokens, len(tokens)) == found


@pytest.mark.parametrize("text", ["18", "vi", "dix", "lille", "18 ans", "IIIII"])
def test_other_words_are_no_ranks(text: str) -> None:
    """A bare number, a small word or an impossible numeral is left alone."""
    assert ordinal_at(tokenise(text), 0) is None


def test_arrondissements_exist_in_their_city_only() -> None:
    """Lyon has nine arrondissements, Paris twenty; the 18th is Paris's alone."""
    assert part_of("69123", 10) is None
    assert [ref.code for ref in parts(18)] == ["75118"]
    assert [ref.code for ref in parts(3)] == ["75103", "13203", "69383"]
