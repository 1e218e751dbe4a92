"""Numbers that name a place: département numbers, postcodes, arrondissements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fanal.geography.atlas import Atlas, Ref
from fanal.geography.cues import Strength, breaks, read_cue
from fanal.geography.lexicon import Lexicon
from fanal.geography.names import NameIndex
from fanal.geography.normalise import Token
from fanal.geography.ordinals import Ordinal, ordinal_at, parts

# French phone numbers and any long run of digits: never a département.
_PHONE = re.compile(
    r"(?:\+\s?\d{2,3}|\b00\s?\d{2,3}|\b0)[\s.\-]?\d(?:[\s.\-]?\d{2}){3,4}\b|\d{6,}"
    r"|\b(?:(?:36|31|32|39|30|10)[\s.\-]\d{2}|118[\s.\-]\d{3})\b"
)
_CODE = re.compile(r"(?:\d{2}|2[ab]|9[78]\d)\Z")
_GLUED = re.compile(r"[.,:/%€$£+=xX*#°-]")
_LAST_DAY = 31
_NEXT, _NEXT_LABEL = 4, 6
_LABELS = frozenset({"departement", "dept", "dep", "dpt"})
_MONEY = frozenset({"€", "%", "$", "£", "°"})
_PAIRING = frozenset({"-", " ", "."})


@dataclass(frozen=True)
class Number:
    """A number of the text that may name a place.

    Attributes:
        kind: what it would be.
        refs: the places it would name: several when a postcode is shared.
        start: index of its first token.
        end: index after its last token.
        alone: it names a place by itself, and not only beside a name (« Saint-Denis 93 »).
    """

    kind: Literal["departement", "postcode", "arrondissement"]
    refs: tuple[Ref, ...]
    start: int
    end: int
    alone: bool


def phone_spans(text: str) -> list[tuple[int, int]]:
    """Find where the phone numbers of a text are, in characters."""
    return [match.span() for match in _PHONE.finditer(text)]


class NumberReader:
    """Reads the numbers of a text that may name a place."""

    def __init__(self, atlas: Atlas, names: NameIndex, lexicon: Lexicon) -> None:
        self._atlas = atlas
        self._names = names
        self._lexicon = lexicon

    def read(
        self, tokens: Sequence[Token], masked: frozenset[int], *, answering: bool
    ) -> list[Number]:
        """Find the numbers.

        Args:
            tokens: the text.
            masked: indexes of tokens that are part of a phone number or a fixed phrase.
            answering: the text is a short answer to the question of the place.
        """
        found: list[Number] = []
        for index, token in enumerate(tokens):
            if index in masked or not token.word.isascii():
                continue
            number = self._read(tokens, index, answering)
            if number is not None:
                found.append(number)
        return found

    def _read(self, tokens: Sequence[Token], index: int, answering: bool) -> Number | None:
        word = tokens[index].word
        rank = ordinal_at(tokens, index)
        if rank is not None and not self._glued(tokens, index):
            found = self._arrondissement(tokens, rank, answering=answering)
            if found is not None and (found.alone or not word.isdecimal()):
                return found
        if not word[0].isdecimal():
            return None
        split = self._split(tokens, index) or self._spaced_postcode(tokens, index, answering)
        if split is not None:
            return split
        if self._counts_something(tokens, index) or self._glued(tokens, index):
            return None
        if len(word) == 5 and word.isdigit():
            return self._postcode(tokens, index, answering)
        if _CODE.match(word):
            return self._departement(tokens, index, answering)
        return None

    def _split(self, tokens: Sequence[Token], index: int) -> Number | None:
        """Read « dans le 4-2 » and « je suis du 2 7 »: a département digit by digit."""
        pair = tokens[index : index + 2]
        if len(pair) < 2 or any(len(t.word) > 1 or not t.word.isdecimal() for t in pair):
            return None
        cue = read_cue(tokens, index, self._lexicon)
        said = cue.article and (cue.preposition == "dans" or cue.strength >= Strength.NEAR)
        ref = Ref("departement", pair[0].word + pair[1].word)
        if not said or ref.code not in self._atlas.departements or pair[1].gap not in _PAIRING:
            return None
        if self._counted_by(tokens, index + 2):
            return None
        return Number("departement", (ref,), index, index + 2, alone=True)

    def _departement(self, tokens: Sequence[Token], index: int, answering: bool) -> Number | None:
        word = tokens[index].word.upper()
        codes = ["2A", "2B"] if word == "20" else [word]
        refs = tuple(Ref("departement", c) for c in codes if c in self._atlas.departements)
        if not refs:
            return None
        said = self._said_as_departement(tokens, index) and not self._numbered(tokens, index)
        alone = said or (answering and self._only_filler(tokens, index, index + 1))
        return Number("departement", refs, index, index + 1, alone)

    def _said_as_departement(self, tokens: Sequence[Token], index: int) -> bool:
        lexicon, word = self._lexicon, tokens[index].word
        if index == 0 or breaks(tokens[index]):
            return index == 0 and self._labelled(tokens, index)
        before = tokens[index - 1].word
        if before in lexicon.local_services and word not in lexicon.emergency_numbers:
            return index == len(tokens) - 1 or breaks(tokens[index + 1])
        cue = read_cue(tokens, index, lexicon)
        labelled = self._labelled(tokens, index)
        if labelled or (len(word) == 3 and word[0] == "9") or not word.isdigit():
            return labelled or cue.strength >= Strength.OF or before in {"le", "c", "est"}
        if index + 1 < len(tokens) and tokens[index + 1].word in lexicon.streets:
            return False  # « au 93 rue de Lyon »
        if before == "le":
            if cue.preposition in {"dans", "sur", "vers"} or cue.strength >= Strength.NEAR:
                return True
            return self._said_with_article(tokens, index)
        if before in {"du", "au"}:
            calling = self._near_any(tokens, index, lexicon.calling_verbs)
            safe = int(word) > _LAST_DAY and not calling
            return safe or (cue.strength >= Strength.NEAR and not calling)
        return cue.strength == Strength.HOME and before in lexicon.home_verbs

    def _labelled(self, tokens: Sequence[Token], index: int) -> bool:
        """Say whether « département » is written: « dpt 47 », « 38 c'est mon département »."""
        around = tokens[max(0, index - 3) : index] if index else tokens[1:_NEXT_LABEL]
        return not _LABELS.isdisjoint(token.word for token in around)

    def _numbered(self, tokens: Sequence[Token], index: int) -> bool:
        """Say whether the number counts shoes, pages or buses: « je chausse du 42 »."""
        before = index - 1
        if before > 0 and tokens[before].word in {"du", "le", "la", "au", "en"}:
            before -= 1
        return tokens[before].word in self._lexicon.numbered

    def _only_filler(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        around = (*tokens[:start], *tokens[end:])
        return all(token.word in self._lexicon.fillers for token in around)

    def _said_with_article(self, tokens: Sequence[Token], index: int) -> bool:
        """Judge « le 93 »: the whole message, or too large to be a date or an emergency line."""
        lexicon, word = self._lexicon, tokens[index].word
        if index == 1 and len(tokens) == 2:
            return True
        if self._near_any(tokens, index, lexicon.calling_verbs):
            return False
        located = self._near_any(tokens, index, lexicon.home_verbs)
        if word in lexicon.emergency_numbers:
            return located
        return int(word) > _LAST_DAY or located

    def _spaced_postcode(
        self, tokens: Sequence[Token], index: int, answering: bool
    ) -> Number | None:
        """Read « code postal 31 000 », « 69 003 Lyon »; else it is an amount."""
        pair = tokens[index : index + 2]
        if [len(token.word) for token in pair] != [2, 3] or pair[1].gap != " ":
            return None
        refs = self._names.postcodes.get(pair[0].word + pair[1].word)
        if not refs or self._counted_by(tokens, index + 2):
            return None
        cue = read_cue(tokens, index, self._lexicon)
        alone = answering or cue.strength >= Strength.NEAR
        alone = alone or self._only_filler(tokens, index, index + 2)
        return Number("postcode", tuple(refs), index, index + 2, alone)

    def _postcode(self, tokens: Sequence[Token], index: int, answering: bool) -> Number | None:
        word = tokens[index].word
        cue = read_cue(tokens, index, self._lexicon)
        cued = answering or cue.strength >= Strength.AT
        after = tokens[index + 1].word if index + 1 < len(tokens) else ""
        refs: tuple[Ref, ...] = tuple(self._names.postcodes.get(word, ()))
        if not refs:
            # A CEDEX postcode is in no table: its first digits still tell the département.
            prefix = word[:3] if word[:2] in {"97", "98"} else word[:2]
            codes = ["2A", "2B"] if prefix == "20" else [prefix]
            if not cued and after != "cedex":
                return None
            refs = tuple(Ref("departement", c) for c in codes if c in self._atlas.departements)
            return Number("postcode", refs, index, index + 1, alone=True) if refs else None
        last = index == len(tokens) - 1 or breaks(tokens[index + 1])
        # « 10000 » is Troyes, and ten thousand of anything.
        home = "chez" in {token.word for token in tokens[index + 1 : index + _NEXT]}
        bare = len(tokens) == 1 or home or (last and index > 0 and cue.article)
        alone = cued or bare or not word.endswith("000")
        return Number("postcode", refs, index, index + 1, alone)

    def _arrondissement(
        self, tokens: Sequence[Token], rank: Ordinal, *, answering: bool
    ) -> Number | None:
        refs, lexicon = parts(rank.number), self._lexicon
        if not refs:
            return None
        after = tokens[rank.end] if rank.end < len(tokens) else None
        named = after is not None and after.word in lexicon.arrondissement_words
        cue = read_cue(tokens, rank.start, lexicon)
        free = after is None or breaks(after) or after.word in lexicon.followers
        # « dans le premier, il dit » is about something else, « dans le 18e » hardly ever is.
        digits = tokens[rank.start].word[0].isdecimal()
        said = digits and free and cue.preposition == "dans" and cue.article
        alone = named or said or (answering and digits and self._only_filler(tokens, *rank[1:]))
        return Number("arrondissement", refs, rank.start, rank.end + named, alone)

    def _counted_by(self, tokens: Sequence[Token], index: int) -> bool:
        if index >= len(tokens):
            return False
        after = tokens[index]
        if after.gap.strip()[:1] in _MONEY:
            return True
        return not breaks(after) and (after.word in self._lexicon.units or after.word.isdecimal())

    def _counts_something(self, tokens: Sequence[Token], index: int) -> bool:
        """Say whether a unit, a month or another number makes this an amount, an hour, a date."""
        lexicon = self._lexicon
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if after is not None and (not breaks(after) or after.gap.strip() == "€"):
            if after.gap.strip()[:1] in _MONEY:
                return True
            if not breaks(after) and (after.word in lexicon.units or after.word in lexicon.months):
                return True
            if (after.word == "au" or after.word.isdigit()) and len(tokens[index].word) < 5:
                return True
        if index and tokens[index - 1].word.isdigit() and not breaks(tokens[index]):
            return len(tokens[index].word) < 5
        return False

    def _glued(self, tokens: Sequence[Token], index: int) -> bool:
        """Say whether the number is part of a date, a decimal or a range: 12/05, 9.3, 15-17."""
        gap = tokens[index].gap
        before = index > 0 and tokens[index - 1].word[-1].isdigit() and len(gap) == 1
        if before and _GLUED.match(gap):
            return True
        if index > 0 and gap == "" and tokens[index - 1].word[0].isdigit():
            return True
        if index + 1 < len(tokens):
            gap = tokens[index + 1].gap
            if gap == "" or (len(gap) == 1 and _GLUED.match(gap) and gap != "-"):
                return tokens[index + 1].word[0].isdigit()
            if gap == "-" and tokens[index + 1].word[0].isdigit():
                return True
        return False

    def _near_any(self, tokens: Sequence[Token], index: int, words: frozenset[str]) -> bool:
        for position in range(index - 1, max(-1, index - 5), -1):
            if tokens[position].word in words:
                return True
            if breaks(tokens[position]):
                return False
        return False
