"""What a query says: its words as the index knows them, and the needs they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from fanal.directory.search.needs import NeedReader
from fanal.directory.search.postings import PLACE, Postings
from fanal.directory.search.spelling import Spelling
from fanal.directory.search.words import Words

_SYNONYM = 0.8
"""What a word of the same meaning is worth beside the word itself."""
_KEPT = 4_096
"""Words whose meaning is kept ready: people use few, and spelling one takes the longest."""


class Term(NamedTuple):
    """A word of the query.

    Attributes:
        typed: the word, folded.
        means: the term it stands for most surely.
        held: numbers of the terms it may stand for that services hold, with their weights.
        most: what it adds at best to a service.
    """

    typed: str
    means: str
    held: tuple[tuple[int, float], ...]
    most: float


class QueryReader:
    """Reads the words of queries, typing mistakes included."""

    def __init__(
        self,
        words: Words,
        indexed: Postings,
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
        self._term = lru_cache(maxsize=_KEPT)(self._read)

    def terms(self, text: str, *, places: bool = True) -> list[Term]:
        """The words of a text that the index, or a need, knows.

        Args:
            text: what was typed.
            places: whether a word may also name a town: no longer once the place is known.
        """
        words = dict.fromkeys(self._words.split(text))
        return [term for word in words if (term := self._term(word, places)) is not None]

    def needs(self, terms: Sequence[Term]) -> dict[str, float]:
        """The needs that words speak of, surest first, each from 0 to 1."""
        if self._reader is None or not terms:
            return {}
        return self._reader.read([term.means for term in terms])

    def _read(self, word: str, places: bool) -> Term | None:
        stands_for = self._stands_for(word, places)
        if not stands_for:
            return None
        numbered = ((self._indexed.number(term), weight) for term, weight in stands_for)
        held = tuple((number, weight) for number, weight in numbered if number is not None)
        # A word that the needs know and no record says counts as one of ordinary rarity.
        most = max((w * self._indexed.best(n) for n, w in held), default=self._indexed.usual)
        return Term(word, stands_for[0][0], held, most)

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
