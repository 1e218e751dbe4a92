"""What the pages need from the rest of the door, and the one error they expect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

Contact = dict[str, Any]
"""A contact of a reply, as docs describe it for the public chat interface.

Three more fields are shown when they are there: ``confidential`` (true, false or None, as the
record states it), ``verified`` (a sentence that says ``verified_on`` with its limits) and
``schedule`` (the hours of a whole week in French, for paper: "ouvert, jusqu'à 23 h" is only true
on screen).
"""

Reply = dict[str, Any]
"""A reply of the public chat interface: messages, contacts, urgent, asks, choices, degraded."""


class ChatRefused(Exception):
    """A message was not taken.

    Attributes:
        status: HTTP status, 4xx. 404 and 410 mean that the conversation is no longer kept:
            the pages open a new one and send the same words again.
        message_fr: what to tell the person, in plain French.
    """

    def __init__(self, status: int, message_fr: str) -> None:
        super().__init__(message_fr)
        self.status = status
        self.message_fr = message_fr


class ChatPort(Protocol):
    """The conversation, as the public chat interface offers it."""

    async def open(self) -> tuple[str, Reply]:
        """Begin a conversation: its identifier and the first reply."""

    async def send(self, conversation_id: str, text: str) -> Reply:
        """Answer one message of 1 to 1,000 characters.

        Raises:
            ChatRefused: the message or the identifier cannot be used.
        """

    async def erase(self, conversation_id: str) -> None:
        """Leave nothing of the conversation; an unknown identifier is not an error."""


class NumbersPort(Protocol):
    """The national lines. It answers without Rasa and without Redis."""

    def emergency(self) -> list[Contact]:
        """The two to four lines of the first screen, most urgent first.

        Each is a contact of a reply plus ``short``, who answers in three words at most.
        """

    def national(self) -> list[Contact]:
        """Every national line, in the order to read them.

        Each is a contact of a reply plus ``group``, the French title it stands under; the
        contacts of one group follow each other.
        """


class Freshness(NamedTuple):
    """How much the directory shows and how old it is; dates are written out in French."""

    services: int
    oldest: str
    newest: str


class TakenAway(NamedTuple):
    """A file to download.

    Attributes:
        text: what it holds.
        media_type: its content type.
        name: a neutral file name: whoever sees it in a folder learns nothing.
    """

    text: str
    media_type: str
    name: str


@dataclass(frozen=True)
class DirectorySearch:
    """What is looked for in the directory; an empty field asks for nothing.

    Attributes:
        departement: code of a département.
        place: a town or a postcode, as people write it; it is more precise than a département.
        need: identifier of a need.
        audience: ``young``, ``family`` or ``professional``.
        channel: ``voice``, ``written`` or ``place``: how contact is to be made.
        open_now: leave out what is closed at this minute.
    """

    departement: str = ""
    place: str = ""
    need: str = ""
    audience: str = ""
    channel: str = ""
    open_now: bool = False


class DirectoryPort(Protocol):
    """The search for help structures behind /annuaire."""

    def freshness(self) -> Freshness:
        """How many services are shown, and the dates of the oldest and of the newest check."""

    def departements(self) -> list[tuple[str, str]]:
        """Codes and labels to choose from, in reading order: ``("59", "59 - Nord")``."""

    def needs(self) -> list[tuple[str, str]]:
        """Identifiers and labels to choose from."""

    def search(self, asked: DirectorySearch) -> list[Contact]:
        """Contacts near a place, best first, with an open human among them.

        Each is a contact of a reply plus ``reasons``, sentences that say why it is there.

        Raises:
            ChatRefused: the place does not exist, or several have this name.
        """

    def one(self, service_id: str) -> Contact | None:
        """One service, or None when it is unknown or may not be shown."""

    def departement_of(self, place: str) -> str | None:
        """Code of the département of a town or a postcode; None when it is not one place."""

    def table(self, kept: Sequence[str]) -> TakenAway:
        """The services put aside, as a table."""

    def address_book(self, kept: Sequence[str]) -> TakenAway:
        """The services put aside, for an address book."""
