"""The process manager's configuration: loopback only, private, no file left by Redis."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest

from deploy.build import fingerprint
from deploy.processes import Stack, run_directory
from deploy.progress import StepFailed, run_step
from fanal.settings import ROOT, Settings


@pytest.fixture
def configuration(tmp_path: Path) -> configparser.RawConfigParser:
    settings = Settings.from_environment({"FANAL_STATE_DIR": str(tmp_path)})
    parser = configparser.RawConfigParser(strict=True, inline_comment_prefixes=(";",))
    parser.read(Stack.plan(settings).write(), encoding="utf-8")
    return parser


def test_four_processes(configuration: configparser.RawConfigParser) -> None:
    """Redis, the door, the actions and Rasa, each restarted and stopped with its children."""
    programs = [s for s in configuration.sections() if s.startswith("program:")]
    assert programs == ["program:redis", "program:door", "program:actions", "program:rasa"]
    for program in programs:
        assert configuration[program]["killasgroup"] == "true"
        assert configuration[program]["autorestart"] == "true"


def test_redis_has_no_port_and_no_file(configuration: configparser.RawConfigParser) -> None:
    """The embedded Redis listens on a private socket and writes nothing to disk."""
    command = configuration["program:redis"]["command"]
    assert "--port 0" in command
    assert '--save ""' in command
    assert "--appendonly no" in command
    assert "--unixsocketperm 700" in command


def test_rasa_listens_on_loopback(configuration: configparser.RawConfigParser) -> None:
    """Rasa is started on 127.0.0.1 and without its own HTTP API."""
    command = configuration["program:rasa"]["command"]
    assert "--interface 127.0.0.1" in command
    assert "--enable-api" not in command


def test_a_configured_redis_is_used(tmp_path: Path) -> None:
    """With REDIS_URL there is no embedded Redis and every process gets that address."""
    url = "redis://:secret-a-nous@127.0.0.1:6399/0"
    environ = {"FANAL_STATE_DIR": str(tmp_path), "REDIS_URL": url}
    text = Stack.plan(Settings.from_environment(environ)).write().read_text()
    assert "program:redis" not in text
    assert f'FANAL_REDIS="{url}"' in text


def test_a_long_path_still_gives_a_usable_socket(tmp_path: Path) -> None:
    """A checkout deep in the file system does not break the unix sockets."""
    deep = tmp_path / ("d" * 80) / ("e" * 80)
    run = run_directory(Settings.from_environment({"FANAL_STATE_DIR": str(deep)}))
    assert len(str(run / "supervisor.sock")) < 108
    assert run.stat().st_mode & 0o077 == 0


def test_fingerprint_follows_content(tmp_path: Path) -> None:
    """Training starts again exactly when a source changes."""
    sources = [ROOT / "bot" / "rules"]
    assert fingerprint(sources) == fingerprint(sources)
    assert fingerprint(sources) != fingerprint([ROOT / "bot" / "domain"])


def test_a_failed_step_shows_its_log(tmp_path: Path) -> None:
    """A step that fails raises with the end of its output."""
    with pytest.raises(StepFailed, match="boum"):
        run_step(
            "essai", ["sh", "-c", "echo boum; exit 3"], tmp_path / "x.log", env={}, cwd=tmp_path
        )
