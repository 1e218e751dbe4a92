"""Reading the directory's files: where each record stands, and what is wrong with it, in French."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from fanal.yaml_files import YamlError, YamlFile, load_yaml

_Model = TypeVar("_Model", bound=BaseModel)

_TEXT = "texte attendu (entre guillemets si c'est un nombre ou une date)"
_FRENCH = {
    "missing": "champ obligatoire absent",
    "extra_forbidden": "champ inconnu",
    "string_type": _TEXT,
    "bool_type": "écrire true ou false",
    "int_type": "nombre entier attendu",
    "float_type": "nombre attendu",
    "tuple_type": "liste attendue",
    "model_type": "des champs sont attendus sous ce nom",
    "model_attributes_type": "des champs sont attendus sous ce nom",
    "string_pattern_mismatch": "forme incorrecte",
    "string_too_short": "texte vide",
    "string_too_long": "texte trop long",
    "too_short": "liste vide",
    "greater_than_equal": "nombre trop petit",
    "less_than_equal": "nombre trop grand",
}
_OURS = frozenset(
    {"iso_date", "secret_place", "half_point", "area", "identifier", "closure", "provenance"}
)
"""Rules of the records themselves: their messages are already French."""
_MUST_BE_WITHHELD = "une fiche qui ne peut pas être montrée va dans withheld.yml"


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file of the directory.

    Attributes:
        path: the file.
        line: the line, from 1.
        record: identifier of the record, empty when the whole file is meant.
        field: the field, with dots (``phones.0.number``), empty when the record is meant.
        message: what is wrong and what to write, in French.
    """

    path: Path
    line: int
    record: str
    field: str
    message: str

    def __str__(self) -> str:
        where = " · ".join(part for part in (self.record, self.field) if part)
        return f"{self.path}:{self.line}: {where + ' : ' if where else ''}{self.message}"


class DirectoryError(ValueError):
    """The directory cannot be used.

    Attributes:
        problems: everything that is wrong, in the order of the files.
    """

    def __init__(self, problems: list[Problem]) -> None:
        """Show the first problems; all of them stay in ``problems``."""
        self.problems = problems
        shown = "\n".join(str(problem) for problem in problems[:20])
        super().__init__(f"annuaire inutilisable, {len(problems)} erreur(s) :\n{shown}")


@dataclass(frozen=True)
class Entry:
    """One record as it stands in a file, before any check.

    Attributes:
        file: the file that holds it.
        keys: where it stands in that file (empty: it is the file).
        data: its content.
    """

    file: YamlFile
    keys: tuple[str | int, ...]
    data: Any

    @property
    def id(self) -> str:
        """Its identifier, or its place in the file when it has none."""
        if self.keys and isinstance(self.keys[0], str):
            return self.keys[0]
        if isinstance(self.data, dict) and isinstance(self.data.get("id"), str):
            return str(self.data["id"])
        return f"fiche n° {int(self.keys[0]) + 1}" if self.keys else self.file.path.stem

    def problem(self, keys: tuple[str | int, ...], message: str) -> Problem:
        """A problem in this record, at the line of a field."""
        return Problem(
            path=self.file.path,
            line=self.file.line_of(*self.keys, *keys),
            record=self.id,
            field=".".join(str(key) for key in keys),
            message=message,
        )


@dataclass(frozen=True)
class ImportedLine(YamlFile):
    """One line of a file of imported records.

    Attributes:
        line: its number, from 1.
    """

    line: int = 1

    def line_of(self, *keys: str | int) -> int:
        """The line of every field: a record is one line."""
        return self.line


@dataclass
class Entries:
    """All the records found under a folder, and the files that could not be read."""

    national: list[Entry] = field(default_factory=list)
    local: list[Entry] = field(default_factory=list)
    imported: list[Entry] = field(default_factory=list)
    kinds: list[Entry] = field(default_factory=list)
    withheld: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_entries(resources: Path, without: Path | None = None) -> Entries:
    """Read every file of the directory under ``resources`` (data/resources by default).

    Args:
        resources: the folder that holds services/, kinds.yml and withheld.yml.
        without: a file of imported records to leave out.
    """
    entries = Entries()
    for file in _files(sorted((resources / "services" / "national").glob("*.yml")), entries):
        entries.national.append(Entry(file, (), file.data))
    for file in _files(sorted((resources / "services" / "departements").glob("*.yml")), entries):
        entries.local += _list(file, entries)
    for path in sorted((resources / "services" / "imported").glob("*.jsonl")):
        if path != without:
            entries.imported += _lines(path, entries)
    for file in _files([resources / "kinds.yml"], entries):
        if isinstance(file.data, dict):
            entries.kinds += [Entry(file, (name,), data) for name, data in file.data.items()]
        else:
            entries.problems.append(Problem(file.path, 1, "", "", "un nom de genre par champ"))
    for file in _files([resources / "withheld.yml"], entries):
        entries.withheld += _list(file, entries)
    return entries


def validated(entry: Entry, model: type[_Model]) -> tuple[_Model | None, list[Problem]]:
    """One record as a model, or None with everything that its fields have wrong."""
    try:
        return model.model_validate(entry.data), []
    except ValidationError as error:
        return None, [_translated(entry, dict(detail)) for detail in error.errors()]


def _translated(entry: Entry, detail: dict[str, Any]) -> Problem:
    keys = tuple(key for key in detail["loc"] if isinstance(key, (str, int)))
    kind = str(detail["type"])
    message = _FRENCH.get(kind, "")
    if kind == "literal_error":
        allowed = str(detail.get("ctx", {}).get("expected", "")).replace(" or ", " ou ")
        message = f"valeur non prévue : écrire {allowed}"
        if keys in {("publish",), ("confidence",)}:
            message += f" ; {_MUST_BE_WITHHELD}"
    elif not message:
        known = kind in _OURS
        message = str(detail["msg"]) if known else "valeur non valide"
    return entry.problem(keys, message)


def _files(paths: list[Path], entries: Entries) -> Iterator[YamlFile]:
    for path in paths:
        try:
            yield load_yaml(path)
        except YamlError as error:
            entries.problems.append(Problem(path, error.line, "", "", error.message))


def _lines(path: Path, entries: Entries) -> Iterator[Entry]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                data = json.loads(line)
            except ValueError:
                message = "ligne illisible : refaire l'import de cette source"
                entries.problems.append(Problem(path, number, "", "", message))
                continue
            yield Entry(ImportedLine(path, data, None, number), (), data)


def _list(file: YamlFile, entries: Entries) -> list[Entry]:
    if not isinstance(file.data, list):
        entries.problems.append(Problem(file.path, 1, "", "", "liste de fiches attendue"))
        return []
    return [Entry(file, (index,), data) for index, data in enumerate(file.data)]
