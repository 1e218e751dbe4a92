"""The actions, one a move of the dialogue. Each is three lines on purpose."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import conversation_of, slots_now, slots_of, text_of, understanding_of
from actions.opinion import Opinion
from fanal.clock import now
from fanal.reply import Dialogue, Turn

MOVES = {
    "action_need": "need",
    "action_question": "question",
    "action_followup": "followup",
    "action_place": "place",
    "action_audience": "audience",
    "action_channel": "channel",
    "action_smalltalk": "smalltalk",
    "action_emergency": "emergency",
    "action_unclear": "unclear",
    "action_out_of_scope": "out_of_scope",
    "action_affirm": "affirm",
    "action_deny": "deny",
    "action_ask_erase": "erase",
    "action_erase": "affirm",
}
"""Action of the domain to move of the dialogue."""


class Move(Action):
    """One action of the rules: asks the dialogue for a move and hands its reply to Rasa."""

    def __init__(self, name: str, move: str, dialogue: Dialogue, opinion: Opinion) -> None:
        self._name = name
        self._move = move
        self._dialogue = dialogue
        self._opinion = opinion

    def name(self) -> str:
        """The name used in the rules."""
        return self._name

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Send the reply as custom JSON and set the slots it changed."""
        before = conversation_of(tracker)
        said = self._opinion.on(understanding_of(tracker), text_of(tracker))
        move = said.family if self._move == "unclear" else self._move
        outcome = self._dialogue.move(move, Turn(said, before, now()))
        dispatcher.utter_message(
            json_message={
                "reply": outcome.reply.model_dump(mode="json"),
                "conversation": outcome.conversation.model_dump(mode="json"),
                "erase": outcome.erase,
            }
        )
        return slots_of(slots_now(tracker), outcome.conversation)


def all_moves(dialogue: Dialogue, opinion: Opinion) -> list[Move]:
    """Every action of the bot's domain."""
    return [Move(name, move, dialogue, opinion) for name, move in MOVES.items()]
