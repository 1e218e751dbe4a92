"""As a professional would: in Guéret, on a Friday at 17:50."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from fanal.language.understanding import Understanding
from fanal.reply import Conversation, Dialogue, Turn

FRIDAY = datetime(2026, 11, 27, 17, 50, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize("need", ["relative_exploited", "sexual_exploitation", "low_mood"])
def test_the_right_contact_is_near_open_and_checked(dialogue: Dialogue, need: str) -> None:
    """A national line that answers, then somebody in Guéret, open for ten minutes more, dated."""
    memory = Conversation(need=need, audience="professional", place="commune:23096")
    turn = Turn(Understanding("need", topic=need), memory, FRIDAY)
    reply = dialogue.move("need", turn).reply
    assert reply.contacts[0].scope == "national"
    assert reply.contacts[0].open == "open"
    near = next(contact for contact in reply.contacts if contact.scope == "local")
    assert (near.commune, near.open, near.hours) == ("23096", "open", "ouvert, jusqu'à 18 h")
    assert near.phones
    assert near.verified_on >= "2026-10-01"
    assert near.source_url


def test_ten_minutes_later_it_is_closed(dialogue: Dialogue) -> None:
    """At 18:00 the same contact says when it opens again, and a line that answers stays first."""
    memory = Conversation(need="low_mood", audience="professional", place="commune:23096")
    turn = Turn(Understanding("need", topic="low_mood"), memory, FRIDAY.replace(hour=18, minute=0))
    reply = dialogue.move("need", turn).reply
    assert reply.contacts[0].open == "open"
    near = next(contact for contact in reply.contacts if contact.commune == "23096")
    assert (near.open, near.hours) == ("closed", "fermé, ouvre lundi à 9 h")
