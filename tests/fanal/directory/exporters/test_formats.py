"""Each export is read back with a reader of its own format."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from data_inclusion.schema import v1
from hypothesis import given
from hypothesis import strategies as st

from fanal.directory import Directory
from fanal.directory.exporters import (
    as_csv,
    as_data_inclusion,
    as_open_referral,
    as_open_referral_uk,
    as_vcards,
)
from fanal.directory.exporters.csv_table import BYTE_ORDER_MARK, COLUMNS, harmless
from fanal.directory.exporters.vcard import LINE_OCTETS, escaped, folded
from fanal.directory.fields import international
from fanal.directory.hsds import Catalogue, Vocabulary
from tests.standards import read_standard


def test_the_table_reads_back(directory: Directory, words: Vocabulary) -> None:
    """Every record is a line, every line has every column, and cells say what records say."""
    text = as_csv(directory.services, words, directory)
    assert text.startswith(BYTE_ORDER_MARK)
    lines = list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK)), delimiter=";"))
    assert [line["identifiant"] for line in lines] == [record.id for record in directory.services]
    assert all(tuple(line) == COLUMNS and None not in line.values() for line in lines)
    by_id = {line["identifiant"]: line for line in lines}
    line = by_id["119"]
    assert line["telephone"] == directory.service("119").phones[0].number
    assert (line["departement"], line["gratuit"]) == ("france", "oui")
    line = by_id["23-mda-01"]
    assert (line["departement"], line["code insee"]) == ("23", "23096")
    assert line["publics"] == "jeunes, familles, professionnels"
    assert line["date"] == directory.service("23-mda-01").assured_date.isoformat()


@given(st.text(max_size=30))
def test_no_cell_is_a_formula(cell: str) -> None:
    """Whatever a record holds, no cell begins with what a spreadsheet would run."""
    assert not harmless(cell).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert harmless(cell).removeprefix("'") == cell.removeprefix("'") or cell in harmless(cell)


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-2", "@x", "\t=1", " =cmd|' /C calc'!A0"])
def test_formulas_are_neutralised(cell: str, directory: Directory, words: Vocabulary) -> None:
    """A name that is a formula becomes words in the table."""
    record = directory.service("119").model_copy(update={"name": cell})
    line = list(csv.reader(io.StringIO(as_csv([record], words, directory)), delimiter=";"))[1]
    assert line[1] == f"'{cell}"


def test_cards_follow_the_rfc(directory: Directory, words: Vocabulary) -> None:
    """Lines end with CRLF, none is longer than 75 octets, each card has what vCard 4 asks."""
    text = as_vcards(directory.services, words, directory)
    assert "\n" not in text.replace("\r\n", "")
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= LINE_OCTETS
    cards = text.replace("\r\n ", "").split("END:VCARD\r\n")[:-1]
    assert len(cards) == len(directory.services)
    for card, record in zip(cards, directory.services, strict=True):
        properties = card.split("\r\n")[:-1]
        assert properties[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
        assert all(re.match(r"[A-Z]+(;[A-Z]+=[^:;]+)*:", line) for line in properties), card
        names = [line.partition(":")[2] for line in properties if line.startswith("FN:")]
        assert names == [escaped(record.name)]
        phones = [line for line in properties if line.startswith("TEL")]
        assert bool(phones) == bool(record.visible_phones)
        assert all(re.search(r":tel:\+?\d+$", line) for line in phones)


@given(st.text(max_size=300))
def test_folding_loses_nothing(text: str) -> None:
    """Unfolding and unescaping gives the text back, for any text."""
    line = f"NOTE:{escaped(text)}"
    pieces = folded(line).split("\r\n ")
    assert "".join(pieces) == line
    assert all(len(piece.encode()) <= LINE_OCTETS - (n > 0) for n, piece in enumerate(pieces))
    plain = re.sub(r"\\(.)", lambda m: "\n" if m.group(1) == "n" else m.group(1), escaped(text))
    assert plain == "\n".join(text.splitlines())


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("0153063894", "+33153063894"),
        ("0594241010", "+594594241010"),
        ("0262905900", "+262262905900"),
        ("0800235236", None),
        ("119", None),
        ("116000", None),
    ],
)
def test_international_numbers(digits: str, expected: str | None) -> None:
    """A number gets the code of where it is; short and 08 numbers stay as they are."""
    assert international(digits) == expected


def test_data_inclusion_validates(
    directory: Directory, words: Vocabulary, record_property: Any
) -> None:
    """Every record passes the package's models again from JSON; the quality score is told."""
    export = as_data_inclusion(directory.services, words, directory)
    said = json.loads(json.dumps(export.as_json()))
    structures = [v1.Structure.model_validate(one) for one in said["structures"]]
    services = [v1.Service.model_validate(one) for one in said["services"]]
    assert {s.id for s in services} == {f"fanal--{record.id}" for record in directory.services}
    assert {s.structure_id for s in services} == {s.id for s in structures}
    scores = export.scores()
    mean = sum(scores.values()) / len(scores)
    record_property("data_inclusion_score", round(mean, 3))
    assert mean > 0.75


def test_data_inclusion_has_no_warning(directory: Directory, words: Vocabulary) -> None:
    """The package's softer rules, such as a name without a final stop, hold too."""
    export = as_data_inclusion(directory.services, words, directory)
    for service in export.as_json()["services"]:
        v1.Service.model_validate(service, context={"ignore_warnings": False})


def test_the_uk_form_has_the_shape_of_the_example(
    directory: Directory, catalogue: Catalogue
) -> None:
    """What the example of Open Referral UK says of the same things, our export says alike."""
    example = read_standard("oruk-3.0/V3.0-UK-Default/service_full.json")
    feed = as_open_referral_uk(directory.services, catalogue)
    assert feed["total_items"] == len(directory.services)
    for service in feed["contents"]:
        for area in service["service_areas"]:
            assert area["service_area"] == area["name"]
        for said in service["attributes"]:
            assert said["taxonomy_term"]["term"] == said["taxonomy_term"]["name"]
        for name in set(service) & set(example):
            assert type(service[name]) is type(example[name]), name


def test_the_uk_form_only_adds(directory: Directory, catalogue: Catalogue) -> None:
    """Without its four additions, the UK form is the HSDS form: nothing is lost."""
    uk = as_open_referral_uk(directory.services, catalogue)
    for service in uk["contents"]:
        service.pop("fees", None)
        for area in service["service_areas"]:
            area.pop("service_area")
        for placed in service.get("service_at_locations", ()):
            for access in placed["location"].get("accessibility", ()):
                access.pop("accessibility")
        for said in service["attributes"]:
            said["taxonomy_term"].pop("term")
    assert uk == as_open_referral(directory.services, catalogue)
