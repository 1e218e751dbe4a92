"""Every way to write the name of a place, and how much to trust each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import IntEnum
from pathlib import Path

from fanal.geography.atlas import Atlas, Ref
from fanal.geography.forms import ARTICLES, core, loose_spellings, short_form
from fanal.geography.lexicon import Lexicon
from fanal.geography.model import GeographyError
from fanal.geography.normalise import key
from fanal.geography.ordinary import CITY_POPULATION, FUZZY_LENGTH, FUZZY_POPULATION
from fanal.geography.tables import read_aliases, read_former, read_words

_LONG_NAME, _VERY_LONG_NAME = 9, 14
_ECLIPSE = 4
_LARGE, _SIZEABLE, _KNOWN = 10_000, 5_000, 2_000


class Trust(IntEnum):
    """What a name needs before it is taken for a place, least demanding first."""

    FREE = 0
    """Nothing: « Marseille »."""
    CUED = 1
    """A cue: « de Pibrac »."""
    WARY = 2
    """An ordinary word: a true location cue, « à Sens »."""
    HARD = 3
    """A small place, an ordinary word: a residence, « j'habite à Bonne »."""
    NEVER = 4
    """A tool word: a residence and a capital letter, « j'habite à Y »."""
    LAND = 5
    """A département said as a word: « dans la Creuse »."""
    ISLAND = 6
    """« à la Réunion », never « en réunion »."""
    ANSWER = 7
    """Only as the answer to the question."""


_ALIAS_TRUST = {
    "free": Trust.FREE,
    "cue": Trust.CUED,
    "wary": Trust.WARY,
    "land": Trust.LAND,
    "island": Trust.ISLAND,
    "answer": Trust.ANSWER,
}


class NameIndex:
    """From a folded name to the places that bear it.

    Attributes:
        refs: places by name; for a short form, the places it may stand for.
        bare: the same for names put without their article: « Havre » in « au Havre ».
        compact: names of several words by their letters alone: « saintetienne ».
        postcodes: communes and arrondissements by postcode.
        chosen: names whose places were chosen by hand and are all equally meant.
        near: names for which typing mistakes are recognised anywhere after a cue.
        far: long names of small communes, for typing mistakes in an answer only.
        longest: words in the longest name of a commune.
        land_articles: names of départements and régions with an article: « la creuse ».
        ordinary_words: French words that a typing mistake could take for a place.
    """

    def __init__(self, atlas: Atlas, lexicon: Lexicon) -> None:
        self.refs: dict[str, list[Ref]] = {}
        self.bare: dict[str, list[Ref]] = {}
        self.compact: dict[str, str] = {}
        self.postcodes: dict[str, list[Ref]] = defaultdict(list)
        self.chosen: set[str] = set()
        self.near: list[str] = []
        self.far: list[str] = []
        self.longest = 1
        self.land_articles: frozenset[str] = frozenset()
        self.ordinary_words: frozenset[str] = frozenset()
        self._atlas = atlas
        self._lexicon = lexicon
        self._ordinary_names: frozenset[str] = frozenset()
        self._alias_trust: dict[str, Trust] = {}
        self._former: set[str] = set()

    @classmethod
    def load(cls, directory: Path, atlas: Atlas, lexicon: Lexicon) -> NameIndex:
        """Read the names.

        Raises:
            GeographyError: a table is missing, broken, or names an unknown place.
        """
        index = cls(atlas, lexicon)
        index._ordinary_names = frozenset(read_words(directory / "ordinary_names.txt"))
        index.ordinary_words = frozenset(read_words(directory / "ordinary_words.txt"))
        index._add_communes()
        lands = index._add_lands()
        for former in read_former(directory):
            if former.commune not in atlas.communes:
                raise GeographyError(f"former_communes.csv : commune {former.commune} inconnue.")
            name = key(former.name)
            # A village of today keeps its name: « Saint-Sauveur » is not Bressuire.
            if name in index._former or (name not in index.refs and name not in lands):
                index._former.add(name)
                index._add(index.refs, name, Ref("commune", former.commune))
        index._add_aliases(directory)
        index._add_spellings()
        index.near = list(dict.fromkeys(index.near))
        index.far = list(dict.fromkeys(index.far))
        return index

    def trust(self, name: str, refs: Iterable[Ref]) -> Trust:
        """Tell what a name needs before it is taken for a place."""
        known = self._alias_trust.get(name)
        if known is not None:
            return known
        lexicon = self._lexicon
        if name in lexicon.plain_names:
            return Trust.FREE
        if name in lexicon.island_names:
            return Trust.ISLAND
        refs = list(refs)
        if any(ref.kind != "commune" for ref in refs):
            return Trust.LAND if name in lexicon.land_names else Trust.FREE
        words = core(name)
        # A merged commune may be a hamlet of a large one.
        former = name in self._former
        people = 0 if former else max(map(self._atlas.population, refs))
        if len(words) == 1:
            return self._trust_word(name, words[0], people)
        ordinary = (
            name in self._ordinary_names and len(words) < 3 and words[0] not in {"saint", "sainte"}
        )
        if ordinary:
            return Trust.WARY if people >= _SIZEABLE else Trust.HARD
        long = sum(map(len, words)) >= _LONG_NAME
        return Trust.FREE if people >= _KNOWN or long else Trust.CUED

    def is_word(self, name: str) -> bool:
        """Say whether a folded name is made of ordinary words."""
        return name in self._ordinary_names or " ".join(core(name)) in self._ordinary_names

    def _trust_word(self, name: str, word: str, people: int) -> Trust:
        lexicon = self._lexicon
        if {name, word} & lexicon.nowhere:
            return Trust.NEVER
        if word in lexicon.people:
            return Trust.HARD if people < _LARGE else Trust.CUED
        if len(word) <= 3:
            return Trust.WARY if people >= 2 * _LARGE else Trust.HARD
        if self.is_word(name):
            return Trust.WARY if people >= _SIZEABLE else Trust.HARD
        if people >= _LARGE:
            return Trust.FREE
        return Trust.HARD if len(word) == 4 and people < _KNOWN else Trust.CUED

    def _add(self, table: dict[str, list[Ref]], name: str, ref: Ref) -> None:
        known = table.get(name)
        if known is None:
            table[name] = [ref]
        elif ref not in known:
            known.append(ref)

    def _add_communes(self) -> None:
        large: list[tuple[str, Ref]] = []
        for row in self._atlas.communes.values():
            name, ref = key(row.name), Ref("commune", row.code)
            self._add(self.refs, name, ref)
            words = name.split()
            self.longest = max(self.longest, len(words))
            for postcode in row.postcodes.split():
                self.postcodes[postcode].append(ref)
            if row.population >= FUZZY_POPULATION:
                self.near.append(name)
            elif len(name) >= FUZZY_LENGTH:
                self.far.append(name)
            if len(words) > 1 and row.population >= CITY_POPULATION:
                large.append((name, ref))
        short_forms = [
            (short, ref) for name, ref in large for short in self._short_forms(name, ref)
        ]
        for short, ref in short_forms:
            self._add(self.refs, short, ref)
            self.near.append(short)
        for part in self._atlas.arrondissements.values():
            for postcode in part.postcodes.split():
                self.postcodes[postcode] = [Ref("commune", part.code)]

    def _short_forms(self, name: str, ref: Ref) -> Iterator[str]:
        cut = short_form(name)
        if cut is None:
            return
        short, linked = cut
        bearers = map(self._atlas.population, self.refs.get(short, ()))
        # « Saint-Étienne » is never said for Saint-Étienne-du-Rouvray: the city is too large.
        eclipsed = max(bearers, default=0) >= _ECLIPSE * self._atlas.population(ref)
        # Without a link word (« Grande-Synthe ») the first word must mean something alone.
        if not eclipsed and (linked or short not in self._ordinary_names):
            yield short

    def _add_lands(self) -> frozenset[str]:
        """Add départements and régions, and list their names."""
        lands = {
            key(row.name): Ref("departement", row.code) for row in self._atlas.departements.values()
        }
        for row in self._atlas.regions.values():
            # Overseas, the région and the département are one: the département is kept.
            lands.setdefault(key(row.name), Ref("region", row.code))
        for name, ref in lands.items():
            self.near.append(name)
            for spelling in loose_spellings(name):
                self._add(self.refs, spelling, ref)
        self.land_articles = frozenset(
            f"{article} {name}" for name in lands for article in ARTICLES
        )
        return frozenset(lands)

    def _add_aliases(self, directory: Path) -> None:
        kinds: dict[str, dict[str, Ref]] = {
            "commune": {
                code: Ref("commune", code)
                for code in (*self._atlas.communes, *self._atlas.arrondissements)
            },
            "departement": {c: Ref("departement", c) for c in self._atlas.departements},
            "region": {c: Ref("region", c) for c in self._atlas.regions},
        }
        for row in read_aliases(directory):
            try:
                refs = [kinds[row.kind][code] for code in row.codes]
                self._alias_trust[row.alias] = _ALIAS_TRUST[row.use]
            except KeyError as error:
                raise GeographyError(f"aliases.csv, « {row.alias} » : {error} inconnu.") from error
            if len(refs) > 1:
                self.chosen.add(row.alias)
                self.refs[row.alias] = refs
            else:
                self._add(self.refs, row.alias, refs[0])

    def _add_spellings(self) -> None:
        """Add « val doise » for « val d oise », « havre » for « le havre », « saintdenis »."""
        for name, refs in list(self.refs.items()):
            if " " not in name:
                continue
            words = name.split()
            known = max(map(self._atlas.population, refs)) >= _KNOWN
            if len(name) >= FUZZY_LENGTH and (known or len(name) > _VERY_LONG_NAME):
                self.compact.setdefault(name.replace(" ", ""), name)
            if words[0] in ARTICLES and len(name) > len(words[0]) + 2:
                short = " ".join(words[1:])
                # « Kremlin-Bicêtre » needs no article to be recognised; « Havre » does.
                clear = len(words) > 2 and known and short not in self.refs
                for ref in refs:
                    self._add(self.refs if clear else self.bare, short, ref)
            if words[0] == "l" or " d " in name or " l " in name:
                joined = name.replace(" d ", " d").replace(" l ", " l")
                if joined.startswith("l "):
                    joined = "l" + joined[2:]
                for ref in refs:
                    self._add(self.refs, joined, ref)
                if name in self._alias_trust:
                    self._alias_trust.setdefault(joined, self._alias_trust[name])
