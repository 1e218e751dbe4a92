"""Our feed in the form of Open Referral UK comes back with every entity that both models hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from fanal.directory import Directory, Service
from fanal.directory.exporters import as_open_referral_uk
from fanal.directory.hsds import Catalogue
from fanal.directory.importers.draft import Options
from fanal.directory.importers.open_referral import read_oruk
from fanal.directory.model import Accessibility, Ages, Closure, Identifier
from fanal.matching.needs import Needs
from tests.fanal.directory.importers.conftest import come_back

DAY = date(2026, 11, 24)
OPTIONS = Options("oruk", "https://exemple.fr", DAY)
TODAY_ONLY = {"valid_from": "2026-11-24", "valid_to": "2026-11-24", "reason": "travaux"}
Feed = dict[str, Any]
Pairs = list[tuple[Feed, Feed]]


def _richer(service: Service) -> Service:
    """One département says what no record of the directory says yet."""
    if service.departement != "59" or service.location is None or service.location.secret:
        return service
    return service.model_copy(
        update={
            "identifiers": (Identifier(scheme="siret", value="12345678901234"),),
            "accessibility": Accessibility(features=("wheelchair",), details="Rampe à gauche."),
            "closures": (Closure.model_validate(TODAY_ONLY),),
            "ages": Ages(min=11, max=25),
            "languages": ("fr", "en"),
        }
    )


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Pairs:
    """Each service of the feed, and the same once imported and exported again."""
    directory = Directory.load()
    words = Needs.load().vocabulary(directory)
    catalogue = Catalogue(directory, words, lambda: DAY)
    ours = [_richer(s) for s in directory.services if s.is_national or s.departement]
    feed = as_open_referral_uk(ours, catalogue)
    path = tmp_path_factory.mktemp("feed") / "feed.json"
    path.write_text(json.dumps(feed), encoding="utf-8")
    back = come_back(read_oruk(path, OPTIONS, lambda _: None), directory, OPTIONS)
    again = as_open_referral_uk(back, catalogue)
    return list(zip(feed["contents"], again["contents"], strict=True))


def entities(service: Feed, name: str, *fields: str) -> list[tuple[Any, ...]]:
    return sorted((tuple(one.get(f) for f in fields) for one in service.get(name, ())), key=repr)


def digits(number: str) -> str:
    """The importer writes numbers two digits by two: the same number all the same."""
    return number.replace("+33 ", "0").replace(" ", "")


def place(service: Feed) -> Feed:
    return next((s["location"] for s in service.get("service_at_locations", ())), {})


SHARED: dict[str, Callable[[Feed], Any]] = {
    "service": lambda s: [
        s.get(field)
        for field in ("name", "description", "url", "email", "status", "minimum_age",
                      "maximum_age", "assured_date", "fees", "alert")
    ],
    "organization": lambda s: s["organization"]["name"],
    "organization_identifiers": lambda s: entities(
        s["organization"], "organization_identifiers", "identifier_scheme", "identifier"
    ),
    "phones": lambda s: sorted(
        (digits(phone["number"]), phone["type"]) for phone in s.get("phones", ())
    ),
    "schedules": lambda s: entities(
        s, "schedules", "valid_from", "valid_to", "freq", "interval", "byday", "opens_at",
        "closes_at", "attending_type", "description", "notes",
    ),
    "languages": lambda s: entities(s, "languages", "code", "name"),
    "cost_options": lambda s: entities(s, "cost_options", "option", "amount", "currency"),
    "service_areas": lambda s: entities(s, "service_areas", "name", "extent", "service_area"),
    "location": lambda s: [
        place(s).get(field) for field in ("name", "latitude", "longitude", "location_type")
    ],
    "addresses": lambda s: entities(
        place(s), "addresses", "address_1", "city", "region", "postal_code", "country"
    ),
    "accessibility": lambda s: entities(place(s), "accessibility", "description", "details"),
}  # fmt: skip
"""Each entity that an import keeps, and its fields that come back."""


EXCEPTIONS = {
    "service": {  # a partner's text with a number in it is not taken: that of the kind is shown
        "115, hébergement d'urgence",
        "119, équipe spécialisée",
        "Ac.Sé, accueil sécurisant des personnes victimes de traite",
        "ALED 84 – Antenne de liaison enfance en danger "
        "(cellule départementale des informations préoccupantes)",
    },
    "phones": {  # a short number of one operator of Mayotte is taken for a mistake, and said
        "ACFAV – Association pour la condition féminine et l'aide aux victimes",
    },
    "service_areas": {  # an import keeps départements: no région, and that of a commune
        "Mouvement du Nid – délégation des Hauts-de-France",
        "Mouvement du Nid – coordination Île-de-France",
        "Ville de Strasbourg – service de protection des mineurs",
    },
    "location": {  # a place of which only a name without a commune is known
        "SOS Violences conjugales – Corrèze",
        "SOS Violences conjugales 42",
    },
    "addresses": {  # the town is written as INSEE names the commune
        "CRIP de Saint-Martin – cellule de recueil des informations préoccupantes",
    },
}
"""What does not come back, by entity and service, and why. Besides: the description and the
territory of a number, the second address of an organization, and what the record itself decides
(its identifiers, its status, who checked it)."""


@pytest.mark.parametrize("entity", SHARED)
def test_an_entity_comes_back(pairs: Pairs, entity: str) -> None:
    """What the feed says of a service comes back from an import, but for the exceptions."""
    assert len(pairs) > 500
    said = SHARED[entity]
    assert any(said(before) for before, _ in pairs)
    lost = {before["name"] for before, after in pairs if said(before) != said(after)}
    assert lost == EXCEPTIONS.get(entity, set())
