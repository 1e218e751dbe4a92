"""Words without accents, capitals, hyphens or abbreviations, which keep their place in the text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Letters with their combining accents, or digits with the letters glued to them ("18e", "2A",
# "17h"): "paris18" gives two tokens, "17h30" gives "17h" and "30".
_TOKEN = re.compile(r"\d+(?:[^\W\d_]|[\u0300-\u036f])*|(?:[^\W\d_]|[\u0300-\u036f])+")
# The letters of French, folded at once; the few others go through Unicode decomposition.
_LETTERS: dict[int, str] = {
    **{
        ord(accented): plain
        for accented, plain in zip(
            "àâäáãçéèêëíîïìñóôöòõúùûüýÿøł", "aaaaaceeeeiiiinooooouuuuyyol", strict=True
        )
    },
    **{ord("œ"): "oe", ord("æ"): "ae", ord("ß"): "ss"},
}
_ABBREVIATIONS = {
    "st": "saint",
    "sain": "saint",
    "sint": "saint",
    "ste": "sainte",
    "sts": "saints",
    "stes": "saintes",
    "ss": "sous",
}


# What a thumb writes for a preposition; never part of a name.
_TEXT_SPEAK = {"ds": "dans", "dns": "dans", "pr": "pour"}


@dataclass(frozen=True)
class Token:
    """A word or a number of a text.

    Attributes:
        word: folded form: ``saint`` for « St », ``nimes`` for « Nîmes ».
        raw: the word as written.
        start: where it starts in the text, in characters.
        end: where it ends, excluded.
        gap: what stands between the previous word and this one.
    """

    word: str
    raw: str
    start: int
    end: int
    gap: str


def fold(word: str) -> str:
    """Write a word without accents, ligatures or capitals."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    plain = lowered.translate(_LETTERS)
    if plain.isascii():
        return plain
    spread = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def tokenise(text: str) -> list[Token]:
    """Cut a text into folded words that remember where they stand."""
    tokens: list[Token] = []
    previous = 0
    for match in _TOKEN.finditer(text):
        raw, start, end = match.group(), match.start(), match.end()
        word = fold(raw)
        if not word:
            continue  # An accent without its letter.
        word = _ABBREVIATIONS.get(word) or _TEXT_SPEAK.get(word, word)
        tokens.append(Token(word, raw, start, end, text[previous:start]))
        previous = end
    return tokens


def key(name: str) -> str:
    """Write a name as the index knows it: « L'Haÿ-les-Roses » is ``l hay les roses``.

    What follows in brackets tells two homonyms apart and is no part of what people say.
    """
    words = _TOKEN.findall(fold(name.partition(" (")[0]))
    return " ".join([_ABBREVIATIONS.get(word, word) for word in words])
