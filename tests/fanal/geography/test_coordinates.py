from __future__ import annotations

from pathlib import Path

import pytest

from fanal.geography import GeographyError
from fanal.geography.coordinates import Point, distance_km, match_communes, read_coordinates
from fanal.geography.tables import CommuneRow, read_communes
from fanal.geography.zones import DATA


def test_every_point_is_a_commune_within_its_country() -> None:
    """Each code is a current commune; those of metropolitan France stand in metropolitan France."""
    communes = {row.code: row for row in read_communes(DATA)}
    for code, point in read_coordinates().items():
        assert code in communes
        if not communes[code].departement.startswith(("97", "98")):
            assert 41 < point.latitude < 51.5, code
            assert -5.5 < point.longitude < 10, code


def test_distances() -> None:
    """Paris to Lyon is 392 km, and a place is at no distance from itself."""
    paris, lyon = Point(48.8534, 2.3488), Point(45.7491, 4.8479)
    assert distance_km(paris, lyon) == pytest.approx(392, abs=3)
    assert distance_km(paris, paris) == 0


def test_a_name_shared_in_a_region_gives_no_point() -> None:
    """A wrong place would be worse than none: homonyms of one région are left out."""
    rows = [
        CommuneRow("59001", "Saint-Rémy", "59", 10, ""),
        CommuneRow("62001", "St Remy", "62", 9, ""),
        CommuneRow("59002", "Lille", "59", 9, ""),
        CommuneRow("97411", "Lille", "974", 9, ""),
    ]
    city = {"latitude": 50.0, "longitude": 3.0, "countrycode": "FR", "admin1code": "32"}
    cities = [{**city, "name": "Saint-Rémy"}, {**city, "name": "Lille"}]
    found = match_communes(rows, {"59": "32", "62": "32", "974": "04"}, cities)
    assert found == {"59002": Point(50.0, 3.0)}


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    """Without the table, the error says which file."""
    with pytest.raises(GeographyError, match=r"coordinates\.csv"):
        read_coordinates(tmp_path)
