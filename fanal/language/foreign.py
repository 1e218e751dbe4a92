"""Which language a message is in, when it is plainly not French."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

from fanal.language._tables import LANGUAGE, Table
from fanal.language.fold import fold
from fanal.language.normalise import Normaliser

LANGUAGES = ("en", "es", "ro", "ar", "pt", "de", "it", "uk")
"""Every language that can be told, by its ISO 639-1 code."""

LEAST_WORDS = 2
"""Different small words of a language that are needed in a message."""

SHORT_MESSAGE = 4
"""Words up to which a telling word (« help », « hilfe ») is enough."""

_SCRIPTS = {"ARABIC": "ar", "CYRILLIC": "uk"}
"""Alphabets that decide alone; Cyrillic is answered in Ukrainian, and Russian readers read it."""

_READ_AS_FRENCH = frozenset({"abbreviation", "slang", "glued"})


class Languages:
    """Small words of each language, from data/resources/language/foreign.yml."""

    def __init__(
        self,
        words: Mapping[str, frozenset[str]],
        telling: Mapping[str, frozenset[str]],
        french: frozenset[str],
        shared: frozenset[str],
        normaliser: Normaliser,
    ) -> None:
        """Use words already read; :meth:`load` is the usual way."""
        self._words = {name: known - french - shared for name, known in words.items()}
        self._telling = telling
        self._french = french - shared
        self._normaliser = normaliser

    @classmethod
    def load(cls, path: Path | None = None, normaliser: Normaliser | None = None) -> Languages:
        """Read the small words.

        Args:
            path: the table; data/resources/language/foreign.yml when None.
            normaliser: an open normaliser to share; a new one is opened when None.

        Raises:
            fanal.yaml_files.YamlError: the file is broken or names an unknown language.
        """
        table = Table(path or LANGUAGE / "foreign.yml")
        return cls(
            _by_language(table, "words"),
            _by_language(table, "telling"),
            frozenset(fold(word) for word in table.texts(table.get("french"), "french")),
            frozenset(fold(word) for word in table.texts(table.get("shared"), "shared")),
            normaliser or Normaliser.load(),
        )

    def language_of(self, text: str) -> str | None:
        """One of :data:`LANGUAGES`, or None.

        None means French or unclear: text-speak is never taken for another language.
        """
        script = _script_of(text)
        if script is not None:
            return script
        words = fold(text.replace("'", "").replace("’", "")).split()
        steps = self._normaliser.normalise(text).steps
        french = sum(word in self._french for word in words)
        french += sum(step.kind in _READ_AS_FRENCH for step in steps)
        scores = {name: len(known.intersection(words)) for name, known in self._words.items()}
        best = max(scores, key=lambda name: scores[name])
        if scores[best] >= LEAST_WORDS and scores[best] > french:
            # Romance languages share words: only a language that stands out is told.
            others = [score for name, score in scores.items() if name != best]
            return best if scores[best] > max(others) else self._told(words, french)
        return self._told(words, french)

    def _told(self, words: list[str], french: int) -> str | None:
        """The language of the telling words of a short message, more of them than French words."""
        if len(words) > SHORT_MESSAGE:
            return None
        told = [
            name for name, known in self._telling.items() if len(known.intersection(words)) > french
        ]
        return told[0] if len(told) == 1 else None


def _script_of(text: str) -> str | None:
    """The language of the alphabet that most letters belong to, when it is not the Latin one."""
    letters = [character for character in text if character.isalpha()]
    for script, language in _SCRIPTS.items():
        there = sum(unicodedata.name(letter, "").startswith(script) for letter in letters)
        if there > len(letters) / 2:
            return language
    return None


def _by_language(table: Table, section: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name, words in table.mapping(table.get(section), section).items():
        if name not in LANGUAGES:
            raise table.error(f"langue inconnue : {name}", section, name)
        texts = table.texts(words, section, name)
        found[name] = frozenset(fold(word.replace("'", "")) for word in texts)
    if not found:
        raise table.error(f"une liste de mots par langue est attendue sous « {section} »", section)
    return found
