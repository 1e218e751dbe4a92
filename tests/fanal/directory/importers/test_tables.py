"""The correspondences of data/resources/imports."""

from __future__ import annotations

from pathlib import Path

import pytest
from data_inclusion.schema import v1

from fanal.directory import Directory
from fanal.directory.importers.tables import FOLDER, load_table
from fanal.settings import ROOT
from fanal.yaml_files import YamlError

TABLES = [path.stem for path in sorted(FOLDER.glob("*.yml")) if path.stem != "secret"]


@pytest.mark.parametrize("name", TABLES)
def test_every_category_is_a_kind_of_the_directory(directory: Directory, name: str) -> None:
    """A table names only kinds and needs that exist: the policy of inclusion holds for imports."""
    needs = {path.stem for path in (ROOT / "data" / "resources" / "needs").glob("*.yml")}
    table = load_table(name)
    assert table.categories
    for listed in table.categories.values():
        assert listed.kind in directory.kinds
        assert set(listed.needs) <= needs


def test_every_category_of_data_inclusion_exists() -> None:
    """A misspelt theme or network would silently import nothing."""
    known = {one.value for one in v1.Thematique} | {one.value for one in v1.ReseauPorteur}
    assert set(load_table("data_inclusion").categories) <= known


def test_some_words_make_an_address_secret() -> None:
    """Words of shelter hide the address, whatever their accents and capitals."""
    table = load_table("dila")
    assert table.keeps_secret("Dispositif de MISE A L'ABRI des femmes")
    assert table.keeps_secret("", "Association Refuge")
    assert not table.keeps_secret("Maison des adolescents", "Réfugiés")


@pytest.mark.parametrize(
    "text", ["categories: []\n", "other: {}\n", "categories: {a: {genre: sante}}\n"]
)
def test_a_broken_table_is_named(tmp_path: Path, text: str) -> None:
    """A table that is not one is refused with its file."""
    (tmp_path / "mine.yml").write_text(text, encoding="utf-8")
    (tmp_path / "secret.yml").write_text("words: [abri]\n", encoding="utf-8")
    with pytest.raises(YamlError, match=r"mine\.yml"):
        load_table("mine", tmp_path)
