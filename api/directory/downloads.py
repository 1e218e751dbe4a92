"""The directory to take away: a table, an address book, data·inclusion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from api.directory.errors import UnknownNeedAsked, UnknownPlace, UnknownService
from api.directory.lines import NationalLines
from fanal.directory import Directory, Service
from fanal.directory.exporters import as_csv, as_data_inclusion, as_vcards
from fanal.directory.hsds import Vocabulary

router = APIRouter(prefix="/api/v1", tags=["annuaire"])

Audience = Literal["young", "family", "professional"]

TABLE: Final = ("text/csv; charset=utf-8; header=present", "annuaire.csv")
ADDRESS_BOOK: Final = ("text/vcard; charset=utf-8", "contacts.vcf")
"""Content type and neutral file name of what is taken away."""


class Downloads:
    """What may be taken away, selected as the search selects."""

    def __init__(self, lines: NationalLines, directory: Directory, words: Vocabulary) -> None:
        self._lines = lines
        self._directory = directory
        self._words = words

    def select(
        self, departement: str | None, need: str | None, audience: Audience | None
    ) -> Sequence[Service]:
        """The records of a search; without a département, all those of the country.

        Raises:
            UnknownPlace: there is no such département.
            UnknownNeedAsked: there is no such need.
        """
        if need is not None and need not in self._words.needs:
            raise UnknownNeedAsked
        if departement is not None:
            if not self._lines.knows(departement):
                raise UnknownPlace
            chosen = self._lines.chosen(departement.upper(), need, audience or "family")
            return [choice.service for choice in chosen]
        return [
            record
            for record in self._directory.services
            if (need is None or need in self._words.needs_of(record))
            and (audience is None or audience in record.audience)
        ]

    def kept(self, service_ids: Sequence[str]) -> Sequence[Service]:
        """The records that a person put aside, in their order; one no longer shown is left out."""
        return [self._directory.service(name) for name in service_ids if name in self._directory]

    def one(self, service_id: str) -> Service:
        """One record.

        Raises:
            UnknownService: the directory has no such record.
        """
        if service_id not in self._directory:
            raise UnknownService
        return self._directory.service(service_id)

    def table(self, records: Sequence[Service]) -> str:
        """The records as a table."""
        return as_csv(records, self._words, self._directory)

    def cards(self, records: Sequence[Service]) -> str:
        """The records as an address book."""
        return as_vcards(records, self._words, self._directory)

    def data_inclusion(self, records: Sequence[Service]) -> dict[str, Any]:
        """The records in data·inclusion v1."""
        return as_data_inclusion(records, self._words, self._directory).as_json()


class DataInclusionFile(BaseModel):
    """A file of data·inclusion v1; its schema says the fields of each list."""

    structures: list[dict[str, Any]] = Field(
        description="Qui tient les services : « structures » de data·inclusion v1."
    )
    services: list[dict[str, Any]] = Field(
        description="Les services, chacun avec `structure_id` : « services » de data·inclusion v1."
    )


def read_downloads(request: Request) -> Downloads:
    """The downloads of this door."""
    downloads: Downloads = request.app.state.downloads
    return downloads


def read_selection(
    downloads: Annotated[Downloads, Depends(read_downloads)],
    departement: Annotated[
        str | None, Query(max_length=3, description="Code : 59, 2A, 974.")
    ] = None,
    need: Annotated[
        str | None, Query(max_length=40, description="Identifiant d'un besoin.")
    ] = None,
    audience: Annotated[Audience | None, Query(description="Pour qui.")] = None,
    keep: Annotated[
        list[str] | None,
        Query(max_length=40, description="Ces services seulement, par identifiant."),
    ] = None,
) -> Sequence[Service]:
    """The records that the filters keep, or those that are named."""
    if keep:
        return downloads.kept(keep)
    return downloads.select(departement, need, audience)


Available = Annotated[Downloads, Depends(read_downloads)]
Selected = Annotated[Sequence[Service], Depends(read_selection)]


@router.get("/services.csv", summary="L'annuaire en tableau", response_class=Response)
def table(downloads: Available, records: Selected) -> Response:
    """Une ligne par service ; mêmes filtres que la recherche ; sans département, tout le pays."""
    return _file(downloads.table(records), *TABLE)


@router.get("/services.vcf", summary="L'annuaire en carnet d'adresses", response_class=Response)
def address_book(downloads: Available, records: Selected) -> Response:
    """Des cartes vCard 4 ; mêmes filtres que la recherche ; sans département, tout le pays."""
    return _file(downloads.cards(records), *ADDRESS_BOOK)


@router.get(
    "/data-inclusion.json",
    response_model=DataInclusionFile,
    summary="L'annuaire au format data·inclusion v1",
)
def data_inclusion(downloads: Available, records: Selected) -> JSONResponse:
    """Structures et services ; mêmes filtres que la recherche ; sans département, tout le pays."""
    return JSONResponse(downloads.data_inclusion(records))


@router.get("/services/{service_id}.vcf", summary="Un service en carte", response_class=Response)
def card(
    service_id: Annotated[str, Path(description="Identifiant de la fiche.")], downloads: Available
) -> Response:
    """Une carte vCard 4, pour un carnet d'adresses."""
    cards = downloads.cards([downloads.one(service_id)])
    return _file(cards, "text/vcard; charset=utf-8", "contact.vcf")


def _file(text: str, media_type: str, name: str) -> Response:
    """A file with a neutral name: whoever sees it in a folder learns nothing."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Type": media_type}
    return Response(text.encode(), headers=headers)
