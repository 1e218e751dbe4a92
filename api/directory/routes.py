"""``/api/v1/services``: the directory for programs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import Field

from api.directory.errors import UnknownPlace, UnknownService
from api.directory.lines import NationalLines
from api.directory.search import Asked, DirectoryDesk, ServiceSearch
from fanal.reply import Contact

router = APIRouter(prefix="/api/v1/services", tags=["annuaire"])

ServiceId = Annotated[str, Path(description="Identifiant de la fiche.")]


class ListedContact(Contact):
    """A contact in a list, with what that list says of it."""

    group: str | None = Field(
        default=None, description="Rubrique, dans la liste des services nationaux seulement."
    )
    reasons: list[str] | None = Field(
        default=None, description="Pourquoi il est là, dans une recherche seulement."
    )


@router.get(
    "",
    response_model=list[ListedContact],
    response_model_exclude_unset=True,  # a list says only what it knows
    summary="Les services",
)
async def search(request: Request, asked: Asked) -> list[dict[str, Any]]:
    """Les services nationaux, ceux d'un département, ou ceux d'une recherche.

    Avec `departement`, `need` et `audience` seulement : les plus utiles d'abord. Avec un autre
    champ : une recherche, où chaque service dit pourquoi il est là (`reasons`).
    """
    lines: NationalLines = request.app.state.lines
    desk: DirectoryDesk = request.app.state.desk
    if asked.model_fields_set - {"departement", "need", "audience"}:
        return desk.search(asked)
    if asked.departement is None:
        return lines.national()
    if not lines.knows(asked.departement):
        raise UnknownPlace
    return lines.search(asked.departement.upper(), asked.need, asked.audience or "family")


@router.post(
    "/search",
    response_model=list[ListedContact],
    response_model_exclude_unset=True,
    summary="Chercher un service",
)
async def search_without_address(request: Request, asked: ServiceSearch) -> list[dict[str, Any]]:
    """La même recherche, sans que ses mots soient dans une adresse."""
    desk: DirectoryDesk = request.app.state.desk
    return desk.search(asked)


@router.get("/{service_id}", response_model=Contact, summary="Un service")
async def one(service_id: ServiceId, request: Request) -> dict[str, Any]:
    """Un service de l'annuaire."""
    lines: NationalLines = request.app.state.lines
    found = lines.one(service_id)
    if found is None:
        raise UnknownService
    return found
