from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fanal.geography.lexicon import Lexicon
from fanal.geography.model import GeographyError
from fanal.geography.normalise import key
from fanal.geography.tables import (
    read_aliases,
    read_arrondissements,
    read_communes,
    read_departements,
    read_former,
    read_words,
)
from fanal.geography.zones import DATA


def test_the_tables_are_whole() -> None:
    """Nobody's commune is missing: counts are those of the source."""
    assert len(read_communes(DATA)) == 34_969
    assert len(read_departements(DATA)) == 109
    assert [row.commune for row in read_arrondissements(DATA)].count("75056") == 20


def test_every_chief_town_is_a_commune_of_its_departement() -> None:
    """The tables agree with each other."""
    communes = {row.code: row for row in read_communes(DATA)}
    for departement in read_departements(DATA):
        # Those of 984 sit on Réunion or nowhere: it has no inhabitants.
        if departement.code not in {"984"}:
            assert communes[departement.chief_town].departement == departement.code


def test_every_commune_with_a_name_of_the_past_exists() -> None:
    """A merged commune leads to one that exists today."""
    communes = {row.code for row in read_communes(DATA)}
    assert {row.commune for row in read_former(DATA)} <= communes


@pytest.mark.parametrize(
    "name", ["communes.csv", "arrondissements.csv", "departements.csv", "regions.csv"]
)
def test_tables_are_sorted_by_code(name: str) -> None:
    """Sorted lines make a rebuild easy to compare."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        codes = [line[0] for line in csv.reader(file)][1:]
    assert codes == sorted(codes)


def test_aliases_are_folded_sorted_and_written_once() -> None:
    """An alias that is not folded as the text is would never be found."""
    aliases = [row.alias for row in read_aliases(DATA)]
    assert aliases == sorted(set(aliases))
    assert [alias for alias in aliases if key(alias) != alias] == []


@pytest.mark.parametrize("name", ["ordinary_names.txt", "ordinary_words.txt"])
def test_lists_of_words_are_folded_and_sorted(name: str) -> None:
    """The same for the lists of ordinary words."""
    words = read_words(DATA / name)
    assert words == sorted(set(words))
    assert [word for word in words if key(word) != word] == []


def test_the_data_stays_small() -> None:
    """The whole stays a text one can read and compare: under 2.5 MB."""
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 2_500_000


def test_a_lexicon_without_a_section_is_refused(tmp_path: Path) -> None:
    """A section lost or misspelt is an error, not a silent change of behaviour."""
    text = (DATA / "lexicon.txt").read_text(encoding="utf-8")
    broken = tmp_path / "lexicon.txt"
    broken.write_text(text.replace("[units]", "[unites]"), encoding="utf-8")
    with pytest.raises(GeographyError, match="unites, units"):
        Lexicon.load(broken)


def test_words_before_any_section_are_refused(tmp_path: Path) -> None:
    """A line outside the sections is named."""
    broken = tmp_path / "lexicon.txt"
    broken.write_text("perdu\n[units]\nans\n", encoding="utf-8")
    with pytest.raises(GeographyError, match="ligne 1"):
        Lexicon.load(broken)


def test_entries_of_the_lexicon_are_folded() -> None:
    """An entry with an accent or a hyphen would never be read in a text."""
    lexicon = Lexicon.load(DATA / "lexicon.txt")
    entries = {word for words in vars(lexicon).values() for word in words}
    assert sorted(word for word in entries if key(word) != word) == []
