"""What an import adds or changes is found by whoever asks the feed for changes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from fanal.directory.hsds.catalogue import Query
from tests.fanal.directory.importers.conftest import SAMPLES, Import
from tests.fanal.directory.importers.test_open_referral import exporting
from tests.fanal.directory.importers.test_twins import table

FIRST, LATER = date(2026, 11, 24), date(2026, 12, 3)
ROWS = (
    "7;Point écoute de Felletin;paej;23079;01 99 00 55 01;;;2026-05-04",
    "8;Tout autre lieu;jeunes;23096;01 99 00 88 88;;;2026-05-04",
)


def changed_since(resources: Path, day: date) -> set[str]:
    _, catalogue = exporting(resources)
    found = {record.id for record in catalogue.records(Query(modified_after=day))}
    return {name for name in found if "-csv-" in name or "-dila-" in name}


def test_a_changed_field_is_in_the_feed(importing: Import, resources: Path, tmp_path: Path) -> None:
    """The page is as old as before; the number that changed is still read by a partner."""
    importing("csv", table(tmp_path, *ROWS), today=FIRST)
    assert changed_since(resources, FIRST) == {"23-csv-7", "23-csv-8"}
    assert changed_since(resources, LATER) == set()
    changed = ROWS[0].replace("55 01", "55 02")
    outcome = importing("csv", table(tmp_path, changed, ROWS[1]), today=LATER)
    assert changed_since(resources, LATER) == {"23-csv-7"}
    [fields] = outcome.changed.values()
    assert [field.partition(" :")[0] for field in fields] == ["phones"]


def test_the_same_file_another_day_changes_nothing(
    importing: Import, resources: Path, tmp_path: Path
) -> None:
    """A record that says what it said keeps the day of its last change, to the byte."""
    path = importing("csv", table(tmp_path, *ROWS), today=FIRST).path
    before = path.read_bytes()
    outcome = importing("csv", table(tmp_path, *ROWS), today=LATER)
    assert (outcome.added, outcome.changed, path.read_bytes()) == ([], {}, before)


def test_a_file_of_before_these_days_stays_as_it_is(
    importing: Import, resources: Path, tmp_path: Path
) -> None:
    """Records imported without a day of change do not all become changes of today."""
    path = importing("csv", table(tmp_path, *ROWS), today=FIRST).path
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for line in lines:
        del line["last_modified"]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    outcome = importing("csv", table(tmp_path, *ROWS), today=LATER)
    assert outcome.changed == {}
    assert changed_since(resources, LATER) == set()


def test_a_second_source_that_changes_is_a_change(
    importing: Import, resources: Path, tmp_path: Path
) -> None:
    """When only the record that completes another changes, the one that is shown changed."""
    house = "23-dila-11111111-0000-4000-8000-000000000001"
    same = "7;Mission locale Creuse Guéret;jeunes;23096;01 99 00 11 01;{};;2026-05-04"
    importing("dila", SAMPLES / "dila.json", today=FIRST)
    importing("csv", table(tmp_path, same.format("a@exemple.fr")), today=FIRST)
    assert changed_since(resources, LATER) == set()
    importing("csv", table(tmp_path, same.format("b@exemple.fr")), today=LATER)
    assert changed_since(resources, LATER) == {house}
