"""Numbers and names of other records, put into texts."""

from __future__ import annotations

import pytest

from fanal.directory import Directory
from fanal.directory.words import UnknownReference, filled


def test_references_are_filled(directory: Directory) -> None:
    """A reference becomes the number or the name that the record carries today."""
    line = directory.service("119")
    text = "Au {phone:119}, {name:119} répond."
    assert filled(text, directory) == f"Au {line.phones[0].number}, {line.name} répond."
    assert filled("rien à remplir", directory) == "rien à remplir"


@pytest.mark.parametrize("text", ["{phone:inconnu}", "{name:inconnu}", "{phone:pharos}"])
def test_an_unknown_reference_is_an_error(text: str, directory: Directory) -> None:
    """A text never goes out with a hole: an unknown record, or one without a number, is told."""
    with pytest.raises(UnknownReference):
        filled(text, directory)
