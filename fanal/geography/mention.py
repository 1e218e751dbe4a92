"""A place read in a text, before the choice between several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fanal.geography.atlas import Atlas, Ref
from fanal.geography.cues import Cue, Strength

MOST = 4
"""Places offered when a name is ambiguous."""
_CLEARLY_LARGER = 8
_NOTABLE, _CITY = 2_000, 10_000


@dataclass(frozen=True)
class Mention:
    """Where a place is named, what it can be, and how it is said.

    Attributes:
        refs: every place the words can name.
        start: index of the first token.
        end: index after the last token.
        cue: the words before.
        score: from 0 to 1, as in PlaceFound.
        chosen: the places are all equally meant, whatever their sizes.
        cued: a location cue stands before, or the whole text is the place.
    """

    refs: tuple[Ref, ...]
    start: int
    end: int
    cue: Cue
    score: float
    chosen: bool = False
    cued: bool = field(default=False)

    def narrowed(self, refs: tuple[Ref, ...], other: Mention) -> Mention:
        """Keep the places that agree with another mention, whose words are joined to these."""
        return replace(
            self,
            refs=refs,
            start=min(self.start, other.start),
            end=max(self.end, other.end),
            score=max(self.score, other.score),
            cued=self.cued or other.cued,
        )

    def rank(self, *, landmark: bool = False) -> int:
        """Order mentions by how they are said; see Chooser.choose."""
        if self.cue.past:
            return 0
        if landmark:
            return 1
        if not self.cued and self.cue.strength < Strength.AT:
            return 2
        if self.cue.work:
            return 3
        return 5 if self.cue.for_other else 4


def possible(mention: Mention, atlas: Atlas) -> tuple[Ref, ...]:
    """Keep the places a person may mean, most populous first, four at most.

    A place is set aside when another is eight times more populous, or when it has fewer than
    2,000 inhabitants and the other is a city. Places chosen by hand are all kept.
    """
    refs = sorted(mention.refs, key=atlas.population, reverse=True)
    if mention.chosen or len(refs) < 2:
        return tuple(refs[:MOST])
    largest = atlas.population(refs[0])
    kept = [
        ref
        for ref in refs
        if atlas.population(ref) * _CLEARLY_LARGER > largest
        and (largest < _CITY or atlas.population(ref) >= _NOTABLE)
    ]
    return tuple((kept or refs)[:MOST])


def settled(refs: Sequence[Ref], cue: Cue, atlas: Atlas) -> tuple[Ref, ...]:
    """Settle a commune and a département that bear the same name, by the words before.

    « en Mayenne » is the département, « à Mayenne » the commune; « Paris » alone is the city,
    since it is the chief town; « Mayenne » alone is the département around it.
    """
    lands = tuple(ref for ref in refs if ref.kind != "commune")
    communes = tuple(ref for ref in refs if ref.kind == "commune")
    if not lands or not communes:
        return tuple(refs)
    if cue.preposition == "en" or cue.article:
        return lands
    if cue.preposition in {"a", "sur"} or cue.strength is Strength.HOME:
        return communes
    for land in lands:
        inside = tuple(ref for ref in communes if atlas.departement_of(ref) == land.code)
        if inside:
            row = atlas.departements.get(land.code)
            return inside if row and row.chief_town == inside[0].code else (land,)
    return tuple(refs)
