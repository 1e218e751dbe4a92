"""Rebuild data/geography from the npm package @etalab/decoupage-administratif.

``python -m fanal.geography.rebuild PACKAGE_DIR [OUTPUT_DIR]`` reads the unpacked package (the
folder that holds package.json) and writes the tables described in data/geography/README.md.
The hand-made files beside them (aliases.csv, lexicon.txt, neighbours.csv) are left alone.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fanal.geography.model import GeographyError
from fanal.geography.ordinary import find_ordinary, french_words
from fanal.geography.zones import DATA

Row = tuple[object, ...]


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild wrote.

    Attributes:
        version: version of the package read.
        rows: number of lines of each table, by file name.
        words_refreshed: False when the French word list is not installed: the two lists of
            ordinary words were then left as they were.
    """

    version: str
    rows: dict[str, int]
    words_refreshed: bool


def rebuild(package_dir: Path, output_dir: Path = DATA) -> Rebuilt:
    """Write the tables of places, then the lists of names that are also ordinary words.

    Args:
        package_dir: the unpacked npm package.
        output_dir: where to write; created when missing.

    Raises:
        GeographyError: the package is missing a file or its shape has changed.
    """
    communes = _read(package_dir, "communes")
    departements = _read(package_dir, "departements")
    regions = _read(package_dir, "regions")
    version = _version(package_dir)
    output_dir.mkdir(parents=True, exist_ok=True)
    try:
        tables: dict[str, tuple[Sequence[str], list[Row]]] = {
            "communes.csv": (
                ("code", "name", "departement", "population", "postcodes"),
                _communes(communes),
            ),
            "arrondissements.csv": (
                ("code", "number", "commune", "population", "postcodes"),
                _arrondissements(communes),
            ),
            "former_communes.csv": (("name", "code", "commune"), _former(communes)),
            "departements.csv": (
                ("code", "name", "region", "chief_town", "zone"),
                [(d["code"], d["nom"], d["region"], d["chefLieu"], d["zone"])
                 for d in departements],
            ),
            "regions.csv": (
                ("code", "name", "chief_town", "zone"),
                [(r["code"], r["nom"], r["chefLieu"], r["zone"]) for r in regions],
            ),
        }  # fmt: skip
    except (KeyError, TypeError) as error:
        raise GeographyError(f"{package_dir} : la forme des données a changé ({error}).") from error
    rows: dict[str, int] = {}
    for name, (header, lines) in tables.items():
        _write_csv(output_dir / name, header, sorted(lines, key=lambda line: str(line[0])))
        rows[name] = len(lines)

    words = french_words()
    if words is not None:
        names, near = find_ordinary(output_dir, words)
        for file, entries in (("ordinary_names.txt", names), ("ordinary_words.txt", near)):
            _write_lines(output_dir / file, entries)
            rows[file] = len(entries)
    return Rebuilt(version, rows, words is not None)


def _communes(communes: Iterable[dict[str, Any]]) -> list[Row]:
    return [
        (
            commune["code"],
            commune["nom"],
            commune["departement"],
            commune.get("population", 0),
            " ".join(sorted(commune.get("codesPostaux", ()))),
        )
        for commune in communes
        if commune["type"] == "commune-actuelle"
    ]


def _arrondissements(communes: Iterable[dict[str, Any]]) -> list[Row]:
    # The last two digits of the INSEE code are the number, but for Lyon (69381 to 69389) whose
    # numbering starts at 80.
    return [
        (
            part["code"],
            int(part["code"][-2:]) - (80 if part["departement"] == "69" else 0),
            part["commune"],
            part.get("population", 0),
            " ".join(sorted(part.get("codesPostaux", ()))),
        )
        for part in communes
        if part["type"] == "arrondissement-municipal"
    ]


def _former(communes: Sequence[dict[str, Any]]) -> list[Row]:
    """List merged communes whose name is not that of the commune they are now part of."""
    current = {c["code"]: c["nom"] for c in communes if c["type"] == "commune-actuelle"}
    return [
        (part["nom"], part["code"], part["chefLieu"])
        for part in communes
        if part["type"] in {"commune-deleguee", "commune-associee"}
        and current.get(part["chefLieu"]) not in {None, part["nom"]}
    ]


def _read(package_dir: Path, name: str) -> list[dict[str, Any]]:
    path = package_dir / "data" / f"{name}.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GeographyError(f"{path} : fichier absent ou illisible ({error}).") from error
    if not isinstance(content, list) or not content:
        raise GeographyError(f"{path} : une liste non vide est attendue.")
    return content


def _version(package_dir: Path) -> str:
    path = package_dir / "package.json"
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GeographyError(f"{path} : version du paquet introuvable ({error}).") from error


def _write_csv(path: Path, header: Sequence[str], lines: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a rebuild from the command line and say what was written."""
    parser = argparse.ArgumentParser(description="Rebuild data/geography.")
    parser.add_argument("package_dir", type=Path, help="unpacked @etalab/decoupage-administratif")
    parser.add_argument("output_dir", type=Path, nargs="?", default=DATA)
    options = parser.parse_args(arguments)
    try:
        done = rebuild(options.package_dir, options.output_dir)
    except GeographyError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"@etalab/decoupage-administratif {done.version}\n")
    for name, count in done.rows.items():
        sys.stdout.write(f"{count:7d}  {name}\n")
    if not done.words_refreshed:
        sys.stdout.write("spacy-lookups-data is not installed: ordinary words left as they were\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
