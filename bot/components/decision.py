"""One meaning per message: what the explicit rules saw, then the classifier, or honest doubt."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from fanal.language.understanding import PLACE_QUESTIONS, Candidate, decide, place_coverage


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Decision(GraphComponent):
    """Sets the intent (the family) and a ``topic`` entity.

    The door passes what its explicit rules saw in the metadata (``level``); danger and suicide
    then never depend on the classifier.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Decision:
        """Nothing to open."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Decide for each message."""
        for message in messages:
            asks = (message.get("metadata") or {}).get("expecting")
            entities = list(message.get(ENTITIES) or [])
            if (message.get("metadata") or {}).get("level", "none") != "none":
                family, topic, confidence = "emergency", None, 1.0
            else:
                family, topic, confidence = decide(
                    [Candidate(c["name"], c["confidence"]) for c in message.get("intent_ranking")],
                    has_place=bool(entities),
                    place_coverage=_coverage(message.get(TEXT) or "", entities),
                    asked_place=asks in PLACE_QUESTIONS,
                )
            message.set(INTENT, {"name": family, "confidence": confidence}, add_to_output=True)
            if topic is not None:
                entities.append({"entity": "topic", "value": topic, "extractor": "Decision"})
            message.set(ENTITIES, entities, add_to_output=True)
        return messages


def _coverage(text: str, entities: list[dict[str, Any]]) -> float:
    """Share of the message that names the place, 0 to 1."""
    if not entities or not text.strip():
        return 0.0
    return place_coverage(text, entities[0]["start"], entities[0]["end"])
