"""What the pages ask of the rest of the door, answered by the chat and the directory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from api.chat.errors import ChatError
from api.chat.service import Chat
from api.directory.downloads import ADDRESS_BOOK, TABLE, Downloads
from api.directory.lines import NationalLines
from api.directory.search import DirectoryDesk, ServiceSearch
from api.pages.ports import ChatRefused, DirectorySearch, Freshness, TakenAway
from fanal.matching.contacts import Channel
from fanal.records import AUDIENCES, Audience

_MOST: Final = 30
"""Contacts on one page: enough for a département, short enough to print."""
_AUDIENCE: Final[dict[str, Audience]] = {name: name for name in AUDIENCES}
_CHANNEL: Final[dict[str, Channel]] = {"voice": "voice", "written": "written", "place": "place"}


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

    def __init__(self, lines: NationalLines, desk: DirectoryDesk, downloads: Downloads) -> None:
        self._lines = lines
        self._desk = desk
        self._downloads = downloads

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

    def departement_of(self, place: str) -> str | None:
        """Code of the département of a town or a postcode; None when it is not one place."""
        return self._desk.departement_of(place)

    def table(self, kept: Sequence[str]) -> TakenAway:
        """The services put aside, as a table."""
        return TakenAway(self._downloads.table(self._downloads.kept(kept)), *TABLE)

    def address_book(self, kept: Sequence[str]) -> TakenAway:
        """The services put aside, for an address book."""
        return TakenAway(self._downloads.cards(self._downloads.kept(kept)), *ADDRESS_BOOK)

    def search(self, asked: DirectorySearch) -> list[dict[str, Any]]:
        """Contacts near a place, best first, each with its reasons.

        Raises:
            ChatRefused: the place does not exist, or several have this name.
        """
        try:
            return self._desk.search(
                ServiceSearch(
                    departement=asked.departement or None,
                    place=asked.place or None,
                    need=asked.need or None,
                    audience=_AUDIENCE.get(asked.audience),
                    channel=_CHANNEL.get(asked.channel),
                    open_now=asked.open_now,
                    limit=_MOST,
                )
            )
        except ChatError as error:
            raise ChatRefused(error.status, error.message) from None
