"""Names of places written as they should be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fanal.geography.arrondissements import Arrondissements
from fanal.geography.atlas import Atlas, Ref
from fanal.geography.belief import Belief, Candidate, Reading
from fanal.geography.context import Context
from fanal.geography.cues import Cue, Strength, read_cue
from fanal.geography.lexicon import Lexicon
from fanal.geography.mention import Mention, settled
from fanal.geography.names import NameIndex, Trust
from fanal.geography.normalise import Token
from fanal.geography.numbers import Number

_JOINS = re.compile(r"[\s\-'’`´ʼ_‐‑–./]*\Z")
_LAND_WORDS = 5
_SOFT = frozenset(
    {"dans", "le", "la", "l", "du", "de", "departement", "dept", "dep", "dpt", "en", "d"}
)


class Matcher:
    """Finds the exact names of a text, longest first."""

    def __init__(self, atlas: Atlas, names: NameIndex, lexicon: Lexicon) -> None:
        self._atlas = atlas
        self._names = names
        self._lexicon = lexicon
        self._belief = Belief(atlas, names, lexicon)
        self._context = Context(lexicon)
        self._arrondissements = Arrondissements(atlas, lexicon)

    def match(self, reading: Reading) -> list[Mention]:
        """List the names believed, in the order of the text."""
        mentions: list[Mention] = []
        index = 0
        while index < len(reading.tokens):
            last = mentions[-1] if mentions else None
            # One word may stand between: « Saint-Denis de la Réunion ».
            mention = self._at(reading, index, last if last and last.end >= index - 2 else None)
            if mention is None:
                index += 1
            else:
                mentions.append(mention)
                index = mention.end
        return mentions

    def is_whole(self, reading: Reading, start: int, end: int) -> bool:
        """Say whether nothing but filler stands around these tokens."""
        fillers = self._lexicon.fillers
        around = (*reading.tokens[:start], *reading.tokens[end:])
        return all(token.word in fillers for token in around)

    def is_supported(self, reading: Reading, start: int, end: int) -> bool:
        """Say whether a part of a town is named after these tokens."""
        return self._context.is_supported(reading, start, end)

    def is_something_else(self, reading: Reading, mention: Mention) -> bool:
        """Say whether the words around a mention make it no place."""
        return self._context.is_something_else(
            reading, mention.start, mention.end, mention.cue, mention.refs
        )

    def _at(self, reading: Reading, start: int, last: Mention | None) -> Mention | None:
        tokens = reading.tokens
        end = start + 1
        while (
            end < len(tokens)
            and end - start < self._names.longest
            and _JOINS.match(tokens[end].gap)
        ):
            end += 1
        for stop in range(end, start, -1):
            if not reading.hides(start, stop):
                name = " ".join([token.word for token in tokens[start:stop]])
                mention = self._judge(reading, name, start, stop, last)
                if mention is not None:
                    return mention
        return None

    def _judge(
        self, reading: Reading, name: str, start: int, end: int, previous: Mention | None
    ) -> Mention | None:
        if name in self._names.land_articles and not self._capitals(reading, start, end):
            return None  # « la creuse » is the département, and not the village of La Creuse.
        refs = list(self._names.refs.get(name, ()))
        bare = self._names.bare.get(name, ())
        if not refs and not bare:
            full = self._names.compact.get(name) if end - start == 1 else None
            if full is None:
                return None
            name, refs = full, list(self._names.refs[full])
        cue = read_cue(reading.tokens, start, self._lexicon)
        if bare and self._article_dropped(reading, start, end):
            refs += [ref for ref in bare if ref not in refs]
        elif cue.article and refs:
            refs = self._without_article(name, refs)
        if not refs or self._in_a_street(reading.tokens, cue):
            return None
        number = self.beside(reading, start, end, refs)
        if number is not None and previous is not None and number.start < previous.end:
            number = None  # « pas Saint-Denis du 93, Saint-Denis de la Réunion »
        if number is not None:
            refs = self.inside(refs, number)
        elif name in self._lexicon.island_names:
            # La Réunion is the island, and not the village of Lot-et-Garonne.
            refs = [ref for ref in refs if ref.kind != "commune"]
        else:
            refs = list(settled(refs, cue, self._atlas))
        first, last = start, end
        if number is not None:
            first, last = min(start, number.start), max(end, number.end)
        elif (land := self._land_after(reading, end, refs)) is not None:
            last = land
        whole = self.is_whole(reading, first, last)
        beside = number is not None or last > end or self._inside_a_land(refs, previous)
        if not whole and self._context.is_something_else(reading, start, end, cue, refs):
            return None
        if previous is not None and self._is_a_side(reading, start, cue, refs, previous):
            return None
        joined = previous is not None
        denied = previous is not None and previous.cue.denied
        corrects = denied and cue.strength is Strength.NONE
        opposed = self._opposed(reading, end)  # « Dole et pas Dijon »
        hinted = corrects or opposed or self._context.is_supported(reading, start, end)
        candidate = Candidate(name, tuple(refs), start, end, cue, whole, beside, joined, hinted)
        if not self._belief.believes(reading, candidate):
            return None
        return self._mention(reading, candidate, number)

    def _mention(self, reading: Reading, candidate: Candidate, number: Number | None) -> Mention:
        cue, score = candidate.cue, 0.8
        if cue.strength >= Strength.AT or number is not None:
            score = 0.95
        if cue.strength is Strength.HOME or (candidate.whole and reading.expecting):
            score = 1.0
        chosen = candidate.name in self._names.chosen
        mention = Mention(
            candidate.refs,
            candidate.start,
            candidate.end,
            cue,
            score,
            chosen,
            cued=candidate.whole,
        )
        return self._arrondissements.attach(reading, self.with_number(mention, number))

    def with_number(self, mention: Mention, number: Number | None) -> Mention:
        """Let the number beside a name choose between its places."""
        if number is None:
            return mention
        span = Mention(number.refs, number.start, number.end, mention.cue, mention.score, cued=True)
        return mention.narrowed(tuple(self.inside(mention.refs, number)), span)

    def _without_article(self, name: str, refs: list[Ref]) -> list[Ref]:
        """Set communes aside after an article: « dans la rue » is not Rue."""
        lands = [ref for ref in refs if ref.kind != "commune"]
        word = self._names.trust(name, refs) >= Trust.CUED or self._names.is_word(name)
        if lands or word:
            return lands
        return refs

    def _capitals(self, reading: Reading, start: int, end: int) -> bool:
        return all(token.raw[0].isupper() for token in reading.tokens[start:end])

    def _article_dropped(self, reading: Reading, start: int, end: int) -> bool:
        """Accept « Havre » for « Le Havre » after au, du, aux, des, or as the whole answer."""
        before = reading.tokens[start - 1].word if start else ""
        return before in {"au", "aux", "du", "des"} or (
            start == 0 and self.is_whole(reading, start, end)
        )

    def _is_a_side(
        self, reading: Reading, start: int, cue: Cue, refs: Sequence[Ref], previous: Mention
    ) -> bool:
        """Tell « Marseille nord » from « Lille, Nord »: a land that does not hold the town."""
        if previous.end != start or cue.strength is not Strength.NONE or cue.article:
            return False
        holders = {self._atlas.departement_of(ref) for ref in previous.refs}
        holders |= {self._atlas.region_of(ref) for ref in previous.refs}
        return all(ref.kind != "commune" and ref.code not in holders for ref in refs)

    def _inside_a_land(self, refs: Sequence[Ref], previous: Mention | None) -> bool:
        """Say whether the land named just before holds a place: « Lozère, Mende »."""
        if previous is None or any(ref.kind == "commune" for ref in previous.refs):
            return False
        lands = {ref.code for ref in previous.refs}
        return any(
            self._atlas.departement_of(ref) in lands or self._atlas.region_of(ref) in lands
            for ref in refs
            if ref.kind == "commune"
        )

    def _land_after(self, reading: Reading, end: int, refs: Sequence[Ref]) -> int | None:
        """Find where the land that holds a commune ends: « Sens dans l'Yonne », « Die, Drôme »."""
        tokens, index = reading.tokens, end
        while index < len(tokens) and tokens[index].word in _SOFT:
            index += 1
        atlas, names = self._atlas, self._names
        for stop in range(min(len(tokens), index + _LAND_WORDS), index, -1):
            name = " ".join([token.word for token in tokens[index:stop]])
            lands = [ref for ref in names.refs.get(name, ()) if ref.kind != "commune"]
            if any(
                atlas.departement_of(ref) == land.code or atlas.region_of(ref) == land.code
                for ref in refs
                if ref.kind == "commune"
                for land in lands
            ):
                return stop
        return None

    def _opposed(self, reading: Reading, end: int) -> bool:
        words = [token.word for token in reading.tokens[end : end + 5]]
        while words and words[0] in {"et", "mais", "non", "donc"}:
            del words[0]
        if len(words) < 2 or words[0] != "pas":
            return False
        names = self._names
        return any(
            word in names.refs and names.trust(word, names.refs[word]) is Trust.FREE
            for word in words[1:3]
        )

    def _in_a_street(self, tokens: Sequence[Token], cue: Cue) -> bool:
        if cue.start == 0 or cue.strength not in {Strength.OF, Strength.NONE}:
            return False
        return tokens[cue.start - 1].word in self._lexicon.streets

    def beside(self, reading: Reading, start: int, end: int, refs: Sequence[Ref]) -> Number | None:
        """Find a département number or a postcode just after or before that fits the name."""
        for number in reading.numbers:
            if number.kind == "arrondissement" or not self.inside(refs, number):
                continue
            between = reading.tokens[end : number.start]
            after = number.start >= end and len(between) <= 3
            if after and all(token.word in _SOFT for token in between):
                return number
            if number.kind in {"postcode", "departement"} and number.end == start:
                return number  # « 63000 Clermont », « 54 nancy »
        return None

    def inside(self, refs: Sequence[Ref], number: Number) -> list[Ref]:
        """Keep the places that a number agrees with."""
        exact = [ref for ref in refs if ref in number.refs]
        if exact:
            return exact
        parts = [ref for ref in number.refs if self._is_part(ref, refs)]
        if parts:
            return parts
        codes = {self._atlas.departement_of(ref) for ref in number.refs}
        return [ref for ref in refs if self._atlas.departement_of(ref) in codes]

    def _is_part(self, part: Ref, refs: Sequence[Ref]) -> bool:
        row = self._atlas.arrondissements.get(part.code)
        return row is not None and Ref("commune", row.commune) in refs
