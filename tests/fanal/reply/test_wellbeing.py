"""Whole replies, for every need, audience and crisis, held against what a helpline never does.

The rules and the public guidance they come from are in data/resources/wording/never.yml; that each
can fail is shown by test_wording.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import product

import pytest

from fanal.directory import Directory, Service
from fanal.language import Language, redact
from fanal.language.triage import Level, Triage
from fanal.language.understanding import Candidate, Understanding
from fanal.records import AUDIENCES, Audience, register_of
from fanal.reply import Conversation, Dialogue, Outcome, Reply, Turn
from fanal.reply.check import ALWAYS
from fanal.reply.wording import WRONG_REGISTER, Wording
from fanal.safety import Fallback, Promises
from tests.fanal.language.tables import pairs

NIGHT = datetime.fromisoformat("2026-11-24T03:10:00+01:00")
HOLIDAY = datetime.fromisoformat("2026-12-25T14:00:00+01:00")
LEVELS: tuple[Level, ...] = ("none", "danger", "suicide", "both")
WORDING = Wording.load()
ALARMS_OF_ANOTHER_RULE = frozenset(
    {
        "mon copain est rentré",
        "ma fille reste enfermée dans sa chambre",
        "plus rien me retient ici",
        "avec papa on a pas pris la sortie on s'est perdus",
        "j'ai rdv ce soir chez le dentiste j'ai peur",
        "j'ai failli mourir",
        "je préfère mourir que manger des épinards",
        "mon chien va mourir il est vieux",
        "il m'a laissé un mot sur la table",
    }
)
"""Counter-examples that a rule leaves alone and another one hears: this list only shrinks."""


def said(reply: Reply) -> str:
    """Every word of Fanal's own: paragraphs, easy forms, why a contact is shown."""
    parts = [part for m in reply.messages for part in (m.text, m.falc)]
    parts += [part for contact in reply.contacts for part in (contact.why, contact.why_falc)]
    return "\n".join(part for part in parts if part)


def outcome(
    dialogue: Dialogue,
    topic: str,
    audience: Audience,
    *,
    level: Level = "none",
    moment: datetime = NIGHT,
    memory: Conversation | None = None,
) -> Outcome:
    understanding = Understanding("need", topic, 0.9, audience=audience, level=level)
    return dialogue.respond(Turn(understanding, memory or Conversation(), moment))


@pytest.fixture(scope="module")
def needs(dialogue: Dialogue) -> list[str]:
    return [need.id for need in dialogue.composer.matcher.needs.all]


def every(
    dialogue: Dialogue, needs: list[str]
) -> Iterator[tuple[tuple[str, Audience, Level], Reply]]:
    for topic, audience, level in product(needs, AUDIENCES, LEVELS):
        found = outcome(dialogue, topic, audience, level=level)
        yield (topic, audience, level), found.reply


def free_at_any_hour(service: Service) -> bool:
    """By the record: a human by voice, text or chat, day and night, who costs nothing."""
    return bool(
        service.visible_hours == ALWAYS
        and service.cost is not None
        and service.cost.free
        and (service.visible_phones or service.chat_url)
    )


def test_a_crisis_reply_has_a_free_human_at_any_hour(
    dialogue: Dialogue, directory: Directory, needs: list[str]
) -> None:
    """Danger or suicide, whoever writes, at night or on a holiday: free, day and night, open."""
    for topic, audience, level, moment in product(needs, AUDIENCES, LEVELS, (NIGHT, HOLIDAY)):
        reply = outcome(dialogue, topic, audience, level=level, moment=moment).reply
        if not reply.urgent:
            continue
        first = reply.contacts[0]
        assert free_at_any_hour(directory.service(first.id)), (topic, audience, level)
        assert first.open == "open", (topic, audience, level)


def test_who_cannot_speak_finds_a_free_human_to_write_to(
    dialogue: Dialogue, directory: Directory
) -> None:
    """In a crisis, without a voice: a free service that answers in writing day and night."""
    for audience, level in product(AUDIENCES, LEVELS[1:]):
        understanding = Understanding(
            "emergency", audience=audience, level=level, cannot_speak=True
        )
        reply = dialogue.respond(Turn(understanding, Conversation(), NIGHT)).reply
        service = directory.service(reply.contacts[0].id)
        assert free_at_any_hour(service), (audience, level)
        assert any(phone.kind == "sms" for phone in service.visible_phones) or service.chat_url


def test_a_paid_line_or_one_that_sleeps_is_no_free_human(directory: Directory) -> None:
    """The rule that the crisis test leans on tells lines apart: not every service passes."""
    kept = [service for service in directory.services if free_at_any_hour(service)]
    lines = [service for service in directory.services if service.kind == "helpline"]
    assert any(service not in kept for service in lines)
    assert any(service in kept for service in lines)


def test_no_reply_says_what_a_helpline_never_says(dialogue: Dialogue, needs: list[str]) -> None:
    """No blame, minimising, promise, abandonment, label, victim or investigation, in any form."""
    for where, reply in every(dialogue, needs):
        assert [rule.id for rule in WORDING.said(said(reply))] == [], (where, said(reply))


def test_every_reply_keeps_to_one_register(dialogue: Dialogue, needs: list[str]) -> None:
    """« tu » to the young, « vous » to families and professionals, down to the cards."""
    for (topic, audience, level), reply in every(dialogue, needs):
        wrong = WRONG_REGISTER[register_of(audience)].findall(said(reply))
        assert wrong == [], (topic, audience, level, said(reply))


def test_a_need_said_twice_says_why_the_list_is_the_same(
    dialogue: Dialogue, needs: list[str]
) -> None:
    """The same contacts twice in a row are explained, except emergency numbers, which stay."""
    for topic, audience in product(needs, AUDIENCES):
        first = outcome(dialogue, topic, audience)
        again = outcome(dialogue, topic, audience, memory=first.conversation)
        same = [c.id for c in first.reply.contacts] == [c.id for c in again.reply.contacts]
        texts = dialogue.composer.texts.say("same_list", register_of(audience))
        explained = texts[0] in again.reply.messages
        assert explained == (same and not again.reply.urgent), (topic, audience)


def test_a_crisis_stays_in_every_reply_that_follows(
    dialogue: Dialogue, directory: Directory, needs: list[str]
) -> None:
    """After danger or suicide, whatever comes next keeps a free human at any hour."""
    for topic, level in product(needs, LEVELS[1:]):
        crisis = outcome(dialogue, topic, "young", level=level)
        after = outcome(dialogue, topic, "young", memory=crisis.conversation).reply
        shown = [directory.service(contact.id) for contact in after.contacts]
        assert any(map(free_at_any_hour, shown)), (topic, level)


class Silent:
    """A classifier that recognises nothing: what is left is the rules."""

    def rank(self, text: str) -> tuple[Candidate, ...]:
        return ()


@pytest.fixture(scope="module")
def first_reply(dialogue: Dialogue) -> Callable[[str], Reply]:
    language, fallback = Language.load(), Fallback(dialogue, Silent())
    promises = Promises(dialogue)

    def answer(text: str) -> Reply:
        heard = language.hear(text, dialogue.composer.matcher.named(text))
        found = fallback.respond(redact(text), Conversation(), heard, NIGHT)
        turn = Turn(heard, Conversation(), NIGHT)
        return promises.keep(found.reply, turn, found.conversation)

    return answer


def look_alikes() -> list[str]:
    return [text for _, text in pairs("lookalikes")]


def counter_examples() -> list[str]:
    return [text for rule in Triage.load().rules for text in rule.counter_examples]


def test_a_look_alike_raises_no_alarm(first_reply: Callable[[str], Reply]) -> None:
    """« Mort de rire » is answered calmly: no urgent reply, no emergency number first."""
    alarmed = {text for text in look_alikes() if first_reply(text).urgent}
    assert alarmed == set()


def test_a_counter_example_of_a_rule_raises_no_alarm(first_reply: Callable[[str], Reply]) -> None:
    """What a danger rule leaves alone is answered calmly; the known exceptions only shrink."""
    alarmed = {text for text in counter_examples() if first_reply(text).urgent}
    assert alarmed <= ALARMS_OF_ANOTHER_RULE
    assert first_reply("je veux mourir").urgent, "the door hears no alarm at all"
