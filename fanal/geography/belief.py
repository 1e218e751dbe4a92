"""Whether a name, as it is said, is a place: « à Sens » is, « en sens inverse » is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fanal.geography.atlas import Atlas, Ref
from fanal.geography.cues import Cue, Strength, breaks
from fanal.geography.forms import ARTICLES
from fanal.geography.lexicon import Lexicon
from fanal.geography.names import NameIndex, Trust
from fanal.geography.normalise import Token
from fanal.geography.numbers import Number

_KNOWN, _LARGE = 2_000, 10_000


@dataclass(frozen=True)
class Reading:
    """A text being read.

    Attributes:
        tokens: its words.
        masked: indexes of tokens that cannot be part of a name, such as phone numbers.
        phrases: first and last index (excluded) of the fixed phrases that are no places.
        numbers: the numbers that may name a place.
        expecting: the question of the place has just been asked.
    """

    tokens: Sequence[Token]
    masked: frozenset[int]
    phrases: Sequence[tuple[int, int]]
    numbers: Sequence[Number]
    expecting: bool

    def hides(self, start: int, end: int) -> bool:
        """Say whether these tokens cannot be a name.

        A longer name wins over a fixed phrase: « La Haye-Malherbe » over « La Haye ».
        """
        if not self.masked.isdisjoint(range(start, end)):
            return True
        return any(
            first < end
            and start < last
            and not (start <= first and last <= end and last - first < end - start)
            for first, last in self.phrases
        )


@dataclass(frozen=True)
class Candidate:
    """A name found in a text, not yet believed.

    Attributes:
        name: the name, folded.
        refs: the places that bear it.
        start: index of its first token.
        end: index after its last token.
        cue: the words before.
        whole: nothing else but filler stands in the text.
        beside: a département number or a postcode that fits stands beside.
        joined: it follows another place: « Saint-Denis, la Réunion ».
        hinted: a part of a town follows, or a place denied stands before: « pas Metz, Nancy ».
    """

    name: str
    refs: tuple[Ref, ...]
    start: int
    end: int
    cue: Cue
    whole: bool
    beside: bool
    joined: bool
    hinted: bool


class Belief:
    """Weighs the trust a name deserves against the way it is said."""

    def __init__(self, atlas: Atlas, names: NameIndex, lexicon: Lexicon) -> None:
        self._atlas = atlas
        self._names = names
        self._lexicon = lexicon

    def believes(self, reading: Reading, candidate: Candidate) -> bool:
        """Say whether a candidate is taken for a place; Trust says what each level needs."""
        trust = self._names.trust(candidate.name, candidate.refs)
        cue, answer = candidate.cue, candidate.whole and reading.expecting
        if trust is Trust.FREE or (answer and trust is not Trust.NEVER):
            return True
        if trust is Trust.CUED:
            whole = candidate.whole and self._is_known(candidate.refs)
            named = cue.article and self._is_land(candidate.refs)  # « c'est le neuf un »
            clue = candidate.beside or candidate.hinted or named
            return clue or whole or self._enough(candidate)
        if trust is Trust.LAND:
            return self._said_as_land(reading, candidate)
        if trust is Trust.ISLAND:
            return candidate.whole or candidate.joined or cue.strength >= Strength.AT
        if trust is Trust.ANSWER or not self._ends_well(reading, candidate.end):
            return False
        return self._word_is_place(reading, candidate, trust)

    def _word_is_place(self, reading: Reading, candidate: Candidate, trust: Trust) -> bool:
        cue = candidate.cue
        capital = self._capital(reading, candidate)
        home = cue.strength >= Strength.NEAR and cue.preposition != "en"
        if trust is Trust.NEVER:
            return capital and cue.strength is Strength.HOME
        if self._has_article(candidate) and not capital and not candidate.beside:
            # « à l'hôpital », « au port » are no communes; « j'habite aux Lilas » is.
            return cue.strength is Strength.HOME and self._is_large(candidate.refs)
        if trust is Trust.WARY:
            if candidate.beside or candidate.hinted or home:
                return True
            alone = candidate.whole or (capital and self._opens(reading, candidate))
            if alone and not cue.article and cue.strength is Strength.NONE:
                return self._is_chief_town(candidate.refs)
            inside = cue.strength is Strength.AT
            return inside and (cue.preposition == "a" or (capital and candidate.start > 0))
        return home or (candidate.beside and (capital or candidate.whole))

    def _opens(self, reading: Reading, candidate: Candidate) -> bool:
        """Say whether a name opens the text, cut from what follows: « Ben Gap, quoi »."""
        tokens, end = reading.tokens, candidate.end
        opens = all(token.word in self._lexicon.fillers for token in tokens[: candidate.start])
        return opens and end < len(tokens) and breaks(tokens[end])

    def _capital(self, reading: Reading, candidate: Candidate) -> bool:
        first, last = reading.tokens[candidate.start], reading.tokens[candidate.end - 1]
        return first.raw[0].isupper() or last.raw[0].isupper()

    def _has_article(self, candidate: Candidate) -> bool:
        return candidate.cue.article or candidate.name.split()[0] in ARTICLES

    def _is_large(self, refs: Sequence[Ref]) -> bool:
        return max(map(self._atlas.population, refs)) >= _LARGE

    def _enough(self, candidate: Candidate) -> bool:
        if candidate.cue.strength >= Strength.AT:
            return True
        return self._is_known(candidate.refs) and candidate.cue.strength >= Strength.HAS

    def _is_known(self, refs: Sequence[Ref]) -> bool:
        return max(map(self._atlas.population, refs)) >= _KNOWN

    def _is_land(self, refs: Sequence[Ref]) -> bool:
        return all(ref.kind == "departement" for ref in refs)

    def _is_chief_town(self, refs: Sequence[Ref]) -> bool:
        chief_towns = {row.chief_town for row in self._atlas.departements.values()}
        return any(ref.code in chief_towns for ref in refs)

    def _said_as_land(self, reading: Reading, candidate: Candidate) -> bool:
        cue, end = candidate.cue, candidate.end
        after = reading.tokens[end] if end < len(reading.tokens) else None
        if after and after.word in {"de", "du", "est", "ouest"} and not breaks(after):
            return False  # « le nord de Paris » is not the département.
        if candidate.whole or candidate.joined or candidate.hinted:
            return True
        if cue.preposition in {"dans", "en"} or cue.strength >= Strength.NEAR:
            return True
        capital = self._capital(reading, candidate)
        return cue.article and capital and cue.strength >= Strength.OF

    def _ends_well(self, reading: Reading, end: int) -> bool:
        """Say whether what follows leaves an ordinary word alone: not « sens unique »."""
        if end >= len(reading.tokens):
            return True
        after = reading.tokens[end]
        if breaks(after) or after.word in self._lexicon.followers:
            return True
        return any(number.start == end for number in reading.numbers)
