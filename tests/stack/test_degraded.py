"""With a part missing there is still a 200, still a human, and the reply says it is diminished."""

from __future__ import annotations

import pytest

from tests.conftest import RunningStack

pytestmark = pytest.mark.stack

MESSAGES = (
    "il me trouve des rdv",
    "j'habite à Lille",
    "mes photos tournent sur snap",
    "jveux mourir",
    "bonjour",
    "combien de mineurs sont concernés",
)


def assert_human(reply: dict[str, object]) -> None:
    contacts = reply["contacts"]
    assert isinstance(contacts, list)
    assert any(c["open"] == "open" and (c["phones"] or c["chat_url"]) for c in contacts), reply


@pytest.mark.parametrize("part", ["rasa", "actions", "redis"])
def test_one_part_missing(stack: RunningStack, part: str) -> None:
    """With this part stopped every message gets a 200, an open human and « degraded »."""
    before = stack.open()
    stack.part("stop", part)
    try:
        stack.wait_degraded(part)
        for text in MESSAGES:
            answer = stack.send(before, text)
            assert answer.status_code == 200, answer.text
            reply = answer.json()
            assert reply["degraded"] is True
            assert_human(reply)
        opened = stack.client.post("/api/v1/conversations")
        assert opened.status_code == 201
        assert_human(opened.json()["reply"])
        assert stack.client.get("/numeros").status_code == 200
        assert stack.client.get("/").status_code == 200
    finally:
        stack.part("start", part)
        stack.wait_ready()
    assert stack.say("bonjour")["degraded"] is False


def test_everything_missing(stack: RunningStack) -> None:
    """With Rasa, actions and Redis all stopped, a need still finds its lines and danger its own."""
    for part in ("rasa", "actions", "redis"):
        stack.part("stop", part)
    try:
        stack.wait_degraded("redis")
        reply = stack.say("on menace de publier mes nudes si je paye pas")
        assert reply["degraded"] is True
        assert_human(reply)
        assert reply["need"] == "cyberviolence"
        urgent = stack.say("il est derrière la porte il va me frapper")
        assert urgent["urgent"] is True
        assert urgent["contacts"][0]["id"] in {"police-17", "urgence-114"}  # type: ignore[index]
    finally:
        for part in ("redis", "actions", "rasa"):
            stack.part("start", part)
        stack.wait_ready()
