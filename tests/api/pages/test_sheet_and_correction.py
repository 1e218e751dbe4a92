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
