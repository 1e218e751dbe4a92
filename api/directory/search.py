"""``/api/v1/services`` with words: what was asked, read and checked."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query as Parameter
from pydantic import BaseModel, ConfigDict, Field

from api.directory.errors import AmbiguousPlace, UnknownNeedAsked, UnknownPlaceName
from fanal.clock import now
from fanal.directory.search import Query
from fanal.geography import Gazetteer, Place, UnknownPlaceError
from fanal.language import Triage
from fanal.matching.needs import Needs
from fanal.reply.found import Finder, Found

LONGEST = 200
MOST = 50
_LEVELS = {"danger": ("danger",), "suicide": ("suicide",), "both": ("danger", "suicide")}


class ServiceSearch(BaseModel):
    """What to look for; everything may be left out."""

    model_config = ConfigDict(extra="forbid")
    q: Annotated[str, Field(max_length=LONGEST, description="Mots à chercher.")] = ""
    place: Annotated[
        str | None,
        Field(max_length=80, description="Commune, code postal ou département, en toutes lettres."),
    ] = None
    commune: Annotated[
        str | None,
        Field(pattern=r"^[0-9][0-9AB][0-9]{3}$", description="Code Insee de la commune : 59350."),
    ] = None
    departement: Annotated[
        str | None, Field(max_length=3, description="Code du département : 59, 2A, 974.")
    ] = None
    need: Annotated[str | None, Field(max_length=40, description="Identifiant d'un besoin.")] = None
    audience: Annotated[
        Literal["young", "family", "professional"] | None,
        Field(description="Pour qui : jeune, famille ou professionnel."),
    ] = None
    channel: Annotated[
        Literal["voice", "written", "place"] | None,
        Field(description="Comment joindre : appeler, écrire ou aller sur place."),
    ] = None
    open_now: Annotated[bool, Field(description="Ouvert à cette minute seulement.")] = False
    language: Annotated[
        list[str], Field(max_length=5, description="Langues parlées, par leur code : fr, en, ar.")
    ] = []
    accessible: Annotated[
        bool, Field(description="Seulement ceux dont l'accès est décrit (handicap).")
    ] = False
    limit: Annotated[int, Field(ge=1, le=MOST, description="Combien de services au plus.")] = 10


class DirectoryDesk:
    """Reads what was asked, finds, and gives contacts with their reasons."""

    def __init__(self, finder: Finder, gazetteer: Gazetteer, needs: Needs, triage: Triage) -> None:
        self._finder = finder
        self._gazetteer = gazetteer
        self._needs = needs
        self._triage = triage

    def search(self, asked: ServiceSearch) -> list[dict[str, Any]]:
        """The services found, as contacts with their ``reasons``.

        Raises:
            UnknownPlaceName: the place, the commune or the département does not exist.
            AmbiguousPlace: several places have this name.
            UnknownNeedAsked: the need does not exist.
        """
        if asked.need is not None and asked.need not in self._needs:
            raise UnknownNeedAsked
        query = Query(
            now(),
            text=asked.q,
            need=asked.need,
            place=self._place(asked),
            audience=asked.audience,
            by=asked.channel,
            open_now=asked.open_now,
            languages=tuple(asked.language),
            accessible=asked.accessible,
            limit=asked.limit,
        )
        level = self._triage.assess(asked.q).level if asked.q else "none"
        return [
            _as_json(found) for found in self._finder.find(query, danger=_LEVELS.get(level, ()))
        ]

    def departement_of(self, place: str) -> str | None:
        """Code of the département of a place as people write it; None when it is not one place."""
        try:
            found = self._place(ServiceSearch(place=place or None))
        except (UnknownPlaceName, AmbiguousPlace):
            return None
        return found.departement if found else None

    def _place(self, asked: ServiceSearch) -> Place | None:
        try:
            if asked.commune is not None:
                return self._gazetteer.commune(asked.commune)
            if asked.departement is not None:
                return self._gazetteer.departement(asked.departement.upper())
        except UnknownPlaceError:
            raise UnknownPlaceName from None
        if not asked.place:
            return None
        found = self._gazetteer.find(asked.place, expecting=True)
        if found is None:
            raise UnknownPlaceName
        if len(found.places) > 1:
            raise AmbiguousPlace([place.label for place in found.places])
        return found.places[0]


def _as_json(found: Found) -> dict[str, Any]:
    return {**found.contact.model_dump(mode="json"), "reasons": list(found.reasons)}


Asked = Annotated[ServiceSearch, Parameter()]
"""The same fields, in the address."""
