"""What an import has to say: a summary to read, and a report row by row."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

from fanal.directory.importers.draft import Issue
from fanal.directory.importers.run import Outcome

COLUMNS = ("ligne", "gravité", "champ", "raison", "nom")
_MOST = 20


def write_report(outcome: Outcome, path: Path) -> None:
    """Write every issue: a CSV table, or JSON lines when the name ends in .jsonl."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".jsonl":
        with path.open("w", encoding="utf-8") as file:
            for issue in outcome.issues:
                row = dict(zip(COLUMNS, _cells(issue), strict=True))
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # so that spreadsheets know
        writer = csv.writer(file, delimiter=";")
        writer.writerow(COLUMNS)
        writer.writerows(map(_cells, outcome.issues))


def summary(outcome: Outcome, *, dry_run: bool) -> str:
    """What happened, in French, the differences shown up to a point."""
    lines = [
        f"{outcome.rows} lignes lues : {outcome.kept} fiches retenues, "
        f"{outcome.refused} lignes refusées, {sum(outcome.skipped.values())} hors de la politique "
        "d'inclusion.",
    ]
    counted = Counter((i.severity, i.field, _general(i.reason)) for i in outcome.issues)
    for (severity, field, reason), times in counted.most_common(_MOST):
        lines.append(f"  {times:6d} × {severity} · {field + ' · ' if field else ''}{reason}")
    if outcome.skipped:
        first = ", ".join(f"{name} ({n})" for name, n in outcome.skipped.most_common(8))
        lines.append(f"  non importés : {first}")
    if not outcome.whole:
        lines.append("  Fichier coupé, ou trop de lignes refusées : aucune fiche n'est retirée.")
    lines.append(
        f"{len(outcome.added)} ajoutées, {len(outcome.changed)} changées, "
        f"{len(outcome.removed)} retirées."
    )
    lines += [f"  + {name}" for name in outcome.added[:_MOST]]
    for name, fields in list(outcome.changed.items())[:_MOST]:
        lines += [f"  ~ {name}", *(f"      {field}" for field in fields)]
    lines += [f"  - {name}" for name in outcome.removed[:_MOST]]
    lines.append(
        "Essai : rien n'est écrit." if dry_run else f"Fiches écrites dans {outcome.path.name}."
    )
    return "\n".join(lines)


def _general(reason: str) -> str:
    """The reason without what is particular to its row, so that reasons can be counted."""
    before, quoted, _ = reason.partition("« ")
    return f"{before}« … »" if quoted else reason.partition(" : ")[0]


def _cells(issue: Issue) -> tuple[str, ...]:
    cells = (str(issue.row or ""), issue.severity, issue.field, issue.reason, issue.name)
    # A name that begins like a formula must stay a name in a spreadsheet.
    return tuple(f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in cells)
