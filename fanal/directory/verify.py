"""Recording a check of a record, in its file, without touching anything else.

Only the lines that say when, by whom and from which page the record was checked are rewritten:
comments, order and layout of the rest stay as their author left them. The result is read again
before it replaces the file, and must differ from the old one by those fields alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fanal.directory.fields import url_problem
from fanal.directory.model import Service
from fanal.directory.reading import Entry, read_entries, validated
from fanal.yaml_files import YamlError, parse_yaml

_CHANGED = ("assured_date", "source_dated", "assured_by", "last_modified", "sources")


class VerifyRefused(ValueError):
    """The check cannot be recorded; the message, in French, says what to do."""


@dataclass(frozen=True)
class Check:
    """A check of one record.

    Attributes:
        source: the public page that was read.
        today: the day it is recorded.
        dated: the date that the page carries, or the day of a call; None when the page has none.
        by: who checked, or how: a function or a way, never a person's name.
        confirms: what the page confirms; kept from the record when None.
    """

    source: str
    today: date
    dated: date | None = None
    by: str = "lecture de pages publiques"
    confirms: str | None = None

    @property
    def assured_date(self) -> date:
        """The date of the page, else the day of reading."""
        return self.dated or self.today


def record_check(resources: Path, service_id: str, check: Check) -> Path:
    """Write a check into the file of a record.

    Returns:
        The file that was changed.

    Raises:
        VerifyRefused: the record is unknown or broken, the date goes backwards or is in the
            future, the address is wrong, or the file is written in a way that cannot be edited
            safely; nothing is changed.
    """
    entry = _entry(resources, service_id)
    path = entry.file.path
    changed = with_check(path.read_text(encoding="utf-8"), entry, check)
    temporary = path.with_suffix(".yml.new")
    temporary.write_text(changed, encoding="utf-8")
    temporary.replace(path)
    return path


def with_check(text: str, entry: Entry, check: Check) -> str:
    """The text of a file once one of its records was checked.

    Raises:
        VerifyRefused: see `record_check`.
    """
    service, problems = validated(entry, Service)
    if service is None:
        raise VerifyRefused(f"Fiche incorrecte, à corriger d'abord : {problems[0]}")
    _refuse_wrong(check, service)
    changed = _edited(text, entry, service, check)
    _refuse_other_changes(entry.file.path, changed, entry)
    return changed


def _entry(resources: Path, service_id: str) -> Entry:
    entries = read_entries(resources)
    for entry in (*entries.national, *entries.local):
        if entry.id == service_id:
            return entry
    for entry in entries.imported:
        if entry.id == service_id:
            source = entry.file.path.stem
            raise VerifyRefused(
                f"« {service_id} » vient de l'import « {source} » : le prochain import effacerait "
                "le contrôle. Prendre le fichier récent de cette source, puis « fanal directory "
                f"import … --source {source} ». Si la fiche est fausse, la retirer : voir "
                "docs/annuaire.md."
            )
    raise VerifyRefused(f"« {service_id} » : aucune fiche n'a cet identifiant.")


def _refuse_wrong(check: Check, service: Service) -> None:
    wrong = url_problem(check.source)
    if wrong:
        raise VerifyRefused(f"« {check.source} » : {wrong}.")
    if check.assured_date > check.today:
        raise VerifyRefused("Cette date est dans le futur.")
    if check.assured_date < service.assured_date:
        known = service.assured_date.isoformat()
        raise VerifyRefused(f"La fiche a déjà été vérifiée le {known}, après cette date.")
    if not check.by.strip() or "\n" in check.by:
        raise VerifyRefused("Dire qui a vérifié, ou comment, sur une ligne.")


def _edited(text: str, entry: Entry, service: Service, check: Check) -> str:
    lines = text.splitlines(keepends=True)
    indent = " " * (2 * bool(entry.keys))
    simple = {
        "assured_date": check.assured_date.isoformat(),
        "source_dated": "true" if check.dated else "false",
        "assured_by": _quoted(check.by),
    }
    for name, value in simple.items():
        number = _line(lines, entry, name, indent)
        lines[number] = f"{_label(lines[number])} {value}{_comment(lines[number])}\n"
    first, last = _block(lines, _line(lines, entry, "sources", indent), indent)
    sources = "".join(_sources(lines[first:last], service, check, indent))
    after = _line(lines, entry, "assured_by", indent)
    modified = f"{indent}last_modified: {check.today.isoformat()}\n"
    lines[first:last] = [sources]
    data: Any = entry.data
    if "last_modified" in data:
        lines[_line(lines, entry, "last_modified", indent)] = modified
    elif check.assured_date != check.today:
        lines.insert(after + 1, modified)
    return "".join(lines)


def _line(lines: list[str], entry: Entry, name: str, indent: str) -> int:
    """Where a field of the record is written; it must fit on its line, sources excepted."""
    number = entry.file.line_of(*entry.keys, name) - 1
    start = lines[number].removeprefix(indent[:-2] + "- ") if indent else lines[number]
    if not start.lstrip().startswith(f"{name}:"):
        raise VerifyRefused(f"Champ « {name} » introuvable dans {entry.file.path}.")
    following = lines[number + 1] if number + 1 < len(lines) else ""
    deeper = following.startswith(f"{indent}  ") and following.strip()
    if name != "sources" and deeper:
        raise VerifyRefused(f"Écrire « {name} » sur une seule ligne, puis recommencer.")
    return number


def _block(lines: list[str], number: int, indent: str) -> tuple[int, int]:
    """The lines of the list of sources, under its name."""
    if lines[number].partition("sources:")[2].strip():
        raise VerifyRefused("Écrire les sources une par ligne, puis recommencer.")
    end = number + 1
    while end < len(lines) and (
        lines[end].startswith((f"{indent} ", f"{indent}-")) or not lines[end].strip()
    ):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return number + 1, end


def _sources(block: list[str], service: Service, check: Check, indent: str) -> Iterable[str]:
    """The new source first, then the others as they were written."""
    dash = block[0][: len(block[0]) - len(block[0].lstrip())]
    items: list[list[str]] = []
    for line in block:
        if line.startswith(f"{dash}- "):
            items.append([])
        if not items:
            raise VerifyRefused("Un commentaire précède les sources : le déplacer d'abord.")
        items[-1].append(line)
    if len(items) != len(service.sources):
        raise VerifyRefused("Les sources ne sont pas écrites une par ligne.")
    confirms = check.confirms
    for item, source in zip(items, service.sources, strict=True):
        if source.url == check.source:
            confirms = confirms or source.confirms
            item.clear()
    yield f"{dash}- url: {check.source}\n"
    if confirms:
        yield f"{dash}  confirms: {_quoted(confirms)}\n"
    when = f"{check.assured_date:%d/%m/%Y}"
    when = when if check.dated else f"page lue le {when}"
    yield f"{dash}  date: {_quoted(when)}\n"
    for item in items:
        yield from item


def _refuse_other_changes(path: Path, changed: str, entry: Entry) -> None:
    """The record must still be right, and nothing but the check may have moved."""
    try:
        file = parse_yaml(changed, path)
    except YamlError as error:
        raise VerifyRefused(f"Cette fiche ne peut pas être modifiée seule : {error}") from None
    after = Entry(file, entry.keys, _at(file.data, entry.keys))
    service, problems = validated(after, Service)
    if service is None:
        raise VerifyRefused(f"Cette fiche ne peut pas être modifiée seule : {problems[0]}")
    if _without_check(file.data, entry.keys) != _without_check(entry.file.data, entry.keys):
        raise VerifyRefused(f"{path} est écrit d'une façon qui empêche de changer une seule fiche.")


def _at(data: Any, keys: tuple[str | int, ...]) -> Any:
    for key in keys:
        data = data[key]
    return data


def _without_check(data: Any, keys: tuple[str | int, ...]) -> Any:
    if not keys:
        return {name: value for name, value in data.items() if name not in _CHANGED}
    return [
        _without_check(item, ()) if number == keys[0] else item for number, item in enumerate(data)
    ]


def _label(line: str) -> str:
    return line.partition(":")[0] + ":"


def _comment(line: str) -> str:
    """What follows the value on its line, when it cannot be a part of the value."""
    value = line.partition(":")[2].strip()
    if value.startswith(('"', "'")) or " #" not in value:
        return ""
    return "  #" + value.partition(" #")[2]


def _quoted(text: str) -> str:
    """A text as YAML reads it back, in double quotes when it needs them."""
    plain = text.replace(" ", "").replace("'", "").replace("-", "")
    if plain.isalpha() and text == text.strip():
        return text
    return json.dumps(text, ensure_ascii=False)
