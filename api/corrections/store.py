"""Reports in Redis: one small hash a service and kind, gone after ninety days."""

from __future__ import annotations

from datetime import date

import redis.asyncio as redis
from redis.exceptions import RedisError

from api.chat.sessions import TIMEOUT_SECONDS, StoreUnavailable
from fanal.directory.corrections import KEPT_SECONDS, MOST, key_of


class Corrections:
    """Counts of reports; they belong to no conversation and outlive all of them."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=TIMEOUT_SECONDS,
            socket_connect_timeout=TIMEOUT_SECONDS,
        )

    async def add(self, service_id: str, kind: str, today: date) -> None:
        """Count one more report; past 99, nothing is written any more.

        Raises:
            StoreUnavailable: Redis does not answer.
        """
        key = key_of(service_id, kind)
        try:
            async with self._redis.pipeline(transaction=True) as together:
                together.hget(key, "count")
                together.pttl(key)
                count, left = await together.execute()
            if int(count or 0) >= MOST:
                return
            # Written with its end, whatever stops in between: no report is ever kept for good.
            # (EXPIRE … NX would say it in one word, from Redis 7 on; the embedded one is 6.2.)
            async with self._redis.pipeline(transaction=True) as together:
                together.hsetnx(key, "first", today.isoformat())
                together.hset(key, "last", today.isoformat())
                together.hincrby(key, "count", 1)
                together.pexpire(key, left if left > 0 else KEPT_SECONDS * 1000)
                await together.execute()
        except (RedisError, OSError) as error:
            raise StoreUnavailable from error

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()
