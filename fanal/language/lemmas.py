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
        """Use a pipeline already open; :meth:`load` is the usual way."""
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
        # A participle typed without its accent is in no table: look for it with the accent too.
        written = [*lowered, *(_accented(word) for word in lowered)]
        lemmatizer = self._pipeline.get_pipe("lemmatizer")
        found = [token.lemma_ for token in lemmatizer(Doc(self._pipeline.vocab, words=written))]
        lemmas = []
        for place, word in enumerate(lowered):
            lemma, other = found[place] or word, found[len(lowered) + place]
            # An infinitive only: « menacee » is « menacer », but « rue » stays « rue ».
            if lemma == word and other.endswith("er") and other != written[len(lowered) + place]:
                lemma = other
            lemmas.append(self._exceptions.get(word, lemma))
        return lemmas


def _accented(word: str) -> str:
    """« menacee » with its accent; any other word as it is."""
    for plain, accented in (("ees", "ées"), ("ee", "ée")):
        if word.endswith(plain) and len(word) > len(plain) + 2:
            return word.removesuffix(plain) + accented
    return word
