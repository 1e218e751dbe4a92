"""What a record may hold, and what of it may be shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from fanal.directory import Phone, Service
from fanal.directory.model import departement_of_commune


def record(**changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "id": "essai",
        "name": "Essai",
        "kind": "helpline",
        "publish": "oui",
        "confidence": "haute",
        "assured_date": "2025-11-20",
        "source_dated": True,
        "assured_by": "lecture",
        "sources": [{"url": "https://exemple.fr"}],
        "service_area": {"national": True},
        "phones": [{"number": "119"}],
        "opening_hours": "24/7",
        "chat_url": "https://exemple.fr/tchat",
        "chat_hours": "Mo-Fr 13:00-20:00",
    }
    return {**base, **changes}


@pytest.mark.parametrize(
    ("publish", "phones", "hours"),
    [("oui", 1, "24/7"), ("oui_sans_horaires", 1, None), ("oui_sans_telephone", 0, None)],
)
def test_the_status_decides_what_is_visible(publish: str, phones: int, hours: str | None) -> None:
    """Numbers and hours that the editorial status keeps back never come out of a record."""
    service = Service.model_validate(record(publish=publish))
    assert len(service.visible_phones) == phones
    assert service.visible_hours == hours
    assert (service.visible_chat_hours is None) == (publish != "oui")
    assert ("voice" in service.reachable_channels) == bool(phones)


@pytest.mark.parametrize(
    "changes",
    [
        {"publish": "a_verifier"},
        {"publish": "non"},
        {"confidence": "faible"},
        {"status": "closed"},
        {"unexpected": 1},
        {"id": "a b"},
        {"id": "../119"},
        {"id": 119},
        {"source_dated": "true"},
        {"assured_date": "2025-13-01"},
        {"assured_date": "20/11/2025"},
        {"sources": []},
        {"service_area": {}},
        {"service_area": {"national": True, "departements": ["59"]}},
        {"service_area": {"departements": ["20"]}},
        {"service_area": {"departements": ["96"]}},
        {"location": {"secret": True, "address": "1 rue X"}},
        {"location": {"secret": True, "commune": "59350"}},
        {"location": {"latitude": 50.0}},
        {"location": {"latitude": 95.0, "longitude": 1.0}},
        {"phones": [{"number": "119", "kind": "fax"}]},
        {"phones": [{"number": 119}]},
        {"audience": ["child"]},
        {"audience": "young"},
        {"channels": ["pigeon"]},
        {"provenance": {"phones": "https://ailleurs.exemple.fr"}},
        {"provenance": {"telephone": "https://exemple.fr"}},
        {"identifiers": [{"scheme": "siret", "value": "123"}]},
        {"identifiers": [{"scheme": "inconnu", "value": "123"}]},
        {"closures": [{"valid_from": "2026-08-15", "valid_to": "2026-08-01"}]},
        {"accessibility": {"features": ["ascenseur"]}},
        {"accessibility": 3},
        {"last_modified": "hier"},
    ],
)
def test_wrong_records_are_refused(changes: dict[str, Any]) -> None:
    """A record outside the model is refused, not repaired."""
    with pytest.raises(ValidationError):
        Service.model_validate(record(**changes))


@pytest.mark.parametrize(
    ("phone", "uri"),
    [
        ({"number": "119"}, "tel:119"),
        ({"number": "0 800 235 236"}, "tel:0800235236"),
        ({"number": "116 006"}, "tel:116006"),
        ({"number": "114", "kind": "sms"}, "sms:114"),
        ({"number": "+33 1 80 52 33 76", "territory": "overseas"}, "tel:+33180523376"),
        ({"number": "01 53 06 38 94", "territory": "abroad"}, "tel:+33153063894"),
        ({"number": "05 94 24 10 10", "territory": "973"}, "tel:0594241010"),
    ],
)
def test_uris_dial(phone: dict[str, str], uri: str) -> None:
    """A tap dials or writes to the number, in its international form when called from afar."""
    assert Phone.model_validate(phone).uri == uri


def test_places_of_a_local_service() -> None:
    """Its own département is the first one served, by name or through a commune."""
    service = Service.model_validate(record(service_area={"communes": ["67482", "97411"]}))
    assert (service.is_national, service.departement) == (False, "67")
    assert service.service_area.served_departements == ("67", "974")


@pytest.mark.parametrize(
    ("commune", "departement"),
    [("59350", "59"), ("2A004", "2A"), ("97411", "974"), ("98735", "987")],
)
def test_departement_of_a_commune(commune: str, departement: str) -> None:
    """The département is read from the INSEE code, two signs or three overseas."""
    assert departement_of_commune(commune) == departement


def test_records_do_not_change() -> None:
    """A loaded record is shared by every conversation: nobody can alter it."""
    service = Service.model_validate(record())
    with pytest.raises(ValidationError):
        service.name = "Autre"
    assert isinstance(service.phones, tuple)


def test_each_field_has_a_source() -> None:
    """A field comes from the source that provenance names, the others from the first one."""
    service = Service.model_validate(
        record(
            sources=[{"url": "https://exemple.fr"}, {"url": "https://exemple.fr/horaires"}],
            provenance={"opening_hours": "https://exemple.fr/horaires"},
        )
    )
    assert service.source_of("opening_hours").url == "https://exemple.fr/horaires"
    assert service.source_of("phones").url == "https://exemple.fr"


def test_a_change_is_never_older_than_the_check() -> None:
    """Partners who ask for what changed since a day get what was checked since that day."""
    assert Service.model_validate(record()).modified_on.isoformat() == "2025-11-20"
    later = Service.model_validate(record(last_modified="2026-01-02"))
    assert later.modified_on.isoformat() == "2026-01-02"
    earlier = Service.model_validate(record(last_modified="2020-01-02"))
    assert earlier.modified_on.isoformat() == "2025-11-20"


def test_a_closure_holds_on_its_first_and_last_day() -> None:
    """Both ends of a temporary closure are days on which nobody is there."""
    service = Service.model_validate(
        record(closures=[{"valid_from": "2026-08-01", "valid_to": "2026-08-15"}])
    )
    closure = service.closures[0]
    days = [date(2026, 7, 31), date(2026, 8, 1), date(2026, 8, 15), date(2026, 8, 16)]
    assert [closure.covers(day) for day in days] == [False, True, True, False]
