"""Which language a message is in, when it is plainly not French."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from fanal.language.fold import fold
from fanal.settings import ROOT
from fanal.yaml_files import YamlError, load_yaml

FRENCH = "french"
LEAST_WORDS = 2
_SCRIPTS = {"ARABIC": "ar", "CYRILLIC": "uk"}
"""Alphabets that decide alone; Cyrillic is answered in Ukrainian, and Russian readers read it."""


class Languages:
    """Small words of each language, from data/resources/language/foreign.yml."""

    def __init__(self, words: dict[str, frozenset[str]]) -> None:
        self._french = words.get(FRENCH, frozenset())
        self._foreign = {name: found for name, found in words.items() if name != FRENCH}

    @classmethod
    def load(cls, path: Path | None = None) -> Languages:
        """Read the small words.

        Raises:
            YamlError: the file is broken.
        """
        source = path or ROOT / "data" / "resources" / "language" / "foreign.yml"
        data = load_yaml(source).data
        if not isinstance(data, dict) or FRENCH not in data:
            raise YamlError(source, 1, f"une liste de mots par langue, dont « {FRENCH} ».")
        return cls({name: frozenset(map(str, found)) for name, found in data.items()})

    def language_of(self, text: str) -> str | None:
        """``en``, ``es``, ``ro``, ``ar``, ``pt``, ``de``, ``it``, ``uk``, or None.

        None means French or unclear: text-speak is never taken for another language.
        """
        letters = [character for character in text if character.isalpha()]
        for script, language in _SCRIPTS.items():
            there = sum(unicodedata.name(letter, "").startswith(script) for letter in letters)
            if letters and there > len(letters) / 2:
                return language
        words = fold(text).split()
        french = sum(word in self._french for word in words)
        scores = {
            name: sum(word in known and word not in self._french for word in words)
            for name, known in self._foreign.items()
        }
        best = max(scores, key=lambda name: scores[name], default=None)
        if best is None or scores[best] < LEAST_WORDS or scores[best] <= french:
            return None
        return best
