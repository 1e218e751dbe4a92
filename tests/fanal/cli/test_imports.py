"""``fanal directory import`` from the command line, without writing."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanal.cli import main

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
