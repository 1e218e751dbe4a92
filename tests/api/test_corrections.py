"""Reports of mistakes through the door, into a real Redis, out by the command line."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from fastapi.testclient import TestClient

import fanal.cli
from api.app import create_app
from deploy.processes import redis_server
from fanal.directory.corrections import KEPT_SECONDS, KEY_PREFIX, MOST
from fanal.settings import Settings

REPORT = {"service_id": "23-mda-01", "kind": "no_answer"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    socket = tmp_path_factory.mktemp("redis") / "redis.sock"
    server = subprocess.Popen(
        [redis_server(), "--port", "0", "--unixsocket", str(socket), "--save", ""],
        stdout=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 10
    while not socket.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    yield f"unix://{socket}"
    server.terminate()
    server.wait(timeout=10)


@pytest.fixture(scope="module")
def reporting_door(address: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(redis_url=address))) as client:
        yield client


@pytest.fixture
def store(address: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(address, decode_responses=True) as client:
        client.flushall()
        yield client


def run(monkeypatch: pytest.MonkeyPatch, address: str, *arguments: str) -> int:
    monkeypatch.setenv("REDIS_URL", address)
    return fanal.cli.main(["corrections", *arguments])


def test_a_report_is_counted(reporting_door: TestClient, store: redis.Redis) -> None:
    """Each report adds one to a small hash that goes after ninety days."""
    for _ in range(3):
        answer = reporting_door.post("/api/v1/corrections", json=REPORT)
        assert (answer.status_code, answer.json()["status"]) == (202, "noted")
    [key] = store.keys()
    assert str(key).startswith(KEY_PREFIX)
    held = store.hgetall(key)
    assert set(held) == {"count", "first", "last"}
    assert held["count"] == "3"
    assert 0 < store.ttl(key) <= KEPT_SECONDS


def test_the_ninety_days_run_from_the_first_report(
    reporting_door: TestClient, store: redis.Redis
) -> None:
    """Reporting again does not keep a report longer."""
    reporting_door.post("/api/v1/corrections", json=REPORT)
    [key] = store.keys()
    store.expire(key, 100)
    reporting_door.post("/api/v1/corrections", json=REPORT)
    assert 0 < store.ttl(key) <= 100


def test_a_report_without_an_end_gets_one(reporting_door: TestClient, store: redis.Redis) -> None:
    """The end is written with the report: whatever was cut before, none is kept for good."""
    reporting_door.post("/api/v1/corrections", json=REPORT)
    [key] = store.keys()
    store.persist(key)
    reporting_door.post("/api/v1/corrections", json=REPORT)
    assert 0 < store.ttl(key) <= KEPT_SECONDS


def test_the_end_is_written_in_the_same_transaction(
    reporting_door: TestClient, store: redis.Redis
) -> None:
    """Redis never holds a report without its end, not even between two commands."""
    with store.monitor() as watched:
        reporting_door.post("/api/v1/corrections", json=REPORT)
        reporting_door.get("/api/v1/corrections/kinds")
        store.ping()
        asked: list[str] = []
        for heard in watched.listen():
            asked.append(heard["command"].split()[0].upper())
            if asked[-1] == "PING":
                break
    count, end = asked.index("HINCRBY"), asked.index("PEXPIRE")
    assert "EXEC" not in asked[min(count, end) : max(count, end)]


def test_many_reports_take_no_more_room(reporting_door: TestClient, store: redis.Redis) -> None:
    """However often it is sent, one service holds one key for each kind, and a count of 99."""
    for _ in range(MOST + 20):
        reporting_door.post("/api/v1/corrections", json=REPORT)
    assert len(store.keys()) == 1
    assert store.hget(store.keys()[0], "count") == str(MOST)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({**REPORT, "service_id": "inconnu"}, 404, "unknown_service"),
        ({**REPORT, "kind": "inconnu"}, 422, "unknown_correction"),
        ({**REPORT, "comment": "il s'appelle…"}, 422, "invalid"),
        ({"kind": "closed"}, 422, "invalid"),
        ({**REPORT, "service_id": "a" * 81}, 422, "invalid"),
    ],
)
def test_what_is_refused(
    reporting_door: TestClient, store: redis.Redis, body: dict[str, str], status: int, code: str
) -> None:
    """An unknown service or kind, or a word about anything else, is refused; nothing is kept."""
    answer = reporting_door.post("/api/v1/corrections", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert store.keys() == []


def test_the_kinds_are_given(reporting_door: TestClient) -> None:
    """A page can show the list of what may be reported."""
    kinds = reporting_door.get("/api/v1/corrections/kinds").json()
    assert kinds[0] == {
        "id": "no_answer",
        "label": "Ce numéro ne répond pas",
        "fields": ["phones"],
    }


def test_without_script(reporting_door: TestClient, store: redis.Redis) -> None:
    """A button sends the service, the page offers the kinds, a second one sends both."""
    form = reporting_door.post("/corriger", data={"service_id": "23-mda-01"})
    assert form.status_code == 200
    assert "Maison des Adolescents de la Creuse" in form.text
    assert form.text.count('name="kind"') == len(
        reporting_door.get("/api/v1/corrections/kinds").json()
    )
    assert store.keys() == []
    done = reporting_door.post("/corriger", data=REPORT)
    assert "noté" in done.text
    assert len(store.keys()) == 1
    assert reporting_door.post("/corriger", data={"service_id": "inconnu"}).status_code == 404
    assert reporting_door.post("/corriger", content=b"x").status_code == 415
    assert reporting_door.get("/corriger", follow_redirects=False).status_code == 303


def test_reports_outlive_conversations(reporting_door: TestClient, store: redis.Redis) -> None:
    """Erasing a conversation leaves the reports alone."""
    reporting_door.post("/api/v1/corrections", json=REPORT)
    opened = reporting_door.post("/api/v1/conversations").json()["conversation_id"]
    assert reporting_door.delete(f"/api/v1/conversations/{opened}").status_code == 204
    assert len(store.keys(f"{KEY_PREFIX}*")) == 1


def test_redis_down() -> None:
    """Without Redis, the person is told that nothing was noted, with humans all the same."""
    with TestClient(create_app(Settings(redis_url="unix:///nowhere/redis.sock"))) as client:
        answer = client.post("/api/v1/corrections", json=REPORT)
        assert (answer.status_code, answer.json()["code"]) == (503, "correction_not_noted")
        assert answer.json()["contacts"]
        assert client.post("/corriger", data=REPORT).status_code == 503


def test_the_commands(
    reporting_door: TestClient,
    store: redis.Redis,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Editors list the reports, accept what is true, reject what is not."""
    reporting_door.post("/api/v1/corrections", json=REPORT)
    reporting_door.post("/api/v1/corrections", json={**REPORT, "kind": "closed"})
    assert run(monkeypatch, address, "list") == 0
    said = capsys.readouterr().out
    assert "23-mda-01 no_answer" in said
    assert "2 signalement(s)" in said
    assert run(monkeypatch, address, "accept", "23-mda-01", "no_answer") == 0
    assert "phones" in capsys.readouterr().out
    assert run(monkeypatch, address, "reject", "23-mda-01", "closed") == 0
    assert run(monkeypatch, address, "reject", "23-mda-01", "closed") == 1
    assert "Aucun signalement" in capsys.readouterr().err
    assert store.keys() == []


def test_the_commands_without_redis(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A Redis that does not answer is said in one line."""
    assert run(monkeypatch, f"unix://{tmp_path}/none.sock", "list") == 1
    assert "Redis ne répond pas" in capsys.readouterr().err
