"""The schema that text editors use says what the models say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fanal.directory.model import Service
from fanal.directory.reading import read_entries
from fanal.directory.schema import SCHEMA_FILE, service_schema, written
from tests.fanal.directory.conftest import RESOURCES

jsonschema = pytest.importorskip("jsonschema")


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return service_schema()


def test_the_file_is_up_to_date(schema: dict[str, Any]) -> None:
    """The committed schema is the one of today's models; « fanal directory schema » writes it."""
    assert SCHEMA_FILE.read_text(encoding="utf-8") == written(schema)


def test_every_field_is_explained(schema: dict[str, Any]) -> None:
    """Each field of a record shows a sentence in French while it is typed."""
    fields = schema["$defs"]["Service"]["properties"]
    assert set(fields) == set(Service.model_fields)
    assert all(field.get("description") for field in fields.values())
    assert "identifiant stable" in fields["id"]["description"]


def test_every_file_follows_the_schema(schema: dict[str, Any]) -> None:
    """No record that the check accepts is underlined in an editor."""
    validator = jsonschema.Draft7Validator(schema)
    entries = read_entries(RESOURCES)
    files = {entry.file.path: entry.file.data for entry in (*entries.national, *entries.local)}
    for path, data in files.items():
        assert [error.message for error in validator.iter_errors(data)] == [], path


def test_every_file_names_the_schema() -> None:
    """The first line of each file of records leads a text editor to the schema."""
    files = sorted((RESOURCES / "services").rglob("*.yml"))
    assert len(files) > 100
    for path in files:
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        mark, _, target = first.partition("$schema=")
        assert mark == "# yaml-language-server: ", path
        assert (path.parent / target).resolve() == SCHEMA_FILE, path


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "inconnu"},
        {"needs": ["inconnu"]},
        {"publish": "non"},
        {"nom": "Essai"},
        {"phones": "119"},
        {"service_area": {"departements": ["20"]}},
    ],
)
def test_mistakes_are_underlined(schema: dict[str, Any], changes: dict[str, Any]) -> None:
    """An unknown field, kind, need or status is a mistake for the editor too."""
    right = json.loads(json.dumps(read_entries(RESOURCES).national[0].data))
    validator = jsonschema.Draft7Validator(schema)
    assert list(validator.iter_errors(right)) == []
    assert list(validator.iter_errors({**right, **changes}))
