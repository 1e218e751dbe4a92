"""Every place, by its code."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from fanal.geography.model import GeographyError, Place, PlaceKind, UnknownPlaceError
from fanal.geography.tables import (
    ArrondissementRow,
    CommuneRow,
    DepartementRow,
    RegionRow,
    read_arrondissements,
    read_communes,
    read_departements,
    read_regions,
)


class Ref(NamedTuple):
    """A place by kind and code: cheap to keep by the tens of thousands."""

    kind: PlaceKind
    code: str


class Atlas:
    """Communes, arrondissements, départements and régions; a Place is built when asked for."""

    def __init__(
        self,
        communes: list[CommuneRow],
        arrondissements: list[ArrondissementRow],
        departements: list[DepartementRow],
        regions: list[RegionRow],
    ) -> None:
        self.communes = {row.code: row for row in communes}
        self.arrondissements = {row.code: row for row in arrondissements}
        self.departements = {row.code: row for row in departements}
        self.regions = {row.code: row for row in regions}
        self._people: dict[str, int] = defaultdict(int)
        for row in communes:
            self._people[row.departement] += row.population

    @classmethod
    def load(cls, directory: Path) -> Atlas:
        """Read the tables.

        Raises:
            GeographyError: a table is missing or broken, or two tables disagree.
        """
        atlas = cls(
            read_communes(directory),
            read_arrondissements(directory),
            read_departements(directory),
            read_regions(directory),
        )
        for departement in atlas.departements.values():
            if departement.region not in atlas.regions:
                raise GeographyError(
                    f"{directory} : région {departement.region} inconnue ({departement.name})."
                )
        return atlas

    def departement_of(self, ref: Ref) -> str | None:
        """Give the code of the département a place is in; None for a région."""
        if ref.kind == "departement":
            return ref.code
        if ref.kind == "region":
            return None
        return self._commune_row(ref.code).departement

    def region_of(self, ref: Ref) -> str:
        """Give the code of the région a place is in."""
        departement = self.departement_of(ref)
        return ref.code if departement is None else self.departements[departement].region

    def population(self, ref: Ref) -> int:
        """Count the inhabitants of a place."""
        if ref.kind == "departement":
            return self._people[ref.code]
        if ref.kind == "region":
            return sum(
                self._people[row.code]
                for row in self.departements.values()
                if row.region == ref.code
            )
        part = self.arrondissements.get(ref.code)
        return part.population if part else self._commune_row(ref.code).population

    def place(self, ref: Ref) -> Place:
        """Describe a place.

        Raises:
            UnknownPlaceError: no place of this kind has this code.
        """
        if ref.kind == "commune":
            return self._commune(ref)
        if ref.kind == "departement":
            row = self.departements.get(ref.code)
            if row is None:
                raise UnknownPlaceError(f"Département inconnu : {ref.code!r}.")
            label = f"{row.name} ({row.code})"
            people = self.population(ref)
            return Place("departement", row.code, row.code, None, row.region, label, people)
        region = self.regions.get(ref.code)
        if region is None:
            raise UnknownPlaceError(f"Région inconnue : {ref.code!r}.")
        people = self.population(ref)
        return Place("region", region.code, None, None, region.code, region.name, people)

    def _commune(self, ref: Ref) -> Place:
        row = self._commune_row(ref.code)
        region = self.departements[row.departement].region
        part = self.arrondissements.get(ref.code)
        if part is None:
            name, people = row.name, row.population
        else:
            name = f"{row.name} {part.number}{'er' if part.number == 1 else 'e'}"
            people = part.population
        label = f"{name} ({row.departement})"
        return Place("commune", ref.code, row.departement, row.code, region, label, people)

    def _commune_row(self, code: str) -> CommuneRow:
        part = self.arrondissements.get(code)
        row = self.communes.get(part.commune if part else code)
        if row is None:
            raise UnknownPlaceError(f"Commune inconnue : {code!r}.")
        return row
