"""The words before a name that say it is a place: « j'habite à », « près de », « dans le »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from fanal.geography.lexicon import Lexicon
from fanal.geography.normalise import Token

_BREAK = re.compile(r"[.,;!?()\n…\[\]«»]")
_REACH, _FAR = 4, 9
_WHO, _FOR = frozenset({"qui"}), frozenset({"pour"})
_THAN, _RATHER = frozenset({"que", "qu"}), frozenset({"plutot", "autre", "ailleurs"})
_LONGEST_PHRASE = 4


class Strength(IntEnum):
    """How strongly the words before a name say that it is a place."""

    NONE = 0
    HAS = 1
    """« a » without an accent, which may be the verb: « il a »."""
    OF = 2
    """« de », « pour », « depuis »."""
    AT = 3
    """« à », « sur », « dans », « en »."""
    NEAR = 4
    """« près de », « vers », « je suis de », « la mairie de »."""
    HOME = 5
    """« j'habite à »."""


@dataclass(frozen=True)
class Cue:
    """What was read before a name.

    Attributes:
        strength: see Strength.
        start: index of the first token of the cue.
        preposition: ``a``, ``de``, ``en``, ``dans``, ``sur``… or empty.
        article: an article stands between the preposition and the name, or is part of it (au).
        denied: « pas à Lyon ».
        past: « j'étais à Lyon ».
        work: « je travaille à Lyon ».
        for_other: « pour un ami qui est à Lyon ».
    """

    strength: Strength
    start: int
    preposition: str = ""
    article: bool = False
    denied: bool = False
    past: bool = False
    work: bool = False
    for_other: bool = False


def breaks(token: Token) -> bool:
    """Say whether a clause ends between the previous token and this one."""
    return _BREAK.search(token.gap) is not None


def read_cue(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Cue:
    """Read the cue that stands before the token at ``index``."""
    reader = _Reader(tokens, index, lexicon)
    return reader.read()


class _Reader:
    def __init__(self, tokens: Sequence[Token], index: int, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.index = index
        self.lexicon = lexicon

    def read(self) -> Cue:
        last = self.index - 1
        if last < 0 or breaks(self.tokens[self.index]):
            return Cue(Strength.NONE, self.index)
        lexicon = self.lexicon
        article = self.tokens[last].word in lexicon.articles
        if article:
            if last == 0 or breaks(self.tokens[last]):
                return Cue(Strength.NONE, last, article=True)
            last -= 1
        word = self.tokens[last].word
        article = article or word in {"au", "aux", "du", "des"}
        strength, start, preposition = self._strength(last, word)
        if strength in {Strength.AT, Strength.NEAR} and self._verb(start, lexicon.home_verbs):
            strength = Strength.HOME
        return Cue(
            strength,
            start,
            preposition,
            article,
            denied=self._denied(start),
            past=self._verb(start, lexicon.past_marks),
            work=self._verb(start, lexicon.work_marks),
            for_other=self._verb(start, _WHO) and self._verb(start, _FOR, reach=_FAR),
        )

    def _strength(self, last: int, word: str) -> tuple[Strength, int, str]:
        lexicon = self.lexicon
        near = self._phrase(last, lexicon.near_phrases)
        if near:
            return Strength.NEAR, last - near + 1, "de"
        if word in {"a", "au", "aux"}:
            return self._at(last, word)
        if word in {"de", "d", "du", "des"}:
            return self._of(last)
        if word in {"sur", "dans", "en"}:
            return Strength.AT, last, word
        if word in lexicon.prepositions:
            return Strength.OF, last, word
        if word in lexicon.home_verbs:
            return Strength.HOME, last, ""
        if self._phrase(last, lexicon.place_labels):
            return Strength.NEAR, last, ""
        return Strength.NONE, last + 1, ""

    def _at(self, last: int, word: str) -> tuple[Strength, int, str]:
        token = self.tokens[last]
        accented = not token.raw.isascii()
        if word != "a" or accented or last == 0 or breaks(token):
            return Strength.AT, last, "a"
        if self.tokens[last - 1].word in self.lexicon.having_subjects:
            return Strength.HAS, last, "a"
        verbs = self.lexicon.being_verbs | self.lexicon.home_verbs
        located = self._verb(last, verbs)
        return (Strength.AT if located else Strength.HAS), last, "a"

    def _of(self, last: int) -> tuple[Strength, int, str]:
        if last and not breaks(self.tokens[last]):
            before = last - 1
            if self.tokens[before].word in self.lexicon.no and before:
                before -= 1
            if self.tokens[before].word in self.lexicon.coming_verbs:
                return Strength.NEAR, last, "de"
            if self._phrase(last - 1, self.lexicon.place_nouns):
                return Strength.NEAR, last, "de"
        return Strength.OF, last, "de"

    def _phrase(self, last: int, phrases: frozenset[str]) -> int:
        """Count the tokens of the longest phrase that ends at ``last``; du, des and d are de."""
        words: list[str] = []
        found = 0
        for position in range(last, max(-1, last - _LONGEST_PHRASE), -1):
            word = self.tokens[position].word
            if position == last and word in {"d", "du", "des"}:
                word = "de"
            words.insert(0, word)
            if " ".join(words) in phrases:
                found = len(words)
            if breaks(self.tokens[position]):
                break
        return found

    def _verb(self, start: int, verbs: frozenset[str], reach: int = _REACH) -> bool:
        for position in range(start - 1, max(-1, start - 1 - reach), -1):
            if breaks(self.tokens[position + 1]):
                return False
            if self.tokens[position].word in verbs:
                return True
        return False

    def _denied(self, start: int) -> bool:
        if start < len(self.tokens) and breaks(self.tokens[start]):
            return self._denied_before(start)
        position = start - 1
        lexicon = self.lexicon
        while position > 0 and self.tokens[position].word in lexicon.between:
            if breaks(self.tokens[position]):
                return False
            position -= 1
        if position < 0:
            return False
        word = self.tokens[position].word
        if word in _THAN:
            before = {token.word for token in self.tokens[max(0, position - _REACH) : position]}
            return not before.isdisjoint(_RATHER)
        if word == "plus":
            return position > 0 and self.tokens[position - 1].word in lexicon.plus_verbs
        return word in lexicon.no

    def _denied_before(self, start: int) -> bool:
        """Read « j'y suis pas, à Marseille »: the place comes after its denial."""
        if self.tokens[start].gap.strip() != ",":
            return False
        words: list[str] = []
        for position in range(start - 1, max(-1, start - _FAR), -1):
            words.append(self.tokens[position].word)
            if breaks(self.tokens[position]):
                break
        return "y" in words and not self.lexicon.no.isdisjoint(words)
