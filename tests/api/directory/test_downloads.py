"""The directory to take away, and on paper."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from fanal.directory import Directory


def test_a_table_of_the_country(door: TestClient, directory: Directory) -> None:
    """Without a filter, every record is in the table, under a name that says nothing."""
    answer = door.get("/api/v1/services.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="annuaire.csv"'
    assert answer.text.count("\r\n") == len(directory.services) + 1


@pytest.mark.parametrize("asked", ["departement=23", "departement=59&need=rights"])
def test_the_filters_are_those_of_the_search(door: TestClient, asked: str) -> None:
    """What is taken away is what the search shows, in its order."""
    shown = [contact["id"] for contact in door.get(f"/api/v1/services?{asked}").json()]
    table = door.get(f"/api/v1/services.csv?{asked}").text.splitlines()[1:]
    assert [line.partition(";")[0] for line in table] == shown
    cards = door.get(f"/api/v1/services.vcf?{asked}").text
    assert cards.count("BEGIN:VCARD") == len(shown)
    services = door.get(f"/api/v1/data-inclusion.json?{asked}").json()["services"]
    assert {service["id"] for service in services} == {f"fanal--{name}" for name in shown}


def test_one_card(door: TestClient) -> None:
    """One service goes into an address book."""
    answer = door.get("/api/v1/services/119.vcf")
    assert answer.headers["content-type"].startswith("text/vcard")
    assert "TEL;VALUE=uri;PREF=1;TYPE=voice:tel:119\r\n" in answer.text


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/v1/services/inconnu.vcf", 404, "unknown_service"),
        ("/api/v1/services.csv?departement=00", 422, "unknown_departement"),
        ("/api/v1/services.csv?need=inconnu", 422, "unknown_need"),
        ("/api/v1/services.csv?audience=inconnu", 422, "invalid"),
        ("/annuaire/fiche/00", 404, "http"),
    ],
)
def test_what_does_not_exist(door: TestClient, path: str, status: int, code: str) -> None:
    """A wrong filter is refused rather than ignored."""
    answer = door.get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_the_sheet_of_every_place(door: TestClient, directory: Directory) -> None:
    """Each département has a sheet with every local contact that has a number, or says nobody."""
    places = [code for code, _ in door.app.state.lines.departements()]  # type: ignore[attr-defined]
    assert len(places) >= 101
    for code in places:
        page = door.get(f"/annuaire/fiche/{code}")
        assert page.status_code == 200
        for service in directory.local(code):
            for phone in service.visible_phones:
                if phone.territory is None:
                    assert phone.number in page.text, service.id
        if not directory.local(code):
            assert "ne connais pas" in page.text or "aucun" in page.text.lower()


def test_the_sheet_loads_nothing_inline(door: TestClient) -> None:
    """The sheet obeys the policy of every page: styles come from a file."""
    page = door.get("/annuaire/fiche/23").text
    assert "<style" not in page
    assert ' style="' not in page
    assert '<link rel="stylesheet" href="/static/sheet.css">' in page
    assert door.get("/static/sheet.css").status_code == 200
