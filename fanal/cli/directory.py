"""``fanal directory …``: the everyday work on the records."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from fanal.cli import check as checks
from fanal.cli import coverage, export, imports
from fanal.clock import now
from fanal.directory.freshness import age
from fanal.directory.schema import SCHEMA_FILE, service_schema, written
from fanal.directory.verify import Check, VerifyRefused, record_check
from fanal.matching.exposure import exposure
from fanal.reply import load_dialogue
from fanal.settings import ROOT

RESOURCES = ROOT / "data" / "resources"


def add_commands(actions: Any) -> None:
    """Describe each action and what it needs."""
    actions.add_parser("check", help="vérifie chaque fiche").set_defaults(run=checks.directory)
    stale = actions.add_parser("stale", help="les fiches à revérifier, la plus montrée d'abord")
    stale.add_argument("--limit", type=int, default=40, help="combien de lignes (0 : toutes)")
    stale.set_defaults(run=list_stale)
    verify = actions.add_parser("verify", help="note qu'une fiche vient d'être vérifiée")
    verify.add_argument("id", help="l'identifiant de la fiche")
    verify.add_argument("--source", required=True, metavar="URL", help="la page lue")
    verify.add_argument(
        "--date",
        type=date.fromisoformat,
        default=None,
        help="la date écrite sur la page, ou le jour de l'appel (2026-11-23) ; "
        "sans elle, la page est sans date et la fiche dit « à confirmer »",
    )
    verify.add_argument(
        "--by", default=Check.by, help="qui a vérifié, ou comment ; jamais le nom d'une personne"
    )
    verify.add_argument("--confirms", default=None, help="ce que la page confirme")
    verify.set_defaults(run=verify_one)
    schema = actions.add_parser("schema", help="écrit le schéma des fiches, pour les éditeurs")
    schema.add_argument("--print", action="store_true", help="l'affiche, sans rien écrire")
    schema.set_defaults(run=write_schema)
    export.add_command(actions)
    coverage.add_command(actions)
    imports.add_command(actions)


def list_stale(options: argparse.Namespace) -> int:
    """Records checked more than a year ago, the most often shown first."""
    composer = load_dialogue().composer
    moment = now()
    shown = exposure(composer.matcher, composer.gazetteer, moment)
    today = moment.date()
    due = [s for s in composer.matcher.directory.services if age(s, today) != "fresh"]
    due.sort(key=lambda service: (-shown[service.id], service.assured_date, service.id))
    kept = due[: options.limit] if options.limit else due
    print("montrée  vérifiée    fiche")
    for service in kept:
        place = "" if service.is_national else f" ({service.departement})"
        mark = " !" if age(service, today) == "stale" else "  "
        print(
            f"{shown[service.id]:7}{mark}{service.assured_date}  {service.id} · "
            f"{service.name}{place}"
        )
    very = sum(1 for service in due if age(service, today) == "stale")
    print(
        f"{len(due)} fiche(s) à revérifier, dont {very} de plus de 24 mois (!). « montrée » : "
        "dans combien de premiers écrans (lieu, besoin, public) la fiche paraît."
    )
    return 0


def verify_one(options: argparse.Namespace) -> int:
    """Write the check into the file of the record; 1 when it is refused."""
    check = Check(
        source=options.source,
        today=now().date(),
        dated=options.date,
        by=options.by,
        confirms=options.confirms,
    )
    try:
        path = record_check(RESOURCES, options.id, check)
    except VerifyRefused as error:
        print(error, file=sys.stderr)
        return 1
    where = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    print(f"{options.id} : vérifiée, date {check.assured_date}. Fichier changé : {where}")
    return 0


def write_schema(options: argparse.Namespace) -> int:
    """Write data/resources/service.schema.json, or show it."""
    text = written(service_schema())
    if options.print:
        print(text, end="")
        return 0
    path: Path = SCHEMA_FILE
    path.write_text(text, encoding="utf-8")
    print(f"Écrit : {path.relative_to(ROOT)}")
    return 0
