"""What a place is, what a search returns, and what can go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal["commune", "departement", "region"]


class GeographyError(ValueError):
    """The data in data/geography is missing or broken; the message, in French, says where."""


class UnknownPlaceError(KeyError):
    """No place has this code; the message, in French, says which code was asked for."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


@dataclass(frozen=True)
class Place:
    """A commune, a département (or overseas collectivity) or a région.

    Attributes:
        kind: an arrondissement of Paris, Lyon or Marseille counts as a commune.
        code: INSEE code of the place itself: ``59350``, ``75118`` (an arrondissement), ``59``,
            ``32`` (a région).
        departement: INSEE code of its département; None for a région.
        commune: INSEE code of its commune, the whole city for an arrondissement (``75056``
            for Paris 18e); None for a département or a région.
        region: INSEE code of its région (the collectivity's own code for 975, 977, 978, 98x).
        label: what a person reads: « Lille (59) », « Paris 18e (75) », « Nord (59) »,
            « Bretagne ».
        population: legal population, in inhabitants; 0 when none is published.
    """

    kind: PlaceKind
    code: str
    departement: str | None
    commune: str | None
    region: str
    label: str
    population: int


@dataclass(frozen=True)
class PlaceFound:
    """What a text says about a place.

    Attributes:
        places: one place is understood; several (four at most, most populous first) are equally
            possible: the person must choose.
        start: where the words naming the place start in the text, in characters.
        end: where they end, excluded.
        score: how sure the reading is, from 0 to 1: 1 for a place named after « j'habite à » or
            in answer to the question, 0.8 for a name without any cue, and less for a typing
            mistake, in proportion to the letters that differ.
    """

    places: tuple[Place, ...]
    start: int
    end: int
    score: float
