"""``/api/v1/services``: the directory for programs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request

from api.chat.errors import ChatError
from api.directory.lines import NationalLines

router = APIRouter(prefix="/api/v1/services", tags=["annuaire"])


class UnknownService(ChatError):
    """No service has this identifier, or it may not be shown."""

    status = 404
    code = "unknown_service"
    message = "Ce service n'est pas dans l'annuaire."


class UnknownPlace(ChatError):
    """No département has this number."""

    status = 422
    code = "unknown_departement"
    message = "Département inconnu : écrire par exemple 59, 2A ou 974."


@router.get("")
async def search(
    request: Request,
    departement: Annotated[str | None, Query(max_length=3)] = None,
    need: Annotated[str | None, Query(max_length=40)] = None,
    audience: Literal["young", "family", "professional"] = "family",
) -> list[dict[str, Any]]:
    """Les services nationaux, ou ceux d'un département, les plus utiles d'abord."""
    lines: NationalLines = request.app.state.lines
    if departement is None:
        return lines.national()
    if not lines.knows(departement):
        raise UnknownPlace
    return lines.search(departement.upper(), need, audience)


@router.get("/{service_id}")
async def one(service_id: str, request: Request) -> dict[str, Any]:
    """Un service de l'annuaire."""
    lines: NationalLines = request.app.state.lines
    found = lines.one(service_id)
    if found is None:
        raise UnknownService
    return found
