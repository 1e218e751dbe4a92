"""The classifier of fanal.language, as a Rasa component."""

from __future__ import annotations

from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from fanal.language.intents import IntentModel
from fanal.language.reading import Reading

_FILE = "meanings.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MeaningClassifier(IntentClassifier, GraphComponent):
    """Ranks ``family/topic`` names; the decision between them is taken by the next component."""

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, model: IntentModel | None = None
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MeaningClassifier:
        """A component to train."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MeaningClassifier:
        """A trained component."""
        with model_storage.read_from(resource) as directory:
            return cls(model_storage, resource, joblib.load(directory / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Train on every example and keep the model in Rasa's archive."""
        self._model = IntentModel.train(
            [
                (_reading(message), message.get(INTENT_RESPONSE_KEY) or message.get(INTENT))
                for message in training_data.intent_examples
            ]
        )
        with self._model_storage.write_to(self._resource) as directory:
            joblib.dump(self._model, directory / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add ``intent_ranking``, best first."""
        for message in messages:
            ranking: tuple[Any, ...] = ()
            if self._model is not None and message.get(TEXT):
                ranking = self._model.rank(_reading(message))
            message.set(
                "intent_ranking",
                [{"name": c.name, "confidence": c.confidence} for c in ranking],
                add_to_output=True,
            )
        return messages


def _reading(message: Message) -> Reading:
    """What the tokenizer read."""
    return message.get("reading") or Reading(message.get(TEXT) or "", message.get(TEXT) or "")
