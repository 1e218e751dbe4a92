"""Typing mistakes: the words of the index nearest to one that it does not hold."""

from __future__ import annotations

from collections.abc import Mapping

from symspellpy import SymSpell, Verbosity

SHORTEST = 4
"""A shorter word is not guessed: too many others are one letter away."""
LONG = 8
"""From this length on, two letters may differ."""
_PREFIX = 7


class Spelling:
    """Symmetric deletes (Garbe, 2012) over the words of the index, with swaps of letters."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """Learn folded words, each with how often it is used."""
        self._speller = SymSpell(max_dictionary_edit_distance=2, prefix_length=_PREFIX)
        for word, count in words.items():
            if len(word) >= SHORTEST and word.isalpha():
                self._speller.create_dictionary_entry(word, count)

    def nearest(self, word: str, limit: int = 2) -> list[tuple[str, float]]:
        """Words that may have been meant, best first, each with how sure it is (0 to 1).

        Nothing for a word shorter than `SHORTEST`, nor beyond two letters of difference.
        """
        if len(word) < SHORTEST or not word.isalpha():
            return []
        most = 2 if len(word) >= LONG else 1
        found = self._speller.lookup(word, Verbosity.CLOSEST, max_edit_distance=most)
        # The first letter is rarely the wrong one.
        found.sort(key=lambda item: (item.term[0] != word[0], item.distance, -item.count))
        return [(str(item.term), 1 - item.distance / (len(word) + 1)) for item in found[:limit]]
