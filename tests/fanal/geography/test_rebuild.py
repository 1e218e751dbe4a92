from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fanal.geography import GeographyError, rebuild
from fanal.geography.tables import read_words

COMMUNES: list[dict[str, Any]] = [
    {"code": "69123", "nom": "Lyon", "departement": "69", "region": "84", "zone": "metro",
     "type": "commune-actuelle", "population": 519127, "codesPostaux": ["69002", "69001"]},
    {"code": "69381", "nom": "Lyon 1er Arrondissement", "departement": "69", "region": "84",
     "zone": "metro", "type": "arrondissement-municipal", "commune": "69123",
     "population": 29000, "codesPostaux": ["69001"]},
    {"code": "69152", "nom": "Pierre-Bénite", "departement": "69", "region": "84",
     "zone": "metro", "type": "commune-deleguee", "chefLieu": "69123"},
    {"code": "69124", "nom": "Bonne", "departement": "69", "region": "84", "zone": "metro",
     "type": "commune-actuelle"},
]  # fmt: skip
DEPARTEMENTS = [
    {"code": "69", "nom": "Rhône", "region": "84", "chefLieu": "69123", "zone": "metro"}
]
REGIONS = [
    {"code": "84", "nom": "Auvergne-Rhône-Alpes", "chefLieu": "69123", "zone": "metro"}
]  # fmt: skip


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    (folder / "data").mkdir(parents=True)
    (folder / "package.json").write_text('{"version": "9.9.9"}', encoding="utf-8")
    for name, content in (
        ("communes", COMMUNES),
        ("departements", DEPARTEMENTS),
        ("regions", REGIONS),
    ):
        (folder / "data" / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def without_words() -> None:
    return None


def few_words() -> frozenset[str]:
    return frozenset({"bonne", "ronde", "lion", "chat"})


def test_a_package_becomes_plain_tables(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each kind of place goes to its table, sorted, with nothing superfluous."""
    monkeypatch.setattr(rebuild, "french_words", without_words)
    done = rebuild.rebuild(package, tmp_path / "out")
    assert (done.version, done.words_refreshed) == ("9.9.9", False)
    assert done.rows["communes.csv"] == 2
    lines = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()}
    assert lines["communes.csv"] == (
        "code,name,departement,population,postcodes\n"
        "69123,Lyon,69,519127,69001 69002\n"
        "69124,Bonne,69,0,\n"
    )
    assert lines["arrondissements.csv"].splitlines()[1] == "69381,1,69123,29000,69001"
    assert lines["former_communes.csv"].splitlines()[1] == "Pierre-Bénite,69152,69123"
    assert lines["departements.csv"].splitlines()[1] == "69,Rhône,84,69123,metro"


def test_ordinary_words_are_found(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is a word is listed, and so is a word close to a name."""
    monkeypatch.setattr(rebuild, "french_words", few_words)
    assert rebuild.rebuild(package, tmp_path / "out").words_refreshed
    assert read_words(tmp_path / "out" / "ordinary_names.txt") == ["bonne"]
    near = read_words(tmp_path / "out" / "ordinary_words.txt")
    assert "lion" in near
    assert "chat" not in near


def test_a_rebuild_without_word_list_keeps_the_lists(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the word list is not installed, the lists already there are not lost."""
    monkeypatch.setattr(rebuild, "french_words", without_words)
    kept = tmp_path / "out" / "ordinary_names.txt"
    kept.parent.mkdir()
    kept.write_text("bonne\n", encoding="utf-8")
    rebuild.rebuild(package, kept.parent)
    assert kept.read_text(encoding="utf-8") == "bonne\n"


@pytest.mark.parametrize("missing", ["data/communes.json", "data/regions.json", "package.json"])
def test_a_missing_file_is_named(package: Path, tmp_path: Path, missing: str) -> None:
    """Without one of its files the package is refused, and the file is named."""
    (package / missing).unlink()
    with pytest.raises(GeographyError, match=missing.rpartition("/")[2]):
        rebuild.rebuild(package, tmp_path / "out")


def test_another_shape_is_refused(package: Path, tmp_path: Path) -> None:
    """A package whose fields were renamed is refused, and nothing is written by half."""
    path = package / "data" / "departements.json"
    path.write_text('[{"insee": "69"}]', encoding="utf-8")
    with pytest.raises(GeographyError, match="la forme des données a changé"):
        rebuild.rebuild(package, tmp_path / "out")
    assert list((tmp_path / "out").glob("*.csv")) == []


def test_the_command_line_says_what_went_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong folder ends with an error and a sentence, not a traceback."""
    assert rebuild.main([str(tmp_path), str(tmp_path / "out")]) == 1
    assert "absent ou illisible" in capsys.readouterr().err


def test_the_command_line_says_what_was_written(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A rebuild ends with the version and the number of lines of each table."""
    monkeypatch.setattr(rebuild, "french_words", without_words)
    assert rebuild.main([str(package), str(tmp_path / "out")]) == 0
    output = capsys.readouterr().out
    assert "9.9.9" in output
    assert "2  communes.csv" in output
