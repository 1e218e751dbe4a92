"""Whatever is said, in whatever order, at whatever hour: an open human (promise 1)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanal.directory import Directory
from fanal.language.understanding import (
    NOT_SERIOUS,
    Candidate,
    Understanding,
    manner_of_speaking,
)
from fanal.reply import Conversation, Dialogue, Message, Reply, Turn
from fanal.reply.numbers import digits, phone_like
from fanal.safety import Promises
from fanal.safety.promises import EMERGENCY, open_human

PARIS = ZoneInfo("Europe/Paris")
FAMILIES = (
    "need", "question", "followup", "place", "audience", "channel", "smalltalk", "affirm",
    "deny", "erase", "out_of_scope", "unclear", "nonsense",
)  # fmt: skip
FOLLOWUPS = (
    "open_now", "free", "anonymous", "parents_know", "another", "nearer", "what_happens",
    "cannot_speak", "phone_bill",
)  # fmt: skip


@pytest.fixture(scope="module")
def topics(dialogue: Dialogue) -> dict[str, list[str]]:
    composer = dialogue.composer
    return {
        "need": [need.id for need in composer.matcher.needs.all],
        "question": [answer.id for answer in composer.answers.all],
        "followup": list(FOLLOWUPS),
        "audience": ["young", "family", "professional"],
        "channel": ["voice", "written", "place"],
        "smalltalk": ["greet", "thanks", "goodbye", "insult", "ok"],
    }


@pytest.fixture(scope="module")
def places(dialogue: Dialogue) -> list[str]:
    gazetteer = dialogue.composer.gazetteer
    codes = [f"departement:{d.code}" for d in gazetteer.departements]
    return [*codes, "commune:59350", "commune:75118", "commune:23096", "region:32", "commune:00000"]


def check(reply: Reply, directory: Directory, said: Understanding) -> None:
    level = said.level
    assert any(open_human(contact) for contact in reply.contacts), reply
    assert reply.messages
    words = " ".join(f"{message.text} {message.falc or ''}" for message in reply.messages)
    assert "?" not in words or reply.asks is not None
    known = {digits(phone.number) for s in directory.services for phone in s.visible_phones}
    assert phone_like(words) <= known
    for contact in reply.contacts:
        record = directory.service(contact.id)
        assert {p.number for p in contact.phones} <= {p.number for p in record.visible_phones}
    if level != "none":
        assert reply.urgent or manner_of_speaking(said)
        assert reply.contacts[0].id in EMERGENCY[level]


def rankings(needs: list[str]) -> st.SearchStrategy[tuple[Candidate, ...]]:
    """A few doubts between needs, or the near certainty that it is nothing."""
    doubts = st.lists(st.sampled_from(needs), max_size=3).map(
        lambda names: tuple(Candidate(f"need/{name}", 0.2) for name in names)
    )
    return doubts | st.just((Candidate("out_of_scope", NOT_SERIOUS),))


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_sequence_of_messages_leaves_without_an_open_human(
    data: st.DataObject, dialogue: Dialogue, topics: dict[str, list[str]], places: list[str]
) -> None:
    """No sequence of meanings, places, hours and audiences yields a reply that breaks a promise."""
    promises = Promises(dialogue)
    directory = dialogue.composer.matcher.directory
    conversation = Conversation()
    moment = datetime(2026, 1, 1, tzinfo=PARIS) + timedelta(
        minutes=data.draw(st.integers(0, 525_600))
    )
    for _ in range(data.draw(st.integers(1, 6))):
        family = data.draw(st.sampled_from(FAMILIES))
        known = topics.get(family, [])
        topic = data.draw(st.sampled_from([*known, "inconnu", None])) if known else None
        level = data.draw(st.sampled_from(["none"] * 6 + ["danger", "suicide", "both"]))
        understanding = Understanding(
            family=family,
            topic=topic,
            confidence=0.5,
            ranking=data.draw(rankings(topics["need"])),
            places=tuple(data.draw(st.lists(st.sampled_from(places), max_size=3, unique=True))),
            audience=data.draw(st.sampled_from(["young", "family", "professional", None])),
            level=level,
            cannot_speak=data.draw(st.booleans()),
        )
        turn = Turn(understanding, conversation, moment)
        outcome = dialogue.respond(turn)
        reply = promises.keep(outcome.reply, turn, outcome.conversation)
        check(reply, directory, understanding)
        conversation = outcome.conversation
    assert promises.broken == {}, "a promise had to be healed: the dialogue broke it first"


def test_easy_words_keep_the_promises_too(dialogue: Dialogue) -> None:
    """A number that no record carries, or a question, is as forbidden in easy French."""
    turn = Turn(Understanding("smalltalk", "greet"), Conversation(), datetime.now(PARIS))
    outcome = dialogue.open(turn)
    for easy in ("Appelle le 0 000 00 00 00.", "Que se passe-t-il ?"):
        said = Message(text="Voici à qui parler.", falc=easy)
        reply = outcome.reply.model_copy(update={"messages": [said]})
        kept = Promises(dialogue).keep(reply, turn, outcome.conversation)
        assert kept.messages == []
