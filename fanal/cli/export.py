"""``fanal directory export``: the directory in a format that others read."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from fanal.clock import now
from fanal.directory.exporters import (
    as_csv,
    as_data_inclusion,
    as_open_referral,
    as_open_referral_uk,
    as_vcards,
)
from fanal.directory.hsds import Catalogue
from fanal.reply import load_dialogue

FORMATS = ("hsds", "oruk", "data-inclusion", "csv", "vcard")


def add_command(actions: Any) -> None:
    """Describe the command."""
    export = actions.add_parser("export", help="écrit l'annuaire dans un format d'échange")
    export.add_argument("--format", choices=FORMATS, required=True, help="le format")
    export.add_argument("--output", type=Path, default=None, help="le fichier ; sinon, l'écran")
    export.add_argument("--departement", default=None, help="seulement ce département")
    export.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the export; 1 when the département is unknown."""
    composer = load_dialogue().composer
    directory = composer.matcher.directory
    words = composer.matcher.needs.vocabulary(directory)
    records = directory.services
    if options.departement:
        code = options.departement.upper()
        if composer.place(f"departement:{code}") is None:
            print(f"« {code} » : département inconnu.", file=sys.stderr)
            return 1
        records = directory.local(code)
    catalogue = Catalogue(directory, words, lambda: now().date())
    said = ""
    if options.format == "csv":
        text = as_csv(records, words, directory)
    elif options.format == "vcard":
        text = as_vcards(records, words, directory)
    elif options.format == "data-inclusion":
        export = as_data_inclusion(records, words, directory)
        scores = export.scores().values()
        mean = sum(scores) / len(scores) if scores else 0.0
        said = f" Score de qualité data·inclusion : {mean:.2f} en moyenne (de 0 à 1)."
        text = _json(export.as_json())
    else:
        feed = as_open_referral if options.format == "hsds" else as_open_referral_uk
        text = _json(feed(records, catalogue))
    if options.output is None:
        sys.stdout.write(text)
    else:
        options.output.write_text(text, encoding="utf-8", newline="")
    where = options.output or "l'écran"
    print(f"{len(records)} fiche(s) écrite(s) vers {where}.{said}", file=sys.stderr)
    return 0


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
