"""``fanal directory import``: public data into the directory, with everything said before."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from fanal.directory import DirectoryError
from fanal.directory.importers import FORMATS, ImportRefused, Options, run_import, write_report
from fanal.directory.importers.files import Progress
from fanal.directory.importers.report import summary
from fanal.yaml_files import YamlError

_PAGES = {
    "dila": "https://lannuaire.service-public.fr",
    "finess": "https://finess.esante.gouv.fr",
    "data-inclusion": "https://www.data.inclusion.gouv.fr",
}
"""The public page of each national file, when none is given."""


def add_command(actions: Any) -> None:
    """Describe the command and its options."""
    command = actions.add_parser("import", help="fait entrer des données publiques")
    command.add_argument("format", choices=sorted(FORMATS), help="le format du fichier")
    command.add_argument("file", type=Path, metavar="FICHIER", help="le fichier à lire")
    command.add_argument("--dry-run", action="store_true", help="montre tout, n'écrit rien")
    command.add_argument(
        "--remove",
        action="store_true",
        help="retire les fiches que le fichier n'a plus, même nombreuses (plus d'une sur dix)",
    )
    command.add_argument(
        "--report", type=Path, metavar="FICHIER", help="le rapport ligne à ligne (.csv ou .jsonl)"
    )
    command.add_argument(
        "--source", default=None, help="nom court de la source (défaut : le format)"
    )
    command.add_argument("--source-url", default=None, help="la page publique de ces données")
    command.add_argument(
        "--date",
        type=date.fromisoformat,
        default=None,
        help="le jour des données (2026-11-23) ; défaut : celui du fichier",
    )
    command.add_argument("--kind", default=None, help="le genre des lignes qui n'en disent pas")
    command.add_argument(
        "--area", default=None, help="le département des lignes sans lieu, ou « france »"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Import one file; 1 when nothing can be imported from it."""
    path: Path = options.file
    if not path.exists():
        print(f"{path} : ce fichier n'existe pas.", file=sys.stderr)
        return 1
    url = options.source_url or _PAGES.get(options.format)
    if url is None and options.format in ("hsds", "oruk"):
        print("--source-url est nécessaire : la page publique de ce flux.", file=sys.stderr)
        return 1
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    asked = Options(
        source=_short_name(options.source or options.format),
        source_url=url or "",
        date=options.date or changed,
        kind=options.kind,
        area=options.area,
    )
    try:
        with _bar(path) as progress:
            outcome = run_import(
                options.format,
                path,
                asked,
                dry_run=options.dry_run,
                remove=options.remove,
                progress=progress,
            )
    except (ImportRefused, DirectoryError, YamlError) as error:
        print(error, file=sys.stderr)
        return 1
    if options.report is not None:
        write_report(outcome, options.report)
    print(summary(outcome, dry_run=options.dry_run))
    return 0


def _short_name(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "source"


@contextmanager
def _bar(path: Path) -> Iterator[Progress]:
    """A progress bar on a terminal; nothing elsewhere."""
    from tqdm import tqdm

    files = path.glob("*.json") if path.is_dir() else [path]
    total = sum(file.stat().st_size for file in files)
    with tqdm(
        total=total, unit="o", unit_scale=True, desc=path.name, disable=None, leave=False
    ) as bar:
        yield lambda count: bar.update(count) and None
