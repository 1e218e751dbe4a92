"""Slots to memory and back, and what the door says of a message."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from actions.conversation import conversation_of, slots_of, understanding_of
from actions.moves import MOVES, all_moves
from actions.opinion import Opinion
from fanal.language.understanding import Candidate, Understanding
from fanal.matching.encoder import second_opinion
from fanal.reply import Conversation, Dialogue
from fanal.settings import ROOT
from fanal.yaml_files import load_yaml


def tracker(slots: dict[str, Any], latest: dict[str, Any]) -> Tracker:
    return Tracker("x", slots, latest, [], False, None, {}, None)


def test_slots_become_the_memory_and_back() -> None:
    """What an action changed, and only that, is set as slots."""
    before = conversation_of(tracker({"need": "bullying", "shown": None}, {}))
    assert before == Conversation(need="bullying")
    events = slots_of(before, before.model_copy(update={"place": "departement:59"}))
    assert [(e["name"], e["value"]) for e in events] == [("place", "departement:59")]


def test_the_doors_copy_wins_after_an_outage() -> None:
    """When Rasa missed a turn, the memory sent by the door replaces the slots."""
    metadata = {"metadata": {"conversation": {"need": "shelter"}}}
    assert conversation_of(tracker({"need": "bullying"}, metadata)).need == "shelter"


def test_what_the_bot_understood_is_read_whole() -> None:
    """Intent, topic, places, and what the door saw reach the domain."""
    latest = {
        "intent": {"name": "need", "confidence": 0.7},
        "entities": [
            {"entity": "topic", "value": "bullying"},
            {"entity": "place", "value": "departement:59"},
        ],
        "intent_ranking": [{"name": "need/bullying", "confidence": 0.7}],
        "metadata": {"level": "danger", "cannot_speak": True, "audience": "young"},
    }
    said = understanding_of(tracker({}, latest))
    assert (said.family, said.topic, said.places) == ("need", "bullying", ("departement:59",))
    assert (said.level, said.cannot_speak, said.audience) == ("danger", True, "young")


def test_every_action_of_the_domain_exists(dialogue: Dialogue) -> None:
    """The actions named in the bot's domain are exactly those of the action server."""
    domain: Any = load_yaml(ROOT / "bot" / "domain" / "domain.yml").data
    opinion = Opinion(dialogue.composer.matcher, "absent")
    names = {move.name() for move in all_moves(dialogue, opinion)}
    assert names == set(domain["actions"]) == set(MOVES)


def test_a_missing_encoder_changes_nothing(dialogue: Dialogue) -> None:
    """Without a model the understanding stays what it was."""
    opinion = Opinion(dialogue.composer.matcher, ROOT / "var" / "nowhere")
    opinion.load_in_background().join()
    said = Understanding("unclear", ranking=(Candidate("need/bullying", 0.3),))
    assert opinion.on(said, "ils m'embêtent") is said


def test_agreement_settles_a_doubt() -> None:
    """The encoder settles a doubt only when it agrees with the classifier."""
    doubt = (Candidate("need/bullying", 0.3), Candidate("need/low_mood", 0.2))
    agreed = second_opinion(doubt, (Candidate("need/bullying", 0.8),))
    assert agreed[0] == Candidate("need/bullying", 1.0)
    other = second_opinion(doubt, (Candidate("need/low_mood", 0.8),))
    assert other[0].name == "need/low_mood"
    assert other[0].confidence < 1.0
