"""Promises 1 to 5 of docs/conception.md, enforced on every reply on its way out.

A broken promise is a bug: it is healed for the reader, logged without any text of theirs, and
makes a test fail.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import cached_property

from fanal.matching.contacts import NOT_COVERED_BY_119
from fanal.reply import Contact, Conversation, Dialogue, Message, Reply, Turn
from fanal.reply.cards import card
from fanal.reply.numbers import digits, phone_like

logger = logging.getLogger(__name__)

EMERGENCY = {
    "danger": ("police-17", "urgence-114", "urgence-112", "samu-15"),
    "suicide": ("3114", "samu-15", "urgence-114"),
    "both": ("police-17", "urgence-114", "samu-15", "3114"),
}
"""Lines of which one comes first when the explicit rules saw danger (promise 5)."""


@dataclass
class Promises:
    """Keeps the promises; ``broken`` counts what had to be healed, by promise."""

    dialogue: Dialogue
    broken: dict[str, int] = field(default_factory=dict)

    def keep(self, reply: Reply, turn: Turn, conversation: Conversation) -> Reply:
        """The reply as it may leave.

        Args:
            reply: what the conversation wants to say.
            turn: the message and what was remembered before it.
            conversation: what is remembered after it.
        """
        level = turn.understanding.level
        if level != "none" and not self._danger_first(reply, level):
            self._note("danger_first")
            reply = self.dialogue.move("emergency", turn).reply
        now = Turn(turn.understanding, conversation, turn.moment)
        contacts = [contact for contact in reply.contacts if self._true(contact)]
        if not any(open_human(contact) for contact in contacts):
            if reply.contacts:
                logger.info("no open human among the contacts: one is added")
            contacts = [*self._always(now), *contacts]
        return reply.model_copy(
            update={
                "contacts": contacts,
                "messages": self._messages(reply),
            }
        )

    @cached_property
    def known_numbers(self) -> frozenset[str]:
        """Every number that the directory allows to show, digits only; it never changes."""
        return frozenset(
            digits(phone.number)
            for service in self.dialogue.composer.matcher.directory.services
            for phone in service.visible_phones
        )

    def _danger_first(self, reply: Reply, level: str) -> bool:
        return bool(reply.contacts) and reply.contacts[0].id in EMERGENCY[level]

    def _true(self, contact: Contact) -> bool:
        """Whether every number and address of the card stands in a record that may be shown."""
        directory = self.dialogue.composer.matcher.directory
        if contact.id not in directory:
            self._note("true_numbers")
            return False
        service = directory.service(contact.id)
        shown = {phone.number for phone in contact.phones}
        if not shown <= {phone.number for phone in service.visible_phones}:
            self._note("true_numbers")
            return False
        return bool(contact.phones or contact.url or contact.chat_url or contact.email)

    def _messages(self, reply: Reply) -> list[Message]:
        allowed = self.known_numbers
        kept: list[Message] = []
        for message in reply.messages:
            if not phone_like(f"{message.text} {message.falc or ''}") <= allowed:
                self._note("true_numbers")
                continue
            if "?" in f"{message.text}{message.falc or ''}" and reply.asks is None:
                self._note("no_investigation")
                continue
            kept.append(message)
        return kept

    def _always(self, turn: Turn) -> list[Contact]:
        """A human who answers at any hour, where the person is, in the way they prefer."""
        composer = self.dialogue.composer
        request = composer.request(turn)
        place = request.place
        lines: tuple[str, ...] = ("119",)
        if place is not None and place.departement in NOT_COVERED_BY_119:
            lines = ("police-17",)
        elif request.channel == "written":
            lines = {"young": ("espace-mineurs-masecurite",)}.get(request.audience, ("pnav",))
        directory = composer.matcher.directory
        register = composer.register(turn.conversation)
        return [
            card(
                composer.matcher.choice(directory.service(name), request),
                composer.texts,
                register,
                turn.moment,
                place=place,
                channel=request.channel,
            )
            for name in lines
        ]

    def _note(self, promise: str) -> None:
        self.broken[promise] = self.broken.get(promise, 0) + 1
        logger.error("promise broken and healed: %s", promise)


def open_human(contact: Contact) -> bool:
    """Whether a human answers this contact now, by voice or in writing."""
    return contact.open == "open" and bool(contact.phones or contact.chat_url)
