"""French tokens and lemmas from normalised text-speak (spaCy, through fanal.language)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from fanal.language.reading import Reader

_MARK = re.compile(r"\[[^\]\s]{3,9}\]")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class FrenchTokenizer(Tokenizer):
    """Tokens of the message as normalised, each with its lemma and its place in the original."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._reader = Reader.load()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's tokenizer settings; the intent is never split."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FrenchTokenizer:
        """Open the language resources once."""
        return cls(config)

    @staticmethod
    def required_packages() -> list[str]:
        """Packages that must be importable."""
        return ["spacy"]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens with positions in the original message."""
        text = message.get(attribute) or ""
        # What the door left out of the message says nothing of the need.
        bare = _MARK.sub(lambda mark: " " * len(mark.group()), text)
        reading, normalised = self._reader.read_with_tokens(bare)
        message.set("reading", replace(reading, original=text))
        return [
            Token(token.text, token.start, token.end, lemma=lemma)
            for token, lemma in zip(normalised.tokens, reading.lemmas, strict=True)
        ]
