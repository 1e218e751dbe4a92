"""Where imported records live: data/resources/services/imported, one file a source, one line each.

Records written by hand are elsewhere and are never touched. A file is replaced at once, or not at
all.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from fanal.directory.model import Service

SUFFIX = ".jsonl"


def imported_folder(resources: Path) -> Path:
    """The folder of the imported records."""
    return resources / "services" / "imported"


def as_line(service: Service) -> bytes:
    """A record as one line of JSON, always the same for the same record."""
    data = service.model_dump(mode="json", exclude_defaults=True)
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
