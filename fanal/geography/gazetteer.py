"""The places of France, and the search for one in what a person writes."""

from __future__ import annotations

from pathlib import Path

from fanal.geography.atlas import Atlas, Ref
from fanal.geography.belief import Reading
from fanal.geography.choice import Chooser
from fanal.geography.cues import Strength, read_cue
from fanal.geography.lexicon import Lexicon
from fanal.geography.matcher import Matcher
from fanal.geography.mention import Mention, possible
from fanal.geography.model import Place, PlaceFound
from fanal.geography.names import NameIndex
from fanal.geography.normalise import Token, tokenise
from fanal.geography.numbers import Number, NumberReader, phone_spans
from fanal.geography.typos import TypoFinder
from fanal.geography.zones import DATA

LONGEST_TEXT = 2_000
"""Characters read; what follows is ignored."""
_ANSWER_WORDS = 6
_LONGEST_PHRASE = 5


class Gazetteer:
    """Communes, départements and régions of France, overseas included."""

    def __init__(self, atlas: Atlas, names: NameIndex, lexicon: Lexicon) -> None:
        self._atlas = atlas
        self._lexicon = lexicon
        self._matcher = Matcher(atlas, names, lexicon)
        self._numbers = NumberReader(atlas, names, lexicon)
        self._chooser = Chooser(atlas, lexicon)
        self._typos = TypoFinder(atlas, names, lexicon, self._matcher)

    @classmethod
    def load(cls, directory: Path | None = None) -> Gazetteer:
        """Read the tables; takes about half a second.

        Args:
            directory: where they are; data/geography when None.

        Raises:
            GeographyError: a table is missing or broken.
        """
        directory = directory or DATA
        atlas = Atlas.load(directory)
        lexicon = Lexicon.load(directory / "lexicon.txt")
        return cls(atlas, NameIndex.load(directory, atlas, lexicon), lexicon)

    def commune(self, code: str) -> Place:
        """Give a commune, or an arrondissement of Paris, Lyon or Marseille, by INSEE code.

        Raises:
            UnknownPlaceError: no commune has this code.
        """
        return self._atlas.place(Ref("commune", code))

    def departement(self, code: str) -> Place:
        """Give a département or an overseas collectivity by code.

        Raises:
            UnknownPlaceError: no département has this code.
        """
        return self._atlas.place(Ref("departement", code))

    def region(self, code: str) -> Place:
        """Give a région by INSEE code.

        Raises:
            UnknownPlaceError: no région has this code.
        """
        return self._atlas.place(Ref("region", code))

    def chief_town(self, departement_code: str) -> Place:
        """Give the chief town (préfecture) of a département.

        Raises:
            UnknownPlaceError: no département has this code.
        """
        self.departement(departement_code)
        return self.commune(self._atlas.departements[departement_code].chief_town)

    def departements_of(self, region_code: str) -> tuple[str, ...]:
        """List the codes of the départements of a région.

        Raises:
            UnknownPlaceError: no région has this code.
        """
        self.region(region_code)
        rows = self._atlas.departements.values()
        return tuple(row.code for row in rows if row.region == region_code)

    @property
    def departements(self) -> tuple[Place, ...]:
        """The 101 départements, then the overseas collectivities, in the order of their codes."""
        rows = sorted(self._atlas.departements.values(), key=lambda r: (r.zone == "com", r.code))
        return tuple(self.departement(row.code) for row in rows)

    @property
    def regions(self) -> tuple[Place, ...]:
        """The régions, in the order of their codes."""
        return tuple(self.region(code) for code in self._atlas.regions)

    def find(self, text: str, *, expecting: bool = False) -> PlaceFound | None:
        """Find the place a person gives.

        Args:
            text: what was written.
            expecting: the person has just been asked for the place: a bare number or an
                ordinary word may then be one.

        Returns:
            The place meant, or several when the words do not settle which; None when there is
            none, when the place is only denied (« pas à Lyon »), or when in doubt.
        """
        tokens = tokenise(text[:LONGEST_TEXT])
        if not tokens:
            return None
        reading = self._read(text[:LONGEST_TEXT], tokens, expecting)
        mentions = self._matcher.match(reading)
        mentions += self._lone_numbers(reading, mentions)
        mentions = self._typos.complete(reading, mentions)
        best = self._chooser.choose(tokens, mentions)
        if best is None:
            return None
        places = tuple(self._atlas.place(ref) for ref in possible(best, self._atlas))
        return PlaceFound(
            places, tokens[best.start].start, tokens[best.end - 1].end, best.score
        )  # fmt: skip

    def _read(self, text: str, tokens: list[Token], expecting: bool) -> Reading:
        phones = phone_spans(text)
        masked = frozenset(
            index
            for index, token in enumerate(tokens)
            if any(token.start < end and token.end > start for start, end in phones)
        )
        answering = expecting and len(tokens) <= _ANSWER_WORDS
        numbers = self._numbers.read(tokens, masked, answering=answering)
        return Reading(tokens, masked, self._phrases(tokens), numbers, expecting)

    def _phrases(self, tokens: list[Token]) -> list[tuple[int, int]]:
        words = [token.word for token in tokens]
        return [
            (start, start + size)
            for start in range(len(words))
            for size in range(2, min(_LONGEST_PHRASE, len(words) - start) + 1)
            if " ".join(words[start : start + size]) in self._lexicon.not_places
        ]

    def _lone_numbers(self, reading: Reading, mentions: list[Mention]) -> list[Mention]:
        taken = {i for mention in mentions for i in range(mention.start, mention.end)}
        return [
            self._from_number(reading, number)
            for number in reading.numbers
            if number.alone and number.start not in taken
        ]

    def _from_number(self, reading: Reading, number: Number) -> Mention:
        refs = number.refs
        if number.kind == "postcode" and len(refs) > 1:
            # The département is true whichever of the communes is meant.
            codes = dict.fromkeys(self._atlas.departement_of(ref) for ref in refs)
            refs = tuple(Ref("departement", code) for code in codes if code)
        cue = read_cue(reading.tokens, number.start, self._lexicon)
        whole = self._matcher.is_whole(reading, number.start, number.end)
        sure = whole or cue.strength >= Strength.AT or number.kind == "postcode"
        score = 1.0 if sure else 0.9
        return Mention(refs, number.start, number.end, cue, score, len(refs) > 1, cued=True)
