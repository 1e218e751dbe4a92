"""What /annuaire was asked for, checked against the lists it offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from api.pages.cards import Card, card
from api.pages.ports import ChatRefused, DirectoryPort

AUDIENCES = (
    ("young", "Moi"),
    ("family", "Un proche"),
    ("professional", "Mon travail"),
)
"""Who the search is for, as written on the form."""


@dataclass(frozen=True)
class Search:
    """One search; an empty departement means that nothing was asked yet.

    Attributes:
        need: identifier of a need, empty for all.
        audience: ``young``, ``family``, ``professional``, or empty for all.
        open_now: leave out what is closed at this minute.
        written: keep only what can be reached without speaking.
    """

    departement: str = ""
    need: str = ""
    audience: str = ""
    open_now: bool = False
    written: bool = False

    @property
    def query(self) -> str:
        """The search as the end of an address, for those who want to share it."""
        asked = {
            "departement": self.departement,
            "need": self.need,
            "audience": self.audience,
            "open_now": "1" if self.open_now else "",
            "written": "1" if self.written else "",
        }
        return urlencode({name: value for name, value in asked.items() if value})


def read_search(directory: DirectoryPort, fields: Mapping[str, str]) -> Search:
    """The search described by the fields of the form or of the address.

    Raises:
        ChatRefused: 422 when a value is not one of those offered.
    """
    search = Search(
        departement=fields.get("departement", ""),
        need=fields.get("need", ""),
        audience=fields.get("audience", ""),
        open_now=bool(fields.get("open_now")),
        written=bool(fields.get("written")),
    )
    if search.departement not in dict(directory.departements()) | {"": ""}:
        raise ChatRefused(422, "Ce département n'est pas dans la liste. En choisir un autre.")
    if search.need not in dict(directory.needs()) | {"": ""}:
        raise ChatRefused(422, "Ce besoin n'est pas dans la liste. En choisir un autre.")
    if search.audience not in dict(AUDIENCES) | {"": ""}:
        raise ChatRefused(422, "Ce choix n'est pas dans la liste. En choisir un autre.")
    return search


def find(directory: DirectoryPort, search: Search) -> list[Card]:
    """The cards that a search finds, best first."""
    contacts = directory.search(search.departement, search.need or None, search.audience or None)
    cards = [card(contact) for contact in contacts]
    if search.open_now:
        cards = [shown for shown in cards if shown.state == "open"]
    if search.written:
        cards = [shown for shown in cards if shown.sms or shown.chat or shown.email]
    return cards
