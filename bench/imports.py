"""Time and memory of an import: 100,000 generated rows in each format, in a process of its own.

    .venv/bin/python -m bench.imports
    .venv/bin/python -m bench.imports csv finess --count 20000

Three imports a format, each in a new process, into a copy of the directory without what this
machine imported:

- first: nothing imported before; it writes, for the next two;
- again: a dry run of the same file, its records being there already;
- beside: a dry run of another file of the same size, from another source, those records being
  there: they are all read as the directory reads them, to find twins.

Times are the processor's, so that a busy machine changes them little; memory is the peak of the
whole process (``ru_maxrss``), Python and its libraries included.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bench.generated import SEED, TODAY, generated
from fanal.directory import Service
from fanal.directory.hsds.vocabulary import KINDS, PROFILE
from fanal.directory.importers import Options, run_import
from fanal.settings import ROOT

FINESS = {"sante": "156", "addictions": "197", "paej": "702", "maison-des-adolescents": "701"}
"""A category of data/resources/imports/finess.yml for some kinds; a clinic for the others."""
DILA = {"jeunes": "mission_locale", "cidff": "cidf", "paej": "point_accueil_ecoute_jeunes"}
"""A type of data/resources/imports/dila.yml for some kinds; a youth office for the others."""


def csv_file(services: Iterator[Service], path: Path) -> None:
    """A table with most of its columns filled."""
    columns = ("identifiant", "nom", "genre", "organisme", "adresse", "code postal", "commune",
               "code insee", "telephone", "courriel", "horaires osm", "date", "source")  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(columns)
        for s in services:
            table.writerow(
                (s.id, s.name, s.kind, s.organization, *_place(s), s.phones[0].number, s.email,
                 s.opening_hours, s.assured_date, s.sources[0].url)
            )  # fmt: skip


def finess_file(services: Iterator[Service], path: Path) -> None:
    """Rows « structureet », in capitals, hours and pages left out as in the public file."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f"finess;etalab;111;{TODAY}\n")
        for number, s in enumerate(services):
            address, postcode, town, code = _place(s)
            cells = [""] * 32
            cells[0], cells[1] = "structureet", f"{code[:2]}{_first(path)}{number:06d}"
            cells[3] = cells[4] = s.name.upper().replace(";", " ")
            cells[7:10] = address.upper().partition(" RUE ")
            departement = {f"97{n}": f"9{c}" for n, c in zip("12346", "ABCDF", strict=True)}
            cells[13] = departement.get(code[:3], code[:2])
            cells[12] = code[3:] if code.startswith("97") else code[2:]
            cells[15] = f"{postcode} {town.upper()}"
            cells[16] = s.phones[0].digits
            cells[18] = FINESS.get(s.kind, "228")
            cells[30] = s.assured_date.isoformat()
            file.write(";".join(cells) + "\n")


def dila_file(services: Iterator[Service], path: Path) -> None:
    """The whole file of the annuaire, one list."""
    week = {"nom_jour_debut": "Lundi", "nom_jour_fin": "Vendredi", "commentaire": "",
            "valeur_heure_debut_1": "09:00:00", "valeur_heure_fin_1": "12:00:00",
            "valeur_heure_debut_2": "13:30:00", "valeur_heure_fin_2": "17:30:00"}  # fmt: skip

    def item(s: Service) -> dict[str, Any]:
        address, postcode, town, code = _place(s)
        return {
            "id": _uuid(s, path),
            "nom": s.name,
            "pivot": [{"type_service_local": DILA.get(s.kind, "info_jeunes")}],
            "code_insee_commune": code,
            "adresse": [{"type_adresse": "Adresse", "numero_voie": address, "nom_commune": town,
                         "code_postal": postcode, "accessibilite": "ACC"}],
            "telephone": [{"valeur": s.phones[0].number, "description": ""}],
            "adresse_courriel": [s.email] if s.email else [],
            "site_internet": [{"libelle": "", "valeur": s.sources[0].url}],
            "plage_ouverture": [week],
            "date_modification": f"{s.assured_date:%d/%m/%Y} 09:41:07",
        }  # fmt: skip

    _json_list(path, "service", map(item, services))


def hsds_file(services: Iterator[Service], path: Path) -> None:
    """A page of full HSDS services, with the terms of Fanal's own feed."""

    def item(s: Service) -> dict[str, Any]:
        address, postcode, town, code = _place(s)
        insee = {"link_type": PROFILE, "value": code,
                 "taxonomy_term": {"code": "insee_commune"}}  # fmt: skip
        return {
            "id": _uuid(s, path),
            "name": s.name,
            "description": s.description.vous if s.description else "",
            "status": "active",
            "assured_date": s.assured_date.isoformat(),
            "email": s.email,
            "url": s.sources[0].url,
            "organization": {"id": "o", "name": s.organization},
            "phones": [{"id": "p", "number": s.phones[0].number, "type": "voice"}],
            "schedules": [{"id": "s", "freq": "WEEKLY", "interval": 1, "byday": "MO,TU,TH",
                           "opens_at": "09:00", "closes_at": "17:00"}],
            "attributes": [{"id": "a", "link_type": KINDS, "taxonomy_term": {
                "id": "t", "code": s.kind, "name": s.kind}}],
            "service_at_locations": [{"id": "l", "location": {
                "id": "p", "location_type": "physical", "attributes": [insee],
                "addresses": [{"address_1": address, "city": town, "postal_code": postcode,
                               "country": "FR", "address_type": "physical"}]}}],
        }  # fmt: skip

    _json_list(path, "contents", map(item, services))


FORMATS: dict[str, Callable[[Iterator[Service], Path], None]] = {
    "csv": csv_file,
    "finess": finess_file,
    "dila": dila_file,
    "hsds": hsds_file,
}


def _place(service: Service) -> tuple[str, str, str, str]:
    place = service.location
    if place is None:
        raise ValueError(f"{service.id} has no place")
    return (place.address or "", place.postal_code or "", place.city or "", place.commune or "")


def _first(path: Path) -> str:
    """A digit that keeps the identifiers of two files apart."""
    return "2" if path.name.startswith("other") else "1"


def _uuid(service: Service, path: Path) -> str:
    return str(uuid5(NAMESPACE_URL, f"{_first(path)}-{service.id}"))


def _json_list(path: Path, name: str, items: Iterator[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"{name}": [\n')
        first = next(items)
        for text in chain([json.dumps(first, ensure_ascii=False)],
                          (",\n" + json.dumps(i, ensure_ascii=False) for i in items)):  # fmt: skip
            file.write(text)
        file.write("\n]}\n")


def measured(options: argparse.Namespace) -> None:
    """One import, and what it took, as a line of JSON."""
    format_name, source, path, resources = options.one
    said = Options(source=source, source_url="https://exemple.fr/donnees", date=TODAY)
    start = time.process_time()
    outcome = run_import(
        format_name, Path(path), said, dry_run=not options.write, resources=Path(resources)
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = {
        "seconds": time.process_time() - start,
        # Kilobytes on Linux, bytes on macOS.
        "mib": peak / (2**20 if sys.platform == "darwin" else 2**10),
        "rows": outcome.rows,
        "kept": outcome.kept,
    }
    print(json.dumps(found))


def in_a_child(name: str, source: str, path: Path, home: Path, *more: str) -> dict[str, float]:
    """An import in a process of its own."""
    command = [sys.executable, "-m", "bench.imports", "--one", name, source, str(path), str(home)]
    done = subprocess.run([*command, *more], check=True, cwd=ROOT, stdout=subprocess.PIPE)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def compare(name: str, count: int, folder: Path) -> None:
    """The three imports of a format, and their line of the table."""
    home = folder / name
    shutil.copytree(
        ROOT / "data" / "resources", home, ignore=shutil.ignore_patterns("*.jsonl", "answers")
    )
    path, other = folder / f"rows.{name}", folder / f"other.{name}"
    FORMATS[name](generated(count), path)
    size = path.stat().st_size / 2**20

    def line(said: str, found: dict[str, float]) -> None:
        print(
            f"{name:<7} {said:<7} {size:>5.0f} {found['rows']:>8.0f} {found['kept']:>8.0f}"
            f" {found['seconds']:>6.0f} {found['mib']:>6.0f}",
            flush=True,
        )

    line("first", in_a_child(name, "one", path, home, "--write"))
    line("again", in_a_child(name, "one", path, home))
    FORMATS[name](generated(count, SEED + 1), other)
    line("beside", in_a_child(name, "two", other, home))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Mesure l'import de gros fichiers.")
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measured(options)
        return
    print("format  import    MiB     rows     kept  CPU s    MiB", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in options.formats or FORMATS:
            compare(name, options.count, Path(folder))


if __name__ == "__main__":
    main()
