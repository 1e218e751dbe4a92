"""``/api/v1/services``: the directory for programs."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from api.directory.errors import UnknownPlace, UnknownService
from api.directory.lines import NationalLines
from api.directory.search import Asked, DirectoryDesk, ServiceSearch

router = APIRouter(prefix="/api/v1/services", tags=["annuaire"])


@router.get("")
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


@router.post("/search")
async def search_without_address(request: Request, asked: ServiceSearch) -> list[dict[str, Any]]:
    """La même recherche, sans que ses mots soient dans une adresse."""
    desk: DirectoryDesk = request.app.state.desk
    return desk.search(asked)


@router.get("/{service_id}")
async def one(service_id: str, request: Request) -> dict[str, Any]:
    """Un service de l'annuaire."""
    lines: NationalLines = request.app.state.lines
    found = lines.one(service_id)
    if found is None:
        raise UnknownService
    return found
