"""What /annuaire was asked for, checked against the lists it offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from api.pages.cards import Card, card
from api.pages.forms import Fields
from api.pages.ports import ChatRefused, DirectoryPort

AUDIENCES: Final = (
    ("young", "Un jeune"),
    ("family", "Une famille ou un proche"),
    ("professional", "Un professionnel"),
)
"""Who the search is for, as written on the form."""

CHANNELS: Final[tuple[tuple[str, str, Callable[[Card], bool]], ...]] = (
    ("voice", "Appeler", lambda shown: bool(shown.voice)),
    ("written", "Écrire", lambda shown: bool(shown.sms or shown.chat or shown.email)),
    ("place", "Se déplacer", lambda shown: shown.address is not None),
)
"""How to make contact: the word of the address, the label, and which cards allow it."""

KEPT_MAX: Final = 40
"""A list that a person made is shown on one page and fits in one form."""


@dataclass(frozen=True)
class Search:
    """One search; an empty departement means that nothing was asked yet.

    Attributes:
        need: identifier of a need, empty for all.
        audience: ``young``, ``family``, ``professional``, or empty for all.
        channel: ``voice``, ``written``, ``place``, or empty for all.
        open_now: leave out what is closed at this minute.
        kept: identifiers of the services put aside, in the order they were.
    """

    departement: str = ""
    need: str = ""
    audience: str = ""
    channel: str = ""
    open_now: bool = False
    kept: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The search as the end of an address, for those who want to share it."""
        asked = {
            "departement": self.departement,
            "need": self.need,
            "audience": self.audience,
            "channel": self.channel,
            "open_now": "1" if self.open_now else "",
        }
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def kept_query(self) -> str:
        """The list as the end of an address."""
        return urlencode([("keep", service) for service in self.kept])


def read_search(directory: DirectoryPort, fields: Fields) -> Search:
    """The search described by the fields of the form or of the address.

    Raises:
        ChatRefused: 422 when a value is not one of those offered.
    """
    search = Search(
        departement=fields.get("departement", ""),
        need=fields.get("need", ""),
        audience=fields.get("audience", ""),
        channel=fields.get("channel", ""),
        open_now=bool(fields.get("open_now")),
        kept=read_kept(fields),
    )
    offered = (
        ("département", search.departement, dict(directory.departements())),
        ("besoin", search.need, dict(directory.needs())),
        ("choix", search.audience, dict(AUDIENCES)),
        ("choix", search.channel, {name for name, _, _ in CHANNELS}),
    )
    for what, value, values in offered:
        if value and value not in values:
            raise ChatRefused(422, f"Ce {what} n'est pas dans la liste. En choisir un autre.")
    return search


def read_kept(fields: Fields) -> tuple[str, ...]:
    """The services put aside, each once."""
    return tuple(dict.fromkeys(fields.getlist("keep")))[:KEPT_MAX]


def find(directory: DirectoryPort, search: Search) -> list[Card]:
    """The cards that a search finds, best first."""
    contacts = directory.search(search.departement, search.need or None, search.audience or None)
    cards = [card(contact) for contact in contacts]
    if search.open_now:
        cards = [shown for shown in cards if shown.state == "open"]
    for name, _, allows in CHANNELS:
        if search.channel == name:
            cards = [shown for shown in cards if allows(shown)]
    return cards


def kept_cards(directory: DirectoryPort, kept: tuple[str, ...]) -> list[Card]:
    """The cards of the services put aside; one that is no longer shown is left out."""
    contacts = (directory.one(service) for service in kept)
    return [card(contact) for contact in contacts if contact is not None]
