"""One import from end to end: nothing is written before everything was read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fanal.clock import now
from fanal.directory.importers.cleaning import Cleaner
from fanal.directory.importers.draft import Draft, Issue, Options, Refused, Row
from fanal.directory.importers.files import (
    CUT,
    ENCODINGS,
    Progress,
    UnreadableFile,
    encoding_of,
)
from fanal.directory.importers.formats import FORMATS
from fanal.directory.importers.merging import Known
from fanal.directory.importers.store import (
    CHANGED_ON,
    SUFFIX,
    as_line,
    dated,
    imported_folder,
    read_lines,
    write_lines,
)
from fanal.directory.merging import merged
from fanal.directory.model import Service
from fanal.directory.retired import Retired
from fanal.directory.store import Directory
from fanal.settings import ROOT

MOST_REFUSED = 0.2
"""Past this share of refused rows, a record that is missing is not taken for removed."""
MOST_REMOVED = 0.1
"""Past this share of the known records of a source, records are not removed unless it is asked."""
_WRONG_TYPE = (TypeError, AttributeError, KeyError, ValueError, ArithmeticError)
"""What reading a value of the wrong type raises: the row is refused, and the import goes on."""
_STOPPED = ("refusée", "fichier", "écartée")
_SHOWN = ("name", "phones", "url", "email", "opening_hours", "location", "kind", "service_area")


class ImportRefused(ValueError):
    """Nothing can be imported from the file; the message, in French, says why."""


@dataclass
class Outcome:
    """What an import did, or would do.

    Attributes:
        rows: rows read, the bad ones included.
        kept: services retained.
        skipped: rows outside the policy of inclusion, by category.
        issues: everything to know, in the order of the rows.
        added: identifiers of new records.
        changed: changed records: for each, its fields that differ, with « before → after ».
        removed: identifiers of records that the file no longer has.
        whole: whether the file was read to its end, most of its rows are right, and it does not
            lack many known records; if not, no record is removed.
        withheld: identifiers of records of the file that withheld.yml keeps out; they always go.
        path: where the records are kept.
    """

    path: Path
    rows: int = 0
    kept: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    issues: list[Issue] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    withheld: set[str] = field(default_factory=set)
    whole: bool = True

    @property
    def refused(self) -> int:
        """Rows that were left out because they are wrong."""
        return len({issue.row for issue in self.issues if issue.severity == "refusée"})


def run_import(
    format_name: str,
    path: Path,
    options: Options,
    *,
    dry_run: bool = False,
    remove: bool = False,
    resources: Path | None = None,
    progress: Progress = lambda _: None,
    today: date | None = None,
) -> Outcome:
    """Import a file.

    Args:
        format_name: one of `FORMATS`.
        path: the file.
        options: what is said of it.
        dry_run: compute everything, write nothing.
        remove: remove the records that the file lacks, even past `MOST_REMOVED`; never those that
            a cut or mostly wrong file lacks.
        resources: data/resources of another checkout.
        progress: told of the bytes read.
        today: the day written as that of the change in records added or changed; that of the
            clock when None.

    Raises:
        ImportRefused: the file cannot be read, or none of its rows can be kept.
        fanal.directory.DirectoryError: the directory itself is wrong.
    """
    if path.is_dir() and format_name != "data-inclusion":
        raise ImportRefused(f"{path.name} : un fichier est attendu, et non un dossier.")
    folder = resources or ROOT / "data" / "resources"
    target = imported_folder(folder) / f"{options.source}{SUFFIX}"
    # What this source already gave is compared line by line: a hundred thousand records as
    # objects would take a gigabyte.
    directory = Directory.load(folder, without=target)
    before = read_lines(target)
    outcome = Outcome(target)
    try:
        _tell_encodings(path, outcome)
        lines = _lines(
            FORMATS[format_name](path, options, progress),
            Cleaner(directory.kinds, options),
            Known(directory.services, directory.imported),
            Retired(directory.withheld),
            outcome,
        )
    except UnreadableFile as error:
        raise ImportRefused(str(error)) from None
    if not lines:
        raise ImportRefused(_nothing(outcome, format_name, path))
    if outcome.refused > MOST_REFUSED * (outcome.refused + outcome.kept):
        outcome.whole = False
    missing = len(before.keys() - lines.keys() - outcome.withheld)
    if outcome.whole and not remove and missing > MOST_REMOVED * len(before):
        outcome.whole = False
        reason = (
            f"{missing} fiches sur {len(before)} ne sont plus dans le fichier : aucune n'est "
            "retirée ; si c'est voulu, ajouter --remove"
        )
        outcome.issues.append(Issue(0, "fichier", "", reason))
    lines = dated(before, lines, today or now().date())
    _compare(before, lines, outcome)
    if not dry_run:
        known = {name: line for name, line in before.items() if name not in outcome.withheld}
        kept = lines if outcome.whole else {**known, **lines}
        write_lines(target, kept)
    return outcome


def _tell_encodings(path: Path, outcome: Outcome) -> None:
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
        encoding = encoding_of(file)
        if encoding != ENCODINGS[0]:
            reason = f"fichier écrit en {encoding}, et non en UTF-8 : lu ainsi"
            outcome.issues.append(Issue(0, "fichier", "", reason))


def _lines(
    rows: Iterable[Row | Issue],
    cleaner: Cleaner,
    elsewhere: Known,
    retired: Retired,
    outcome: Outcome,
) -> dict[str, bytes]:
    """The records of the file, one line each, duplicates merged, those withheld left out."""
    lines: dict[str, bytes] = {}
    here = Known()
    for row in rows:
        found = _understood(row, cleaner, outcome.issues) if isinstance(row, Row) else row
        if isinstance(found, Issue):
            outcome.issues.append(found)
            outcome.rows += found.severity == "refusée"
            if isinstance(row, Row) and row.unended:
                outcome.issues.append(Issue(row.number, "fichier", "", CUT))
            outcome.whole &= outcome.issues[-1].severity != "fichier"
            continue
        outcome.rows += 1
        if isinstance(found, str):  # a category that is not imported
            outcome.skipped[found] += 1
            continue
        draft, service = found
        withheld = retired.entry(service)
        if withheld is not None:
            outcome.withheld.add(service.id)
            reason = f"retirée de l'annuaire : {withheld.id} dans withheld.yml, {withheld.reason}"
            outcome.issues.append(Issue(draft.row, "écartée", "", reason, draft.name))
            continue
        known = elsewhere.twin(service)
        if known is not None and known not in elsewhere.imported:
            _duplicate(draft, f"déjà dans l'annuaire : {known} ; non importé", outcome)
            continue
        if known is not None:
            service = service.model_copy(update={"same_as": known})
            _duplicate(draft, f"réuni avec la fiche {known} d'une autre source", outcome)
        twin = here.twin(service) or (service.id if service.id in lines else None)
        if twin is not None:
            first = Service.model_validate_json(lines[twin], strict=False)
            service = merged(first, service)
            _duplicate(draft, f"réuni avec la fiche {twin} du même fichier", outcome)
        lines[service.id] = as_line(service)
        here.add(service)
    outcome.kept = len(lines)
    return lines


def _understood(
    row: Row, cleaner: Cleaner, issues: list[Issue]
) -> tuple[Draft, Service] | Issue | str:
    """The record of a row and what it was made of; else why not, or its category."""
    name = ""
    try:
        draft = row.read()
        if not isinstance(draft, Draft):
            return draft
        name = draft.name
        return draft, cleaner.clean(draft, issues)
    except Refused as error:
        return Issue(row.number, "refusée", error.field, str(error), name)
    except _WRONG_TYPE as error:
        reason = f"valeur qui n'a pas la forme attendue : {type(error).__name__}, {error}"
        return Issue(row.number, "refusée", "", reason, name)


def _duplicate(draft: Draft, reason: str, outcome: Outcome) -> None:
    outcome.issues.append(Issue(draft.row, "doublon", "", reason, draft.name))


def _compare(before: dict[str, bytes], after: dict[str, bytes], outcome: Outcome) -> None:
    outcome.added = sorted(after.keys() - before.keys())
    outcome.removed = sorted(before.keys() - after.keys()) if outcome.whole else []
    for key in sorted(before.keys() & after.keys()):
        if before[key] != after[key]:
            outcome.changed[key] = list(_differences(before[key], after[key]))


def _differences(before: bytes, after: bytes) -> Iterator[str]:
    old, new = json.loads(before), json.loads(after)
    for name in sorted(old.keys() | new.keys(), key=lambda n: (n not in _SHOWN, n)):
        if name != CHANGED_ON and old.get(name) != new.get(name):
            yield f"{name} : {_short(old.get(name))} → {_short(new.get(name))}"


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False) if value is not None else "rien"
    return text if len(text) <= 90 else f"{text[:87]}…"


def _nothing(outcome: Outcome, format_name: str, path: Path) -> str:
    refused = [issue for issue in outcome.issues if issue.severity in _STOPPED]
    first = f" Première raison : {refused[0].reason}." if refused else ""
    return (
        f"{path.name} : aucune fiche à importer au format {format_name} "
        f"({outcome.rows} lignes lues, {outcome.refused} refusées).{first} Rien n'est écrit."
    )
