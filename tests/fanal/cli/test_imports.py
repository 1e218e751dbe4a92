"""``fanal directory import`` from the command line, without writing."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanal.cli import main
from fanal.directory.importers import Outcome

SAMPLES = Path(__file__).parents[1] / "directory" / "importers" / "samples"


def run(*arguments: str) -> int:
    return main(["directory", "import", *arguments, "--dry-run"])


def test_a_dry_run_says_what_it_would_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The summary counts rows and names the records; the report is written where asked."""
    report = tmp_path / "rapport.csv"
    path = tmp_path / "finess.csv"
    text = (SAMPLES / "finess.csv").read_text("utf-8")
    path.write_text(text.replace("0199002201", "0000000000"), encoding="utf-8")
    assert run("finess", str(path), "--report", str(report)) == 0
    said = capsys.readouterr().out
    assert "6 lignes lues : 4 fiches retenues, 1 lignes refusées, 1 hors de la politique" in said
    assert "+ 974-finess-970400106" in said
    assert "Essai : rien n'est écrit." in said
    assert "numéro impossible" in report.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("dila", "nowhere.json"), "n'existe pas"),
        (("hsds", str(SAMPLES / "hsds.json")), "--source-url est nécessaire"),
        (("dila", str(SAMPLES / "finess.csv")), "aucune fiche à importer"),
    ],
)
def test_what_cannot_be_imported_ends_with_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    """A wrong file or a missing option gives exit code 1 and says what to do."""
    assert run(*arguments) == 1
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("asked", [True, False])
def test_removing_many_records_is_asked_by_an_option(
    monkeypatch: pytest.MonkeyPatch, asked: bool
) -> None:
    """Only --remove lets an import remove more than a tenth of what is known."""
    given: list[object] = []

    def told(*_: object, **said: object) -> Outcome:
        given.append(said["remove"])
        return Outcome(Path("dila.jsonl"))

    monkeypatch.setattr("fanal.cli.imports.run_import", told)
    assert run("dila", str(SAMPLES / "dila.json"), *(["--remove"] if asked else [])) == 0
    assert given == [asked]


def test_a_folder_is_only_for_the_format_that_has_two_files(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A folder in the place of a file ends with a sentence."""
    assert run("dila", str(tmp_path)) == 1
    assert "un fichier est attendu, et non un dossier" in capsys.readouterr().err
