"""A cut or damaged file deletes nothing: what is missing from it is kept, unless it is asked."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fanal.directory.importers import Outcome, write_report
from fanal.directory.importers.report import summary
from tests.fanal.directory.importers.conftest import SAMPLES, Import
from tests.fanal.directory.importers.test_every_damage import (
    Row,
    as_csv,
    as_data_inclusion,
    as_dila,
    as_feed,
    as_finess,
    rows,
)


def _lines(write: Callable[[list[Row]], str], where: str) -> Callable[[list[Row]], str]:
    """The same rows as JSON lines, without the structures of data·inclusion."""
    return lambda given: "\n".join(
        json.dumps(item, ensure_ascii=False) for item in json.loads(write(given))[where]
    )


BY_LINE: dict[str, tuple[str, Callable[[list[Row]], str]]] = {
    "csv": ("csv", as_csv),
    "finess": ("finess", as_finess),
    "dila": ("dila", _lines(as_dila, "service")),
    "data-inclusion": ("data-inclusion", _lines(as_data_inclusion, "services")),
    "hsds": ("hsds", _lines(as_feed, "contents")),
}
"""Formats with a row a line, JSON lines among them: cut between two lines, they look whole."""
by_line = pytest.mark.parametrize("name", BY_LINE)


@pytest.fixture
def given(importing: Import, tmp_path: Path) -> Callable[..., Outcome]:
    """Imports lines of a format."""

    def run(name: str, lines: list[str], end: str = "\n", **said: object) -> Outcome:
        path = tmp_path / "rows"
        path.write_text("\n".join(lines) + end, encoding="utf-8")
        return importing(BY_LINE[name][0], path, **said)

    return run


def lines_of(name: str, count: int = 40) -> list[str]:
    return BY_LINE[name][1](rows(count)).split("\n")


def stored(outcome: Outcome) -> int:
    return len(outcome.path.read_text("utf-8").splitlines())


@by_line
def test_half_a_file_cut_between_two_lines(given: Callable[..., Outcome], name: str) -> None:
    """Half of the lines, each whole: nothing tells the cut but what is missing, and all stays."""
    lines = lines_of(name)
    assert given(name, lines).kept == 40
    outcome = given(name, lines[:-20])
    assert (outcome.kept, outcome.removed, outcome.whole) == (20, [], False)
    assert stored(outcome) == 40
    (said,) = [issue for issue in outcome.issues if issue.severity == "fichier"]
    assert said.reason.startswith("20 fiches sur 40 ne sont plus dans le fichier")
    assert said.reason in summary(outcome, dry_run=False)


@by_line
def test_a_file_that_lost_many_records_on_purpose(given: Callable[..., Outcome], name: str) -> None:
    """Asked to remove, the same half file is the truth of its source."""
    lines = lines_of(name)
    given(name, lines)
    outcome = given(name, lines[:-20], remove=True)
    assert (len(outcome.removed), outcome.whole, stored(outcome)) == (20, True, 20)


@by_line
def test_a_record_in_ten_goes_without_asking(given: Callable[..., Outcome], name: str) -> None:
    """Up to a tenth of the known records, a source that lost some is believed."""
    lines = lines_of(name)
    given(name, lines)
    outcome = given(name, lines[:-4])
    assert (len(outcome.removed), outcome.whole, stored(outcome)) == (4, True, 36)


@by_line
def test_a_cut_in_the_last_line_is_told(given: Callable[..., Outcome], name: str) -> None:
    """A last line without end that is refused means a cut file: even asked, nothing goes."""
    lines = lines_of(name)
    given(name, lines)
    cut = [*lines[:-2], lines[-2][: len(lines[-2]) // 2]]
    outcome = given(name, cut, end="", remove=True)
    assert (outcome.kept, outcome.removed, outcome.whole) == (38, [], False)
    assert any("coupé" in issue.reason and issue.row for issue in outcome.issues)
    assert stored(outcome) == 40


@by_line
def test_a_last_line_without_end_is_a_row(given: Callable[..., Outcome], name: str) -> None:
    """Many tools end no last line: when it is right, the file is whole."""
    outcome = given(name, lines_of(name), end="")
    assert (outcome.kept, outcome.whole) == (40, True)


def test_a_quote_left_open_in_a_table(given: Callable[..., Outcome]) -> None:
    """A quotation mark that nothing closes swallows rows: it is told at its line, and all stays."""
    lines = lines_of("csv")
    given("csv", lines)
    lines[20] = lines[20].replace("Accueil", '"Accueil')
    outcome = given("csv", lines, remove=True)
    assert (outcome.kept, outcome.removed, outcome.whole, stored(outcome)) == (19, [], False, 40)
    assert [(i.row, i.severity) for i in outcome.issues if "guillemet" in i.reason] == [
        (21, "fichier")
    ]


def test_a_quote_closed_by_another_one_far_away(given: Callable[..., Outcome]) -> None:
    """An open quotation mark that a later one closes swallowed rows too."""
    lines = lines_of("csv")
    given("csv", lines)
    lines[20] = lines[20].replace("Accueil", '"Accueil')
    lines[22] = lines[22].replace("Accueil", '"Accueil')
    outcome = given("csv", lines, remove=True)
    assert (outcome.removed, outcome.whole, stored(outcome)) == ([], False, 40)
    assert (21, "fichier") in [(i.row, i.severity) for i in outcome.issues]


def test_a_quote_closed_in_a_table_is_a_cell_of_several_lines(
    given: Callable[..., Outcome],
) -> None:
    """A name on two lines between quotation marks is one cell, and the file is whole."""
    lines = lines_of("csv")
    lines[20] = lines[20].replace("Accueil numéro 19", '"Accueil\nnuméro 19"')
    outcome = given("csv", lines)
    assert (outcome.kept, outcome.whole) == (40, True)
    assert "Accueil numéro 19" in outcome.path.read_text("utf-8")


def test_a_quote_in_finess_is_a_letter(given: Callable[..., Outcome]) -> None:
    """FINESS quotes nothing: a lone quotation mark swallows no row."""
    lines = lines_of("finess")
    lines[20] = lines[20].replace("Accueil", '"Accueil')
    outcome = given("finess", lines)
    assert (outcome.kept, outcome.whole) == (40, True)


def test_a_finess_row_with_a_cell_too_few_is_refused(given: Callable[..., Outcome]) -> None:
    """A row shorter than the format is not guessed at: it is refused with its number."""
    lines = lines_of("finess")
    lines[20] = lines[20].removesuffix(";")
    outcome = given("finess", lines)
    assert outcome.kept == 39
    assert [(i.row, i.reason) for i in outcome.issues] == [(21, "31 colonnes au lieu de 32")]


@pytest.mark.parametrize("name", ["csv", "finess"])
@pytest.mark.parametrize("wrong", ["a\rb", "x" * 140_000])
def test_a_line_that_is_no_csv_is_told(
    given: Callable[..., Outcome], name: str, wrong: str
) -> None:
    """A line that cannot be cut into cells is refused with its number, the others go in."""
    lines = lines_of(name)
    lines[7] = lines[7].replace("Accueil", wrong)
    outcome = given(name, lines)
    assert outcome.kept == 39
    assert outcome.rows == 40
    assert [(i.row, i.severity, i.reason) for i in outcome.issues] == [
        (8, "refusée", "ligne qui n'est pas du CSV")
    ]


def test_the_summary_says_how_many_it_does_not_show(
    given: Callable[..., Outcome], tmp_path: Path
) -> None:
    """Past twenty names the summary says how many others there are, and the report has them all."""
    lines = lines_of("csv", 100)
    added = given("csv", lines)
    assert "  … et 80 autres" in summary(added, dry_run=False).splitlines()
    changes = [line.replace("01 99 00", "01 99 11") for line in lines[:76]]
    outcome = given("csv", changes, remove=True)
    said = summary(outcome, dry_run=False).splitlines()
    assert [line for line in said if "autres" in line] == ["  … et 55 autres", "  … et 5 autres"]
    report = tmp_path / "report.csv"
    write_report(outcome, report)
    with report.open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.DictReader(file, delimiter=";"))
    assert [row["nom"] for row in told if row["gravité"] == "retirée"] == outcome.removed
    changed = [row for row in told if row["gravité"] == "changée"]
    assert [row["nom"] for row in changed] == list(outcome.changed)
    assert {row["champ"] for row in changed} == {"phones"}
    assert changed[0]["raison"] == (
        '[{"number": "01 99 00 00 77"}] → [{"number": "01 99 11 00 77"}]'
    )
    write_report(added, report)
    assert report.read_text("utf-8-sig").count(";ajoutée;") == 100


def test_a_folder_of_data_inclusion(importing: Import, tmp_path: Path) -> None:
    """A folder gives the same records as the file; a cut list of structures removes nothing."""
    expected = importing("data-inclusion", SAMPLES / "data_inclusion.json").path.read_bytes()
    data = json.loads((SAMPLES / "data_inclusion.json").read_text("utf-8"))
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("structures", "services"):
        (folder / f"{name}.json").write_text(json.dumps(data[name]), encoding="utf-8")
    assert importing("data-inclusion", folder).path.read_bytes() == expected
    cut = (folder / "structures.json").read_bytes()
    (folder / "structures.json").write_bytes(cut[:-30])
    outcome = importing("data-inclusion", folder, remove=True)
    assert (outcome.whole, outcome.removed) == (False, [])
    assert "structures.json" in outcome.issues[0].reason
