"""What is shown first when a message may mean several things."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from fanal.language.understanding import NOT_SERIOUS, Candidate, Understanding
from fanal.reply import Conversation, Dialogue, Reply, Turn
from fanal.reply.dialogue import SAID_ANEW

AFTERNOON = datetime(2026, 11, 24, 15, 10, tzinfo=ZoneInfo("Europe/Paris"))


def reply(
    dialogue: Dialogue, said: Understanding, conversation: Conversation | None = None
) -> Reply:
    return dialogue.respond(Turn(said, conversation or Conversation(), AFTERNOON)).reply


def first(answer: Reply, count: int = 3) -> list[str]:
    return [contact.id for contact in answer.contacts[:count]]


def doubt(best: str, *others: tuple[str, float], sure: float = 0.4) -> Understanding:
    ranking = (Candidate(f"need/{best}", sure), *(Candidate(f"need/{n}", p) for n, p in others))
    return Understanding("need", best, confidence=sure, ranking=ranking)


def test_the_next_likeliest_need_has_a_line_among_the_first_three(dialogue: Dialogue) -> None:
    """A doubt between low mood and addiction shows a line of each."""
    shown = first(reply(dialogue, doubt("low_mood", ("addiction", 0.35))))
    assert "drogues-info-service" in shown
    assert set(shown) & {"fil-sante-jeunes", "119"}


def test_a_sure_need_shows_its_own_lines(dialogue: Dialogue) -> None:
    """Without a doubt, the lines of the need come in their author's order."""
    needs = dialogue.composer.matcher.needs
    shown = first(reply(dialogue, doubt("cyberviolence", sure=0.99)))
    assert shown == list(needs["cyberviolence"].lines.young[:3])


def test_an_unclear_message_shows_a_line_of_each_guess(dialogue: Dialogue) -> None:
    """When nothing is sure, the three contacts are those of the three guesses, not of one."""
    guesses = (Candidate("need/sexual_health", 0.17), Candidate("need/addiction", 0.16))
    shown = first(reply(dialogue, Understanding("unclear", ranking=guesses)))
    assert {"fil-sante-jeunes", "drogues-info-service"} <= set(shown)


def test_an_emergency_keeps_its_two_first_lines_and_adds_who_knows(dialogue: Dialogue) -> None:
    """Danger in a couple: by voice, without it, then the line for couples."""
    ranking = (Candidate("need/couple_violence", 0.8), Candidate("need/immediate_danger", 0.1))
    said = Understanding("need", "couple_violence", 0.8, ranking, level="danger")
    answer = reply(dialogue, said)
    assert first(answer) == ["police-17", "urgence-114", "3919"]
    assert answer.urgent


def test_a_body_in_danger_gets_the_samu_first(dialogue: Dialogue) -> None:
    """A friend who does not wake up: the SAMU stands before the police."""
    said = Understanding("unclear", level="danger", medical=True)
    assert first(reply(dialogue, said), 2) == ["samu-15", "police-17"]


@pytest.mark.parametrize(("level", "line"), [("danger", "police-17"), ("suicide", "3114")])
def test_a_joke_is_answered_calmly_with_the_line_first(
    dialogue: Dialogue, level: str, line: str
) -> None:
    """« le bus m'a planté » frightens nobody, and the line is there for whoever was misread."""
    ranking = (Candidate("out_of_scope", NOT_SERIOUS),)
    answer = reply(dialogue, Understanding("out_of_scope", None, 0.9, ranking, level=level))
    assert not answer.urgent
    assert first(answer, 1) == [line]
    assert any(contact.open == "open" for contact in answer.contacts)


def test_a_joke_that_is_not_quite_sure_is_an_emergency(dialogue: Dialogue) -> None:
    """Below that confidence, and after any crisis, the rules alone decide."""
    unsure = (Candidate("out_of_scope", NOT_SERIOUS - 0.01),)
    said = Understanding("out_of_scope", None, 0.8, unsure, level="danger")
    assert reply(dialogue, said).urgent
    sure = Understanding(
        "out_of_scope", None, 1.0, (Candidate("out_of_scope", 1.0),), level="danger"
    )
    assert reply(dialogue, sure, Conversation(crisis="danger")).urgent


def test_a_guess_does_not_replace_the_danger_that_was_said(dialogue: Dialogue) -> None:
    """« c bon il est parti » after a danger keeps the police; suicide surely guessed is heard."""
    danger = Conversation(crisis="danger", need="immediate_danger")
    faint = reply(dialogue, doubt("suicide", sure=SAID_ANEW - 0.01), danger)
    assert "police-17" in [contact.id for contact in faint.contacts]
    sure = reply(dialogue, doubt("suicide", sure=SAID_ANEW), danger)
    assert "3114" in first(sure)


def test_a_channel_said_beside_a_need_is_kept(dialogue: Dialogue) -> None:
    """« On me harcèle, pas au téléphone » shows how to write, and goes on showing it."""
    said = replace(doubt("bullying", sure=0.9), channel="written")
    outcome = dialogue.respond(Turn(said, Conversation(), AFTERNOON))
    assert outcome.conversation.channel == "written"
    spoken = dialogue.respond(Turn(said, Conversation(channel="voice"), AFTERNOON))
    assert spoken.conversation.channel == "voice"


def test_an_answer_for_professionals_comes_with_their_contacts(dialogue: Dialogue) -> None:
    """Nobody said who is writing: a question about training is a professional's."""
    answer = reply(dialogue, Understanding("question", "detection_training", 1.0))
    assert "droit-denfance-pare" in first(answer)
    young = reply(
        dialogue,
        Understanding("question", "detection_training", 1.0),
        Conversation(audience="young"),
    )
    assert "droit-denfance-pare" not in first(young)


def test_whom_to_tell_in_a_place_gives_who_receives_there(dialogue: Dialogue) -> None:
    """« à qui signaler », in Limoges: the CRIP of the Haute-Vienne, whatever came before."""
    said = Understanding("question", "how_to_report", 0.6, places=("commune:87085",))
    answer = reply(dialogue, said, Conversation(need="low_mood", audience="professional"))
    assert any("crip" in contact.id and contact.departement == "87" for contact in answer.contacts)


def test_what_a_parent_writes_of_a_child_is_the_childs_need(dialogue: Dialogue) -> None:
    """« mon fils se prostitue » is a parent's worry; « j'ai 35 ans, je me prostitue » is not."""
    said = Understanding("need", "sexual_exploitation", 0.9, audience="family")
    assert reply(dialogue, said).need == "relative_exploited"
    herself = Understanding("need", "getting_out", 0.9, audience="family", age="adult")
    assert reply(dialogue, herself).need == "getting_out"
    later = Understanding("need", "getting_out", 0.9)
    assert reply(dialogue, later, Conversation(audience="family")).need == "getting_out"
