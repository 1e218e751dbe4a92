"""Places: what a person writes about where they are, and the communes it may be."""

from fanal.geography.gazetteer import Gazetteer
from fanal.geography.model import GeographyError, Place, PlaceFound, UnknownPlaceError
from fanal.geography.zones import neighbours, timezone_of

__all__ = [
    "Gazetteer",
    "GeographyError",
    "Place",
    "PlaceFound",
    "UnknownPlaceError",
    "neighbours",
    "timezone_of",
]
