"""Typing mistakes: « nime », « toulousse », « finister »."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from fanal.geography.atlas import Atlas
from fanal.geography.belief import Reading
from fanal.geography.cues import Cue, Strength, read_cue
from fanal.geography.forms import LINKS
from fanal.geography.lexicon import Lexicon
from fanal.geography.matcher import Matcher
from fanal.geography.mention import MOST, Mention, possible, settled
from fanal.geography.names import NameIndex, Trust
from fanal.geography.normalise import Token
from fanal.geography.ordinary import CITY_POPULATION

_WIDEST = 4
_SHORTEST = 4
_CANDIDATES = 12
_TRIES = 6
_SIZE_WEIGHT, _INITIAL_BONUS, _MARGIN = 2.5, 4.0, 1.0
# After a mere « de », a typing mistake needs a closer and larger place.
_LOOSE_CUTOFF, _LOOSE_POPULATION = 90.0, 20_000
_CUED_POPULATION = 5_000
_FAR_CUTOFF = 88.0
_CONTAINING_CUTOFF = 88.0
_SLIP_SCORE = 0.7
_WORD_CUTOFF, _JOINED_CUTOFF = 75.0, 88.0
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
    """Finds misspelt names after a cue, or in an answer to the question of the place.

    The measure is rapidfuzz's ``ratio`` (never WRatio, which takes parts of names for wholes),
    with the logarithm of the population to choose between two names equally close.
    """

    def __init__(self, atlas: Atlas, names: NameIndex, lexicon: Lexicon, matcher: Matcher) -> None:
        self._atlas = atlas
        self._names = names
        self._lexicon = lexicon
        self._matcher = matcher
        words: set[str] = set()
        for section in _HAND_WORDS:
            words |= getattr(lexicon, section)
        self._words = frozenset(words)
        self._large: dict[str, list[str]] = defaultdict(list)
        for name in names.near:
            if " " not in name and len(name) >= _SHORTEST:
                people = max(map(atlas.population, names.refs[name]))
                if people >= CITY_POPULATION and names.trust(name, names.refs[name]) < Trust.HARD:
                    self._large[name[0]].append(name)

    def complete(self, reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
        """Add the misspelt places of a text to those already read.

        A misspelt name takes the place of the mentions it contains: « villefrannche sur saone »
        is not the village of Saône.
        """
        known = list(mentions)
        tries = 0
        for index in range(len(reading.tokens) - 1, -1, -1):
            if tries >= _TRIES or not self._may_start(reading.tokens[index]):
                continue
            if any(mention.start < index < mention.end for mention in known):
                continue
            cue = read_cue(reading.tokens, index, self._lexicon)
            answering = reading.expecting and self._is_answer(reading, index)
            if not answering and (cue.strength < Strength.OF or cue.denied):
                continue
            tries += 1
            found = self._at(reading, index, cue, answering, known)
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

    def _sayable(self, name: str, cue: Cue, whole: bool) -> bool:
        """Say whether a name may be guessed: an ordinary word needs more than a resemblance."""
        trust = self._names.trust(name, self._names.refs[name])
        if trust in {Trust.LAND, Trust.ISLAND}:
            return whole or cue.preposition in {"en", "dans"}
        return trust < Trust.HARD or (whole and trust is Trust.HARD)

    def _at(
        self,
        reading: Reading,
        start: int,
        cue: Cue,
        answering: bool,
        known: Sequence[Mention],
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
            whole = answering and self._matcher.is_whole(reading, start, end)
            least = _CONTAINING_CUTOFF if inside else 0.0
            found = self._closest(words, cue, least, whole=whole, answering=answering)
            if found is None and len(words) == 1:
                found = self._slip(words[0], cue, whole=whole)
            if found is not None:
                mention = self._mention(*found, start, end, cue, cued=answering)
                number = self._matcher.beside(reading, start, end, mention.refs)
                return self._matcher.with_number(mention, number)
        return None

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
        if len(words) == 1:
            word = words[0]
            known = word in self._words or word in self._names.ordinary_words
            return len(word) >= _SHORTEST and word.isalpha() and not known
        if words[0] in {"saint", "sainte"} and len(words[1]) >= _SHORTEST:
            return words[-1] not in self._words
        tools = self._lexicon.function_words
        if words[-1] in tools or sum(map(len, words)) < _SHORTEST + 2:
            return False
        return any(
            len(word) >= _SHORTEST
            and word not in self._names.ordinary_words
            and word not in self._words
            for word in words
        )

    def _lacks_an_end(self, reading: Reading, start: int, words: Sequence[str]) -> bool:
        """Accept « renne » or « chartre », words too, as the answer: a large city less a letter."""
        word = words[0]
        if len(words) > 1 or len(word) < _SHORTEST or word in self._words:
            return False
        if not (reading.expecting and self._matcher.is_whole(reading, start, start + 1)):
            return False
        return any(
            max(map(self._atlas.population, refs)) >= _LOOSE_POPULATION
            for letter in "sxent"
            if (refs := self._names.refs.get(word + letter))
        )

    def _closest(
        self, words: Sequence[str], cue: Cue, cutoff: float, *, whole: bool, answering: bool
    ) -> tuple[list[str], float] | None:
        text = " ".join(words)
        loose = cue.strength <= Strength.OF and not answering
        cutoff = max(cutoff, _LOOSE_CUTOFF if loose else _cutoff(len(text)))
        least = _LOOSE_POPULATION if loose else 0 if answering or home(cue) else _CUED_POPULATION
        ranked = self._rank(text, words, self._names.near, cutoff, least, cue, whole=whole)
        if not ranked and whole:
            ranked = self._rank(
                text, words, self._names.far, _FAR_CUTOFF, 0, cue, whole=True, strict=True
            )
        if not ranked:
            return None
        best = ranked[0][0]
        names = [name for value, _, name in ranked if best - value < _MARGIN]
        return names, round(min(ranked[0][1], 98.0) / 100 * 0.9, 3)

    def _slip(self, word: str, cue: Cue, *, whole: bool) -> tuple[list[str], float] | None:
        """Find the large cities one slip away: « djion », « mezt »; ratio is harsh on these."""
        if not whole and (cue.strength < Strength.AT or cue.article):
            return None
        found = [
            name
            for name in self._large[word[0]]
            if OSA.distance(word, name, score_cutoff=1) <= 1
            and (whole or len(word) > _SHORTEST or sorted(word) == sorted(name))
        ]
        return (found[:MOST], _SLIP_SCORE) if found else None

    def _rank(
        self,
        text: str,
        words: Sequence[str],
        pool: Sequence[str],
        cutoff: float,
        least: int,
        cue: Cue,
        *,
        whole: bool,
        strict: bool = False,
    ) -> list[tuple[float, float, str]]:
        tools = {word for word in words if word in self._lexicon.function_words}
        ranked = []
        for name, ratio, _ in process.extract(
            text, pool, scorer=fuzz.ratio, score_cutoff=cutoff, limit=_CANDIDATES
        ):
            refs = self._names.refs[name]
            if not tools <= set(name.split()) or (strict and name[0] != text[0]):
                continue
            if cue.article and all(ref.kind == "commune" for ref in refs):
                continue
            if not _alike(words, name.split(), cutoff) or not self._sayable(name, cue, whole):
                continue
            people = max(map(self._atlas.population, refs))
            if people < least:
                continue
            value = ratio + _SIZE_WEIGHT * math.log10(max(people, 1))
            value += _INITIAL_BONUS if name[0] == text[0] else 0.0
            ranked.append((value, ratio, name))
        return sorted(ranked, reverse=True)


def _alike(words: Sequence[str], name: Sequence[str], cutoff: float) -> bool:
    """Compare word by word, so that « le couple » is not Le Moule for its article."""
    one = [word for word in words if word not in LINKS]
    other = [word for word in name if word not in LINKS]
    if len(one) != len(other) or not one:
        return fuzz.ratio("".join(words), "".join(name)) >= _JOINED_CUTOFF
    least = cutoff if len(one) == 1 else _WORD_CUTOFF
    return all(fuzz.ratio(a, b) >= least for a, b in zip(one, other, strict=True))


def home(cue: Cue) -> bool:
    """Say whether the cue is a residence: small places may then be misspelt too."""
    return cue.strength is Strength.HOME


def _cutoff(length: int) -> float:
    if length <= 4:
        return 86.0
    return 83.0 if length <= 7 else 81.0
