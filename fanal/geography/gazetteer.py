"""The places of France, and the search for one in what a person writes."""

from __future__ import annotations

from pathlib import Path

from fanal.geography.atlas import Atlas, Ref
from fanal.geography.belief import Reading
from fanal.geography.cues import Strength, breaks, read_cue
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
_ADJACENT = 5
_LONGEST_PHRASE = 5


class Gazetteer:
    """Communes, départements and régions of France, overseas included."""

    def __init__(self, atlas: Atlas, names: NameIndex, lexicon: Lexicon) -> None:
        self._atlas = atlas
        self._lexicon = lexicon
        self._matcher = Matcher(atlas, names, lexicon)
        self._numbers = NumberReader(atlas, names, lexicon)
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
            The last place said with a location cue, else the last place named; None when there
            is none, when the place is only denied (« pas à Lyon »), or when in doubt.
        """
        tokens = tokenise(text[:LONGEST_TEXT])
        if not tokens:
            return None
        reading = self._read(text[:LONGEST_TEXT], tokens, expecting)
        mentions = self._matcher.match(reading)
        mentions += self._lone_numbers(reading, mentions)
        mentions = self._typos.complete(reading, mentions)
        mentions = self._joined(tokens, mentions)
        mentions = [mention for mention in mentions if not self._denied(tokens, mention)]
        if not mentions:
            return None
        best = max(mentions, key=lambda mention: (mention.rank(), mention.start))
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

    def _joined(self, tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
        """Let « dans le 93 » settle which Saint-Denis, and make one mention of both."""
        context = [m for m in mentions if self._is_context(m) and not m.cue.denied]
        joined: list[Mention] = []
        used: list[Mention] = []
        for mention in mentions:
            if mention in context:
                continue
            for other in context:
                refs = self._agreeing(mention, other)
                near = self._near(tokens, mention, other)
                if not refs or not (near or len(possible(mention, self._atlas)) > 1):
                    continue
                used.append(other)
                mention = mention.narrowed(refs, other if near else mention)
                break
            joined.append(mention)
        joined += [mention for mention in context if mention not in used]
        return sorted(joined, key=lambda mention: mention.start)

    def _is_context(self, mention: Mention) -> bool:
        return all(ref.kind != "commune" for ref in mention.refs)

    def _agreeing(self, mention: Mention, other: Mention) -> tuple[Ref, ...]:
        departements = {ref.code for ref in other.refs if ref.kind == "departement"}
        regions = {ref.code for ref in other.refs if ref.kind == "region"}
        return tuple(
            ref
            for ref in mention.refs
            if self._atlas.departement_of(ref) in departements
            or self._atlas.region_of(ref) in regions
        )

    def _near(self, tokens: list[Token], one: Mention, other: Mention) -> bool:
        first, second = sorted((one, other), key=lambda mention: mention.start)
        between = tokens[first.end : second.start]
        if len(between) > _ADJACENT:
            return False
        return not {"et", "mais", "ou", "pas", "puis"} & {token.word for token in between}

    def _denied(self, tokens: list[Token], mention: Mention) -> bool:
        if mention.cue.denied or self._not_from_calais(tokens, mention):
            return True
        if mention.cue.strength is not Strength.NONE or mention.start == 0:
            return False
        before = tokens[mention.start - 1]
        return before.word in {"pas", "ni"} and not breaks(tokens[mention.start])

    def _not_from_calais(self, tokens: list[Token], mention: Mention) -> bool:
        """Tell « je suis pas de Calais » from « je suis du Pas-de-Calais »."""
        if tokens[mention.start].word != "pas" or mention.start == 0:
            return False
        verb = tokens[mention.start - 1]
        return verb.word in self._lexicon.coming_verbs and not tokens[mention.start].raw.istitle()
