"""Sessions of the door: in Redis only, thirty minutes at most, gone on demand."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import redis.asyncio as redis
from redis.exceptions import RedisError

PREFIX = "fanal:session:"
TRACKER_PREFIX = "fanal:tracker:"
LOCK_PREFIX = "fanal:lock:"
TIMEOUT_SECONDS = 0.8
_ID_BYTES = 24


class StoreUnavailable(Exception):
    """Redis does not answer."""


@dataclass
class Session:
    """What the door itself remembers of a conversation.

    Attributes:
        id: random identifier, 32 URL-safe characters.
        conversation: the domain's memory (fanal.reply.Conversation as JSON), a copy used when
            Rasa is missing.
        behind: Rasa missed the last turn, so its slots are older than this copy.
    """

    id: str
    conversation: dict[str, Any] = field(default_factory=dict)
    behind: bool = False


def new_id() -> str:
    """A random identifier that nobody can guess (192 bits)."""
    return secrets.token_urlsafe(_ID_BYTES)


def well_formed(session_id: str) -> bool:
    """Whether this could be one of our identifiers."""
    return (
        len(session_id) == 32
        and session_id.isascii()
        and session_id.replace("-", "").replace("_", "").isalnum()
    )


class Sessions:
    """Sessions in Redis. Every call fails within a second rather than wait."""

    def __init__(self, url: str, seconds: int) -> None:
        self._seconds = seconds
        self._redis = redis.Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=TIMEOUT_SECONDS,
            socket_connect_timeout=TIMEOUT_SECONDS,
        )

    async def get(self, session_id: str) -> Session | None:
        """The session, or None when it is unknown or forgotten.

        Raises:
            StoreUnavailable: Redis does not answer.
        """
        try:
            raw = await self._redis.get(PREFIX + session_id)
        except (RedisError, OSError) as error:
            raise StoreUnavailable from error
        if raw is None:
            return None
        held = json.loads(raw)
        return Session(session_id, held["conversation"], held["behind"])

    async def put(self, session: Session, *, new: bool = False) -> bool:
        """Keep the session for another half hour at most.

        Args:
            session: what to keep.
            new: whether it may be created; an erased session is never brought back.

        Returns:
            False when the session was erased in the meantime.

        Raises:
            StoreUnavailable: Redis does not answer.
        """
        held = json.dumps({"conversation": session.conversation, "behind": session.behind})
        try:
            kept = await self._redis.set(PREFIX + session.id, held, ex=self._seconds, xx=not new)
        except (RedisError, OSError) as error:
            raise StoreUnavailable from error
        return bool(kept)

    async def erase(self, session_id: str) -> None:
        """Delete the session, Rasa's tracker and its lock: nothing of it is left.

        Raises:
            StoreUnavailable: Redis does not answer; what it holds expires by itself.
        """
        keys = [prefix + session_id for prefix in (PREFIX, TRACKER_PREFIX, LOCK_PREFIX)]
        try:
            await self._redis.delete(*keys)
        except (RedisError, OSError) as error:
            raise StoreUnavailable from error

    async def alive(self) -> bool:
        """Whether Redis answers."""
        try:
            return bool(await self._redis.ping())
        except (RedisError, OSError):
            return False

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()
