"""What /annuaire was asked for, checked against the lists it offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from api.pages.cards import Card, card
from api.pages.forms import Fields
from api.pages.ports import ChatRefused, DirectoryPort, DirectorySearch

AUDIENCES: Final = (
    ("young", "Un jeune"),
    ("family", "Une famille ou un proche"),
    ("professional", "Un professionnel"),
)
"""Who the search is for, as written on the form."""

CHANNELS: Final = (("voice", "Appeler"), ("written", "Écrire"), ("place", "Se déplacer"))
"""How to make contact, as written on the form."""

KEPT_MAX: Final = 40
"""A list that a person made is shown on one page and fits in one form."""
_LONGEST_PLACE: Final = 80


@dataclass(frozen=True)
class Search(DirectorySearch):
    """One search, and what was put aside during the ones before.

    Attributes:
        kept: identifiers of the services put aside, in the order they were.
    """

    kept: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether a place was given: without one nothing is searched."""
        return bool(self.departement or self.place)

    @property
    def fields(self) -> dict[str, str]:
        """The fields that were filled in, as a form or an address carries them."""
        asked = {
            "departement": self.departement,
            "place": self.place,
            "need": self.need,
            "audience": self.audience,
            "channel": self.channel,
            "open_now": "1" if self.open_now else "",
        }
        return {name: value for name, value in asked.items() if value}

    @property
    def query(self) -> str:
        """The search as the end of an address, for those who want to share it."""
        return urlencode(self.fields)

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
        place=fields.get("place", "").strip()[:_LONGEST_PLACE],
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
        ("choix", search.channel, dict(CHANNELS)),
    )
    for what, value, values in offered:
        if value and value not in values:
            raise ChatRefused(422, f"Ce {what} n'est pas dans la liste. En choisir un autre.")
    return search


def read_kept(fields: Fields) -> tuple[str, ...]:
    """The services put aside, each once."""
    return tuple(dict.fromkeys(fields.getlist("keep")))[:KEPT_MAX]


def find(directory: DirectoryPort, search: Search) -> list[Card]:
    """The cards that a search finds, best first; none before a place is given.

    Raises:
        ChatRefused: the place does not exist, or several have this name.
    """
    if not search.asked:
        return []
    return [card(contact) for contact in directory.search(search)]


def kept_cards(directory: DirectoryPort, kept: tuple[str, ...]) -> list[Card]:
    """The cards of the services put aside; one that is no longer shown is left out."""
    contacts = (directory.one(service) for service in kept)
    return [card(contact) for contact in contacts if contact is not None]
