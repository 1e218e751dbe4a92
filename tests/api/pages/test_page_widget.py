"""The page that partners frame."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from tests.api.pages.fakes import FakeChat, fake_app
from tests.api.pages.test_page_routes import PAGES, kept_id


@pytest.fixture
def framed_by() -> tuple[str, ...]:
    return ("https://ecole.example",)


def test_only_the_widget_may_be_framed(client: TestClient) -> None:
    """The listed site may frame /widget, and nobody any other page."""
    framed = client.get("/widget").headers
    assert "frame-ancestors https://ecole.example;" in framed["content-security-policy"]
    assert "x-frame-options" not in framed
    for path in (*PAGES, "/widgets", "/static/chat.js"):
        headers = client.get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert headers["x-frame-options"] == "DENY"


def test_a_conversation_stays_in_the_frame(client: TestClient, chat: FakeChat) -> None:
    """Forms lead to framed pages, links open beside, and the way out takes the window."""
    first = client.get("/widget").text
    assert 'action="/widget#reponse"' in first
    assert 'formaction="/widget/effacer"' in first
    assert 'action="/quitter" target="_top"' in first
    shown = client.post("/widget", data={"text": "bonjour"})
    assert list(chat.open_conversations) == [kept_id(shown.text)]
    assert "frame-ancestors https://ecole.example" in shown.headers["content-security-policy"]
    erased = client.post("/widget/effacer", data={"conversation_id": kept_id(shown.text)})
    assert (erased.status_code, erased.headers["location"]) == (303, "/widget")
    assert chat.open_conversations == {}
    links = re.findall(r'<a [^>]*href="/[^>]*>', first.partition("<template")[0])
    assert links
    assert all('target="_blank"' in link for link in links)


def test_without_partners_there_is_no_widget() -> None:
    """An instance that lists nobody has no page to frame."""
    client = TestClient(fake_app())
    assert client.get("/widget").status_code == 404
    assert "'none'" in client.get("/widget").headers["content-security-policy"]
