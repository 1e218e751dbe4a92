"""Each format on a sample shaped like the public file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fanal.directory import Service
from fanal.directory.check import check
from tests.fanal.directory.importers.conftest import SAMPLES, TODAY, Import

Imported = Callable[[], dict[str, Service]]
ALL = [
    ("dila", "dila.json"),
    ("dila", "dila_api.json"),
    ("finess", "finess.csv"),
    ("data-inclusion", "data_inclusion.json"),
    ("csv", "table.csv"),
    ("yaml", "records.yml"),
    ("hsds", "hsds.json"),
]
each_format = pytest.mark.parametrize(("format_name", "file"), ALL, ids=[f for _, f in ALL])


@each_format
def test_what_goes_in_is_right(
    importing: Import, resources: Path, format_name: str, file: str
) -> None:
    """Every imported record passes the checks of the directory, with its source and its date."""
    outcome = importing(format_name, SAMPLES / file)
    assert outcome.kept == len(outcome.added) > 0
    report = check(resources, today=TODAY)
    assert report.errors == ()


@each_format
def test_the_same_file_twice_changes_nothing(
    importing: Import, format_name: str, file: str
) -> None:
    """An import can be repeated: nothing is added, changed or removed, not one byte."""
    first = importing(format_name, SAMPLES / file)
    written = first.path.read_bytes()
    again = importing(format_name, SAMPLES / file)
    assert (again.added, again.changed, again.removed) == ([], {}, [])
    assert again.path.read_bytes() == written


@each_format
def test_a_dry_run_writes_nothing_and_says_everything(
    importing: Import, resources: Path, format_name: str, file: str
) -> None:
    """A dry run gives the differences of the real one, and leaves every file as it was."""
    before = {p: p.read_bytes() for p in resources.rglob("*") if p.is_file()}
    tried = importing(format_name, SAMPLES / file, dry_run=True)
    assert {p: p.read_bytes() for p in resources.rglob("*") if p.is_file()} == before
    assert tried.added == importing(format_name, SAMPLES / file).added


@each_format
def test_an_import_touches_nothing_else(
    importing: Import, resources: Path, format_name: str, file: str
) -> None:
    """Records written by hand, and every other file, stay as they were."""
    before = {p: p.read_bytes() for p in resources.rglob("*") if p.is_file()}
    outcome = importing(format_name, SAMPLES / file)
    after = {p: p.read_bytes() for p in resources.rglob("*") if p.is_file()}
    assert after.keys() - before.keys() == {outcome.path}
    assert {p: after[p] for p in before} == before


def test_dila(importing: Import, imported: Imported) -> None:
    """A service of the annuaire keeps its number, hours, access and page; a town hall stays out."""
    outcome = importing("dila", SAMPLES / "dila.json")
    assert outcome.skipped == {"mairie": 1}
    found = imported()["23-dila-11111111-0000-4000-8000-000000000001"]
    assert found.kind == "jeunes"
    assert found.opening_hours == "Mo-Fr 09:00-12:00,13:30-17:30"
    assert found.phones[0].number == "01 99 00 11 01"
    assert found.accessibility is not None
    assert found.accessibility.features == ("wheelchair",)
    assert found.sources[0].url.startswith("https://lannuaire.service-public.fr/")
    assert found.assured_date.isoformat() == "2026-05-12"
    assert found.source_dated


def test_both_forms_of_dila_give_the_same(importing: Import) -> None:
    """The file and the API, whose nested fields are text, give the same records."""
    one = importing("dila", SAMPLES / "dila.json").path.read_bytes()
    again = importing("dila", SAMPLES / "dila_api.json")
    assert again.path.read_bytes() == one


def test_finess(importing: Import, imported: Imported) -> None:
    """Codes of overseas, lost zeros and cedex are read; what is not listed stays out."""
    outcome = importing("finess", SAMPLES / "finess.csv")
    assert outcome.skipped == {"355": 1}
    found = imported()
    assert found["23-finess-230000102"].phones[0].number == "01 99 00 22 02"
    assert found["23-finess-230000102"].name == "CSAPA Creuse"
    reunion = found["974-finess-970400106"]
    assert reunion.location is not None
    assert reunion.location.commune == "97411"
    assert found["977-finess-970100105"].service_area.territories == ("977",)


def test_a_secret_address_never_enters(importing: Import, imported: Imported) -> None:
    """Nothing of a shelter's place is kept, nor the number under which others publish it."""
    importing("finess", SAMPLES / "finess.csv")
    importing("data-inclusion", SAMPLES / "data_inclusion.json")
    shelters = [s for s in imported().values() if s.kind == "hebergement"]
    assert len(shelters) == 2
    for shelter in shelters:
        assert shelter.location is not None
        assert shelter.location.secret
        said = json.dumps(shelter.model_dump(mode="json"), ensure_ascii=False)
        for hidden in ("EXEMPLE", "9 rue", "23000", "23096", "230000103", "dora--v3"):
            assert hidden not in said


def test_data_inclusion(importing: Import, imported: Imported) -> None:
    """A service completes itself with its structure; the person to contact is never read."""
    outcome = importing("data-inclusion", SAMPLES / "data_inclusion.json")
    found = imported()["23-datainclusion-dora-v1"]
    assert (found.kind, found.email) == ("cidff", "accueil@exemple.fr")
    assert found.opening_hours == "Mo 09:00-12:00"
    assert found.cost is not None
    assert found.cost.free
    assert b"Personne" not in outcome.path.read_bytes()


def test_a_poor_service_of_data_inclusion_is_refused(importing: Import, tmp_path: Path) -> None:
    """Below the quality that we ask, a service stays out, and its score is said."""
    data = json.loads((SAMPLES / "data_inclusion.json").read_text("utf-8"))
    good = data["services"][0]
    poor = {k: good[k] for k in ("source", "structure_id", "nom", "thematiques", "code_insee")}
    data["services"].append(
        {**poor, "id": "dora--v9", "description": "Court.", "date_maj": "2019-01-01"}
    )
    path = tmp_path / "di.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    (refused,) = [i for i in importing("data-inclusion", path).issues if i.severity == "refusée"]
    assert "qualité trop basse : 0." in refused.reason


def test_csv(importing: Import, imported: Imported) -> None:
    """Columns are found by name, a commune by its postcode, two numbers in one cell."""
    importing("csv", SAMPLES / "table.csv", source="crip")
    found = imported()["23-crip-uaped-23"]
    assert found.location is not None
    assert found.location.commune == "23096"
    assert [p.number for p in found.phones] == ["01 99 00 44 02", "01 99 00 44 03"]
    assert found.url == "https://exemple.fr/uaped"
    crip = imported()["23-crip-crip-23"]
    assert crip.opening_hours == "Mo-Fr 09:00-17:00"
    assert set(crip.audience) == {"professional", "family"}


def test_yaml(importing: Import, imported: Imported) -> None:
    """A record in the directory's own words keeps what only they can say."""
    importing("yaml", SAMPLES / "records.yml")
    assert imported()["23-yaml-exemple-1"].anonymous is True


def test_hsds(importing: Import, imported: Imported) -> None:
    """A partner's feed gives hours, ages, languages and access; a fax and a person are left."""
    outcome = importing("hsds", SAMPLES / "hsds.json")
    assert outcome.skipped == {"statut defunct": 1}
    (found,) = imported().values()
    assert found.opening_hours == "Mo,Tu 09:00-12:00"
    assert found.ages is not None
    assert (found.ages.min, found.ages.max) == (11, 21)
    assert [p.number for p in found.phones] == ["01 99 00 66 01"]
    assert found.languages == ("en",)
    assert b"Personne" not in outcome.path.read_bytes()


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
