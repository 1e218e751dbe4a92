"""Reporting a mistake without script: a button in a card, a list of kinds, a thank you."""

from __future__ import annotations

from typing import Any, Protocol

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.chat.errors import ChatError
from api.pages.forms import read_form
from api.pages.ports import ChatRefused


class CorrectionPort(Protocol):
    """The desk that takes reports."""

    @property
    def kinds(self) -> Any:
        """What can be reported, each with ``id`` and ``label``."""

    def name_of(self, service_id: str) -> str:
        """Name of a service; raises ChatError when there is none."""

    async def take(self, service_id: str, kind: str) -> None:
        """Note one report; raises ChatError when it cannot be noted."""


def add_corrections(router: APIRouter, desk: CorrectionPort, page: Any) -> None:
    """Add the form to the pages; ``page`` renders a template.

    The service travels in the body of the form, never in an address that a history keeps.
    """

    @router.get("/corriger")
    async def back_to_directory() -> RedirectResponse:
        return RedirectResponse("/annuaire", status_code=303)

    @router.post("/corriger")
    async def correct(request: Request) -> Response:
        """With a service: the list of what may be wrong. With a kind too: thanks."""
        try:
            fields = await read_form(request)
            service_id, kind = fields.get("service_id", ""), fields.get("kind", "")
            name = desk.name_of(service_id)
            if kind:
                await desk.take(service_id, kind)
        except ChatRefused as refused:
            return _page(page, refused.status, refused=refused.message_fr)
        except ChatError as refused:
            return _page(page, refused.status, refused=refused.message)
        return _page(
            page, 200, service_name=name, service_id=service_id, noted=bool(kind), kinds=desk.kinds
        )


def _page(page: Any, status: int, **values: Any) -> HTMLResponse:
    empty = {"service_name": "", "service_id": "", "noted": False, "kinds": (), "refused": None}
    html: HTMLResponse = page("correction.html", status=status, **{**empty, **values})
    return html
