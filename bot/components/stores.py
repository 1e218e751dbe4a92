"""Rasa's tracker and lock stores on our Redis: a unix socket or a URL, short timeouts, expiry.

Rasa's own stores know only host and port, wait for ever on a frozen Redis (measured: the whole
server blocks), and keep a lock without expiry.
"""

from __future__ import annotations

from typing import Any

import redis
from rasa.core.brokers.broker import EventBroker
from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockStore, RedisLockStore
from rasa.core.tracker_store import RedisTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain

TIMEOUT_SECONDS = 2.0
LOCK_SECONDS = 60
TRACKER_PREFIX = "fanal:tracker:"
LOCK_PREFIX = "fanal:lock:"


def connect(url: str) -> redis.Redis:
    """A client that fails within two seconds instead of waiting.

    Args:
        url: ``unix:///path``, ``redis://…`` or ``rediss://…``.
    """
    return redis.Redis.from_url(
        url,
        decode_responses=True,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
    )


class ExpiringTrackerStore(RedisTrackerStore):
    """Conversations in Redis, forgotten after ``record_exp`` seconds of silence."""

    def __init__(
        self,
        domain: Domain,
        host: str,
        event_broker: EventBroker | None = None,
        record_exp: float = 1800,
        **kwargs: Any,
    ) -> None:
        self.red = connect(host)
        self.record_exp = int(record_exp)
        self.key_prefix = TRACKER_PREFIX
        # The parent opens its own connection by host and port: skip to the grandparent.
        TrackerStore.__init__(self, domain, event_broker, **kwargs)


class ExpiringLockStore(RedisLockStore):
    """One message at a time per conversation; a forgotten lock disappears by itself."""

    def __init__(self, endpoint_config: Any) -> None:
        self.red = connect(endpoint_config.url)
        self.key_prefix = LOCK_PREFIX
        LockStore.__init__(self)

    def save_lock(self, lock: TicketLock) -> None:
        """Store the lock for a minute at most."""
        self.red.set(self.key_prefix + lock.conversation_id, lock.dumps(), ex=LOCK_SECONDS)
