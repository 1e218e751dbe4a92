"""What is evaluated: the whole stack over HTTP, or the same parts in this process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import httpx

from fanal.language import Language, redact
from fanal.language.intents import IntentModel, phrase_key
from fanal.language.nearest import known_phrasings
from fanal.language.reading import Reader, Reading
from fanal.language.understanding import ALARMING, SURE, Candidate
from fanal.reply import Conversation, Turn, load_dialogue
from fanal.safety import Fallback, Promises

Reply = dict[str, Any]


class System(Protocol):
    """Anything that answers the first message of a conversation."""

    def reply(self, text: str) -> Reply:
        """The public reply, as JSON."""
        ...


class OverHttp:
    """A running Fanal: real Rasa, actions, Redis and door."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=30, trust_env=False)

    def reply(self, text: str) -> Reply:
        """Open a conversation, send the message, erase the conversation.

        Raises:
            RuntimeError: the reply came from the fallback: what is measured would not be Rasa.
        """
        opened = self._client.post("/api/v1/conversations").raise_for_status().json()
        address = f"/api/v1/conversations/{opened['conversation_id']}"
        answer = self._client.post(f"{address}/messages", json={"text": text}).raise_for_status()
        self._client.delete(address)
        reply: Reply = answer.json()
        if reply["degraded"]:
            raise RuntimeError("a part of the stack is missing: the figures would not be Fanal's")
        return reply


@dataclass
class Ranker:
    """The trained classifier with the language it needs: what Rasa's pipeline holds."""

    model: IntentModel
    reader: Reader

    def rank(self, text: str) -> tuple[Candidate, ...]:
        """Meanings, best first."""
        return self.model.rank(self.reader.read(text))


class InProcess:
    """The door's own path with the classifier in the place of Rasa: fast, for development."""

    def __init__(self, ranker: Ranker, moment: datetime, resources: Path | None = None) -> None:
        self._dialogue = load_dialogue()
        self._language = Language.load()
        self._fallback = Fallback(self._dialogue, ranker, sure=SURE, alarming=ALARMING)
        self._promises = Promises(self._dialogue)
        self._moment = moment

    def reply(self, text: str) -> Reply:
        """The reply to a first message."""
        named = self._dialogue.composer.matcher.named(text)
        said = self._language.hear(text, named)
        memory = Conversation()
        outcome = self._fallback.respond(redact(text), memory, said, self._moment)
        turn = Turn(said, memory, self._moment)
        kept = self._promises.keep(outcome.reply, turn, outcome.conversation)
        found: Reply = kept.model_dump(mode="json")
        return found


def trained_ranker(phrasings: Iterable[tuple[str, str]] | None = None) -> Ranker:
    """A classifier trained here, on the phrasings that Rasa trains on (about three minutes).

    Args:
        phrasings: pairs (intent, phrasing); all that Rasa trains on when None.
    """
    reader = Reader.load()
    return Ranker(IntentModel.train(examples(reader, phrasings)), reader)


def examples(
    reader: Reader, phrasings: Iterable[tuple[str, str]] | None = None
) -> list[tuple[Reading, str]]:
    """The training examples, each once, read as Rasa's pipeline reads them."""
    found: dict[str, tuple[Reading, str]] = {}
    for name, text in known_phrasings() if phrasings is None else phrasings:
        if phrase_key(text) not in found:
            found[phrase_key(text)] = (reader.read(text), name)
    return list(found.values())
