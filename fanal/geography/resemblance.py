"""The names of places that a misspelt name looks or sounds like, best first."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from fanal.geography.atlas import Atlas
from fanal.geography.cues import Cue, Strength
from fanal.geography.forms import LINKS
from fanal.geography.lexicon import Lexicon
from fanal.geography.mention import MOST
from fanal.geography.names import NameIndex, Trust
from fanal.geography.ordinary import CITY_POPULATION
from fanal.geography.sounds import sound

SHORTEST = 4
"""Letters from which a word may be a name misspelt."""
LOOSE_POPULATION = 20_000
"""Inhabitants of a place that a letter may miss, or that no cue need announce."""
_CANDIDATES = 12
_SIZE_WEIGHT, _INITIAL_BONUS, _SOUND_BONUS, _MARGIN = 2.5, 4.0, 6.0, 1.0
# After a mere « de », a typing mistake needs a closer and larger place.
_LOOSE_CUTOFF = 90.0
_CUED_POPULATION = 5_000
_FAR_CUTOFF = 88.0
_WORD_CUTOFF, _JOINED_CUTOFF = 75.0, 88.0
_SLIP_SCORE, _SOUND_SCORE = 0.7, 0.75
# Without any cue: the whole message, or a word among others.
_WHOLE_CUTOFF, _BARE_CUTOFF, _BARE_LETTERS = 85.0, 90.0, 6
_SHORT_SOUND, _SHORT_POPULATION = 4, 100_000
_CLEARLY_LARGER = 8

Found = tuple[list[str], float]
"""Names equally close, and how sure they are."""


class Resemblance:
    """Measures names against what was written.

    The measure is rapidfuzz's ``ratio`` (never WRatio, which takes parts of names for wholes),
    with the logarithm of the population to choose between two names equally close; a name of a
    city that sounds the same is close whatever its letters.
    """

    def __init__(self, atlas: Atlas, names: NameIndex, lexicon: Lexicon) -> None:
        self._atlas = atlas
        self._names = names
        self._lexicon = lexicon
        self._large: dict[str, list[str]] = defaultdict(list)
        self._cities: dict[str, list[str]] = defaultdict(list)
        self._sounds: dict[str, list[str]] = defaultdict(list)
        for name in names.near:
            trust = names.trust(name, names.refs[name])
            if self._people(name) < CITY_POPULATION or len(name) < SHORTEST:
                continue
            if trust is Trust.LAND or trust < Trust.HARD:
                self._sounds[sound(name)].append(name)
            if trust < Trust.HARD:
                self._cities[name[0]].append(name)
                if " " not in name:
                    self._large[name[0]].append(name)

    def closest(
        self, words: Sequence[str], cue: Cue, cutoff: float, *, whole: bool, answering: bool
    ) -> Found | None:
        """Find the closest names after a cue, or in an answer to the question."""
        text = " ".join(words)
        loose = cue.strength <= Strength.OF and not answering
        cutoff = max(cutoff, _LOOSE_CUTOFF if loose else _cutoff(len(text)))
        home = cue.strength is Strength.HOME
        least = LOOSE_POPULATION if loose else 0 if answering or home else _CUED_POPULATION
        ranked = self._rank(text, words, self._names.near, cutoff, least, cue, whole=whole)
        if not ranked and whole:
            ranked = self._rank(
                text, words, self._names.far, _FAR_CUTOFF, 0, cue, whole=True, strict=True
            )
        if ranked:
            best = ranked[0][0]
            names = [name for value, _, name in ranked if best - value < _MARGIN]
            return names, round(min(ranked[0][1], 98.0) / 100 * 0.9, 3)
        if loose and len(text) < _BARE_LETTERS:
            return None
        return self._same_sound(text, cue, whole=whole)

    def slip(self, word: str, cue: Cue, *, whole: bool) -> Found | None:
        """Find the large cities one slip away: « djion », « mezt »; ratio is harsh on these."""
        if not whole and (cue.strength < Strength.AT or cue.article):
            return None
        found = [
            name
            for name in self._large[word[0]]
            if OSA.distance(word, name, score_cutoff=1) <= 1
            and (whole or len(word) > SHORTEST or sorted(word) == sorted(name))
        ]
        return (found[:MOST], _SLIP_SCORE) if found else None

    def city(self, words: Sequence[str], cue: Cue, *, whole: bool) -> Found | None:
        """Find the city meant without any cue: « grenobl », « besoin d'infos, orlean »."""
        text = " ".join(words)
        if not whole and len(text) < _BARE_LETTERS:
            return None
        cutoff = _WHOLE_CUTOFF if whole else _BARE_CUTOFF
        pool = self._cities[text[0]]
        ranked = self._rank(text, words, pool, cutoff, LOOSE_POPULATION, cue, whole=whole)
        if ranked:
            return [ranked[0][2]], round(min(ranked[0][1], 98.0) / 100 * 0.8, 3)
        return self._same_sound(text, cue, whole=whole) if len(text) > SHORTEST else None

    def _same_sound(self, text: str, cue: Cue, *, whole: bool) -> Found | None:
        code = sound(text)
        least = 0 if len(code) >= _SHORT_SOUND else _SHORT_POPULATION
        names = [
            name
            for name in self._sounds.get(code, ())
            if self._people(name) >= least
            and self.sayable(name, cue, whole=whole)
            and not (cue.article and self._is_town(name))
        ]
        if not names:
            return None
        largest = max(map(self._people, names))
        return [n for n in names if self._people(n) * _CLEARLY_LARGER > largest], _SOUND_SCORE

    def sayable(self, name: str, cue: Cue, *, whole: bool) -> bool:
        """Say whether a name may be guessed: an ordinary word needs more than a resemblance."""
        trust = self._names.trust(name, self._names.refs[name])
        if trust in {Trust.LAND, Trust.ISLAND}:
            return whole or cue.preposition in {"en", "dans"}
        return trust < Trust.HARD or (whole and trust is Trust.HARD)

    def _rank(
        self,
        text: str,
        words: Sequence[str],
        pool: Iterable[str],
        cutoff: float,
        least: int,
        cue: Cue,
        *,
        whole: bool,
        strict: bool = False,
    ) -> list[tuple[float, float, str]]:
        tools = {word for word in words if word in self._lexicon.function_words}
        close = process.extract(
            text, pool, scorer=fuzz.ratio, score_cutoff=cutoff, limit=_CANDIDATES
        )
        alike = self._sounds.get(sound(text), ()) if close else ()
        ranked = []
        for name, ratio, _ in close:
            if not tools <= set(name.split()) or (strict and name[0] != text[0]):
                continue
            if cue.article and self._is_town(name):
                continue
            if not _alike(words, name.split(), cutoff):
                continue
            if not self.sayable(name, cue, whole=whole):
                continue
            people = self._people(name)
            if people < least:
                continue
            value = ratio + _SIZE_WEIGHT * math.log10(max(people, 1))
            value += _INITIAL_BONUS if name[0] == text[0] else 0.0
            near = name in alike or name.startswith(text)
            value += _SOUND_BONUS if near else 0.0
            ranked.append((value, ratio, name))
        return sorted(ranked, reverse=True)

    def _people(self, name: str) -> int:
        return max(map(self._atlas.population, self._names.refs[name]))

    def _is_town(self, name: str) -> bool:
        return all(ref.kind == "commune" for ref in self._names.refs[name])


def _alike(words: Sequence[str], name: Sequence[str], cutoff: float) -> bool:
    """Compare word by word, so that « le couple » is not Le Moule for its article."""
    one = [word for word in words if word not in LINKS]
    other = [word for word in name if word not in LINKS]
    if len(one) != len(other) or not one:
        return fuzz.ratio("".join(words), "".join(name)) >= _JOINED_CUTOFF
    least = cutoff if len(one) == 1 else _WORD_CUTOFF
    return all(fuzz.ratio(a, b) >= least for a, b in zip(one, other, strict=True))


def _cutoff(length: int) -> float:
    if length <= 4:
        return 86.0
    return 83.0 if length <= 7 else 81.0
