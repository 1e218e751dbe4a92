"""``python -m deploy.stack start|stop|status``: every process of Fanal under supervisor."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType
from typing import Any

from deploy.processes import NoRedis, Stack, port_is_free, run_directory
from fanal.settings import ROOT, Settings, SettingsError

READY_SECONDS = 240
_PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> int:
    """Run one of the commands."""
    commands = {"start": start, "stop": stop, "status": status}
    if len(arguments) != 1 or arguments[0] not in commands:
        print("Usage : python -m deploy.stack start|stop|status", file=sys.stderr)
        return 2
    try:
        return commands[arguments[0]](Settings.from_environment())
    except (SettingsError, NoRedis) as error:
        print(f"Erreur : {error}", file=sys.stderr)
        return 1


def start(settings: Settings) -> int:
    """Start everything, print the address, stay until Ctrl-C."""
    address = f"http://localhost:{settings.port}"
    if _running(run_directory(settings)):
        print(f"Fanal tourne déjà : {address} (make stop pour l'arrêter)")
        return 0
    if not port_is_free(settings.host, settings.port):
        print(
            f"Erreur : le port {settings.port} est déjà pris. "
            "En choisir un autre : FANAL_PORT=8080 make start",
            file=sys.stderr,
        )
        return 1
    configuration = Stack.plan(settings).write()
    begun = time.monotonic()
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "supervisor.supervisord", "-n", "-c", str(configuration)],
        cwd=ROOT,
        start_new_session=True,
        preexec_fn=_die_with_parent,
        stdout=subprocess.DEVNULL,
    )

    def leave(signum: int, frame: FrameType | None) -> None:
        supervisor.terminate()

    signal.signal(signal.SIGINT, leave)
    signal.signal(signal.SIGTERM, leave)
    _announce(supervisor, settings.port, address, begun)
    code = supervisor.wait()
    print("Fanal est arrêté.")
    return 0 if code in {0, -signal.SIGTERM} else 1


def stop(settings: Settings) -> int:
    """Stop a Fanal started elsewhere."""
    run = run_directory(settings)
    pid = _running(run)
    if pid is None:
        print("Fanal ne tourne pas.")
        return 0
    os.kill(pid, signal.SIGTERM)
    for _ in range(300):
        if _running(run) is None:
            print("Fanal est arrêté.")
            return 0
        time.sleep(0.1)
    print("Erreur : Fanal ne s'arrête pas ; voir var/log.", file=sys.stderr)
    return 1


def status(settings: Settings) -> int:
    """Print the health of every part."""
    health = _get(settings.port, "/health/ready")
    if health is None:
        print("Fanal ne répond pas.")
        return 1
    print(json.dumps(health, indent=2))
    return 0 if health["status"] == "ok" else 1


def _announce(supervisor: subprocess.Popen[bytes], port: int, address: str, begun: float) -> None:
    live = False
    while supervisor.poll() is None and time.monotonic() - begun < READY_SECONDS:
        if not live and _get(port, "/health/live"):
            live = True
            print(f"\nFanal répond : {address}", flush=True)
            print("  Les numéros d'aide sont là ; la conversation complète charge…", flush=True)
        if live:
            health = _get(port, "/health/ready") or {}
            if health.get("status") == "ok":
                print(f"  Fanal est prêt ({time.monotonic() - begun:.0f} s). Ctrl-C arrête tout.")
                sys.stdout.flush()
                return
        time.sleep(0.5)
    if supervisor.poll() is None:
        missing = [
            name
            for name, state in ((_get(port, "/health/ready") or {}).get("components") or {}).items()
            if state != "ok"
        ]
        print(f"  Pas encore prêt : {', '.join(missing) or 'la porte'}. Voir var/log.", flush=True)


def _get(port: int, path: str) -> dict[str, Any] | None:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=8) as answer:
            found: dict[str, Any] = json.load(answer)
            return found
    except (urllib.error.URLError, OSError, ValueError):
        return None


def _running(run: Path) -> int | None:
    """The pid of our supervisor, or None; a pid that now belongs to another program is not ours."""
    try:
        pid = int((run / "supervisord.pid").read_text())
        os.kill(pid, 0)
        command = Path(f"/proc/{pid}/cmdline")
        if command.exists() and str(run).encode() not in command.read_bytes():
            return None
    except (OSError, ValueError):
        return None
    return pid


def _die_with_parent() -> None:
    """Linux: the supervisor gets SIGTERM when this process dies, however it dies."""
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    except (OSError, AttributeError):
        return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
