"""Fields of meaning: found whatever the spelling, the register or the number of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanal.language import Lemmatizer
from fanal.language.concepts import Concepts
from fanal.language.reading import Reader
from fanal.yaml_files import YamlError


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("il garde la moula", "money"),
        ("jai besoin de tunes", "money"),
        ("je dois de l'oseille", "money"),
        ("mes darons savent pas", "parents"),
        ("il m'a frappée", "hit"),
        ("ils mont frapés", "hit"),
        ("on dort dans une voiture a la gare", "sleep_place"),
        ("dsl jai du retard dans mes règles", "health_sex"),
    ],
)
def test_a_field_is_met(reader: Reader, text: str, field: str) -> None:
    """A word of a field is met in any register, conjugated, misspelt or in text-speak."""
    assert field in reader.read(text).concepts


def test_several_words_stand_together(reader: Reader) -> None:
    """A phrase of several words is met only where they follow one another."""
    assert "sleep_place" in reader.read("je suis à la rue").concepts
    assert "step" in reader.read("mon beau père").concepts
    assert "step" not in reader.read("mon père est beau").concepts


def test_nothing_is_met_in_nothing(reader: Reader) -> None:
    """A message without any known word has no field."""
    assert reader.read("zzz").concepts == ()


def test_a_broken_table_names_its_line(tmp_path: Path) -> None:
    """A field that is not a list of words is refused with the file and the line."""
    path = tmp_path / "concepts.yml"
    path.write_text("money: [sou]\npaying: 3\n", encoding="utf-8")
    with pytest.raises(YamlError, match=r"concepts\.yml.*2"):
        Concepts.load(Lemmatizer.load(), path)
