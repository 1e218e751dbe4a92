"""Promise of the whole path: each of the 101 départements answers with a human near it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from fanal.geography import Gazetteer
from fanal.language.understanding import Understanding
from fanal.reply import Conversation, Dialogue, Turn

MOMENT = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
CODES = [
    *(f"{n:02}" for n in range(1, 96) if n != 20),
    "2A", "2B", "971", "972", "973", "974", "976",
]  # fmt: skip
TOWN_TWINS = {"La Réunion": "Saint-Denis"}


def test_there_are_101(dialogue: Dialogue) -> None:
    """The list below is the list of the départements."""
    assert len(CODES) == 101


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("how", ["number", "name", "chief town"])
def test_local_contact_with_a_phone(code: str, how: str, dialogue: Dialogue) -> None:
    """Asked by number, name or chief town: 119 first, then a local contact with a phone."""
    gazetteer: Gazetteer = dialogue.composer.gazetteer
    place = gazetteer.departement(code)
    text = {
        "number": code,
        "name": place.label.rpartition(" (")[0],
        "chief town": gazetteer.chief_town(code).label.rpartition(" (")[0],
    }[how]
    found = gazetteer.find(text, expecting=True)
    assert found is not None, text
    candidates = [p for p in found.places if p.departement == code]
    assert candidates, f"{text}: {[p.label for p in found.places]}"
    if len(found.places) > 1:
        assert how == "chief town", "only a town shared with another may be asked"
    chosen = candidates[0]
    turn = Turn(
        Understanding("place", places=(f"{chosen.kind}:{chosen.code}",)), Conversation(), MOMENT
    )
    reply = dialogue.move("place", turn).reply
    assert reply.contacts[0].id == "119"
    local = [c for c in reply.contacts if c.scope == "local" and c.phones]
    assert local, reply
    assert all(c.departement == code for c in local)
