"""``make evaluate``: starts a Fanal of its own on an afternoon's clock, evaluates it, stops it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from bench.evaluation.__main__ import AFTERNOON, main
from fanal.settings import ROOT

READY_SECONDS = 240


@contextmanager
def running() -> Iterator[str]:
    """A whole Fanal with the trained models of var/models; its address.

    Raises:
        RuntimeError: it is not ready in time.
    """
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        (state / "models").symlink_to(ROOT / "var" / "models")
        url = f"http://127.0.0.1:{_free_port()}"
        env = {
            **os.environ,
            "FANAL_HOST": "127.0.0.1",
            "FANAL_PORT": url.rpartition(":")[2],
            "FANAL_STATE_DIR": folder,
            "FANAL_RASA_URL": f"http://127.0.0.1:{_free_port()}",
            "FANAL_ACTIONS_URL": f"http://127.0.0.1:{_free_port()}",
            "FANAL_CLOCK": AFTERNOON,
        }
        env.pop("REDIS_URL", None)
        process = subprocess.Popen(
            [sys.executable, "-m", "deploy.stack", "start"],
            cwd=ROOT,
            env=env,
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait(url)
            yield url
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


def _wait(url: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{url}/health/ready", trust_env=False).json()["status"] == "ok":
                return
        except (httpx.HTTPError, ValueError):
            pass
        time.sleep(1)
    raise RuntimeError("Fanal is not ready: run make start and look at var/log")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def evaluate(arguments: Sequence[str]) -> int:
    """Evaluate a stack started for this."""
    with running() as url:
        return main([*arguments, "--url", url])


if __name__ == "__main__":
    sys.exit(evaluate(sys.argv[1:]))
