"""Fixtures shared by all tests: the domain, loaded once, and the whole stack, started once."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import redis

from deploy.processes import run_directory
from fanal.directory import Directory
from fanal.reply import Dialogue, load_dialogue
from fanal.settings import ROOT, Settings

NIGHT = "2026-11-24T03:10:00+01:00"
"""The stack's clock in tests: a Tuesday night, when most lines are closed."""

EXIT_URL = "https://exit.example/"
"""Where the quick exit leads in tests; browsers of the tests answer it themselves."""

READY_SECONDS = 240


@pytest.fixture(scope="session")
def dialogue() -> Dialogue:
    return load_dialogue()


@pytest.fixture(scope="session")
def directory(dialogue: Dialogue) -> Directory:
    return dialogue.composer.matcher.directory


class RunningStack:
    """A Fanal of its own: real Rasa, real actions, real Redis, the real door."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.partner_port = _free_port()
        self.env = {
            **os.environ,
            "FANAL_PORT": str(self.port),
            "FANAL_HOST": "127.0.0.1",
            "FANAL_STATE_DIR": str(state),
            "FANAL_RASA_URL": f"http://127.0.0.1:{_free_port()}",
            "FANAL_ACTIONS_URL": f"http://127.0.0.1:{_free_port()}",
            "FANAL_CLOCK": NIGHT,
            "FANAL_EXIT_URL": EXIT_URL,
            "FANAL_WIDGET_ORIGINS": f"http://localhost:{self.partner_port}",
        }
        self.env.pop("REDIS_URL", None)
        self.run = run_directory(Settings.from_environment(self.env))
        self.client = httpx.Client(base_url=self.url, timeout=30, trust_env=False)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "deploy.stack", "start"], cwd=ROOT, env=self.env
        )
        self.wait_ready()

    def wait_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if self.health().get("status") == "ok":
                return
            time.sleep(0.5)
        logs = "\n".join(
            f"== {log.name}\n{log.read_text(errors='replace')[-1500:]}"
            for log in (self.state / "log").glob("*.log")
        )
        raise AssertionError(f"the stack is not ready: {self.health()}\n{logs}")

    def wait_degraded(self, part: str) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self.health().get("components", {}).get(part) == "down":
                return
            time.sleep(0.2)
        raise AssertionError(f"{part} is still said to work: {self.health()}")

    def health(self) -> dict[str, object]:
        try:
            found: dict[str, object] = self.client.get("/health/ready").json()
        except (httpx.HTTPError, ValueError):
            return {}
        return found

    def part(self, action: str, name: str) -> None:
        """Stop or start one process: redis, door, actions or rasa."""
        configuration = self.run / "supervisord.conf"
        subprocess.run(
            [sys.executable, "-m", "supervisor.supervisorctl", "-c", configuration, action, name],
            check=False,
            capture_output=True,
            cwd=ROOT,
        )

    def open(self) -> str:
        answer = self.client.post("/api/v1/conversations")
        assert answer.status_code == 201, answer.text
        identifier: str = answer.json()["conversation_id"]
        return identifier

    def send(self, conversation: str, text: str) -> httpx.Response:
        return self.client.post(
            f"/api/v1/conversations/{conversation}/messages", json={"text": text}
        )

    def say(self, text: str) -> dict[str, object]:
        answer = self.send(self.open(), text)
        assert answer.status_code == 200, answer.text
        found: dict[str, object] = answer.json()
        return found

    def redis_url(self) -> str:
        return f"unix://{self.run / 'redis.sock'}"

    def kept(self) -> list[str]:
        """Every key of every conversation that Redis holds now."""
        with redis.Redis.from_url(self.redis_url(), decode_responses=True) as store:
            return sorted(store.scan_iter("fanal:*"))

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=60)
        self.client.close()


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    models = ROOT / "var" / "models"
    if not (models / "bot.tar.gz").exists():
        pytest.fail("the bot is not trained: run « make build » first")
    state = tmp_path_factory.mktemp("state")
    (state / "models").symlink_to(models)
    running = RunningStack(state)
    try:
        running.start()
        yield running
    finally:
        running.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
