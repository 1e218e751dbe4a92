"""Lemmas of French words: spaCy's lookup tables, and what they get wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fanal.settings import ROOT
from fanal.yaml_files import YamlError, load_yaml


class Lemmatizer:
    """Words to dictionary forms; opened once, about two seconds."""

    def __init__(self, pipeline: Any, exceptions: Mapping[str, str]) -> None:
        self._pipeline = pipeline
        self._exceptions = exceptions

    @classmethod
    def load(cls, exceptions: Path | None = None) -> Lemmatizer:
        """Open spaCy's French tables and our exceptions.

        Raises:
            YamlError: the file of exceptions is broken.
        """
        import spacy

        source = exceptions or ROOT / "data" / "resources" / "language" / "lemmas.yml"
        table = load_yaml(source)
        if not isinstance(table.data, dict):
            raise YamlError(source, 1, "une forme par ligne est attendue.")
        pipeline = spacy.blank("fr")
        pipeline.add_pipe("lemmatizer", config={"mode": "lookup"})
        pipeline.initialize()
        known = {form: lemma for lemma, forms in table.data.items() for form in forms}
        return cls(pipeline, known)

    def lemmas(self, words: Sequence[str]) -> list[str]:
        """One lemma a word, lower case.

        Tokens come from our own tokeniser: they are handed to spaCy as they are, so that the two
        lists always have the same length.
        """
        from spacy.tokens import Doc

        if not words:
            return []
        lowered = [word.lower() or " " for word in words]
        document = self._pipeline.get_pipe("lemmatizer")(Doc(self._pipeline.vocab, words=lowered))
        return [
            self._exceptions.get(word, token.lemma_ or word)
            for word, token in zip(lowered, document, strict=True)
        ]
