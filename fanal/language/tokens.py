"""Words of a message, each with its place in the message as it was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

APOSTROPHES = "'’‘ʼ´`"
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
_LETTERS = f"[^\\W_](?:[^\\W_]|[{_MARKS}])*"
_WORD = re.compile(f"{_LETTERS}(?:[{APOSTROPHES}]{_LETTERS})*")
_MEASURE = re.compile(r"(\d{1,4})(ans?|h|min|mn|mois|jours?|km|eu|euros?)", re.IGNORECASE)
_SPLIT = re.compile(f"[{APOSTROPHES}]")

FULL_FORMS = {
    "j": "je",
    "m": "me",
    "t": "te",
    "s": "se",
    "l": "le",
    "d": "de",
    "n": "ne",
    "c": "ce",
    "qu": "que",
    "jusqu": "jusque",
    "lorsqu": "lorsque",
    "puisqu": "puisque",
    "quoiqu": "quoique",
}
"""Words that lose their last vowel before another vowel, and their full form."""

_VOWELS = frozenset("aeiouyhœ")

SENTENCE_ENDS = ".!?;\n…"
OTHER_MARKS = ",:"


@dataclass(frozen=True)
class Token:
    """One word of the normalised message.

    Attributes:
        text: the word, lower case, accents kept. An elided word keeps its apostrophe (``j'``).
        start: where the writing it comes from begins in the original message, in code points.
        end: where that writing ends (exclusive). The words that one abbreviation stands for
            share its place: « jsuis » gives « je » and « suis », both over the five letters.
        mark: the punctuation that follows: empty, one of ``, :`` or one of ``. ! ? ; …`` and
            the end of line, which close a sentence.
    """

    text: str
    start: int
    end: int
    mark: str = ""

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence is closed after this word."""
        return bool(self.mark) and self.mark in SENTENCE_ENDS


@dataclass(frozen=True)
class Unit:
    """What stands in the original message: a word, an emoji or a punctuation mark."""

    kind: Literal["word", "emoji", "mark"]
    text: str
    start: int
    end: int


def starts_with_vowel(word: str) -> bool:
    """Whether « je », « de »… lose their vowel before this word (h counts as silent)."""
    return bool(word) and unicodedata.normalize("NFD", word[0].lower())[0] in _VOWELS


def units(text: str) -> Iterator[Unit]:
    """The words, emoji and marks of a message, in order; anything else separates."""
    position = 0
    while position < len(text):
        word = _WORD.match(text, position)
        if word is not None:
            yield from _words_of(text, position, word.end())
            position = word.end()
            continue
        sign = text[position]
        if sign in SENTENCE_ENDS or sign in OTHER_MARKS:
            end = position
            while end < len(text) and text[end] in SENTENCE_ENDS + OTHER_MARKS:
                end += 1
            yield Unit("mark", _mark_of(text[position:end]), position, end)
            position = end
            continue
        if is_emoji(sign):
            yield Unit("emoji", sign, position, position + 1)
        position += 1


def _words_of(text: str, start: int, end: int) -> Iterator[Unit]:
    """One word, or a number and its unit written together (« 15ans », « 2h »)."""
    measure = _MEASURE.fullmatch(text, start, end)
    if measure is None:
        yield Unit("word", text[start:end], start, end)
        return
    yield Unit("word", measure[1], start, measure.end(1))
    yield Unit("word", measure[2], measure.start(2), end)


def is_emoji(sign: str) -> bool:
    """Whether a character is a pictograph (an emoji without its variation or skin tone)."""
    return unicodedata.category(sign) == "So"


def _mark_of(run: str) -> str:
    """One mark for a run of marks; three dots or a comma do not close a sentence."""
    if "!" in run:
        return "!"
    if "?" in run:
        return "?"
    if "\n" in run or ";" in run:
        return "." if "\n" in run else ";"
    return "." if run == "." else ","


def split_elisions(word: str) -> list[tuple[str, int, int]]:
    """Separate « l'école » into « l' » and « école », with their places in the word.

    Before a consonant the lost vowel comes back (« j'suis » gives « je », « suis »). A word whose
    first part is no elided word (« aujourd'hui », « quelqu'un », « don't ») stays whole.
    """
    parts: list[tuple[str, int, int]] = []
    begin = 0
    while True:
        cut = _SPLIT.search(word, begin)
        if cut is None or word[begin : cut.start()].lower() not in FULL_FORMS:
            parts.append((_SPLIT.sub("'", word[begin:]), begin, len(word)))
            return parts
        head, rest = word[begin : cut.start()].lower(), word[cut.end() :]
        if not rest:
            parts.append((f"{head}'", begin, len(word)))
            return parts
        full = f"{head}'" if starts_with_vowel(rest) else FULL_FORMS[head]
        parts.append((full, begin, cut.end()))
        begin = cut.end()
