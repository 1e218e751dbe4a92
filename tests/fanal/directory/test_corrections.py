"""Reports of mistakes: kinds in a file, small keys, nothing about anybody."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from fanal.directory.corrections import (
    MOST,
    Correction,
    in_order,
    key_of,
    load_kinds,
    read_report,
)
from fanal.directory.model import Service
from fanal.yaml_files import YamlError


def test_kinds() -> None:
    """What can be reported is a short list, without a question, about fields that exist."""
    kinds = load_kinds()
    assert {"no_answer", "closed", "wrong_address"} <= {kind.id for kind in kinds}
    assert len({kind.id for kind in kinds}) == len(kinds)
    for kind in kinds:
        assert "?" not in kind.label
        assert set(kind.fields) <= set(Service.model_fields)


@pytest.mark.parametrize(
    ("label", "field", "said"),
    [
        ("Vraiment ?", "phones", r":6: .*interrogation"),
        ("Autre", "telephone", r":7: .*telephone"),
        ("Autre", "phones", r":5: .*existe déjà"),
    ],
)
def test_wrong_kinds(tmp_path: Path, label: str, field: str, said: str) -> None:
    """A question, a field that no record has, or the same name twice is refused with its line."""
    path = tmp_path / "corrections.yml"
    first = "# essai\n- id: a\n  label: A\n  fields: [phones]\n"
    path.write_text(f"{first}- id: a\n  label: {label}\n  fields: [{field}]\n", "utf-8")
    with pytest.raises(YamlError, match=said):
        load_kinds(path)


def test_a_broken_list_names_its_line(tmp_path: Path) -> None:
    """A mistake in the file of kinds says where it is."""
    path = tmp_path / "corrections.yml"
    path.write_text("- id: a\n  label: A\n  fields: [phones]\n- id: b\n  label: B\n", "utf-8")
    with pytest.raises(YamlError, match=r":4: .*fields"):
        load_kinds(path)
    path.write_text("id: a\n", "utf-8")
    with pytest.raises(YamlError, match="liste"):
        load_kinds(path)


def test_a_report_holds_nothing_else() -> None:
    """A report is a service, a kind, a count and two days: no room for a person."""
    assert {field.name for field in fields(Correction)} == {
        "service_id", "kind", "count", "first", "last",
    }  # fmt: skip


def test_keys_read_back() -> None:
    """The key and the hash give the report back; anything else gives nothing."""
    key = key_of("59-mda-01", "closed")
    held = {"count": "3", "first": "2026-11-01", "last": "2026-11-20"}
    expected = Correction("59-mda-01", "closed", 3, date(2026, 11, 1), date(2026, 11, 20))
    assert read_report(key, held) == expected
    many = read_report(key, {**held, "count": "100000"})
    assert many is not None
    assert many.count == MOST
    assert read_report(key, {}) is None
    assert read_report(key, {**held, "count": "beaucoup"}) is None
    assert read_report(key, {**held, "first": "hier"}) is None


def test_the_most_often_said_comes_first() -> None:
    """Editors read first what several people met, then what waits the longest."""
    day = date(2026, 11, 1)
    one = Correction("a", "closed", 1, date(2026, 10, 1), day)
    two = Correction("b", "closed", 5, day, day)
    three = Correction("c", "closed", 1, day, day)
    assert in_order([three, one, two]) == [two, one, three]
