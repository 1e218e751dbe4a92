"""Which of the places of a text is meant: not the one denied, left behind, or a mere landmark."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from fanal.geography.atlas import Atlas, Ref
from fanal.geography.cues import Strength
from fanal.geography.lexicon import Lexicon
from fanal.geography.mention import Mention, possible
from fanal.geography.normalise import Token

_ADJACENT = 5
_LINKS = frozenset({"et", "mais", "ou", "pas", "puis"})
_MOVING = frozenset({"vers", "direction"})
_QUARTER = frozenset(
    {"a", "au", "aux", "cite", "cote", "d", "de", "du", "en", "haut", "l", "la", "le", "les",
     "metro", "quartier", "residence", "secteur", "tram", "vers"}
)  # fmt: skip
_NAMED = frozenset({"cite", "metro", "quartier", "residence", "secteur"})
_CITY, _LARGER, _SMALL = 20_000, 2, 30_000


class Chooser:
    """Chooses between the mentions of a text."""

    def __init__(self, atlas: Atlas, lexicon: Lexicon) -> None:
        self._atlas = atlas
        self._lexicon = lexicon

    def choose(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> Mention | None:
        """Give the place meant, made precise by the places around it; None when there is none.

        The best said counts: for somebody else, as where one is, where one works, merely named,
        as a landmark of another place (« Garges, à côté de Sarcelles »), then of the past. Of two
        equally said, the last.
        """
        joined = self._joined(tokens, mentions)
        kept = self._without_quarters(
            tokens, [mention for mention in joined if not self._is_denied(tokens, mention)]
        )
        if not kept:
            return None
        landmarks = {
            second.start
            for first, second in pairwise(kept)
            if self._is_landmark(tokens, first, second)
        }
        return max(kept, key=lambda m: (m.rank(landmark=m.start in landmarks), m.start))

    def _joined(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
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

    def _near(self, tokens: Sequence[Token], one: Mention, other: Mention) -> bool:
        first, second = sorted((one, other), key=lambda mention: mention.start)
        between = tokens[first.end : second.start]
        if len(between) > _ADJACENT:
            return False
        return not _LINKS & {token.word for token in between}

    def _is_landmark(self, tokens: Sequence[Token], first: Mention, second: Mention) -> bool:
        """Say whether the second place only tells where the first is: « X, à côté de Y »."""
        cue = second.cue
        if first.cue.past or cue.strength is not Strength.NEAR or cue.start != first.end:
            return False
        if tokens[cue.start].word in _MOVING or "." in tokens[cue.start].gap:
            return False
        towns = {self._atlas.place(ref).commune for ref in first.refs}
        return not any(self._atlas.place(ref).commune in towns for ref in second.refs)

    def _without_quarters(
        self, tokens: Sequence[Token], mentions: Sequence[Mention]
    ) -> list[Mention]:
        """Let go of the quarter of a city that bears the name of a place far from it.

        « Toulon, la Beaucaire » is in Toulon: the city was said first, nothing but « quartier » or
        « vers » stands between, and the other place is smaller and in another département.
        """
        kept: list[Mention] = []
        for mention in mentions:
            if kept and self._is_quarter(tokens, kept[-1], mention):
                continue
            kept.append(mention)
        return kept

    def _is_quarter(self, tokens: Sequence[Token], city: Mention, other: Mention) -> bool:
        between = tokens[city.end : other.start]
        if city.cue.past or any(token.word not in _QUARTER for token in between):
            return False
        gaps = [token.gap for token in tokens[city.end : other.end]]
        # « de Lille à Rouen » is a journey: a quarter is cut off, called one, or just put after.
        cut = not between or "," in gaps[0] or between[0].word in _NAMED
        if not cut or any("." in gap for gap in gaps):
            return False
        towns = possible(city, self._atlas)
        if len(towns) != 1 or towns[0].kind != "commune":
            return False
        people = self._atlas.population(towns[0])
        home = self._atlas.departement_of(towns[0])
        return people >= _CITY and all(
            ref.kind == "commune"
            and self._atlas.departement_of(ref) != home
            and self._atlas.population(ref) < min(_SMALL, people / _LARGER)
            for ref in other.refs
        )

    def _is_denied(self, tokens: Sequence[Token], mention: Mention) -> bool:
        return mention.cue.denied or self._not_from_calais(tokens, mention)

    def _not_from_calais(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """Tell « je suis pas de Calais » from « je suis du Pas-de-Calais »."""
        if tokens[mention.start].word != "pas" or mention.start == 0:
            return False
        verb = tokens[mention.start - 1]
        return verb.word in self._lexicon.coming_verbs and not tokens[mention.start].raw.istitle()
