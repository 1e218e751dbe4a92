"""Files as they really come: cut, in the wrong encoding, with wrong rows among the right ones."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fanal.directory import Service
from fanal.directory.importers import ImportRefused, Outcome, write_report
from fanal.directory.importers.report import summary
from tests.fanal.directory.importers.conftest import SAMPLES, Import

Imported = Callable[[], dict[str, Service]]


def refused(outcome: Outcome) -> dict[int, str]:
    return {i.row: i.reason for i in outcome.issues if i.severity == "refusée"}


def warned(outcome: Outcome) -> list[str]:
    return [i.reason for i in outcome.issues if i.severity == "avertissement"]


def changed(sample: str, tmp_path: Path, *pairs: tuple[str, str]) -> Path:
    text = (SAMPLES / sample).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / sample
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("format_name", "sample"),
    [("dila", "dila.json"), ("data-inclusion", "data_inclusion.json"), ("hsds", "hsds.json")],
)
def test_a_cut_json_file_gives_its_whole_rows_and_removes_nothing(
    importing: Import, tmp_path: Path, format_name: str, sample: str
) -> None:
    """What was read before the cut goes in; what is missing is not taken for removed."""
    importing(format_name, SAMPLES / sample)
    whole = (SAMPLES / sample).read_bytes()
    path = tmp_path / sample
    path.write_bytes(whole[:-60])
    outcome = importing(format_name, path)
    assert not outcome.whole
    assert outcome.removed == []
    assert any("coupé" in issue.reason for issue in outcome.issues)
    assert len(outcome.path.read_text("utf-8").splitlines()) >= outcome.kept
    assert "aucune fiche n'est retirée" in summary(outcome, dry_run=False)


def test_a_cut_finess_file_refuses_its_last_row(importing: Import, tmp_path: Path) -> None:
    """A row cut in the middle is refused with its number; those before it go in."""
    whole = (SAMPLES / "finess.csv").read_text("utf-8").splitlines()
    path = tmp_path / "finess.csv"
    path.write_text("\n".join([*whole[:3], whole[3][:60]]), encoding="utf-8")
    outcome = importing("finess", path)
    assert outcome.kept == 2
    assert list(refused(outcome)) == [4]
    assert "colonnes" in refused(outcome)[4]


@pytest.mark.parametrize(
    ("format_name", "sample", "word"),
    [("csv", "table.csv", "Département"), ("dila", "dila.json", "Guéret"),
     ("finess", "finess.csv", "Réinsertion")],
)  # fmt: skip
def test_another_encoding_is_read_and_said(
    importing: Import, tmp_path: Path, format_name: str, sample: str, word: str
) -> None:
    """A file in cp1252 gives the same records as in UTF-8, and the report says its encoding."""
    expected = importing(format_name, SAMPLES / sample).path.read_bytes()
    text = (SAMPLES / sample).read_text("utf-8")
    assert word in text
    path = tmp_path / sample
    path.write_bytes(text.encode("cp1252"))
    outcome = importing(format_name, path)
    assert outcome.path.read_bytes() == expected
    assert "cp1252" in outcome.issues[0].reason


def test_swapped_columns_are_refused_with_a_reason(importing: Import, tmp_path: Path) -> None:
    """A table whose columns are in the wrong place gives no record, not wrong ones."""
    path = changed("table.csv", tmp_path, ("nom;genre", "genre;nom"))
    with pytest.raises(ImportRefused, match="politique d'inclusion"):
        importing("csv", path)
    whole = (SAMPLES / "finess.csv").read_text("utf-8").splitlines()
    cells = [line.split(";") for line in whole[1:-1]]
    swapped = [[*c[:12], c[16], c[13], c[14], c[15], c[12], *c[17:]] for c in cells]
    path = tmp_path / "finess.csv"
    path.write_text("\n".join([whole[0], *map(";".join, swapped)]), encoding="utf-8")
    with pytest.raises(ImportRefused, match="5 refusées"):
        importing("finess", path)


def test_swapped_coordinates_are_left_out(importing: Import, tmp_path: Path) -> None:
    """Latitude and longitude the wrong way round put nobody in the ocean."""
    path = changed("hsds.json", tmp_path, ('"latitude": 46.17', '"latitude": 1.87'),
                   ('"longitude": 1.87', '"longitude": 46.17'))  # fmt: skip
    outcome = importing("hsds", path)
    assert any("inversées" in reason for reason in warned(outcome))
    assert "latitude" not in outcome.path.read_text("utf-8")


def test_unknown_places(importing: Import, tmp_path: Path) -> None:
    """An unknown INSEE code is found again by name and postcode, else the row is refused."""
    code = '"code_insee_commune": '
    path = changed(
        "dila.json",
        tmp_path,
        (f'{code}"23096"', f'{code}"23999"'),
        (f'{code}"23079"', f'{code}"23998"'),
        ('"nom_commune": "Felletin"', '"nom_commune": "Ailleurs"'),
    )
    outcome = importing("dila", path)
    assert refused(outcome) == {4: "code Insee inconnu : « 23998 »"}
    assert sum("retrouvé" in reason for reason in warned(outcome)) == 2
    assert outcome.kept == 3


def test_impossible_numbers(importing: Import, tmp_path: Path, imported: Imported) -> None:
    """A number that nobody can call is left out; without any other contact the row is refused."""
    path = changed("finess.csv", tmp_path, ("0199002201", "0012345678"))
    assert refused(importing("finess", path)) == {2: "aucun moyen de contact utilisable"}
    path = changed("dila.json", tmp_path, ("01 99 00 11 01", "12 34"))
    outcome = importing("dila", path)
    assert "numéro impossible : « 12 34 »" in warned(outcome)
    assert imported()["23-dila-11111111-0000-4000-8000-000000000001"].phones == ()


def test_the_same_identifier_twice_is_one_record(importing: Import, tmp_path: Path) -> None:
    """Two rows of one identifier become one record that holds what both say."""
    data = json.loads((SAMPLES / "dila.json").read_text("utf-8"))
    twin = {**data["service"][0], "telephone": [{"valeur": "01 99 00 11 99", "description": ""}]}
    data["service"].append(twin)
    path = tmp_path / "dila.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    outcome = importing("dila", path)
    assert outcome.kept == 4
    assert [i.row for i in outcome.issues if i.severity == "doublon"] == [6]
    record = json.loads(outcome.path.read_text("utf-8").splitlines()[0])
    assert [p["number"] for p in record["phones"]] == ["01 99 00 11 01", "01 99 00 11 99"]


def test_one_row_in_ten_wrong(importing: Import, tmp_path: Path) -> None:
    """Of a hundred rows, ten are wrong in ten ways: ninety go in, ten are said."""
    lines = ["nom;genre;code insee;téléphone;date;source"]
    for n in range(100):
        lines.append(
            f"Service {n};jeunes;23096;01 99 00 {n:02d} 77;2026-05-04;https://exemple.fr/{n}"
        )
    wrong = {
        4: "Service;boulangerie;23096;01 99 00 00 77;2026-05-04;https://exemple.fr",
        14: "Service;jeunes;99999;01 99 00 00 77;2026-05-04;https://exemple.fr",
        24: "Service;jeunes;23096;00 00;2026-05-04;https://exemple.fr",
        34: "Service;jeunes;23096;01 99 00 00 77;;https://exemple.fr",
        44: "Service;jeunes;23096;01 99 00 00 77;2026-05-04;",
        54: "Service;jeunes;23096",
        64: ";jeunes;23096;01 99 00 00 77;2026-05-04;https://exemple.fr",
        74: "Service;jeunes;;01 99 00 00 77;2026-05-04;https://exemple.fr",
        84: "Service;;23096;01 99 00 00 77;2026-05-04;https://exemple.fr",
        94: "Service;jeunes;23096;;2026-05-04;https://exemple.fr",
    }  # fmt: skip
    for number, line in wrong.items():
        lines[number - 1] = line
    path = tmp_path / "rows.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    outcome = importing("csv", path)
    assert outcome.kept == 90
    assert sorted(refused(outcome)) == sorted(wrong)
    assert outcome.whole


def test_a_file_that_is_mostly_wrong_removes_nothing(importing: Import, tmp_path: Path) -> None:
    """When too many rows are refused, records that are missing stay in the directory."""
    importing("dila", SAMPLES / "dila.json")
    path = changed("dila.json", tmp_path, ("23096", "99999"), ("23000", "99999"))
    outcome = importing("dila", path)
    assert outcome.removed == []
    assert len(outcome.path.read_text("utf-8").splitlines()) == 4


def test_a_record_that_the_file_no_longer_has_goes(importing: Import, tmp_path: Path) -> None:
    """What a whole and right file dropped is removed when it is asked, and said."""
    importing("dila", SAMPLES / "dila.json")
    data = json.loads((SAMPLES / "dila.json").read_text("utf-8"))
    data["service"][0]["adresse_courriel"] = ["autre@exemple.fr"]
    del data["service"][3]
    path = tmp_path / "dila.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    outcome = importing("dila", path, remove=True)
    assert outcome.removed == ["23-dila-11111111-0000-4000-8000-000000000004"]
    (fields,) = outcome.changed.values()
    assert fields == [
        'email : "contact-11111111-0000-4000-8000-000000000001@exemple.fr" → "autre@exemple.fr"'
    ]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\x00\x01\x02", b'{"service": {}}'])
def test_a_file_of_something_else_is_refused(
    importing: Import, tmp_path: Path, content: bytes
) -> None:
    """An empty or foreign file is refused in French, and writes nothing."""
    path = tmp_path / "other"
    path.write_bytes(content)
    for format_name in ("dila", "finess", "data-inclusion", "hsds", "csv", "yaml"):
        with pytest.raises(ImportRefused):
            importing(format_name, path)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_the_report_says_each_row(importing: Import, tmp_path: Path, suffix: str) -> None:
    """The report has a line for each bad row, with its number and its reason in French."""
    path = changed("finess.csv", tmp_path, ("0199002201", "0012345678"),
                   ("CENTRE MEDICO", "=CENTRE MEDICO"))  # fmt: skip
    report = tmp_path / f"report{suffix}"
    write_report(importing("finess", path), report)
    text = report.read_text("utf-8-sig")
    if suffix == ".csv":
        rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
        assert all(not row["nom"].startswith("=") for row in rows)
    else:
        rows = [json.loads(line) for line in text.splitlines()]
    (last,) = [row for row in rows if row["gravité"] == "refusée"]
    assert (last["ligne"], last["raison"]) == ("2", "aucun moyen de contact utilisable")
