"""Where imported records live: data/resources/services/imported, one file a source, one line each.

Records written by hand are elsewhere and are never touched. A file is replaced at once, or not at
all.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from fanal.directory.model import Service

SUFFIX = ".jsonl"
CHANGED_ON = "last_modified"
"""The field that says when an import changed a record."""


def imported_folder(resources: Path) -> Path:
    """The folder of the imported records."""
    return resources / "services" / "imported"


def as_line(service: Service) -> bytes:
    """A record as one line of JSON, always the same for the same record."""
    return _line(service.model_dump(mode="json", exclude_defaults=True))


def dated(before: Mapping[str, bytes], after: Mapping[str, bytes], today: date) -> dict[str, bytes]:
    """The new lines, each with the day of its last change.

    A record that says what it said keeps its day: an import of the same file changes nothing.

    Args:
        before: the lines written by the last import, by identifier.
        after: the lines of this one, without a day.
        today: the day of the records that are new or changed.
    """
    found = {}
    for key, line in after.items():
        old = json.loads(before[key]) if key in before else {}
        old.pop(CHANGED_ON, None)
        new = json.loads(line)
        found[key] = before[key] if old == new else _line({**new, CHANGED_ON: today.isoformat()})
    return found


def _line(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_lines(path: Path) -> dict[str, bytes]:
    """The lines of a file of imported records, by identifier; empty when there is no file."""
    if not path.exists():
        return {}
    found = {}
    with path.open("rb") as file:
        for raw in file:
            line = raw.rstrip(b"\n")
            if line:
                found[str(json.loads(line)["id"])] = line
    return found


def write_lines(path: Path, lines: Mapping[str, bytes]) -> None:
    """Replace a file of imported records at once, sorted by identifier."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(_ended(lines[key] for key in sorted(lines)))
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _ended(lines: Iterable[bytes]) -> Iterable[bytes]:
    for line in lines:
        yield line + b"\n"
