"""``fanal directory coverage``: who covers each département, as a table and a picture."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from fanal.clock import now
from fanal.matching.coverage import coverage
from fanal.matching.coverage_map import as_svg, as_table, summary
from fanal.reply import load_dialogue
from fanal.settings import ROOT

OUTPUT = ROOT / "var" / "coverage"


def add_command(actions: Any) -> None:
    """Describe the command."""
    found = actions.add_parser("coverage", help="qui couvre chaque département, par besoin")
    found.add_argument("--output", type=Path, default=OUTPUT, help="le dossier où écrire")
    found.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the summary, write coverage.csv and coverage.svg."""
    composer = load_dialogue().composer
    cells = coverage(composer.matcher, composer.gazetteer, now())
    labels = {
        need.id: need.label.professional if need.label else need.id
        for need in composer.matcher.needs.all
    }
    folder: Path = options.output
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "coverage.csv").write_text(as_table(cells), encoding="utf-8")
    (folder / "coverage.svg").write_text(as_svg(cells, labels), encoding="utf-8")
    print(summary(cells, labels))
    where = folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder
    print(f"Combien de lieux à chaque niveau. Écrit : {where}/coverage.csv et coverage.svg")
    return 0
