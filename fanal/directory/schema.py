"""The JSON Schema that an editor's text editor uses: fields offered, mistakes underlined.

The shape comes from the models, the words from the tables of docs/contenu.md, the kinds and the
needs from their files: nothing is written twice. It is a help while typing; `fanal directory
check` stays the judge.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from fanal.directory.model import Service
from fanal.directory.reading import read_entries
from fanal.settings import ROOT

SCHEMA_FILE = ROOT / "data" / "resources" / "service.schema.json"
"""Where the schema is kept, beside the records it describes."""

_HEADING = re.compile(r"^### `(\w+)` : (.+)$", re.MULTILINE)
_ROW = re.compile(r"^\| `(\w+)` \| (.+?) \|", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def service_schema(resources: Path | None = None, page: Path | None = None) -> dict[str, Any]:
    """The schema of a file of services: one record (national) or a list of them (local).

    Args:
        resources: the folder that holds kinds.yml and needs/; data/resources when None.
        page: the page that explains the fields; docs/contenu.md when None.

    Raises:
        OSError: the page cannot be read.
    """
    resources = resources or SCHEMA_FILE.parent
    said = _explanations((page or ROOT / "docs" / "contenu.md").read_text(encoding="utf-8"))
    schema = Service.model_json_schema(ref_template="#/$defs/{model}")
    records: dict[str, Any] = schema.pop("$defs")
    records["Service"] = schema
    for name, record in records.items():
        _explain(record, *said.get(name, ("", {})))
    fields = records["Service"]["properties"]
    kinds = [entry.id for entry in read_entries(resources).kinds]
    fields["kind"]["enum"] = kinds
    needs = sorted(path.stem for path in (resources / "needs").glob("*.yml"))
    fields["needs"]["items"]["enum"] = needs
    # A plain sentence stands for its details.
    records["Accessibility"] = {"anyOf": [{"type": "string"}, records["Accessibility"]]}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Fiches de l'annuaire",
        "if": {"type": "array"},
        "then": {"items": {"$ref": "#/$defs/Service"}},
        "else": {"$ref": "#/$defs/Service"},
        "$defs": dict(sorted(records.items())),
    }


def written(schema: dict[str, Any]) -> str:
    """The schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _explanations(page: str) -> dict[str, tuple[str, dict[str, str]]]:
    """For each record that the page explains: its title, and a sentence for each field."""
    parts = _HEADING.split(page)[1:]
    return {
        name: (title, {field: _plain(said) for field, said in _ROW.findall(body)})
        for name, title, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    }


def _explain(record: dict[str, Any], title: str, fields: dict[str, str]) -> None:
    if title:
        record["title"] = title
    record.pop("description", None)
    for name, field in record.get("properties", {}).items():
        field.pop("title", None)
        field.pop("description", None)
        if name in fields:
            field["description"] = fields[name]


def _plain(said: str) -> str:
    return _LINK.sub(r"\1", said).replace("`", "")
