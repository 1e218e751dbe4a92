"""Typing mistakes: « nime », « toulousse », « finister »."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fanal.geography.atlas import Atlas
from fanal.geography.belief import Reading
from fanal.geography.cues import Cue, Strength, breaks, read_cue
from fanal.geography.lexicon import Lexicon
from fanal.geography.matcher import Matcher
from fanal.geography.mention import Mention, possible, settled
from fanal.geography.names import NameIndex
from fanal.geography.normalise import Token
from fanal.geography.resemblance import LOOSE_POPULATION, SHORTEST, Found, Resemblance

_WIDEST = 4
_TRIES, _BARE_TRIES = 6, 12
_CONTAINING_CUTOFF = 88.0
_HAND_WORDS = (
    "people",
    "abroad",
    "countries",
    "titles",
    "sports",
    "contests",
    "determiners",
    "function_words",
    "fillers",
    "units",
    "months",
    "never",
    "home_verbs",
    "being_verbs",
    "place_nouns",
    "calling_verbs",
    "followers",
)


class TypoFinder:
    """Finds misspelt names: after a cue, in an answer, or, for cities, anywhere."""

    def __init__(self, atlas: Atlas, names: NameIndex, lexicon: Lexicon, matcher: Matcher) -> None:
        self._atlas = atlas
        self._names = names
        self._lexicon = lexicon
        self._matcher = matcher
        self._resemblance = Resemblance(atlas, names, lexicon)
        words: set[str] = set()
        for section in _HAND_WORDS:
            words |= getattr(lexicon, section)
        self._words = frozenset(words)

    def complete(self, reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
        """Add the misspelt places of a text to those already read.

        A misspelt name takes the place of the mentions it contains: « villefrannche sur saone »
        is not the village of Saône.
        """
        known = list(mentions)
        tries, bare_tries = _TRIES, _BARE_TRIES
        for index in range(len(reading.tokens) - 1, -1, -1):
            if not self._may_start(reading.tokens[index]):
                continue
            if any(mention.start < index < mention.end for mention in known):
                continue
            cue = read_cue(reading.tokens, index, self._lexicon)
            answering = reading.expecting and self._is_answer(reading, index)
            bare = not answering and (cue.strength < Strength.OF or cue.denied)
            if bare:
                bare_tries -= 1
            else:
                tries -= 1
            if (bare_tries if bare else tries) < 0:
                continue
            found = self._at(reading, index, cue, known, answering=answering, bare=bare)
            if found is not None:
                known = [
                    mention
                    for mention in known
                    if mention.end <= found.start or mention.start >= found.end
                ]
                known.append(found)
        return sorted(known, key=lambda mention: mention.start)

    def _may_start(self, token: Token) -> bool:
        if token.word in self._lexicon.articles:
            return True
        return token.word.isalpha() and token.word not in self._words

    def _is_answer(self, reading: Reading, index: int) -> bool:
        short = len(reading.tokens) - index <= _WIDEST
        fillers = self._lexicon.fillers
        return short and all(token.word in fillers for token in reading.tokens[:index])

    def _at(
        self,
        reading: Reading,
        start: int,
        cue: Cue,
        known: Sequence[Mention],
        *,
        answering: bool,
        bare: bool,
    ) -> Mention | None:
        tokens = reading.tokens
        for end in range(min(len(tokens), start + _WIDEST), start, -1):
            words = [token.word for token in tokens[start:end]]
            inside = [m for m in known if m.start < end and start < m.end]
            if reading.hides(start, end) or any(m.end > end or m.chosen for m in inside):
                continue
            if not self._plausible(words) and not self._lacks_an_end(reading, start, words):
                continue
            if any(token.gap.strip(" -'’") for token in tokens[start + 1 : end]):
                continue
            if " ".join(words) in self._names.refs:
                continue  # Well written, and not believed: « avenue de Strasbourg ».
            if bare:
                found = self._bare(reading, start, end, words, cue, inside)
            else:
                whole = answering and self._matcher.is_whole(reading, start, end)
                least = _CONTAINING_CUTOFF if inside else 0.0
                found = self._resemblance.closest(
                    words, cue, least, whole=whole, answering=answering
                )
                if found is None and len(words) == 1:
                    found = self._resemblance.slip(words[0], cue, whole=whole)
            if found is not None:
                mention = self._mention(*found, start, end, cue, cued=answering)
                if not answering and self._matcher.is_something_else(reading, mention):
                    continue
                number = self._matcher.beside(reading, start, end, mention.refs)
                return self._matcher.with_number(mention, number)
        return None

    def _bare(
        self,
        reading: Reading,
        start: int,
        end: int,
        words: Sequence[str],
        cue: Cue,
        inside: Sequence[Mention],
    ) -> Found | None:
        """Look for a city without a cue; a part of a town behind counts as one."""
        alone = self._matcher.is_whole(reading, start, end)
        first = start == 0 or breaks(reading.tokens[start])
        hinted = first and self._matcher.is_supported(reading, start, end)
        if inside and not alone and (len(words) < 2 or inside[0].start != start):
            return None
        return self._resemblance.city(words, cue, whole=alone or hinted)

    def _mention(
        self, names: Sequence[str], score: float, start: int, end: int, cue: Cue, *, cued: bool
    ) -> Mention:
        mentions = [
            Mention(
                settled(self._names.refs[name], cue, self._atlas),
                start,
                end,
                cue,
                score,
                name in self._names.chosen,
                cued,
            )
            for name in names
        ]
        if len(mentions) == 1:
            return mentions[0]
        refs = [ref for mention in mentions for ref in possible(mention, self._atlas)]
        return replace(mentions[0], refs=tuple(dict.fromkeys(refs)), chosen=True)

    def _plausible(self, words: Sequence[str]) -> bool:
        if not all(map(str.isalpha, words)):
            return False
        if len(words) == 1:
            word = words[0]
            known = word in self._words or word in self._names.ordinary_words
            return len(word) >= SHORTEST and not known
        if words[0] in {"saint", "sainte"} and len(words[1]) >= SHORTEST:
            return words[-1] not in self._words
        tools = self._lexicon.function_words
        if words[-1] in tools or sum(map(len, words)) < SHORTEST + 2:
            return False
        return any(
            len(word) >= SHORTEST
            and word not in self._names.ordinary_words
            and word not in self._words
            for word in words
        )

    def _lacks_an_end(self, reading: Reading, start: int, words: Sequence[str]) -> bool:
        """Accept « renne » or « chartre », words too, as the answer: a large city less a letter."""
        word = words[0]
        if len(words) > 1 or len(word) < SHORTEST or word in self._words:
            return False
        if not (reading.expecting and self._matcher.is_whole(reading, start, start + 1)):
            return False
        return any(
            max(map(self._atlas.population, refs)) >= LOOSE_POPULATION
            for letter in "sxent"
            if (refs := self._names.refs.get(word + letter))
        )
