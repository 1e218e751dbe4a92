"""Finds places with fanal.geography and hands them on as entities."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from fanal.geography import Gazetteer
from fanal.language.understanding import place_answer, place_expected


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceExtractor(GraphComponent, EntityExtractorMixin):
    """One ``place`` entity a candidate; several entities at one span mean: ask which."""

    def __init__(self) -> None:
        self._gazetteer = Gazetteer.load()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlaceExtractor:
        """Open the gazetteer once."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the places of each message; a place that was just asked for may stand alone."""
        for message in messages:
            text = message.get(TEXT) or ""
            asks = (message.get("metadata") or {}).get("expecting")
            expecting = place_expected(text, asks)
            found = self._gazetteer.find(place_answer(text, asks), expecting=expecting)
            if found is None:
                continue
            message.set(
                ENTITIES,
                (message.get(ENTITIES) or [])
                + [
                    {
                        "entity": "place",
                        "value": f"{place.kind}:{place.code}",
                        "start": found.start,
                        "end": found.end,
                        "confidence_entity": found.score,
                        "extractor": "PlaceExtractor",
                    }
                    for place in found.places
                ],
                add_to_output=True,
            )
        return messages
