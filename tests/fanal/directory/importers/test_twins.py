"""One service in several sources is shown once, with what each of them says."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanal.directory import Directory, Service
from fanal.directory.check import check
from fanal.directory.importers import Outcome
from tests.fanal.directory.importers.conftest import SAMPLES, TODAY, Import

HOUSE = "23-dila-11111111-0000-4000-8000-000000000001"
HEADER = "identifiant;nom;genre;code insee;téléphone;courriel;horaires;date;source\n"
SAME = "7;Mission locale Creuse Guéret;jeunes;23096;01 99 00 11 01;;Mo-Fr 09:00-12:00;2026-05-04"
URL = "https://exemple.fr/autre"


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "other.csv"
    path.write_text(HEADER + "".join(f"{row};{URL}\n" for row in rows), encoding="utf-8")
    return path


def duplicates(outcome: Outcome) -> list[str]:
    return [i.reason for i in outcome.issues if i.severity == "doublon"]


def loaded(resources: Path) -> dict[str, Service]:
    return {service.id: service for service in Directory.load(resources).services}


def test_the_same_number_place_and_name_is_the_same_service(
    importing: Import, resources: Path, tmp_path: Path
) -> None:
    """A second source completes the first: one record, which says where each field comes from."""
    importing("dila", SAMPLES / "dila.json")
    before = loaded(resources)
    outcome = importing("csv", table(tmp_path, SAME))
    assert duplicates(outcome) == [f"réuni avec la fiche {HOUSE} d'une autre source"]
    after = loaded(resources)
    assert after.keys() == before.keys()
    one = after[HOUSE]
    assert one.name == before[HOUSE].name
    assert URL in [source.url for source in one.sources]
    for name in type(one).model_fields:
        if getattr(before[HOUSE], name) is None and getattr(one, name) is not None:
            assert one.source_of(name).url == URL, name
    assert not check(resources, today=TODAY).errors


@pytest.mark.parametrize(
    "row",
    [
        "7;Autre service;jeunes;23096;01 99 00 11 01;;;2026-05-04",
        "7;Mission locale Creuse Guéret;jeunes;23079;01 99 00 11 01;;;2026-05-04",
        "7;Mission locale de Creuse à Guéret;jeunes;23096;01 99 00 99 99;;;2026-05-04",
    ],
    ids=["another name at the switchboard", "another town", "another number and name"],
)
def test_what_only_resembles_stays_apart(
    importing: Import, resources: Path, tmp_path: Path, row: str
) -> None:
    """A shared switchboard, a shared name or a shared town alone unites nobody."""
    importing("dila", SAMPLES / "dila.json")
    before = loaded(resources)
    outcome = importing("csv", table(tmp_path, row))
    assert duplicates(outcome) == []
    assert len(loaded(resources)) == len(before) + 1


def test_a_register_number_unites_whatever_the_name(importing: Import, resources: Path) -> None:
    """The same FINESS number in two sources is one service; a secret place has no number."""
    importing("finess", SAMPLES / "finess.csv")
    before = loaded(resources)
    path = resources / "services" / "imported" / "finess.jsonl"
    text = path.read_text("utf-8")
    (resources.parent / "finess.csv").write_text(
        (SAMPLES / "finess.csv").read_text("utf-8").replace("CENTRE MEDICO", "AUTRE NOM"), "utf-8"
    )
    again = importing("finess", resources.parent / "finess.csv", source="registre")
    assert len(duplicates(again)) == again.kept - 1 == 4
    (secret,) = [s for name, s in loaded(resources).items() if name not in before]
    assert secret.location is not None
    assert secret.location.secret
    assert path.read_text("utf-8") == text


def test_each_source_can_come_again_in_any_order(
    importing: Import, resources: Path, tmp_path: Path
) -> None:
    """Importing either source again changes not one byte of either, nor what is shown."""
    files = [importing("dila", SAMPLES / "dila.json").path]
    files.append(importing("csv", table(tmp_path, SAME)).path)
    written, shown = [file.read_bytes() for file in files], loaded(resources)
    for _ in range(2):
        importing("dila", SAMPLES / "dila.json")
        importing("csv", table(tmp_path, SAME))
        assert [file.read_bytes() for file in files] == written
        assert loaded(resources) == shown


def test_without_its_other_half_a_record_stands_by_itself(
    importing: Import, resources: Path, tmp_path: Path
) -> None:
    """When the first source is deleted, what the second knew is still shown."""
    first = importing("dila", SAMPLES / "dila.json").path
    importing("csv", table(tmp_path, SAME))
    first.unlink()
    assert "Mission locale Creuse Guéret" in {s.name for s in loaded(resources).values()}


def test_what_was_written_by_hand_is_left_alone(
    importing: Import, resources: Path, tmp_path: Path
) -> None:
    """A row that an editor already wrote does not go in, and the report names the record."""
    hand = next(
        s for s in Directory.load(resources).local("23")
        if s.location and s.location.commune and s.visible_phones and s.visible_phones[0].digits
    )  # fmt: skip
    assert hand.location is not None
    cells = (hand.name, hand.kind, hand.location.commune, hand.visible_phones[0].number)
    row = f"7;{';'.join(map(str, cells))};;;2026-05-04"
    other = "8;Tout autre lieu;jeunes;23096;01 99 00 88 88;;;2026-05-04"
    outcome = importing("csv", table(tmp_path, row, other))
    assert duplicates(outcome) == [f"déjà dans l'annuaire : {hand.id} ; non importé"]
    assert loaded(resources)[hand.id] == hand
