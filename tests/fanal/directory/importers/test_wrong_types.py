"""A value of the wrong type anywhere in a row: the row is refused or holds, the others go in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from fanal.directory.importers import Outcome
from tests.fanal.directory.importers.conftest import Import
from tests.fanal.directory.importers.test_every_damage import FORMATS, rows

WHERE = {
    "dila": "service",
    "data-inclusion": "services",
    "hsds": "contents",
    "oruk": "contents",
    "yaml": "",
}
"""The list of rows in each format that has types."""
MARK = "wrongtype"
WRONG: dict[str, Any] = {
    "int": 5,
    "bool": True,
    "str": MARK,
    "list": [[MARK]],
    "dict": {MARK: 1},
    "null": None,
}
_DILA = {
    "plage_ouverture": [{"nom_jour_debut": "Lundi", "nom_jour_fin": "Lundi",
                         "valeur_heure_debut_1": "09:00:00", "valeur_heure_fin_1": "12:00:00"}],
    "site_internet": [{"valeur": "https://exemple.fr"}],
}  # fmt: skip
_STRUCTURE = {"id": "s--1", "nom": "Maison", "siret": "00000000000000", "telephone": "",
              "reseaux_porteurs": ["mission-locale"], "site_web": "", "courriel": ""}  # fmt: skip
_YAML = {
    "ages": {"min": 12, "max": 25}, "audience": ["young"], "needs": [], "languages": ["fr"],
    "service_area": {"departements": ["23"]}, "cost": {"free": True}, "description": "Un accueil.",
}  # fmt: skip
_MORE: dict[str, dict[str, Any]] = {
    "dila": _DILA,
    "data-inclusion": {"structure": _STRUCTURE},
    "yaml": _YAML,
}


def _paths(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where each value of a row is, the row itself first."""
    yield before
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _paths(inner, (*before, key))


def _replaced(row: Any, where: tuple[Any, ...], by: Any) -> Any:
    by = deepcopy(by)  # an object met twice would be written as a YAML alias
    if not where:
        return by
    copy = deepcopy(row)
    owner = copy
    for key in where[:-1]:
        owner = owner[key]
    owner[where[-1]] = by
    return copy


def _import(importing: Import, path: Path, name: str, made: list[Any], whole: Any) -> Outcome:
    if name == "yaml":
        path.write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")
    else:
        path.write_text(json.dumps({**whole, WHERE[name]: made}), encoding="utf-8")
    return importing(name, path)


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("name", WHERE)
def test_each_field_in_turn(importing: Import, tmp_path: Path, name: str, wrong: str) -> None:
    """Every value of a row replaced in turn: each row is told or kept, no value becomes a text."""
    whole = (yaml.safe_load if name == "yaml" else json.loads)(FORMATS[name][0](rows(3)))
    good = whole if name == "yaml" else whole[WHERE[name]]
    row = {**good[2], **_MORE.get(name, {})}
    where = list(_paths(row))
    assert len(where) > 15
    made = [good[0], *(_replaced(row, path, WRONG[wrong]) for path in where), good[1]]
    outcome = _import(importing, tmp_path / "file", name, made, whole)
    assert outcome.rows == len(made)
    refused = {i.row: i for i in outcome.issues if i.severity == "refusée"}
    assert not {1, len(made)} & refused.keys()
    assert 2 in refused or outcome.skipped["sans type"]  # the row itself was replaced
    assert all(issue.reason for issue in refused.values())
    lines = outcome.path.read_text("utf-8").splitlines()
    for number in range(2):
        assert any(f"Accueil numéro {number}" in line for line in lines)
    if wrong in ("list", "dict"):
        assert MARK not in outcome.path.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("dila", "telephone", 5),
        ("dila", "pivot", 5),
        ("dila", "adresse", True),
        ("dila", "plage_ouverture", 3),
        ("dila", "fields", "x"),
        ("dila", "nom", {"a": 1}),
        ("data-inclusion", "structure", "x"),
        ("data-inclusion", "structure", [1]),
        ("data-inclusion", "structure", {**_STRUCTURE, "reseaux_porteurs": 5}),
        ("data-inclusion", "structure", {**_STRUCTURE, "nom": {"a": 1}}),
        ("yaml", "ages", {"min": "12"}),
        ("yaml", "ages", "x"),
        ("yaml", "phones", "x"),
        ("yaml", "phones", 5),
        ("yaml", "audience", "young"),
        ("yaml", "needs", 3),
        ("yaml", "service_area", {"departements": 23}),
        ("yaml", "service_area", {"departements": "23"}),
        ("hsds", "name", {"a": 1}),
        ("hsds", "phones", "x"),
        ("oruk", "name", ["a"]),
    ],
)
def test_the_row_of_a_wrong_value_is_refused_alone(
    importing: Import, tmp_path: Path, name: str, field: str, value: Any
) -> None:
    """One badly typed row of eleven is refused with its number and a reason; ten go in."""
    whole = (yaml.safe_load if name == "yaml" else json.loads)(FORMATS[name][0](rows(11)))
    made = whole if name == "yaml" else whole[WHERE[name]]
    made[4][field] = value
    outcome = _import(importing, tmp_path / "file", name, made, whole)
    refused = [i for i in outcome.issues if i.severity == "refusée"]
    assert [i.row for i in refused] == [5]
    assert refused[0].reason
    assert outcome.kept == 10
    assert outcome.whole


def test_a_number_without_end_is_refused(importing: Import, tmp_path: Path) -> None:
    """An age that no number can hold refuses its row of a feed in JSON lines, not the others."""
    made = json.loads(FORMATS["hsds"][0](rows(11)))["contents"]
    made[4]["minimum_age"] = float("inf")
    path = tmp_path / "file"
    path.write_text("\n".join(map(json.dumps, made)), encoding="utf-8")
    outcome = importing("hsds", path)
    assert [i.row for i in outcome.issues if i.severity == "refusée"] == [5]
    assert (outcome.kept, outcome.whole) == (10, True)


def test_cells_of_a_table_are_text_whatever_they_say(importing: Import, tmp_path: Path) -> None:
    """Each cell of a table or of FINESS replaced in turn: each row is told or kept."""
    for name, separator in (("csv", ";"), ("finess", ";")):
        first, *others = FORMATS[name][0](rows(3)).splitlines()
        cells = others[2].split(separator)
        made = [first, others[0]]
        for place in range(len(cells)):
            for wrong in ("5", "x", "[1]", '{"a": 1}', ""):
                if place or name == "csv":
                    made.append(separator.join([*cells[:place], wrong, *cells[place + 1 :]]))
        path = tmp_path / name
        path.write_text("\n".join([*made, others[1]]) + "\n", encoding="utf-8")
        outcome = importing(name, path)
        assert outcome.rows == len(made)
        for number in range(2):
            assert f"Accueil numéro {number}" in outcome.path.read_text("utf-8")
