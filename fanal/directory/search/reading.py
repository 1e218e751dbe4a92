"""What a query says: its words as the index knows them, and the needs they speak of."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from fanal.directory.search.needs import NeedReader
from fanal.directory.search.postings import PLACE
from fanal.directory.search.spelling import Spelling
from fanal.directory.search.words import Words

_SYNONYM = 0.8
"""What a word of the same meaning is worth beside the word itself."""


@dataclass(frozen=True)
class Term:
    """A word of the query.

    Attributes:
        typed: the word, folded.
        stands_for: terms it may stand for, surest first, each with its weight (0 to 1).
    """

    typed: str
    stands_for: tuple[tuple[str, float], ...]


class QueryReader:
    """Reads the words of queries, typing mistakes included."""

    def __init__(
        self,
        words: Words,
        indexed: Container[str],
        spelling: Spelling,
        reader: NeedReader | None,
    ) -> None:
        """Use what the index knows.

        Args:
            words: how texts are cut.
            indexed: the terms of the index.
            spelling: the words that may have been meant.
            reader: recognises needs; None when only chosen needs count.
        """
        self._words = words
        self._indexed = indexed
        self._spelling = spelling
        self._reader = reader

    def terms(self, text: str, *, places: bool = True) -> list[Term]:
        """The words of a text that the index, or a need, knows.

        Args:
            text: what was typed.
            places: whether a word may also name a town: no longer once the place is known.
        """
        terms: dict[str, Term] = {}
        for word in self._words.split(text):
            if word not in terms:
                stands_for = self._stands_for(word, places)
                if stands_for:
                    terms[word] = Term(word, stands_for)
        return list(terms.values())

    def needs(self, terms: Sequence[Term]) -> dict[str, float]:
        """The needs that words speak of, surest first, each from 0 to 1."""
        if self._reader is None or not terms:
            return {}
        return self._reader.read([term.stands_for[0][0] for term in terms])

    def _stands_for(self, word: str, places: bool) -> tuple[tuple[str, float], ...]:
        stem = self._words.stem(word)
        meaning = self._words.same_as(word)
        # A meaning of three words is worth one: each says a third of it.
        same = [(term, _SYNONYM / len(meaning)) for term in meaning]
        if stem in self._indexed or (self._reader is not None and stem in self._reader):
            return ((stem, 1.0), *same)
        town = f"{PLACE}{word}"
        if places and town in self._indexed:
            same.append((town, 1.0))
        if same:
            return tuple(same)
        surest: dict[str, float] = {}
        for guess, sure in self._spelling.nearest(word):
            surest.setdefault(self._words.stem(guess), sure)
        return tuple(surest.items())
