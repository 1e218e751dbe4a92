"""Ranks, as they name arrondissements: « 18e », « 12 ème », « XIXe », « dix-huitième »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from fanal.geography.atlas import Ref
from fanal.geography.cues import breaks
from fanal.geography.normalise import Token

_ENDING = "er|ere|e|em|eme|ieme|nd|nde"
_ORDINAL = re.compile(rf"(\d{{1,2}})(?:{_ENDING})\Z")
_ROMAN = re.compile(rf"([IVX]{{1,5}})(?:{_ENDING})?\Z")
_ROMANS = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
    "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18,
    "XIX": 19, "XX": 20,
}  # fmt: skip
_WORDS = {
    "premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5,
    "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "onzieme": 11,
    "douzieme": 12, "treizieme": 13, "quatorzieme": 14, "quinzieme": 15, "seizieme": 16,
    "vingtieme": 20,
}  # fmt: skip
_CITIES = {"75056": 20, "13055": 16, "69123": 9}
_PARTS = {
    "75056": lambda number: f"751{number:02d}",
    "13055": lambda number: f"132{number:02d}",
    "69123": lambda number: f"6938{number}",
}


class Ordinal(NamedTuple):
    """A rank read in a text, from token ``start`` to token ``end`` (excluded)."""

    number: int
    start: int
    end: int


def part_of(city: str, number: int) -> Ref | None:
    """Give an arrondissement of a city by its number; None when the city has none such."""
    if not 1 <= number <= _CITIES.get(city, 0):
        return None
    return Ref("commune", _PARTS[city](number))


def parts(number: int) -> tuple[Ref, ...]:
    """Give the arrondissements that bear a number, in the three cities."""
    return tuple(ref for city in _CITIES if (ref := part_of(city, number)))


def ordinal_at(tokens: Sequence[Token], index: int) -> Ordinal | None:
    """Read « 18e », « 12 ème », « XIXe », « dix-huitième » from a token on."""
    token = tokens[index]
    match = _ORDINAL.match(token.word)
    if match:
        return Ordinal(int(match.group(1)), index, index + 1)
    after = tokens[index + 1] if index + 1 < len(tokens) and not breaks(tokens[index + 1]) else None
    if after is not None and token.word.isdecimal() and len(token.word) < 3:
        if re.fullmatch(_ENDING, after.word):
            return Ordinal(int(token.word), index, index + 2)
        return None
    if after is not None and token.word == "dix" and 7 <= _WORDS.get(after.word, 0) <= 9:
        return Ordinal(10 + _WORDS[after.word], index, index + 2)
    roman = _ROMAN.match(token.raw[:1].upper() + token.raw[1:]) if token.raw[0].isupper() else None
    number = _WORDS.get(token.word) or (_ROMANS.get(roman.group(1)) if roman else None)
    return Ordinal(number, index, index + 1) if number else None


def ordinal_before(tokens: Sequence[Token], index: int) -> Ordinal | None:
    """Read a rank that ends just before a token."""
    for start in (index - 2, index - 1):
        found = ordinal_at(tokens, start) if start >= 0 else None
        if found is not None and found.end == index:
            return found
    return None
