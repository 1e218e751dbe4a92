"""The public interface through HTTP, with every real part."""

from __future__ import annotations

import httpx
import pytest
import redis

from tests.conftest import RunningStack

pytestmark = pytest.mark.stack

REPLY_FIELDS = {"messages", "contacts", "urgent", "need", "place", "asks", "choices", "degraded"}
CONTACT_FIELDS = {
    "id", "name", "scope", "departement", "commune", "phones", "url", "chat_url", "email",
    "address", "open", "hours", "free", "anonymous", "verified_on", "source_url", "why",
}  # fmt: skip


def test_ready_names_every_part(stack: RunningStack) -> None:
    """When all is well, ready says ok and names Rasa, actions, Redis and the directory."""
    health = stack.health()
    assert health["status"] == "ok"
    assert health["components"] == {
        "redis": "ok",
        "rasa": "ok",
        "actions": "ok",
        "directory": "ok",
    }


def test_reply_has_the_public_fields(stack: RunningStack) -> None:
    """A reply holds the fields that other programs rely on."""
    reply = stack.say("on me harcèle au collège, j'habite à Lille")
    assert set(reply) == REPLY_FIELDS
    assert reply["degraded"] is False
    for contact in reply["contacts"]:  # type: ignore[attr-defined]
        assert set(contact) >= CONTACT_FIELDS
        assert contact["verified_on"]
        assert contact["source_url"]
    assert reply["place"] == {"departement": "59", "commune": "59350", "label": "Lille (59)"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"text": ""}', 422),
        (b'{"text": "   \\n  "}', 422),
        (b'{"text": "' + b"a" * 1001 + b'"}', 422),
        (b'{"text": "a\\u0000b"}', 422),
        (b'{"text": 3}', 422),
        (b'{"texte": "bonjour"}', 422),
        (b"[]", 422),
        (b"{broken", 422),
        (b"", 422),
        (b"\xff\xfe", 422),
        (b'{"text": "\\ud800"}', 422),
        (b'{"text": "' + b"a" * 100_000 + b'"}', 413),
    ],
)
def test_bad_input_is_refused_in_french_and_loses_nothing(
    stack: RunningStack, body: bytes, status: int
) -> None:
    """A bad message gets a clear French error and the conversation goes on where it was."""
    conversation = stack.open()
    assert stack.send(conversation, "j'habite à Lille").status_code == 200
    answer = stack.client.post(
        f"/api/v1/conversations/{conversation}/messages",
        content=body,
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == status, answer.text
    words = answer.json()["message"]
    assert len(words) > 20
    assert "Rien n'est perdu" in words or "caractères" in words or "message" in words.lower()
    after = stack.send(conversation, "on me harcèle au collège").json()
    assert after["place"]["departement"] == "59"


@pytest.mark.parametrize(
    "text", ["a" * 1000, "😭😭😭", "<script>alert(1)</script>", "....", "العربية"]
)
def test_strange_but_allowed_messages_get_a_human(stack: RunningStack, text: str) -> None:
    """Long, emoji only, markup or another alphabet: a 200 and a human all the same."""
    reply = stack.say(text)
    assert any(c["open"] == "open" for c in reply["contacts"])  # type: ignore[attr-defined]
    assert not any("<script>" in m["text"] for m in reply["messages"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("identifier", ["inconnu", "A" * 32, "../../etc", "%00"])
def test_unknown_conversation(stack: RunningStack, identifier: str) -> None:
    """An unknown conversation is a 404 in French, with contacts."""
    answer = stack.client.post(
        f"/api/v1/conversations/{identifier}/messages", json={"text": "bonjour"}
    )
    assert answer.status_code == 404
    assert answer.json()["message"]
    assert answer.json()["contacts"]


def test_erasing_leaves_nothing(stack: RunningStack) -> None:
    """After DELETE no key in Redis carries the conversation, and it is unknown."""
    conversation = stack.open()
    stack.send(conversation, "je m'appelle Zoé Martin, j'habite à Lille, on me harcèle")
    store = redis.Redis.from_url(stack.redis_url(), decode_responses=True)
    assert any(conversation in key for key in store.scan_iter("*"))
    assert stack.client.delete(f"/api/v1/conversations/{conversation}").status_code == 204
    assert not any(conversation in key for key in store.scan_iter("*"))
    assert stack.send(conversation, "bonjour").status_code == 404


def test_erasing_by_words_is_confirmed_then_done(stack: RunningStack) -> None:
    """« efface tout » asks once, « oui » erases, and the place is forgotten."""
    conversation = stack.open()
    stack.send(conversation, "j'habite à Lille")
    asked = stack.send(conversation, "efface tout").json()
    assert asked["asks"] == "confirm_erase"
    done = stack.send(conversation, asked["choices"][0]["text"]).json()
    assert done["asks"] is None
    assert done["place"] is None
    store = redis.Redis.from_url(stack.redis_url(), decode_responses=True)
    assert store.get(f"fanal:tracker:{conversation}") is None
    assert stack.send(conversation, "on me harcèle").json()["place"] is None


def test_everything_stored_expires_and_is_redacted(stack: RunningStack) -> None:
    """Every key lives thirty minutes at most and no identity of the message is stored."""
    conversation = stack.open()
    stack.send(
        conversation,
        "je m'appelle Zoé Vandermeer mon snap : zozo.secret42 mon tel 06 12 34 56 78, aide moi",
    )
    store = redis.Redis.from_url(stack.redis_url(), decode_responses=True)
    keys = [key for key in store.scan_iter("*") if conversation in key]
    assert keys
    for key in keys:
        assert 0 < store.ttl(key) <= 1800
        value = store.get(key) or ""
        for secret in ("Zoé", "Vandermeer", "zozo.secret42", "06 12 34 56 78"):
            assert secret not in value


def test_no_message_text_in_any_log_or_file(stack: RunningStack) -> None:
    """A message's words appear in no log and no file, whatever happens to Rasa."""
    canary = "grenouille violette tricycle"
    conversation = stack.open()
    stack.send(conversation, canary)
    stack.part("stop", "actions")
    stack.send(conversation, canary)
    stack.part("start", "actions")
    stack.wait_ready()
    for file in [*stack.state.joinpath("log").rglob("*"), *stack.run.rglob("*")]:
        if file.is_file():
            assert "violette" not in file.read_text(errors="replace"), file


def test_only_the_door_listens_beyond_loopback(stack: RunningStack) -> None:
    """Rasa and the actions answer on loopback and on no other address of the machine."""
    import socket

    host = socket.gethostbyname(socket.gethostname())
    if host.startswith("127."):
        pytest.skip("this machine has no other address than loopback")
    for name in ("FANAL_RASA_URL", "FANAL_ACTIONS_URL"):
        port = stack.env[name].rpartition(":")[2]
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"http://{host}:{port}/", timeout=2, trust_env=False)
