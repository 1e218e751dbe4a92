"""What a contact card shows, worked out from a contact of a reply.

static/reply.js does the same in the browser; a browser test compares what both show.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from api.pages.ports import Contact, Reply

STATE_LABELS: Final = {"open": "Ouvert", "closed": "Fermé", "unknown": "Horaires non connus"}
"""The three opening states in words: colour alone is never the message."""


@dataclass(frozen=True)
class Link:
    """A number to call or to write to, or a page to open: what to show and where it leads."""

    text: str
    uri: str


@dataclass(frozen=True)
class Paragraph:
    """Words to read, of a reply or of a card.

    Attributes:
        text: the ordinary words.
        easy: the same in easy French, or None.
        lang: the language of the words when it is not French, or None.
    """

    text: str
    easy: str | None = None
    lang: str | None = None


@dataclass(frozen=True)
class Card:
    """One contact, ready to be shown; None leaves its part out.

    Attributes:
        state: ``open``, ``closed`` or ``unknown``, for the look.
        state_text: the same in words, with the hours when they are known.
        schedule: the hours of a whole week in words, for paper: a state is only true on screen.
        facts: what the record states, among ``free``, ``not-free``, ``anonymous`` and
            ``confidential``.
        verified: the sentence that says when the record was last checked.
        reasons: in the directory, why this contact is there.
    """

    id: str
    name: str
    why: Paragraph | None
    state: str
    state_text: str
    schedule: str | None
    facts: frozenset[str]
    voice: tuple[Link, ...]
    sms: tuple[Link, ...]
    chat: Link | None
    site: Link | None
    email: Link | None
    address: str | None
    verified: str | None
    source: str | None
    reasons: tuple[str, ...] = ()


def card(contact: Contact) -> Card:
    """The card of one contact.

    An address that is not a web address is left out: a link never runs anything.
    """
    phones: list[dict[str, Any]] = contact.get("phones") or []
    email: str | None = contact.get("email") or None
    state = contact.get("open")
    state = state if state in STATE_LABELS else "unknown"
    return Card(
        id=str(contact.get("id") or ""),
        name=str(contact.get("name") or ""),
        why=_why(contact),
        state=state,
        state_text=_state_text(state, contact.get("hours")),
        schedule=contact.get("schedule") or None,
        facts=frozenset(_facts(contact)),
        voice=tuple(_numbers(phones, "voice", "tel:")),
        sms=tuple(_numbers(phones, "sms", "sms:")),
        chat=_web(contact.get("chat_url")),
        site=_web(contact.get("url")),
        email=Link(email, f"mailto:{email}") if email and "@" in email else None,
        address=contact.get("address") or None,
        verified=contact.get("verified") or _checked(contact.get("verified_on")),
        source=_web_address(contact.get("source_url")),
        reasons=tuple(str(reason) for reason in contact.get("reasons") or ()),
    )


MODEL_CARD: Final = Card(
    id="",
    name="",
    why=Paragraph("", ""),
    state="unknown",
    state_text="",
    schedule="",
    facts=frozenset({"free", "not-free", "anonymous", "confidential"}),
    voice=(Link("", ""),),
    sms=(Link("", ""),),
    chat=Link("", ""),
    site=Link("", ""),
    email=Link("", ""),
    address="",
    verified="",
    source="",
)
"""A card with every part, which the script copies and fills: the words live in one place."""


@dataclass(frozen=True)
class ReplyView:
    """One reply, ready to be shown."""

    messages: tuple[Paragraph, ...]
    cards: tuple[Card, ...]
    choices: tuple[tuple[str, str], ...]
    urgent: bool
    degraded: bool
    asks: str | None


def view(reply: Reply) -> ReplyView:
    """What the page shows of one reply of the public chat interface."""
    return ReplyView(
        messages=tuple(_paragraph(message) for message in reply.get("messages") or ()),
        cards=tuple(card(contact) for contact in reply.get("contacts") or ()),
        choices=tuple(
            (str(choice["label"]), str(choice["text"])) for choice in reply.get("choices") or ()
        ),
        urgent=bool(reply.get("urgent")),
        degraded=bool(reply.get("degraded")),
        asks=reply.get("asks"),
    )


MODEL_REPLY: Final = ReplyView(
    (Paragraph("", "", None),), (MODEL_CARD,), (("", ""),), False, True, None
)
"""A reply with one of each part, for the script to copy."""


def grouped(contacts: Iterable[Contact]) -> list[tuple[str, list[Card]]]:
    """Cards under the title of their group, in the order they come."""
    groups: dict[str, list[Card]] = {}
    for contact in contacts:
        groups.setdefault(str(contact["group"]), []).append(card(contact))
    return list(groups.items())


def _why(contact: Contact) -> Paragraph | None:
    said = contact.get("why")
    return Paragraph(str(said), contact.get("why_falc") or None) if said else None


def _paragraph(message: dict[str, Any]) -> Paragraph:
    return Paragraph(str(message["text"]), message.get("falc") or None, message.get("lang") or None)


def _state_text(state: str, hours: str | None) -> str:
    label = STATE_LABELS[state]
    if not hours:
        return label
    if hours.lower().startswith(label.lower()):
        return hours[0].upper() + hours[1:]
    return f"{label} : {hours}"


def _facts(contact: Contact) -> Iterable[str]:
    if contact.get("free") is True:
        yield "free"
    if contact.get("free") is False and contact.get("phones"):
        yield "not-free"
    if contact.get("anonymous") is True:
        yield "anonymous"
    if contact.get("confidential") is True:
        yield "confidential"


def _numbers(phones: Iterable[dict[str, Any]], kind: str, scheme: str) -> Iterable[Link]:
    for phone in phones:
        if phone.get("kind") == kind and str(phone.get("uri", "")).startswith(scheme):
            yield Link(str(phone["number"]), str(phone["uri"]))


def _web_address(url: str | None) -> str | None:
    return url if url and url.startswith(("https://", "http://")) else None


def _web(url: str | None) -> Link | None:
    address = _web_address(url)
    if address is None:
        return None
    return Link((urlsplit(address).hostname or "").removeprefix("www."), address)


def _checked(iso: str | None) -> str | None:
    if not iso:
        return None
    return "Vérifié le " + "/".join(reversed(iso.split("-")))
