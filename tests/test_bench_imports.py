"""What bench/imports.py writes are files that the importers take, so its figures mean something."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bench.generated import TODAY, generated
from bench.imports import FORMATS
from fanal.directory.importers import Options, run_import
from fanal.settings import ROOT


@pytest.mark.parametrize("name", FORMATS)
def test_every_generated_row_goes_in(name: str, tmp_path: Path) -> None:
    """Each row is kept with its place and its number: none is refused or left out."""
    resources = tmp_path / "resources"
    shutil.copytree(
        ROOT / "data" / "resources", resources, ignore=shutil.ignore_patterns("*.jsonl", "answers")
    )
    path = tmp_path / f"rows.{name}"
    FORMATS[name](generated(40), path)
    said = Options(source="essai", source_url="https://exemple.fr/donnees", date=TODAY)
    outcome = run_import(name, path, said, resources=resources)
    assert (outcome.rows, outcome.skipped) == (40, {})
    assert [issue for issue in outcome.issues if issue.severity != "doublon"] == []
    line = outcome.path.read_text(encoding="utf-8").partition("\n")[0]
    assert '"commune":' in line
    assert "01 99 00" in line
