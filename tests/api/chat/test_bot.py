"""Rasa's failures, which look like success, are recognised."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from api.chat.bot import Bot, BotUnavailable
from fanal.language.understanding import Understanding
from fanal.reply import Conversation, Reply

GOOD: dict[str, Any] = {
    "reply": Reply(messages=[], contacts=[]).model_dump(mode="json"),
    "conversation": Conversation(need="bullying").model_dump(mode="json"),
    "erase": False,
}


def bot(answer: Callable[[httpx.Request], httpx.Response]) -> Bot:
    found = Bot("http://127.0.0.1:1", 1.0)
    found._client = httpx.AsyncClient(
        base_url="http://127.0.0.1:1", transport=httpx.MockTransport(answer)
    )
    return found


def ask(found: Bot) -> Any:
    return asyncio.run(found.reply("x" * 32, "salut", Understanding("unclear", level="danger")))


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, json=[]),
        httpx.Response(200, json=[{"text": "bonjour"}]),
        httpx.Response(200, json=[{"custom": {"reply": {}}}]),
        httpx.Response(200, json={"error": "x"}),
        httpx.Response(200, text="<html>"),
        httpx.Response(503, json={"error": "ConnectionError"}),
        httpx.Response(404),
    ],
)
def test_an_unusable_answer_is_an_error(answer: httpx.Response) -> None:
    """An empty list, a text without our reply, a broken body or an error status is no answer."""
    with pytest.raises(BotUnavailable):
        ask(bot(lambda request: answer))


def test_no_answer_in_time_is_an_error() -> None:
    """A Rasa that does not answer is an error, not a wait."""

    def late(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("late", request=request)

    with pytest.raises(BotUnavailable, match="ReadTimeout"):
        ask(bot(late))


def test_a_good_answer_is_read_and_what_the_door_saw_is_sent() -> None:
    """The reply and the memory come back; danger travels as metadata."""
    seen: list[dict[str, Any]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content))
        return httpx.Response(200, json=[{"recipient_id": "x", "custom": GOOD}])

    outcome = ask(bot(answer))
    assert outcome.conversation.need == "bullying"
    assert seen[0]["metadata"]["level"] == "danger"
