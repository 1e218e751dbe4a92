"""Each of the 101 départements, through the whole stack: by number, by name, by chief town."""

from __future__ import annotations

from typing import Any

import pytest

from fanal.reply import Dialogue
from tests.conftest import RunningStack
from tests.fanal.test_every_departement import CODES

pytestmark = pytest.mark.stack


@pytest.mark.parametrize("code", CODES)
def test_answers_with_a_local_human(stack: RunningStack, dialogue: Dialogue, code: str) -> None:
    """The right national line first, then a contact of that département with a phone."""
    gazetteer = dialogue.composer.gazetteer
    name = gazetteer.departement(code).label.rpartition(" (")[0]
    town = gazetteer.chief_town(code).label.rpartition(" (")[0]
    for text in (code, f"je suis dans le département {name}", f"j'habite à {town}"):
        conversation = stack.open()
        reply: dict[str, Any] = stack.send(conversation, text).json()
        if reply["asks"] == "confirm_place":
            choice = next(c for c in reply["choices"] if f"({code})" in c["label"])
            reply = stack.send(conversation, choice["text"]).json()
        assert reply["place"], (text, reply["messages"])
        assert reply["place"]["departement"] == code, (text, reply["place"])
        assert reply["contacts"][0]["id"] == "119", (text, reply["contacts"])
        local = [c for c in reply["contacts"] if c["scope"] == "local" and c["phones"]]
        assert local, (text, [c["id"] for c in reply["contacts"]])
        assert all(c["departement"] == code for c in local)
