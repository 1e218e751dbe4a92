"""Every importer on every damage that its format can have: said row by row, the good rows in.

What does not apply: FINESS and the JSON and YAML formats name their fields or fix their order, so
« swapped columns » is there two values in each other's place; an Open Referral feed of somebody
else has no INSEE code, so its unknown place is a town and a postcode that do not exist; YAML is one
document, so a cut file is refused whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from fanal.directory.importers import ImportRefused, Outcome
from tests.fanal.directory.importers.conftest import SAMPLES, Import

Row = dict[str, str]


def rows(count: int) -> list[Row]:
    return [
        {"key": f"{230000100 + n}", "name": f"Accueil numéro {n}", "commune": "23096",
         "postcode": "23000", "city": "Guéret", "phone": f"01 99 00 {n:02d} 77"}
        for n in range(count)
    ]  # fmt: skip


def _template(file: str, where: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / file).read_text("utf-8"))[where][0]
    return found


def as_dila(given: list[Row]) -> str:
    items = []
    for row in given:
        item = deepcopy(_template("dila.json", "service"))
        item |= {"id": row["key"], "nom": row["name"], "code_insee_commune": row["commune"],
                 "telephone": [{"valeur": row["phone"]}], "adresse_courriel": [],
                 "site_internet": []}  # fmt: skip
        item["adresse"][0] |= {"code_postal": row["postcode"], "nom_commune": row["city"]}
        items.append(item)
    return json.dumps({"service": items}, ensure_ascii=False)


def as_finess(given: list[Row]) -> str:
    lines = (SAMPLES / "finess.csv").read_text("utf-8").splitlines()
    made = [lines[0]]
    for row in given:
        cells = lines[1].split(";")
        cells[1], cells[3], cells[4], cells[16] = row["key"], row["name"], "", row["phone"]
        cells[12], cells[13] = row["commune"][2:], row["commune"][:2]
        cells[15] = f"{row['postcode']} {row['city']}"
        made.append(";".join(cells))
    return "\n".join(made)


def as_data_inclusion(given: list[Row]) -> str:
    whole = json.loads((SAMPLES / "data_inclusion.json").read_text("utf-8"))
    services = [
        whole["services"][0]
        | {"id": f"dora--{row['key']}", "nom": row["name"], "code_insee": row["commune"],
           "code_postal": row["postcode"], "commune": row["city"], "telephone": row["phone"]}
        for row in given
    ]  # fmt: skip
    del whole["structures"][0]["telephone"]
    return json.dumps({**whole, "services": services}, ensure_ascii=False)


def as_feed(given: list[Row]) -> str:
    items = []
    for row in given:
        item = deepcopy(_template("hsds.json", "contents"))
        item |= {"id": row["key"], "name": row["name"]}
        item["phones"] = [{"id": "p1", "number": row["phone"], "type": "voice"}]
        place = item["service_at_locations"][0]["location"]["addresses"][0]
        place |= {"city": row["city"], "postal_code": row["postcode"]}
        items.append(item)
    return json.dumps({"contents": items}, ensure_ascii=False)


def as_csv(given: list[Row]) -> str:
    head = "identifiant;nom;genre;code insee;code postal;commune;téléphone;date;source"
    return "\n".join([head, *(
        f"{r['key']};{r['name']};jeunes;{r['commune']};{r['postcode']};{r['city']};{r['phone']};"
        f"2026-05-04;https://exemple.fr/{r['key']}"
        for r in given
    )])  # fmt: skip


def as_yaml(given: list[Row]) -> str:
    return yaml.safe_dump([
        {"id": r["key"], "name": r["name"], "kind": "jeunes", "confidence": "moyenne",
         "assured_date": "2026-05-04", "sources": [{"url": "https://exemple.fr"}],
         "location": {"commune": r["commune"], "postal_code": r["postcode"], "city": r["city"]},
         "phones": [{"number": r["phone"]}]}
        for r in given
    ], allow_unicode=True, sort_keys=False)  # fmt: skip


FORMATS: dict[str, tuple[Callable[[list[Row]], str], int]] = {
    "dila": (as_dila, 0),
    "finess": (as_finess, 1),
    "data-inclusion": (as_data_inclusion, 0),
    "hsds": (as_feed, 0),
    "oruk": (as_feed, 0),
    "csv": (as_csv, 1),
    "yaml": (as_yaml, 0),
}
"""How each format is written, and how many lines stand before its first row."""
each_format = pytest.mark.parametrize("name", FORMATS)


class Bench:
    """Writes a file, imports it, and sees that no other file changed."""

    def __init__(self, importing: Import, resources: Path, tmp_path: Path) -> None:
        self._importing, self._resources = importing, resources
        self._path = tmp_path / "file"

    def run(self, name: str, content: bytes) -> Outcome:
        self._path.write_bytes(content)
        others = self._others(name)
        try:
            return self._importing(name, self._path)
        finally:
            assert self._others(name) == others

    def rows(self, name: str, given: list[Row]) -> Outcome:
        return self.run(name, FORMATS[name][0](given).encode())

    def _others(self, name: str) -> dict[Path, bytes]:
        own = f"{name.replace('-', '')}.jsonl"
        return {
            p: p.read_bytes() for p in self._resources.rglob("*") if p.is_file() and p.name != own
        }


@pytest.fixture
def bench(importing: Import, resources: Path, tmp_path: Path) -> Bench:
    return Bench(importing, resources, tmp_path)


def told(outcome: Outcome, name: str, *severities: str) -> list[int]:
    """The rows told of, counted from 0."""
    before = FORMATS[name][1]
    return sorted({i.row - before - 1 for i in outcome.issues if i.severity in severities})


@pytest.mark.parametrize("share", [0.5, 0.93])
@each_format
def test_a_truncated_file(bench: Bench, name: str, share: float) -> None:
    """The rows before the cut go in, the cut is told, and nothing is taken for removed."""
    whole = FORMATS[name][0](rows(10)).encode()
    first = bench.run(name, whole)
    assert first.kept == 10
    if name == "yaml":
        with pytest.raises(ImportRefused):
            bench.run(name, whole[: whole.rindex(b"phones") - 3] + b": [")
        return
    outcome = bench.run(name, whole[: int(len(whole) * share)])
    assert 0 < outcome.kept < 10
    assert any(i.severity in ("fichier", "refusée") and i.row and i.reason for i in outcome.issues)
    assert not outcome.whole
    assert outcome.removed == []
    assert len(outcome.path.read_text("utf-8").splitlines()) == 10


@each_format
def test_the_wrong_encoding(bench: Bench, name: str) -> None:
    """A cp1252 file gives the same records and is told, or is refused; never a wrong letter."""
    text = FORMATS[name][0](rows(3))
    expected = bench.run(name, text.encode()).path.read_bytes()
    if name == "yaml":
        with pytest.raises(ImportRefused):
            bench.run(name, text.encode("cp1252"))
        return
    outcome = bench.run(name, text.encode("cp1252"))
    assert outcome.path.read_bytes() == expected
    assert "cp1252" in outcome.issues[0].reason


@each_format
def test_swapped_columns(bench: Bench, name: str) -> None:
    """A number in the place of the town: told at each row, and no number or town is invented."""
    given = [r | {"phone": r["city"], "city": r["phone"], "commune": "99999", "postcode": "99999"}
             for r in rows(3)]  # fmt: skip
    with pytest.raises(ImportRefused, match=r"Rien n'est écrit|raison"):
        bench.rows(name, given)


@each_format
def test_duplicate_identifiers(bench: Bench, name: str) -> None:
    """The same identifier twice is one record, and its second row is told."""
    given = rows(10)
    outcome = bench.rows(name, [*given, given[2]])
    assert outcome.kept == 10
    assert told(outcome, name, "doublon") == [10]


@each_format
def test_impossible_phones(bench: Bench, name: str) -> None:
    """A number that nobody can call goes nowhere, and its row is told."""
    given = rows(10)
    given[4]["phone"] = "00 00"
    outcome = bench.rows(name, given)
    about = [i for i in outcome.issues if i.field == "phones" or i.severity == "refusée"]
    assert {i.row - FORMATS[name][1] - 1 for i in about} == {4}
    assert outcome.kept >= 9
    assert '00 00"' not in outcome.path.read_text("utf-8")


@each_format
def test_unknown_places(bench: Bench, name: str) -> None:
    """A place that does not exist is refused with its row; the others go in."""
    given = rows(10)
    given[6] |= {"commune": "23999", "postcode": "99999", "city": "Ailleurs"}
    outcome = bench.rows(name, given)
    assert told(outcome, name, "refusée") == [6]
    assert outcome.kept == 9


@each_format
def test_one_row_in_ten_is_bad(bench: Bench, name: str) -> None:
    """Two nameless rows of twenty are refused with a reason; eighteen go in, nothing is lost."""
    given = rows(20)
    given[3]["name"] = given[13]["name"] = ""
    outcome = bench.rows(name, given)
    assert told(outcome, name, "refusée") == [3, 13]
    assert outcome.kept == 18
    assert outcome.whole
    assert all(i.reason for i in outcome.issues)
