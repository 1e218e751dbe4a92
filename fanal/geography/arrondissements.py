"""The arrondissements of Paris, Lyon and Marseille: « Paris 18e », « Lyon VII », « vingtième »."""

from __future__ import annotations

from fanal.geography.atlas import Atlas
from fanal.geography.belief import Reading
from fanal.geography.cues import breaks
from fanal.geography.lexicon import Lexicon
from fanal.geography.mention import Mention
from fanal.geography.normalise import Token
from fanal.geography.ordinals import Ordinal, ordinal_at, ordinal_before, part_of

_SOFT = frozenset({"dans", "le", "la", "l", "du", "de", "en", "d"})


class Arrondissements:
    """Makes a city precise with the arrondissement written beside it."""

    def __init__(self, atlas: Atlas, lexicon: Lexicon) -> None:
        self._atlas = atlas
        self._lexicon = lexicon

    def attach(self, reading: Reading, mention: Mention) -> Mention:
        """Read « Paris 18e », « Lyon 3 », « 13e arrondissement de Marseille »."""
        city = mention.refs[0].code
        if part_of(city, 1) is None:
            return mention
        found = self._after(reading, mention) or self._before(reading, mention)
        part = part_of(city, found.number) if found else None
        if found is None or part is None:
            return mention
        spot = Mention((part,), found.start, found.end, mention.cue, mention.score)
        return mention.narrowed((part,), spot)

    def _after(self, reading: Reading, mention: Mention) -> Ordinal | None:
        tokens, index = reading.tokens, mention.end
        while index < len(tokens) and tokens[index].word in _SOFT and not breaks(tokens[index]):
            index += 1
        if index >= len(tokens) or index in reading.masked:
            return None
        found, plain = ordinal_at(tokens, index), tokens[index].word
        if self._counted(reading, found.end if found else index + 1):
            return None
        if found is None and index == mention.end and plain.isdecimal() and len(plain) < 3:
            # « Marseille 13 » and « Lyon 69 » give the département.
            same = plain == self._atlas.departement_of(mention.refs[0])
            found = None if same else Ordinal(int(plain), index, index + 1)
        if found is None:
            return None
        named = found.end < len(tokens) and self._is_arrondissement(tokens[found.end])
        return found._replace(end=found.end + named)

    def _before(self, reading: Reading, mention: Mention) -> Ordinal | None:
        tokens, end = reading.tokens, mention.cue.start
        if end > 0 and self._is_arrondissement(tokens[end - 1]):
            end -= 1
        found = ordinal_before(tokens, end)
        if found is None or breaks(tokens[found.end]):
            return None
        return found._replace(end=mention.end)

    def _is_arrondissement(self, token: Token) -> bool:
        return token.word in self._lexicon.arrondissement_words

    def _counted(self, reading: Reading, index: int) -> bool:
        """Say whether what follows is counted or numbered: « Paris 18 ans », « 3 rue »."""
        if index >= len(reading.tokens):
            return False
        after = reading.tokens[index]
        if after.gap.strip()[:1] in {"€", "%", ":"} or after.word.isdecimal():
            return True
        counted = self._lexicon.units | self._lexicon.months | self._lexicon.streets
        return not breaks(after) and after.word in counted
