"""The sheet and the correction form obey what every page obeys, over the real directory."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.api.pages.test_page_sources import Reader


@pytest.fixture(params=["/annuaire/fiche/59", "/annuaire/fiche/975", "correction"])
def page(request: pytest.FixtureRequest, door: TestClient) -> Reader:
    if request.param == "correction":
        return Reader(door.post("/corriger", data={"service_id": "119"}).text)
    return Reader(door.get(request.param).text)


def test_nothing_inline(page: Reader) -> None:
    """No inline style, script or handler: the policy needs no exception."""
    for tag, attributes in page.tags:
        assert tag != "style"
        assert tag != "script" or (attributes.get("src") or "").startswith("/static/")
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_links_tell_nothing(page: Reader) -> None:
    """Styles and forms stay here; outside links say nothing of where the person came from."""
    for tag, attributes in page.tags:
        loaded = attributes.get("src") or attributes.get("action") or ""
        if tag == "link":
            loaded = attributes.get("href") or ""
        assert not loaded or loaded.startswith("/")
        if tag == "a" and (attributes.get("href") or "").startswith("http"):
            assert attributes.get("rel") == "noopener noreferrer"


def test_nothing_is_asked(page: Reader) -> None:
    """No question, and no field to type in: there is nothing to tell about oneself."""
    assert "?" not in "".join(page.text)
    typed = [a for tag, a in page.tags if tag in {"input", "textarea", "select"}]
    assert all(attributes.get("type") == "hidden" for attributes in typed)


def test_a_place_without_anybody_says_so(door: TestClient) -> None:
    """Where no local service is known, the sheet says it, and gives the national lines."""
    page = door.get("/annuaire/fiche/975").text
    assert "ne connais pas encore de contact vérifié sur place" in page
    assert 'href="tel:119"' in page


@pytest.mark.parametrize(
    ("place", "code"), [("Lille", "59"), ("23000", "23"), ("Saint-Denis de la Réunion", "974")]
)
def test_a_town_leads_to_the_sheet_of_its_departement(
    door: TestClient, place: str, code: str
) -> None:
    """Who searches by town or postcode is offered the sheet that holds this place."""
    assert f'href="/annuaire/fiche/{code}"' in door.post("/annuaire", data={"place": place}).text


def test_a_list_is_taken_away_without_an_address(door: TestClient) -> None:
    """The two files of a list hold its contacts and no other; an empty list makes empty files."""
    for kept in (["119", "3114"], []):
        table = door.post("/annuaire/liste.csv", data={"keep": kept})
        assert table.headers["content-type"].startswith("text/csv")
        assert [line.partition(";")[0] for line in table.text.splitlines()[1:]] == kept
        cards = door.post("/annuaire/liste.vcf", data={"keep": kept})
        assert cards.headers["content-type"].startswith("text/vcard")
        assert cards.text.count("BEGIN:VCARD") == len(kept)


def test_every_national_line_can_be_reported(door: TestClient) -> None:
    """« Tous les numéros » lets people report each line it shows, on screen only."""
    page = Reader(door.get("/numeros").text)
    cards = [a for tag, a in page.tags if tag == "article"]
    buttons = [a for tag, a in page.tags if tag == "button" and a.get("name") == "service_id"]
    assert len(buttons) == len(cards) > 0
    for button in buttons:
        assert button["form"] == "correct"
        assert "screen-only" in str(button["class"])
        assert door.post("/corriger", data={"service_id": button["value"]}).status_code == 200
