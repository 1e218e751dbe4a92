"""A service that was withheld stays withheld, whatever a public file says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fanal.directory import Directory
from fanal.directory.importers import ImportRefused
from fanal.directory.retired import Retired
from fanal.settings import ROOT
from tests.fanal.directory.importers.conftest import SAMPLES, Import
from tests.fanal.directory.importers.test_twins import table

ID = "23-yaml-exemple-1"
NAME = "Point écoute de Felletin"
ROW = f"7;{NAME};paej;23079;01 99 00 55 01;;;2026-05-04"
OTHER = "8;Tout autre lieu;jeunes;23096;01 99 00 88 88;;;2026-05-04"


def withhold(resources: Path, **entry: object) -> None:
    with (resources / "withheld.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n- {json.dumps({'reason': 'fermé', **entry}, ensure_ascii=False)}\n")


def test_a_withheld_import_does_not_stop_fanal(importing: Import, resources: Path) -> None:
    """Naming an imported record in withheld.yml is enough: the directory loads without it."""
    importing("yaml", SAMPLES / "records.yml")
    assert ID in Directory.load(resources)
    withhold(resources, id=ID, name="x")
    assert ID not in Directory.load(resources)


@pytest.mark.parametrize(
    "entry",
    [
        {"id": "23-csv-7", "name": "x"},
        {"id": "23-paej-99", "name": NAME, "commune": "23079"},
        {"id": "23-paej-99", "name": NAME.upper()},
    ],
    ids=["its identifier", "its name and commune", "its name in the département"],
)
def test_an_import_leaves_out_what_is_withheld(
    importing: Import, resources: Path, tmp_path: Path, entry: dict[str, str]
) -> None:
    """The row does not go in, the report says why, and the rest of the file is whole."""
    withhold(resources, **entry)
    outcome = importing("csv", table(tmp_path, ROW, OTHER))
    assert outcome.added == ["23-csv-8"]
    assert outcome.whole
    [issue] = [i for i in outcome.issues if i.severity == "écartée"]
    reason = f"retirée de l'annuaire : {entry['id']} dans withheld.yml, fermé"
    assert (issue.row, issue.reason, issue.name) == (2, reason, NAME)
    assert "23-csv-7" not in Directory.load(resources)


@pytest.mark.parametrize(
    "entry",
    [
        {"id": "23-paej-99", "name": NAME, "commune": "23096"},
        {"id": "59-paej-99", "name": NAME},
        {"id": "paej-99", "name": NAME},
        {"id": "23-paej-99", "name": "Point écoute"},
    ],
    ids=["another commune", "another département", "a national service", "another name"],
)
def test_what_only_resembles_goes_in(
    importing: Import, resources: Path, tmp_path: Path, entry: dict[str, str]
) -> None:
    """A withheld service of another place or name withholds nobody else."""
    withhold(resources, **entry)
    importing("csv", table(tmp_path, ROW, OTHER))
    assert "23-csv-7" in Directory.load(resources)


def test_a_register_number_withholds(importing: Import, resources: Path) -> None:
    """A FINESS number in withheld.yml keeps its row out, whatever its name is now."""
    importing("finess", SAMPLES / "finess.csv")
    found = next(s for s in Directory.load(resources).services if "-finess-" in s.id)
    known = [n.model_dump() for n in found.identifiers if n.scheme == "finess"]
    withhold(resources, id="23-paej-99", name="x", identifiers=known)
    assert found.id in importing("finess", SAMPLES / "finess.csv").removed


def test_a_record_retired_by_hand_stays_out(
    importing: Import, resources: Path, tmp_path: Path
) -> None:
    """A hand-written record moved to withheld.yml does not come back from another table."""
    hand = next(
        s for s in Directory.load(resources).local("23")
        if s.location and s.location.commune and s.visible_phones
    )  # fmt: skip
    assert hand.location is not None
    path = resources / "services" / "departements" / "23.yml"
    records = path.read_text("utf-8").split("\n- id:")
    kept = [record for record in records if not record.lstrip().startswith(f'"{hand.id}"')]
    assert len(kept) == len(records) - 1
    path.write_text("\n- id:".join(kept), encoding="utf-8")
    assert hand.id not in Directory.load(resources)
    withhold(resources, id=hand.id, name=hand.name, commune=hand.location.commune)
    cells = (hand.name, hand.kind, hand.location.commune, hand.visible_phones[0].number)
    with pytest.raises(ImportRefused, match=f"{hand.id} dans withheld"):
        importing("csv", table(tmp_path, f"7;{';'.join(map(str, cells))};;;2026-05-04"))


def test_no_withheld_entry_meets_a_record_written_by_hand() -> None:
    """The rule that keeps imports out, said of our own records, withholds none of them."""
    directory = Directory.load(ROOT / "data" / "resources")
    retired = Retired(directory.withheld)
    hand = (s for s in directory.services if s.id not in directory.imported)
    assert [(s.id, w.id) for s in hand if (w := retired.entry(s))] == []
