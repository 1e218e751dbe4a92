"""What the pages ask of the rest of the door, answered by the chat and the directory."""

from __future__ import annotations

from typing import Any

from api.chat.errors import ChatError
from api.chat.service import Chat
from api.directory.lines import NationalLines
from api.pages.ports import ChatRefused, Freshness
from fanal.records import AUDIENCES


class PageChat:
    """The chat, for pages without script."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    async def open(self) -> tuple[str, dict[str, Any]]:
        """Begin a conversation."""
        conversation_id, reply = await self._chat.open()
        return conversation_id, reply.model_dump(mode="json")

    async def send(self, conversation_id: str, text: str) -> dict[str, Any]:
        """Answer one message.

        Raises:
            ChatRefused: the message or the identifier cannot be used.
        """
        try:
            reply = await self._chat.send(conversation_id, text)
        except ChatError as error:
            raise ChatRefused(error.status, error.message) from None
        return reply.model_dump(mode="json")

    async def erase(self, conversation_id: str) -> None:
        """Leave nothing of the conversation."""
        await self._chat.erase(conversation_id)


class PageDirectory:
    """The search of /annuaire."""

    def __init__(self, lines: NationalLines) -> None:
        self._lines = lines

    def departements(self) -> list[tuple[str, str]]:
        """Codes and labels, in the order of the codes."""
        return self._lines.departements()

    def needs(self) -> list[tuple[str, str]]:
        """Identifiers and labels of the needs, as professionals say them."""
        return self._lines.needs()

    def freshness(self) -> Freshness:
        """How many services are shown, and the dates of the oldest and of the newest check."""
        return Freshness(*self._lines.freshness())

    def one(self, service_id: str) -> dict[str, Any] | None:
        """One service, or None when it may not be shown."""
        return self._lines.one(service_id)

    def search(
        self, departement: str, need: str | None, audience: str | None
    ) -> list[dict[str, Any]]:
        """Contacts of one département, national lines first."""
        return self._lines.search(
            departement, need, audience if audience in AUDIENCES else "family"
        )
