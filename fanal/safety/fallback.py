"""Answering without Rasa: the same dialogue, with a simpler understanding."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from fanal.language.nearest import ALARMING, SURE
from fanal.language.understanding import (
    PLACE_QUESTIONS,
    Candidate,
    Understanding,
    decide,
    place_answer,
    place_coverage,
    place_expected,
)
from fanal.reply import Conversation, Dialogue, Outcome, Turn


class Ranking(Protocol):
    """Anything that ranks the meanings of a message: nearest phrasings, a trained classifier."""

    def rank(self, text: str) -> tuple[Candidate, ...]:
        """Meanings, best first."""
        ...


class Fallback:
    """Degrade, never fall silent: needs no Rasa, no action server, no Redis, no model."""

    def __init__(
        self, dialogue: Dialogue, phrasings: Ranking, sure: float = SURE, alarming: float = ALARMING
    ) -> None:
        """Answer with this dialogue.

        Args:
            dialogue: the moves.
            phrasings: what ranks the meanings of a message.
            sure: confidence of that ranking from which one meaning is acted upon.
            alarming: confidence of danger and suicide together from which they come first.
        """
        self.dialogue = dialogue
        self._phrasings = phrasings
        self._sure = sure
        self._alarming = alarming

    def learn(self, phrasings: Ranking) -> None:
        """Rank with better knowledge from now on."""
        self._phrasings = phrasings

    def respond(
        self, text: str, conversation: Conversation, said: Understanding, moment: datetime
    ) -> Outcome:
        """The reply to one message, from the domain alone.

        Args:
            text: the message, redacted.
            conversation: what is remembered.
            said: what the door saw by itself: danger, who is writing, the language, services.
            moment: aware time.
        """
        asks = "confirm_place" if conversation.pending_places else conversation.asks
        expecting = place_expected(text, asks)
        understanding = self.understand(
            place_answer(text, asks), said, expecting=expecting, asked=asks in PLACE_QUESTIONS
        )
        return self.dialogue.respond(Turn(understanding, conversation, moment))

    def understand(
        self, text: str, said: Understanding, *, expecting: bool = False, asked: bool = False
    ) -> Understanding:
        """The nearest known phrasing and the place, or honest doubt."""
        found = self.dialogue.composer.gazetteer.find(text, expecting=expecting)
        ranking = self._phrasings.rank(text)
        coverage = place_coverage(text, found.start, found.end) if found else 0.0
        family, topic, confidence = decide(
            ranking,
            has_place=found is not None,
            place_coverage=coverage,
            asked_place=asked,
            sure=self._sure,
            alarming=self._alarming,
        )
        places = found.places if found else ()
        return replace(
            said,
            family=family,
            topic=topic,
            confidence=confidence,
            ranking=ranking,
            places=tuple(f"{place.kind}:{place.code}" for place in places),
        )
