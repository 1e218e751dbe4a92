"""Reading the tables of data/geography."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from fanal.geography.model import GeographyError

RowType = TypeVar("RowType")


class CommuneRow(NamedTuple):
    """A line of communes.csv; ``postcodes`` are separated by spaces."""

    code: str
    name: str
    departement: str
    population: int
    postcodes: str


class ArrondissementRow(NamedTuple):
    """A line of arrondissements.csv: a part of Paris, Lyon or Marseille."""

    code: str
    number: int
    commune: str
    population: int
    postcodes: str


class FormerRow(NamedTuple):
    """A line of former_communes.csv: a merged commune and the one it is now part of."""

    name: str
    code: str
    commune: str


class DepartementRow(NamedTuple):
    """A line of departements.csv; ``zone`` is ``metro``, ``drom`` or ``com``."""

    code: str
    name: str
    region: str
    chief_town: str
    zone: str


class RegionRow(NamedTuple):
    """A line of regions.csv."""

    code: str
    name: str
    chief_town: str
    zone: str


class TileRow(NamedTuple):
    """A line of tiles.csv: where a département stands on a map of equal tiles."""

    code: str
    column: int
    row: int


class AliasRow(NamedTuple):
    """A line of aliases.csv; the README there explains ``use``."""

    alias: str
    kind: str
    codes: tuple[str, ...]
    use: str


def read_communes(directory: Path) -> list[CommuneRow]:
    """Read the current communes."""
    return _read(
        directory / "communes.csv", lambda r: CommuneRow(r[0], r[1], r[2], int(r[3]), r[4])
    )


def read_arrondissements(directory: Path) -> list[ArrondissementRow]:
    """Read the arrondissements of Paris, Lyon and Marseille."""
    return _read(
        directory / "arrondissements.csv",
        lambda r: ArrondissementRow(r[0], int(r[1]), r[2], int(r[3]), r[4]),
    )


def read_former(directory: Path) -> list[FormerRow]:
    """Read the former communes whose name survives."""
    return _read(directory / "former_communes.csv", lambda r: FormerRow(r[0], r[1], r[2]))


def read_departements(directory: Path) -> list[DepartementRow]:
    """Read the départements and the overseas collectivities."""
    return _read(
        directory / "departements.csv", lambda r: DepartementRow(r[0], r[1], r[2], r[3], r[4])
    )


def read_regions(directory: Path) -> list[RegionRow]:
    """Read the régions."""
    return _read(directory / "regions.csv", lambda r: RegionRow(r[0], r[1], r[2], r[3]))


def read_tiles(directory: Path) -> list[TileRow]:
    """Read the places of the départements on a map of tiles."""
    return _read(directory / "tiles.csv", lambda r: TileRow(r[0], int(r[1]), int(r[2])))


def read_aliases(directory: Path) -> list[AliasRow]:
    """Read the short and familiar names."""
    return _read(
        directory / "aliases.csv", lambda r: AliasRow(r[0], r[1], tuple(r[2].split()), r[3])
    )


def read_words(path: Path) -> list[str]:
    """Read a file of one entry a line."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GeographyError(f"{path} : fichier absent ou illisible ({error}).") from error


def _read(path: Path, make: Callable[[list[str]], RowType]) -> list[RowType]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(_rows(path, csv.reader(file), make))
    except (OSError, UnicodeDecodeError) as error:
        raise GeographyError(f"{path} : fichier absent ou illisible ({error}).") from error


def _rows(
    path: Path, lines: Iterator[list[str]], make: Callable[[list[str]], RowType]
) -> Iterator[RowType]:
    next(lines, None)
    for number, line in enumerate(lines, start=2):
        try:
            yield make(line)
        except (IndexError, ValueError) as error:
            raise GeographyError(f"{path}, ligne {number} : ligne mal formée.") from error
