"""How long a person waits after `make start`: first reply with a helpline, then everything.

    .venv/bin/python -m bench.opening [--runs 3]

Nothing may run on FANAL_PORT. Seconds from the command, except where the door's own start is named.
Linux only: when a process started is read in /proc.
Never a test: the same machine is twice as slow on a busy day.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from fanal.settings import ROOT, Settings

MESSAGE = "jsuis dans la d, ya un mec il me trouve des rdv"
PATIENCE = 240.0
_START_TIME = 19
"""Field 22 of /proc/PID/stat, counted after the name of the program; see proc(5)."""
MEASURES = (
    "first answer of the door",
    "first reply with a helpline",
    "the same, from the door's start",
    "everything ready",
)


def main() -> None:
    """Print one line a measure: the median and every run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = [_measure(Settings.from_environment().port) for _ in range(parser.parse_args().runs)]
    for name, seconds in zip(MEASURES, zip(*runs, strict=True), strict=True):
        every = " ".join(f"{second:.2f}" for second in seconds)
        print(f"{name:<32} {statistics.median(seconds):6.2f} s   ({every})")


def _measure(port: int) -> tuple[float, float, float, float]:
    begun = time.monotonic()
    stack = subprocess.Popen(
        [sys.executable, "-m", "deploy.stack", "start"], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _until(lambda: _json(f"{base}/health/live"), begun)
        live = time.monotonic() - begun
        _until(lambda: _first_reply(base), begun)
        reply, since_door = time.monotonic() - begun, _age_of_the_door()
        _until(lambda: _json(f"{base}/health/ready")["status"] == "ok", begun)
        return live, reply, since_door, time.monotonic() - begun
    finally:
        os.kill(stack.pid, signal.SIGINT)
        stack.wait()


def _age_of_the_door() -> float:
    """Seconds since the process of the door started."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if b"\0-m\0api\0" in (folder / "cmdline").read_bytes():
                ticks = int((folder / "stat").read_text().rsplit(")")[-1].split()[_START_TIME])
                return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
        except OSError:
            continue
    raise SystemExit("La porte a disparu.")


def _first_reply(base: str) -> bool:
    conversation = _json(f"{base}/api/v1/conversations", {})["conversation_id"]
    reply = _json(f"{base}/api/v1/conversations/{conversation}/messages", {"text": MESSAGE})
    return any(contact["phones"] and contact["open"] == "open" for contact in reply["contacts"])


def _json(address: str, body: dict[str, Any] | None = None) -> Any:
    method = "GET" if body is None else "POST"
    return httpx.request(method, address, json=body, timeout=30).raise_for_status().json()


def _until(done: Any, begun: float) -> None:
    while time.monotonic() - begun < PATIENCE:
        try:
            if done():
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.02)
    raise SystemExit("Fanal ne répond pas ; voir var/log.")


if __name__ == "__main__":
    main()
