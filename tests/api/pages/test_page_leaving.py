"""Erasing and leaving without script, over a fake door."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.pages.visits import LeftVisits
from tests.api.pages.fakes import EXIT_URL, FakeChat, fake_app, hidden, kept_id


def test_erasing_leaves_nothing_and_returns_to_the_start(
    client: TestClient, chat: FakeChat
) -> None:
    """The erase button works as a plain form."""
    conversation_id = kept_id(client.post("/conversation", data={"text": "un"}).text)
    answer = client.post("/effacer", data={"conversation_id": conversation_id})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert chat.open_conversations == {}


def test_leaving_erases_and_shows_a_neutral_page(client: TestClient, chat: FakeChat) -> None:
    """The exit works without script and its page says nothing of this site."""
    conversation_id = kept_id(client.post("/conversation", data={"text": "un"}).text)
    answer = client.post("/quitter", data={"conversation_id": conversation_id})
    assert answer.status_code == 200
    assert answer.headers["refresh"] == f"0; url={EXIT_URL}"
    assert chat.erased == [conversation_id]
    assert "Fanal" not in answer.text


@pytest.mark.parametrize("path", ["/quitter", "/effacer"])
def test_a_form_of_a_visit_that_is_over_is_not_answered_again(
    client: TestClient, chat: FakeChat, path: str
) -> None:
    """What Back sends once more after the exit leads to the first screen and opens nothing."""
    visit = hidden(client.get("/").text, "visit")
    first = {"visit": visit, "conversation_id": "", "text": "un secret"}
    shown = client.post("/conversation", data=first).text
    assert hidden(shown, "visit") == visit
    client.post(path, data={"visit": visit, "conversation_id": kept_id(shown)})
    echo = client.post("/conversation", data=first)
    assert (echo.status_code, echo.headers["location"]) == (303, "/")
    assert chat.open_conversations == {}
    assert hidden(client.get("/").text, "visit") != visit


def test_left_visits_are_bounded() -> None:
    """The oldest visits are dropped, and odd words are not remembered."""
    left = LeftVisits(kept=2)
    odd = ("", "x" * 33)
    for visit in ("a", "b", "c", *odd):
        left.end(visit)
    assert [visit in left for visit in ("a", "b", "c", *odd)] == [False, True, True, False, False]


def test_leaving_works_when_erasing_does_not() -> None:
    """Nothing holds back the exit: neither a broken store nor an unreadable form."""

    class Stuck(FakeChat):
        async def erase(self, conversation_id: str) -> None:
            raise RuntimeError

    client = TestClient(fake_app(Stuck()))
    assert "refresh" in client.post("/quitter", data={"conversation_id": "a"}).headers
    assert "refresh" in client.post("/quitter", content=b"\xff").headers
