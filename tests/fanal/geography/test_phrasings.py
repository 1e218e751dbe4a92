from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from fanal.geography import Gazetteer

PHRASINGS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("phrasings.yml").read_text(encoding="utf-8")
)


def test_the_table_is_large_and_has_no_doubles() -> None:
    """More than 750 phrasings, each written once for each of the two situations."""
    keys = [(row["text"], row.get("expecting", False)) for row in PHRASINGS]
    assert len(keys) > 750
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("row", PHRASINGS, ids=lambda row: str(row["text"]))
def test_each_phrasing_gives_its_place(gazetteer: Gazetteer, row: dict[str, Any]) -> None:
    """What people write is understood, asked about when ambiguous, or left alone."""
    expected = row["place"] or []
    labels = [expected] if isinstance(expected, str) else expected
    result = gazetteer.find(row["text"], expecting=row.get("expecting", False))
    found = [place.label for place in result.places] if result else []
    assert found == labels
