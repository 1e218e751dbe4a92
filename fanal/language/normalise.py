"""Plain French from the French that people type: text-speak, slang, emoji, missing apostrophes.

The replacements are tables (data/resources/language). They are chosen so that no need is turned
into another: a word with two possible meanings is replaced only where its neighbours decide, and
is left as it stands otherwise. What was replaced is kept, so that a test can show it.

The result is lower case; accents stay as written or as the table writes them, hyphens become
spaces. Use :func:`fanal.language.fold.fold` on top of it to compare without accents.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from fanal.language._replacements import Entry, Replacements
from fanal.language.fold import fold
from fanal.language.tokens import (
    FULL_FORMS,
    Token,
    Unit,
    split_elisions,
    starts_with_vowel,
    units,
)

__all__ = ["Normalised", "Normaliser", "Step", "Token", "fold", "normalise"]

_RUN = re.compile(r"([^\W\d_])\1{2,}")
_GLUED_JE = re.compile(r"j[bcdfgklmnpqrstvwxz][a-z]*[aeiouy][a-z]*")
_MOST_RUNS = 4
_SPELT = frozenset("bcdefghijklmnopqrstuvwxz")
"""A letter beside another is spelt (« m d p h »), unless it is a word (« a », « y »)."""


@dataclass(frozen=True)
class Step:
    """One replacement: what was written, what it was read as, and which table did it.

    ``kind`` is ``abbreviation``, ``slang``, ``guarded``, ``emoji``, ``repeated``, ``elision`` or
    ``glued``.
    """

    before: str
    after: str
    kind: str


@dataclass(frozen=True)
class Normalised:
    """A message and its plain form.

    Attributes:
        original: the message as given.
        text: the plain form, lower case, words separated by one space.
        tokens: its words, each with its place in ``original``.
        steps: what was replaced, in order.
    """

    original: str
    text: str
    tokens: tuple[Token, ...]
    steps: tuple[Step, ...]


class Normaliser:
    """Reads messages with the tables it was opened with."""

    def __init__(self, replacements: Replacements) -> None:
        """Use tables already read; :meth:`load` is the usual way."""
        self._replacements = replacements

    @classmethod
    def load(cls, directory: Path | None = None) -> Normaliser:
        """Open the tables of a directory (data/resources/language when None).

        Raises:
            fanal.yaml_files.YamlError: a table is missing or malformed.
        """
        return cls(Replacements.load(directory))

    def normalise(self, text: str) -> Normalised:
        """The plain form of a message."""
        reading = _Reading(text, self._replacements)
        reading.run()
        return Normalised(
            text, _joined(reading.tokens), tuple(reading.tokens), tuple(reading.steps)
        )


@lru_cache(maxsize=1)
def _project_normaliser() -> Normaliser:
    return Normaliser.load()


def normalise(text: str) -> Normalised:
    """The plain form of a message, with the project's own tables, opened at the first call."""
    return _project_normaliser().normalise(text)


class _Reading:
    """The state of reading one message from left to right."""

    def __init__(self, text: str, replacements: Replacements) -> None:
        self.tokens: list[Token] = []
        self.steps: list[Step] = []
        self._table = replacements
        self._units = [piece for unit in units(text) for piece in self._pieces(unit)]
        self._keys = [self._key(unit) for unit in self._units]
        self._shouted = text.isupper()

    def run(self) -> None:
        position = 0
        while position < len(self._units):
            unit = self._units[position]
            if unit.kind == "mark":
                if self.tokens:
                    self.tokens[-1] = replace(self.tokens[-1], mark=unit.text)
                position += 1
                continue
            entry, length = self._entry_at(position)
            if entry is not None:
                self._apply(entry, position, length)
                position += length
                continue
            if unit.kind == "word":
                self._read_word(unit, self._keys[position], position)
            position += 1

    def _pieces(self, unit: Unit) -> list[Unit]:
        """A unit, cut at its elisions unless the whole writing is in the table (« p'tit »)."""
        if unit.kind != "word":
            return [unit]
        text = unicodedata.normalize("NFC", unit.text.lower())
        if len(text) != len(unit.text) or self._table.knows(_key_of(text)):
            return [Unit("word", text, unit.start, unit.end)]
        return [
            Unit("word", part, unit.start + start, unit.start + end)
            for part, start, end in split_elisions(text)
        ]

    def _key(self, unit: Unit) -> str:
        if unit.kind == "mark":
            return ""
        return unit.text if unit.kind == "emoji" else _key_of(self._squeezed(unit.text))

    def _squeezed(self, word: str) -> str:
        """The word without letters repeated three times or more (« aideeez »)."""
        runs = list(_RUN.finditer(word))
        if not runs or word.startswith("www"):
            return word
        for lengths in itertools.product((2, 1), repeat=min(len(runs), _MOST_RUNS)):
            candidate = _with_runs(word, lengths)
            if self._table.knows(_key_of(candidate)):
                return candidate
        return _with_runs(word, (1,) * min(len(runs), _MOST_RUNS))

    def _entry_at(self, position: int) -> tuple[Entry | None, int]:
        """The longest writing of the table that stands here and whose guards hold."""
        longest = min(self._table.longest, len(self._units) - position)
        for length in range(longest, 0, -1):
            window = self._units[position : position + length]
            if any(unit.kind == "mark" for unit in window):
                continue
            key = " ".join(self._keys[position : position + length])
            for entry in self._table.entries(key):
                if entry.holds(self._before(), self._after(position + length), self._keys):
                    return entry, length
        return None, 1

    def _before(self) -> list[str]:
        """Folded words already read, the nearest last; only of this sentence."""
        words: list[str] = []
        for token in reversed(self.tokens[-4:]):
            if token.ends_sentence:
                break
            words.insert(0, _key_of(token.text).rstrip("'"))
        return words

    def _after(self, position: int) -> list[str]:
        """Keys still to read, the nearest first; only of this sentence."""
        words = []
        for unit, key in zip(self._units[position:], self._keys[position:], strict=True):
            if unit.kind == "mark":
                break
            words.append(key)
        return words[:4]

    def _apply(self, entry: Entry, position: int, length: int) -> None:
        first, last = self._units[position], self._units[position + length - 1]
        written = " ".join(unit.text for unit in self._units[position : position + length])
        for word in entry.words:
            self.tokens.append(Token(word, first.start, last.end))
        read = _joined([Token(word, 0, 0) for word in entry.words])
        if written != read:
            self.steps.append(Step(written, read, entry.kind))

    def _read_word(self, unit: Unit, key: str, position: int) -> None:
        """A word that is in no table."""
        text = self._squeezed(unit.text)
        if text != unit.text:
            self.steps.append(Step(unit.text, text, "repeated"))
        if key in FULL_FORMS and not text.endswith("'"):
            text = self._elided(unit, key, position)
        elif _GLUED_JE.fullmatch(key):
            self._unglue(unit, text)
            return
        self.tokens.append(Token(text, unit.start, unit.end))

    def _unglue(self, unit: Unit, text: str) -> None:
        """« jveux »: no French word begins with j and a consonant."""
        rest = text[1:]
        self.tokens.append(Token("je", unit.start, unit.end))
        self.steps.append(Step(text, f"je {rest}", "glued"))
        for entry in self._table.entries(_key_of(rest)):
            if entry.holds(self._before(), [], self._keys):
                self.tokens.extend(Token(word, unit.start, unit.end) for word in entry.words)
                self.steps.append(Step(rest, " ".join(entry.words), entry.kind))
                return
        self.tokens.append(Token(rest, unit.start, unit.end))

    def _elided(self, unit: Unit, key: str, position: int) -> str:
        """« j ai » and « m frappe », typed without the apostrophe."""
        following = self._after(position + 1)
        capital = unit.text.isupper() and not self._shouted and position > 0
        if not following or capital or following[0] in _SPELT or not following[0].isalpha():
            return unit.text
        if starts_with_vowel(following[0]):
            read = f"{key}'"
        elif key in {"j", "m", "d", "n", "qu"}:  # t, c, s and l alone have other meanings
            read = FULL_FORMS[key]
        else:
            return unit.text
        self.steps.append(Step(unit.text, read, "elision"))
        return read


def _key_of(word: str) -> str:
    """The folded word, apostrophes kept so that « j'ai » and « jai » are told apart."""
    return "'".join(fold(part) for part in word.split("'"))


def _with_runs(word: str, lengths: Sequence[int]) -> str:
    remaining = iter(lengths)
    return _RUN.sub(lambda run: run.group(1) * next(remaining, 1), word)


def _joined(tokens: Sequence[Token]) -> str:
    """Words separated by one space, none after an apostrophe or before a mark."""
    pieces: list[str] = []
    for token in tokens:
        pieces.append(token.text + token.mark)
        if not token.text.endswith("'") or token.mark:
            pieces.append(" ")
    return "".join(pieces).strip()
