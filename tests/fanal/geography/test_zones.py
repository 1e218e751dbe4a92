from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from fanal.geography import Gazetteer, UnknownPlaceError, neighbours, timezone_of


def test_every_departement_has_a_real_time_zone(gazetteer: Gazetteer) -> None:
    """The zone of every département and collectivity is known to the time zone database."""
    zones = {place.code: timezone_of(place.code) for place in gazetteer.departements}
    assert {ZoneInfo(zone).key for zone in zones.values()} == set(zones.values())
    assert all(zones[code] == "Europe/Paris" for code in zones if len(code) == 2)


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("59", "Europe/Paris"),
        ("2A", "Europe/Paris"),
        ("971", "America/Guadeloupe"),
        ("972", "America/Martinique"),
        ("973", "America/Cayenne"),
        ("974", "Indian/Reunion"),
        ("975", "America/Miquelon"),
        ("976", "Indian/Mayotte"),
        ("987", "Pacific/Tahiti"),
        ("988", "Pacific/Noumea"),
    ],
)
def test_overseas_time_is_its_own(code: str, zone: str) -> None:
    """A line open at nine in Paris is not open at nine in Nouméa."""
    assert timezone_of(code) == zone


def test_neighbours_are_mutual(gazetteer: Gazetteer) -> None:
    """When one département touches another, the other touches it, and none touches itself."""
    for place in gazetteer.departements:
        for other in neighbours(place.code):
            assert place.code in neighbours(other), (place.code, other)
            assert other != place.code


def test_every_metropolitan_departement_has_neighbours(gazetteer: Gazetteer) -> None:
    """In metropolitan France every département has one at least; overseas, none."""
    for place in gazetteer.departements:
        assert bool(neighbours(place.code)) == (len(place.code) == 2), place.code


def test_known_neighbours() -> None:
    """Two well-known borders, one of an island."""
    assert neighbours("75") == ("92", "93", "94")
    assert neighbours("59") == ("02", "62", "80")
    assert neighbours("2A") == ("2B",)


@pytest.mark.parametrize("code", ["", "00", "20", "96", "99", "970", "abc"])
def test_an_unknown_departement_is_refused(code: str) -> None:
    """A code that is no département has neither time zone nor neighbours."""
    with pytest.raises(UnknownPlaceError):
        timezone_of(code)
    with pytest.raises(UnknownPlaceError):
        neighbours(code)
