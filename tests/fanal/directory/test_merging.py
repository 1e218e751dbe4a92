"""Two records made one say what either of them says, and nothing that neither says."""

from __future__ import annotations

import pytest

from fanal.directory.merging import merged
from fanal.directory.model import Service
from tests.fanal.directory.test_model import record


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ([], ["en"], ("en",)),
        (["fr"], ["en"], ("fr",)),
        (["en"], ["fr"], ("en",)),
        ([], [], ()),
    ],
)
def test_languages(first: list[str], second: list[str], said: tuple[str, ...]) -> None:
    """The first record that names languages is heard; French is not supposed of the other."""
    one = Service.model_validate(record(languages=first))
    two = Service.model_validate(record(languages=second))
    assert merged(one, two).languages == said


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("2026-03-01", "2026-05-01", "2026-05-01"),
        ("2026-05-01", "2026-03-01", "2026-05-01"),
        (None, "2026-05-01", "2026-05-01"),
        (None, None, "2025-11-20"),
    ],
)
def test_the_last_change_of_either(first: str | None, second: str | None, said: str) -> None:
    """A change of the second record is a change of the whole; no page is its source."""
    one = Service.model_validate(record(last_modified=first))
    two = Service.model_validate(
        record(last_modified=second, sources=[{"url": "https://exemple.fr/autre"}])
    )
    whole = merged(one, two)
    assert whole.modified_on.isoformat() == said
    assert "last_modified" not in whole.provenance
