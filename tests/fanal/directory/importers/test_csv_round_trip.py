"""The table that is exported comes back by the importer with what it holds."""

from __future__ import annotations

from datetime import date

import pytest

from fanal.directory import Directory, Service
from fanal.directory.exporters import as_csv
from fanal.directory.importers.draft import Options
from fanal.directory.importers.plain import read_csv
from fanal.matching.needs import Needs
from tests.fanal.directory.importers.conftest import come_back

OPTIONS = Options("table", "https://exemple.fr", date(2026, 11, 24))


MAHORAN = "5555"
"""A short number of one operator of Mayotte: the importer takes it for a mistake, and says so."""


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Service, Service]]:
    """Each record of the directory, and what comes back of it."""
    directory = Directory.load()
    words = Needs.load().vocabulary(directory)
    table = tmp_path_factory.mktemp("table") / "annuaire.csv"
    table.write_text(as_csv(directory.services, words, directory), "utf-8")
    back = come_back(read_csv(table, OPTIONS, lambda _: None), directory, OPTIONS)
    return list(zip(directory.services, back, strict=True))


FIELDS = ("name", "kind", "organization", "url", "chat_url", "email", "assured_date", "confidence",
          "languages", "audience", "anonymous", "confidential")  # fmt: skip
"""Left out: what an import decides itself (status, who checked) and areas of a whole région."""


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_comes_back(pairs: list[tuple[Service, Service]], field: str) -> None:
    """What a cell says of a record is what the importer reads in it."""
    lost = [
        (before.id, getattr(before, field), getattr(after, field))
        for before, after in pairs
        if getattr(before, field) != getattr(after, field)
    ]
    assert lost == []


def test_numbers_hours_and_places_come_back(pairs: list[tuple[Service, Service]]) -> None:
    """Every shown number with its kind, the hours, the address and the first source come back."""
    for before, after in pairs:
        # « +33 1 … » comes back as « 01 … »: the same number, as the importer writes them all.
        numbers = [
            (p.digits.replace("+33", "0"), p.kind)
            for p in before.visible_phones
            if p.digits != MAHORAN
        ]
        assert sorted(numbers) == sorted((p.digits, p.kind) for p in after.phones), before.id
        assert before.visible_hours == after.visible_hours, before.id
        assert before.sources[0].url == after.sources[0].url, before.id
        assert (before.cost.free if before.cost else None) == (
            after.cost.free if after.cost else None
        ), before.id
        place, back = before.location, after.location
        if place is not None and not place.secret:
            assert back is not None, before.id
            # Not the town's name: the importer writes that of the INSEE code.
            for name in ("commune", "postal_code", "address", "latitude", "longitude"):
                assert getattr(place, name) == getattr(back, name), (before.id, name)
