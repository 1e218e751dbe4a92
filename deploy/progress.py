"""Long work that says how it goes."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

TICK_SECONDS = 10.0


class StepFailed(RuntimeError):
    """A step ended with an error; the message holds the end of its log, in French."""


def run_step(
    label: str, command: Sequence[str], log: Path, *, env: Mapping[str, str], cwd: Path
) -> None:
    """Run a command quietly, print the time passed, and show the log only when it fails.

    Raises:
        StepFailed: the command ended with an error.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    said = started
    print(f"  {label}…", flush=True)
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=dict(env), cwd=cwd
        )
        while process.poll() is None:
            time.sleep(0.2)
            if time.monotonic() - said >= TICK_SECONDS:
                said = time.monotonic()
                print(f"    {label} : {said - started:.0f} s", flush=True)
    if process.returncode:
        tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-25:])
        raise StepFailed(f"{label} : échec.\n{tail}\nJournal complet : {log}")
    print(f"    {label} : fait en {time.monotonic() - started:.0f} s", flush=True)
