"""What stands around a name: « docteur Beauvais » is a person, « Poitiers sud » is a place."""

from __future__ import annotations

from collections.abc import Sequence

from fanal.geography.atlas import Ref
from fanal.geography.belief import Reading
from fanal.geography.cues import Cue, Strength, breaks
from fanal.geography.lexicon import Lexicon
from fanal.geography.normalise import Token

_BETWEEN = frozenset({"en", "au", "aux", "a", "la", "le", "l", "dans", "de", "du"})
_FAR = 3
_YES = frozenset({"oui", "ouais"})
_AGAINST = frozenset({"entre", "contre"})
_NAMED = frozenset({"ville", "village", "commune", "bled", "coin"})
_BESIDE = frozenset({"au", "le", "la", "du", "dans", "en", "et", "ses", "ou", "les", "a", "l"})
_OWN = frozenset({"ma", "notre", "c", "cest"})


class Context:
    """Reads the words on both sides of a name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def is_something_else(
        self, reading: Reading, start: int, end: int, cue: Cue, refs: Sequence[Ref]
    ) -> bool:
        """Say whether the words around make this a person, a team, a work or a place abroad."""
        tokens = reading.tokens
        if self._abroad(tokens, end):
            return True
        if cue.strength is Strength.NONE and self._titled(tokens, cue.start):
            return True
        if cue.start and not breaks(tokens[cue.start]):
            before = tokens[cue.start - 1].word
            named = cue.strength is Strength.OF and cue.preposition == "de"
            if before == "contre" or (named and before in self._lexicon.named_after):
                return True
        if cue.strength is Strength.NONE and self._determined(reading, start, refs):
            return True
        return cue.strength <= Strength.OF and self._played(tokens)

    def is_supported(self, reading: Reading, start: int, end: int) -> bool:
        """Say whether a part of a town is named next: « Strass, quartier gare »."""
        tokens = reading.tokens
        first = all(token.word in self._lexicon.fillers for token in tokens[:start])
        for index in range(end, min(end + _FAR, len(tokens))):
            if breaks(tokens[index]) and tokens[index].gap.strip() != ",":
                return False
            if tokens[index].word in self._lexicon.town_parts:
                return True
            if index == end and first and tokens[index].word in _YES:
                return True
            if tokens[index].word not in _BESIDE and tokens[index].word not in _OWN:
                return False
        return False

    def _abroad(self, tokens: Sequence[Token], end: int) -> bool:
        for index in range(end, min(end + _FAR, len(tokens))):
            if tokens[index].gap.strip() not in {"", ",", "(", "-", "/", "'", "’"}:
                return False
            if tokens[index].word in self._lexicon.countries:
                return True
            if tokens[index].word not in _BETWEEN:
                return False
        return False

    def _played(self, tokens: Sequence[Token]) -> bool:
        words = {token.word for token in tokens}
        if not words.isdisjoint(self._lexicon.sports):
            return True
        against = not words.isdisjoint(_AGAINST)
        return against and not words.isdisjoint(self._lexicon.contests)

    def _titled(self, tokens: Sequence[Token], index: int) -> bool:
        if not index or tokens[index - 1].word not in self._lexicon.titles:
            return False
        if {token.word for token in tokens[max(0, index - _FAR) : index]} & _NAMED:
            return False
        # « M. Cambrai », « Dr. Beauvais »
        short = tokens[index].gap.strip() == "." and len(tokens[index - 1].word) < 4
        return short or not breaks(tokens[index])

    def _determined(self, reading: Reading, start: int, refs: Sequence[Ref]) -> bool:
        """Say whether a determiner stands before a commune: « les lens », « un paris »."""
        if not start or breaks(reading.tokens[start]):
            return False
        determiner = reading.tokens[start - 1].word in self._lexicon.determiners
        return determiner and all(ref.kind == "commune" for ref in refs)
