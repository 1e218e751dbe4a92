"""What an import has to say: a summary to read, and a report row by row."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fanal.directory.importers.draft import Issue
from fanal.directory.importers.run import Outcome

COLUMNS = ("ligne", "gravité", "champ", "raison", "nom")
_MOST = 20
_CATEGORIES = 8


def write_report(outcome: Outcome, path: Path) -> None:
    """Write every issue, then every record added, changed (a row a field) or removed.

    A CSV table, or JSON lines when the name ends in .jsonl.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".jsonl":
        with path.open("w", encoding="utf-8", errors="replace") as file:
            for cells in _rows(outcome):
                row = dict(zip(COLUMNS, cells, strict=True))
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    # The signature tells spreadsheets the encoding; half a surrogate pair, from JSON, is replaced.
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(COLUMNS)
        writer.writerows(_rows(outcome))


def summary(outcome: Outcome, *, dry_run: bool) -> str:
    """What happened, in French, the differences shown up to a point."""
    lines = [
        f"{outcome.rows} lignes lues : {outcome.kept} fiches retenues, "
        f"{outcome.refused} lignes refusées, {sum(outcome.skipped.values())} hors de la politique "
        "d'inclusion.",
    ]
    counted = Counter((i.severity, i.field, _general(i)) for i in outcome.issues)
    reasons = [
        f"  {times:6d} × {severity} · {field + ' · ' if field else ''}{reason}"
        for (severity, field, reason), times in counted.most_common()
    ]
    # What is said of the file changes what is done with every row: it is never among « others ».
    about_file = [line for line in reasons if "× fichier ·" in line]
    lines += about_file + _some([line for line in reasons if line not in about_file])
    if outcome.skipped:
        first = [f"{name} ({n})" for name, n in outcome.skipped.most_common(_CATEGORIES)]
        if len(outcome.skipped) > _CATEGORIES:
            first.append(f"… et {len(outcome.skipped) - _CATEGORIES} autres")
        lines.append(f"  non importés : {', '.join(first)}")
    if not outcome.whole:
        lines.append(
            "  Fichier coupé, trop de lignes refusées ou trop de fiches absentes : aucune fiche "
            "n'est retirée."
        )
    lines.append(
        f"{len(outcome.added)} ajoutées, {len(outcome.changed)} changées, "
        f"{len(outcome.removed)} retirées."
    )
    lines += _some([f"  + {name}" for name in outcome.added])
    lines += _some(
        [
            "\n".join([f"  ~ {name}", *(f"      {field}" for field in fields)])
            for name, fields in outcome.changed.items()
        ]
    )
    lines += _some([f"  - {name}" for name in outcome.removed])
    lines.append(
        "Essai : rien n'est écrit." if dry_run else f"Fiches écrites dans {outcome.path.name}."
    )
    return "\n".join(lines)


def _some(items: list[str]) -> list[str]:
    """The first of them, then how many others there are."""
    others = len(items) - _MOST
    return [*items[:_MOST], *([f"  … et {others} autres"] if others > 0 else [])]


def _general(issue: Issue) -> str:
    """The reason without what is particular to its row, so that reasons can be counted."""
    if issue.severity == "fichier":
        return issue.reason
    before, quoted, _ = issue.reason.partition("« ")
    return f"{before}« … »" if quoted else issue.reason.partition(" : ")[0]


def _rows(outcome: Outcome) -> Iterator[tuple[str, ...]]:
    for issue in outcome.issues:
        yield _cells(str(issue.row or ""), issue.severity, issue.field, issue.reason, issue.name)
    for name in outcome.added:
        yield _cells("", "ajoutée", "", "nouvelle fiche", name)
    for name, fields in outcome.changed.items():
        for said in fields:
            field, _, difference = said.partition(" : ")
            yield _cells("", "changée", field, difference, name)
    for name in outcome.removed:
        yield _cells("", "retirée", "", "absente du fichier", name)


def _cells(*cells: str) -> tuple[str, ...]:
    # A name that begins like a formula must stay a name in a spreadsheet.
    return tuple(f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in cells)
