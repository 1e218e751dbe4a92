"""Settings, read once from the environment and checked before anything starts."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: content in data/ is part of the program."""

_PLACEHOLDER_SECRETS = frozenset({"", "change-me", "changeme", "secret", "password", "redis"})
_LONGEST_SOCKET_PATH = 90
"""Linux refuses a unix socket path of 108 bytes or more."""
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# What may stand in the policy sent to browsers: a wildcard, a path or a quote may not.
_ORIGIN = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")


class SettingsError(ValueError):
    """A setting cannot be used; the message, in French, says which one and what to write."""


@dataclass(frozen=True)
class Settings:
    """Every setting of Fanal. docs/exploitation.md documents each; a test keeps the two equal.

    Attributes:
        environment: ``FANAL_ENV``, ``development`` or ``production``.
        host: ``FANAL_HOST``, the address the public door listens on.
        port: ``FANAL_PORT``, the public port.
        redis_url: ``REDIS_URL``; None means the embedded Redis.
        rasa_url: ``FANAL_RASA_URL``, Rasa on loopback.
        actions_url: ``FANAL_ACTIONS_URL``, the action server on loopback.
        bot_timeout: ``FANAL_BOT_TIMEOUT``, seconds the door waits for Rasa before it answers
            by itself.
        conversation_seconds: ``FANAL_CONVERSATION_SECONDS``, how long a silent conversation is
            kept, 1,800 at most (promise 6 of docs/conception.md).
        encoder: ``FANAL_ENCODER``, a sentence-transformers model by name or path; None means
            the one trained from our own phrasings.
        exit_url: ``FANAL_EXIT_URL``, the neutral page that the quick exit opens.
        operator: ``FANAL_OPERATOR``, who runs this instance, shown on « À propos ».
        widget_origins: ``FANAL_WIDGET_ORIGINS``, the sites of partners that may frame
            ``/widget``, separated by spaces; none means that the widget does not exist.
        state_directory: ``FANAL_STATE_DIR``, where models, sockets and logs are written.
    """

    environment: str = "development"
    host: str = "0.0.0.0"  # noqa: S104 - the door is the one process that is meant to be public
    port: int = 8000
    redis_url: str | None = None
    rasa_url: str = "http://127.0.0.1:5005"
    actions_url: str = "http://127.0.0.1:5055"
    bot_timeout: float = 6.0
    conversation_seconds: int = 1800
    encoder: str | None = None
    exit_url: str = "https://www.wikipedia.org/"
    operator: str = ""
    widget_origins: tuple[str, ...] = ()
    state_directory: Path = ROOT / "var"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read and check the settings.

        Args:
            environ: where to read; the process environment when None.

        Raises:
            SettingsError: a value is malformed, or a secret was left at its default in
                production.
        """
        env = os.environ if environ is None else environ
        settings = cls(
            environment=env.get("FANAL_ENV", cls.environment),
            host=env.get("FANAL_HOST", cls.host),
            port=_integer(env, "FANAL_PORT", cls.port, 1, 65535),
            redis_url=env.get("REDIS_URL") or None,
            rasa_url=env.get("FANAL_RASA_URL", cls.rasa_url).rstrip("/"),
            actions_url=env.get("FANAL_ACTIONS_URL", cls.actions_url).rstrip("/"),
            bot_timeout=_number(env, "FANAL_BOT_TIMEOUT", cls.bot_timeout, 0.1, 60.0),
            conversation_seconds=_integer(
                env, "FANAL_CONVERSATION_SECONDS", cls.conversation_seconds, 60, 1800
            ),
            encoder=env.get("FANAL_ENCODER") or None,
            exit_url=env.get("FANAL_EXIT_URL", cls.exit_url),
            operator=env.get("FANAL_OPERATOR", cls.operator),
            widget_origins=tuple(env.get("FANAL_WIDGET_ORIGINS", "").split()),
            state_directory=Path(env.get("FANAL_STATE_DIR") or cls.state_directory),
        )
        settings._check()
        return settings

    @property
    def run_directory(self) -> Path:
        """Where sockets live: in the state directory, or in /tmp when its path is too long."""
        run = self.state_directory.resolve() / "run"
        if len(str(run)) <= _LONGEST_SOCKET_PATH:
            return run
        digest = hashlib.sha256(str(run).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"fanal-{os.getuid()}-{digest}"

    @property
    def redis_address(self) -> str:
        """The Redis to use: the configured one, else the private socket of the embedded one."""
        return self.redis_url or f"unix://{self.run_directory / 'redis.sock'}"

    def _check(self) -> None:
        if self.environment not in {"development", "production"}:
            raise SettingsError("FANAL_ENV : écrire « development » ou « production ».")
        for name, url in (
            ("FANAL_RASA_URL", self.rasa_url),
            ("FANAL_ACTIONS_URL", self.actions_url),
        ):
            if urlsplit(url).hostname not in _LOOPBACK:
                raise SettingsError(f"{name} : seule une adresse locale est acceptée (127.0.0.1).")
        if urlsplit(self.exit_url).scheme != "https":
            raise SettingsError("FANAL_EXIT_URL : écrire une adresse qui commence par https://.")
        for origin in self.widget_origins:
            if not _is_origin(origin):
                raise SettingsError(
                    "FANAL_WIDGET_ORIGINS : écrire des sites comme https://ecole.example, sans "
                    f"chemin ni étoile, séparés par des espaces ; pas « {origin} »."
                )
        if self.redis_url is not None:
            self._check_redis(self.redis_url)
        elif self.environment == "production":
            raise SettingsError(
                "REDIS_URL : obligatoire en production ; le Redis embarqué sert à essayer."
            )

    def _check_redis(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"redis", "rediss", "unix"}:
            raise SettingsError("REDIS_URL : commence par redis://, rediss:// ou unix://.")
        if (
            self.environment == "production"
            and parts.scheme != "unix"
            and (parts.password or "") in _PLACEHOLDER_SECRETS
        ):
            raise SettingsError(
                "REDIS_URL : mot de passe absent ou laissé à sa valeur par défaut ; "
                "en choisir un avant la mise en production."
            )


def _is_origin(text: str) -> bool:
    """Whether this is one site by its full name: https, or http on this machine to try out."""
    if not _ORIGIN.fullmatch(text):
        return False
    return text.startswith("https://") or urlsplit(text).hostname in _LOOPBACK


def _integer(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    raw = env.get(name)
    if raw is None or raw == "":
        return default
    if not raw.isascii() or not raw.isdigit() or not low <= int(raw) <= high:
        raise SettingsError(f"{name} : écrire un nombre entier entre {low} et {high}.")
    return int(raw)


def _number(env: Mapping[str, str], name: str, default: float, low: float, high: float) -> float:
    raw = env.get(name)
    if raw is None or raw == "":
        return default
    try:
        value = float(raw)
    except ValueError:
        value = low - 1
    if not low <= value <= high:
        raise SettingsError(f"{name} : écrire un nombre entre {low} et {high}.")
    return value
