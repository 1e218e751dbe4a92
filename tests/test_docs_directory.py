"""The pages about the directory say everything it offers, and nothing that it does not."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any, cast

from fanal.cli.export import FORMATS
from fanal.directory.hsds import Vocabulary, entities
from fanal.directory.hsds.entities import Entity
from fanal.directory.model import Service
from fanal.directory.reading import read_entries
from fanal.directory.schema import SCHEMA_FILE
from fanal.yaml_files import parse_yaml
from tests.test_docs import READABLE, RESOURCES, read, rows, same, section


def test_every_hsds_entity() -> None:
    """Each entity of the feed is in its table, and each of its fields is explained in OpenAPI."""
    models = [value for value in vars(entities).values() if inspect.isclass(value)]
    models = [value for value in models if issubclass(value, Entity) and value is not Entity]
    same(rows(section(read("echanges.md"), "Les entités")), {m.__name__ for m in models})
    for model in models:
        assert all(field.description for field in model.model_fields.values()), model.__name__


def test_every_term_of_the_profile() -> None:
    """Each term of the French profile is explained to those who read the feed."""
    words = Vocabulary((), {})
    codes = {term.code for term in words.terms if term.taxonomy == "Profil français"}
    same(rows(section(read("echanges.md"), "Le profil français")), {str(code) for code in codes})


def test_every_export_format() -> None:
    """Each format of « fanal directory export » is explained, and no other."""
    table = section(read("echanges.md"), "Emporter l'annuaire")
    same([row for row in rows(table) if " " not in row], FORMATS)


def test_every_command_named_anywhere_exists() -> None:
    """No page tells people to type a command that does not exist."""
    known = set(rows(section(read("contribuer.md"), "Les commandes")))
    for page in READABLE:
        named = re.findall(
            r"(?:`|^ {4,})(fanal (?:directory|corrections|content) [a-z]+)",
            page.read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        assert set(named) <= known, page.name


def test_settling_a_report_names_it() -> None:
    """Wherever a page says how to settle a report, it writes the record and what was said of it."""
    for page in READABLE:
        text = re.sub(r"^\| `[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
        told = re.findall(r"fanal corrections (?:accept|reject)([^\n`#]*)", text)
        assert all(len(rest.split()) == 2 for rest in told), page.name


def test_the_line_for_text_editors_leads_to_the_schema() -> None:
    """The comment that editors copy names the schema as seen from a file of records."""
    [path] = re.findall(r"yaml-language-server: \$schema=(\S+)", read("annuaire.md"))
    for folder in ("national", "departements"):
        assert (RESOURCES / "services" / folder / path).resolve() == SCHEMA_FILE


def test_examples_for_editors_are_right() -> None:
    """Each example of fields given to those who keep the directory is accepted in a record."""
    entry = read_entries(RESOURCES).national[0]
    examples = re.findall(
        r"^ {4}((?:sources|closures):\n(?: {4}.*\n)+)", read("annuaire.md"), re.MULTILINE
    )
    assert len(examples) == 2
    for example in examples:
        data = parse_yaml(re.sub(r"^ {4}", "", example, flags=re.MULTILINE), Path("exemple")).data
        assert isinstance(data, dict)
        Service.model_validate({**cast("dict[str, Any]", entry.data), **data})
