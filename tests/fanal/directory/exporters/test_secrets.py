"""What may not be shown leaves by no door, even when a record holds more than it should."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanal.directory import Directory, Location, Service
from fanal.directory.exporters import (
    as_csv,
    as_data_inclusion,
    as_open_referral,
    as_open_referral_uk,
    as_vcards,
)
from fanal.directory.hsds import Catalogue, Query, Vocabulary
from fanal.directory.hsds.translator import organization_id

Export = Callable[[Service, Directory, Vocabulary], str]


def _feed(record: Service, directory: Directory, words: Vocabulary) -> Catalogue:
    alone = Directory({**{s.id: s for s in directory.services}, record.id: record}, directory.kinds)
    return Catalogue(alone, words, lambda: date(2026, 11, 24))


def _places(feed: Catalogue, record: Service) -> list[dict[str, Any]]:
    """What /hsds/service_at_locations and /hsds/organizations give of a record."""
    organization = organization_id(record)
    placed = feed.at_locations(Query(organization_id=organization))
    return [
        *(feed.at_location_of(one, full=True).as_json() for one in placed),
        feed.organization(organization, full=True).as_json(),
    ]


EXPORTS: dict[str, Export] = {
    "csv": lambda r, d, w: as_csv([r], w, d),
    "vcard": lambda r, d, w: as_vcards([r], w, d).replace("\r\n ", ""),
    "data-inclusion": lambda r, d, w: json.dumps(as_data_inclusion([r], w, d).as_json()),
    "hsds": lambda r, d, w: json.dumps(as_open_referral([r], _feed(r, d, w))),
    "oruk": lambda r, d, w: json.dumps(as_open_referral_uk([r], _feed(r, d, w))),
    "hsds places": lambda r, d, w: json.dumps(_places(_feed(r, d, w), r)),
}
SECRET = st.integers(10_000_000, 99_999_999).map(lambda n: f"zq{n}")


@pytest.mark.parametrize("name", EXPORTS)
@settings(max_examples=30, deadline=None)
@given(secret=SECRET, latitude=st.floats(42.0, 51.0).map(lambda x: round(x, 5) + 0.000001))
def test_a_secret_place_never_leaves(
    name: str, secret: str, latitude: float, directory: Directory, words: Vocabulary
) -> None:
    """A place said to be secret is in no export, even if an importer had kept its address."""
    base = directory.service("23-mda-01")
    hidden = Location.model_construct(
        secret=True,
        address=f"1 rue {secret}",
        postal_code=f"zp{secret[-5:]}",
        commune="23096",
        city=f"{secret}-ville",
        latitude=latitude,
        longitude=latitude,
    )
    record = base.model_copy(update={"location": hidden, "editorial_note": f"note {secret}"})
    said = EXPORTS[name](record, directory, words)
    for value in (secret, f"zp{secret[-5:]}", "23096", str(latitude)):
        assert value not in said


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("publish", ["oui", "oui_sans_horaires", "oui_sans_telephone"])
def test_the_status_holds_in_every_export(
    name: str, publish: Any, directory: Directory, words: Vocabulary
) -> None:
    """A number or hours that the editorial status keeps back are in no export."""
    base = directory.service("23-mda-01")
    hours = "Tu 07:13-07:19"
    record = base.model_copy(
        update={
            "publish": publish,
            "opening_hours": hours,
            "hours_text": "zqtexte",
            "editorial_note": "zqnote",
        }
    )
    said = EXPORTS[name](record, directory, words)
    digits = record.phones[0].digits[1:]
    assert (digits in said.replace(" ", "")) == (publish != "oui_sans_telephone")
    shown = any(word in said for word in ("07:13", "7 h 13"))
    assert shown == (publish == "oui")
    assert "zqtexte" not in said
    assert "zqnote" not in said


@pytest.mark.parametrize("name", EXPORTS)
def test_the_secret_places_of_the_directory(
    name: str, directory: Directory, words: Vocabulary
) -> None:
    """The records whose place is secret are exported, without any place."""
    secret = [s for s in directory.services if s.location and s.location.secret]
    assert secret
    for record in secret:
        said = EXPORTS[name](record, directory, words)
        assert "service_at_locations" not in said
        assert "ADR:" not in said
        assert "code_insee" not in said


@pytest.mark.parametrize("name", EXPORTS)
def test_withheld_services_are_not_exported(
    name: str, directory: Directory, words: Vocabulary
) -> None:
    """Services that were studied and withheld are not records: no export can hold them."""
    assert directory.withheld
    assert not {item.id for item in directory.withheld} & {s.id for s in directory.services}
