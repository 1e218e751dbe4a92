"""What the search knows of places: régions, neighbours, coordinates, parts of large cities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fanal.geography import UnknownPlaceError, neighbours
from fanal.geography.coordinates import Point, read_coordinates
from fanal.geography.tables import read_arrondissements, read_communes, read_departements
from fanal.geography.zones import DATA


@dataclass(frozen=True)
class Ground:
    """Places by code, as the index needs them.

    Attributes:
        regions: code of the région of each département (overseas, its own).
        names: what each commune and département is called.
        points: coordinates of communes, where they are known.
        cities: the commune of each arrondissement of Paris, Lyon and Marseille.
    """

    regions: Mapping[str, str]
    names: Mapping[str, str]
    points: Mapping[str, Point]
    cities: Mapping[str, str]

    @classmethod
    def load(cls, directory: Path = DATA) -> Ground:
        """Read the tables of data/geography.

        Raises:
            fanal.geography.GeographyError: a table is missing or broken.
        """
        departements = read_departements(directory)
        communes = read_communes(directory)
        names = {row.code: row.name for row in communes}
        names |= {row.code: row.name for row in departements}
        return cls(
            regions={row.code: row.region for row in departements},
            names=names,
            points=read_coordinates(directory),
            cities={row.code: row.commune for row in read_arrondissements(directory)},
        )

    def city(self, commune: str) -> str:
        """The whole commune, for an arrondissement; any other code as it is."""
        return self.cities.get(commune, commune)

    def point(self, commune: str | None) -> Point | None:
        """Where a commune is, or None."""
        return self.points.get(self.city(commune)) if commune else None

    def around(self, departement: str) -> frozenset[str]:
        """The neighbouring départements; none overseas, nor for an unknown code."""
        try:
            return frozenset(neighbours(departement))
        except UnknownPlaceError:
            return frozenset()
