"""Between Rasa's tracker and the domain: slots to a Conversation and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from fanal.language.age import age_of
from fanal.language.normalise import normalise
from fanal.language.story import tells_a_story
from fanal.language.understanding import Candidate, Understanding
from fanal.reply import Conversation

SLOTS = tuple(Conversation.model_fields)


def conversation_of(tracker: Tracker) -> Conversation:
    """What the conversation remembers.

    The door's own copy, sent in the metadata after it had to answer by itself, replaces the
    slots: they missed that turn.
    """
    held = _metadata(tracker).get("conversation")
    if isinstance(held, dict):
        return Conversation.model_validate(held)
    return slots_now(tracker)


def slots_now(tracker: Tracker) -> Conversation:
    """The memory as Rasa's slots hold it."""
    slots = {name: tracker.get_slot(name) for name in SLOTS}
    return Conversation.model_validate({k: v for k, v in slots.items() if v is not None})


def understanding_of(tracker: Tracker) -> Understanding:
    """What the bot understood of the latest message."""
    latest: Mapping[str, Any] = tracker.latest_message or {}
    metadata = _metadata(tracker)
    plain = normalise(text_of(tracker)).text
    age = age_of(plain)
    intent = latest.get("intent") or {}
    entities = [entity for entity in latest.get("entities") or [] if isinstance(entity, dict)]
    topics = [str(e["value"]) for e in entities if e.get("entity") == "topic"]
    return Understanding(
        family=str(intent.get("name") or "unclear"),
        topic=topics[0] if topics else None,
        confidence=float(intent.get("confidence") or 0.0),
        ranking=tuple(
            Candidate(str(c["name"]), float(c["confidence"]))
            for c in latest.get("intent_ranking") or []
        ),
        places=tuple(str(e["value"]) for e in entities if e.get("entity") == "place"),
        audience=metadata.get("audience"),
        level=str(metadata.get("level") or "none"),
        cannot_speak=bool(metadata.get("cannot_speak")),
        medical=bool(metadata.get("medical")),
        language=metadata.get("language"),
        channel=metadata.get("channel"),
        services=tuple(metadata.get("services") or ()),
        story=tells_a_story(plain),
        # Read again from the message: the bracket itself is stored nowhere.
        age=None if age is None else age.bracket,
    )


def text_of(tracker: Tracker) -> str:
    """The latest message, as redacted by the door."""
    return str((tracker.latest_message or {}).get("text") or "")


def slots_of(before: Conversation, after: Conversation) -> list[EventType]:
    """Events that make the slots equal to the new memory."""
    old, new = before.model_dump(), after.model_dump()
    return [SlotSet(name, new[name]) for name in SLOTS if new[name] != old[name]]


def _metadata(tracker: Tracker) -> Mapping[str, Any]:
    metadata = (tracker.latest_message or {}).get("metadata")
    return metadata if isinstance(metadata, dict) else {}
