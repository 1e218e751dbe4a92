"""Health: is the door up, and does everything behind it work."""

from __future__ import annotations

import asyncio
import time
from typing import Literal

import httpx
from fastapi import APIRouter, Request
from pydantic import BaseModel

from api.chat.bot import PROBE_TEXT, BotUnavailable
from api.chat.service import Chat
from api.chat.sessions import StoreUnavailable, new_id
from fanal.language.understanding import Understanding

State = Literal["ok", "down"]
_CACHE_SECONDS = 1.0


class Health(BaseModel):
    """``ok`` only when every component is."""

    status: Literal["ok", "degraded"]
    components: dict[str, State]


class Readiness:
    """Asks every part; a whole message through Rasa and the actions is the real test."""

    def __init__(self, chat: Chat, rasa_url: str, actions_url: str) -> None:
        self._chat = chat
        self._urls = {
            "rasa": f"{rasa_url}/webhooks/rest/",
            "actions": f"{actions_url}/health",
        }
        self._client = httpx.AsyncClient(timeout=1.5, trust_env=False)
        self._lock = asyncio.Lock()
        self._known: tuple[float, Health] | None = None

    async def check(self) -> Health:
        """The state of every component, at most a second old."""
        async with self._lock:
            if self._known and time.monotonic() - self._known[0] < _CACHE_SECONDS:
                return self._known[1]
            health = await self._ask()
            self._known = (time.monotonic(), health)
            return health

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _ask(self) -> Health:
        directory = self._chat.fallback.dialogue.composer.matcher.directory
        redis, rasa, actions = await asyncio.gather(
            self._chat.sessions.alive(), self._answers("rasa"), self._answers("actions")
        )
        up = {"redis": redis, "rasa": rasa, "actions": actions}
        if all(up.values()) and not await self._conversation_works():
            up["rasa"] = False
        up["directory"] = bool(directory.services)
        components: dict[str, State] = {name: "ok" if well else "down" for name, well in up.items()}
        return Health(status="ok" if all(up.values()) else "degraded", components=components)

    async def _answers(self, name: str) -> bool:
        try:
            return (await self._client.get(self._urls[name])).is_success
        except httpx.HTTPError:
            return False

    async def _conversation_works(self) -> bool:
        probe = new_id()
        try:
            await self._chat.bot.reply(probe, PROBE_TEXT, Understanding("smalltalk"))
        except BotUnavailable:
            return False
        finally:
            try:
                await self._chat.sessions.erase(probe)
            except StoreUnavailable:
                return False
        return True


router = APIRouter(prefix="/health", tags=["santé"])


@router.get("/live")
async def live() -> Health:
    """La porte répond."""
    return Health(status="ok", components={"door": "ok"})


@router.get("/ready")
async def ready(request: Request) -> Health:
    """Tout fonctionne, ou le nom de ce qui ne fonctionne pas.

    Toujours 200 : une porte diminuée donne encore des numéros, un répartiteur de charge ne doit
    pas la retirer.
    """
    readiness: Readiness = request.app.state.readiness
    return await readiness.check()
