"""The HSDS feed: every record valid, every filter true, nothing secret."""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

from fanal.directory import Directory
from fanal.directory.hsds.entities import identifier
from tests.standards import read_standard


@cache
def validator(name: str) -> Any:
    schema = read_standard(f"hsds-3.0/schema/compiled/{name}.json")
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def wrong(name: str, entity: dict[str, Any]) -> list[str]:
    return [f"{list(e.path)}: {e.message[:120]}" for e in validator(name).iter_errors(entity)]


def everything(door: TestClient, path: str, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    page = 1
    while True:
        answer = door.get(path, params={"page": page, "per_page": 500, **asked})
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert body["size"] == len(body["contents"])
        found += body["contents"]
        if body["last_page"]:
            assert len(found) == body["total_items"]
            return found
        page += 1


@pytest.mark.parametrize(
    ("path", "schema", "full"),
    [
        ("/hsds/services", "service", True),
        ("/hsds/services", "service_list", False),
        ("/hsds/service_at_locations", "service_at_location", True),
        ("/hsds/service_at_locations", "service_at_location_list", False),
        ("/hsds/organizations", "organization", True),
        ("/hsds/organizations", "organization_list", False),
    ],
)
def test_every_record_validates(door: TestClient, path: str, schema: str, full: bool) -> None:
    """All that is served under /hsds follows the compiled schemas of HSDS 3.0."""
    validator(schema)
    found = everything(door, path, full=full)
    assert found
    assert {entity["id"]: wrong(schema, entity) for entity in found if wrong(schema, entity)} == {}


@pytest.mark.parametrize(
    ("path", "schema"),
    [("/hsds/taxonomies", "taxonomy"), ("/hsds/taxonomy_terms", "taxonomy_term")],
)
def test_taxonomies_validate(door: TestClient, path: str, schema: str) -> None:
    """Each list and each term follows its definition in HSDS 3.0, and says nothing beside it."""
    # These two have no compiled schema of their own: they are definitions inside the service's.
    whole = read_standard("hsds-3.0/schema/compiled/service_with_definitions.json")
    checked = jsonschema.Draft202012Validator(
        {"$ref": f"#/definitions/{schema}", "definitions": whole["definitions"]},
        format_checker=jsonschema.FormatChecker(),
    )
    found = everything(door, path)
    assert found
    assert [error.message for entity in found for error in checked.iter_errors(entity)] == []
    known = set(whole["definitions"][schema]["properties"])
    assert {field for entity in found for field in entity} <= known


@pytest.mark.parametrize("path", ["/hsds/taxonomies", "/hsds/taxonomy_terms"])
def test_taxonomies_hold_what_hsds_asks(door: TestClient, path: str) -> None:
    """Each list and each term has its identifier, its name and what it means."""
    found = everything(door, path)
    assert found
    for entity in found:
        assert all(entity[field] for field in ("id", "name", "description"))
        assert door.get(f"{path}/{entity['id']}").json() == entity


def test_every_service_is_served(door: TestClient, directory: Directory) -> None:
    """The feed holds the whole directory, once, in its order."""
    ids = [service["id"] for service in everything(door, "/hsds/services", minimal=True)]
    assert ids == [identifier("service", service.id) for service in directory.services]


def test_one_service_is_the_one_of_the_list(door: TestClient) -> None:
    """A service read alone says what the full list says."""
    listed = door.get("/hsds/services", params={"full": True, "per_page": 3}).json()["contents"]
    for service in listed:
        assert door.get(f"/hsds/services/{service['id']}").json() == service


def test_identifiers_never_change() -> None:
    """Partners keep what they read: 119 has the identifier it always had."""
    assert identifier("service", "119") == "9a3ba7db-722d-5e00-b15d-0d3d22b89341"


def test_filters(door: TestClient, directory: Directory) -> None:
    """Words, day of change, term, list and organization each keep what fits, and only that."""
    found = everything(door, "/hsds/services", search="adolescents guéret")
    assert [s["name"] for s in found] == ["La Maison des Adolescents de la Creuse – Guéret"]
    recent = everything(door, "/hsds/services", modified_after="2026-11-01")
    days = [service.modified_on.isoformat() for service in directory.services]
    assert len(recent) == sum(day >= "2026-11-01" for day in days)
    terms = everything(door, "/hsds/taxonomy_terms", search="UAPED")
    [uaped] = [term for term in terms if term["code"] == "uaped"]
    by_term = everything(door, "/hsds/services", taxonomy_term_id=uaped["id"])
    kinds = [s for s in directory.services if s.kind == "uaped"]
    assert len(by_term) == len(kinds)
    by_list = everything(door, "/hsds/services", taxonomy_id=uaped["taxonomy_id"])
    assert len(by_list) == len(directory.services)
    one = by_term[0]["organization_id"]
    mine = everything(door, "/hsds/services", organization_id=one)
    assert {service["organization_id"] for service in mine} == {one}
    assert everything(door, "/hsds/services", search="zzzz") == []


def test_a_postcode(door: TestClient, directory: Directory) -> None:
    """A postcode keeps who serves it: the country, its region, its département, its commune."""
    found = everything(door, "/hsds/services", postcode="23000", minimal=True)
    served = [*directory.national, *directory.local("23")]
    assert {s["id"] for s in found} == {identifier("service", s.id) for s in served}
    assert everything(door, "/hsds/services", postcode="99999") == []
    assert door.get("/hsds/services?postcode=Gu%C3%A9ret").status_code == 422


def test_an_organization_holds_its_services(door: TestClient) -> None:
    """By name, or in full when that is asked."""
    organization = door.get("/hsds/services?search=fil").json()["contents"][0]["organization_id"]
    brief = door.get(f"/hsds/organizations/{organization}").json()
    full = door.get(f"/hsds/organizations/{organization}?full_service=true").json()
    assert [s["id"] for s in brief["services"]] == [s["id"] for s in full["services"]]
    assert "phones" in full["services"][0]
    assert wrong("organization", full) == []


@pytest.mark.parametrize(
    "path",
    ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"],
)
def test_unknown_identifiers(door: TestClient, path: str) -> None:
    """An identifier that nobody has is a 404 in French, with humans."""
    answer = door.get(f"/hsds/{path}/{identifier('rien', 'rien')}")
    assert answer.status_code == 404
    assert answer.json()["code"] == "unknown_entity"
    assert answer.json()["contacts"]


@pytest.mark.parametrize("asked", ["page=0", "per_page=501", "modified_after=hier", "full=peut"])
def test_wrong_parameters(door: TestClient, asked: str) -> None:
    """A value that makes no sense is refused and named."""
    answer = door.get(f"/hsds/services?{asked}")
    assert answer.status_code == 422
    assert asked.partition("=")[0] in answer.json()["message"]


def test_pages(door: TestClient) -> None:
    """Pages follow one another; the last one says so, and one too far is empty."""
    first = door.get("/hsds/services?per_page=100").json()
    assert (first["first_page"], first["last_page"], first["page_number"]) == (True, False, 1)
    last = door.get(f"/hsds/services?per_page=100&page={first['total_pages']}").json()
    assert (last["first_page"], last["last_page"]) == (False, True)
    beyond = door.get(f"/hsds/services?per_page=100&page={first['total_pages'] + 1}").json()
    assert (beyond["empty"], beyond["contents"]) == (True, [])


def test_about(door: TestClient) -> None:
    """The root says which version is spoken and where it is described."""
    about = door.get("/hsds/").json()
    assert about["version"] == "3.0"
    assert door.get(about["openapi_url"]).status_code == 200
