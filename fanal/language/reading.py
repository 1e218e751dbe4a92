"""A message made ready for the classifier: plain words, lemmas, fields of meaning."""

from __future__ import annotations

from dataclasses import dataclass

from fanal.language.concepts import Concepts
from fanal.language.lemmas import Lemmatizer
from fanal.language.normalise import Normalised, Normaliser


@dataclass(frozen=True)
class Reading:
    """One message as the classifier sees it.

    Attributes:
        original: the message as written, used to recognise a known phrase word for word.
        text: after normalisation of text-speak.
        lemmas: one a word of ``text``.
        concepts: names of the fields of meaning met.
    """

    original: str
    text: str
    lemmas: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()


class Reader:
    """Reads messages with tables opened once (about two seconds, mostly spaCy)."""

    def __init__(self, normaliser: Normaliser, lemmatizer: Lemmatizer, concepts: Concepts) -> None:
        """Use tables already open; :meth:`load` is the usual way."""
        self._normaliser = normaliser
        self._lemmatizer = lemmatizer
        self._concepts = concepts

    @classmethod
    def load(cls) -> Reader:
        """Open the tables of data/resources/language.

        Raises:
            fanal.yaml_files.YamlError: a table is missing or malformed.
        """
        lemmatizer = Lemmatizer.load()
        return cls(Normaliser.load(), lemmatizer, Concepts.load(lemmatizer))

    def read(self, text: str) -> Reading:
        """One message."""
        return self.read_with_tokens(text)[0]

    def read_with_tokens(self, text: str) -> tuple[Reading, Normalised]:
        """One message, and its tokens with their places in it."""
        said = self._normaliser.normalise(text)
        words = [token.text for token in said.tokens]
        lemmas = self._lemmatizer.lemmas(words)
        concepts = self._concepts.of(words, lemmas)
        return Reading(text, said.text, tuple(lemmas), tuple(concepts)), said
