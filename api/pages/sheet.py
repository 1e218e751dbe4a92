"""The printable sheet of a département: A4, black and white, no script needed."""

from __future__ import annotations

from typing import Any, Protocol

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from api.pages.cards import card


class SheetPort(Protocol):
    """The contacts of a département, ready for paper."""

    def sheet(self, departement: str) -> dict[str, Any] | None:
        """``label``, ``printed_on``, ``lines``, ``groups`` (title, contacts) and ``nobody``.

        ``nobody`` is said when there is no local service. None: there is no such département.
        """


def add_sheets(router: APIRouter, sheets: SheetPort, page: Any) -> None:
    """Add the sheet to the pages; ``page`` renders a template."""

    @router.get("/annuaire/fiche/{departement}")
    async def sheet(departement: str) -> HTMLResponse:
        found = sheets.sheet(departement)
        if found is None:
            raise HTTPException(404, "Ce département n'existe pas.")
        html: HTMLResponse = page(
            "sheet.html",
            label=found["label"],
            printed_on=found["printed_on"],
            lines=[card(contact) for contact in found["lines"]],
            groups=[(title, [card(c) for c in contacts]) for title, contacts in found["groups"]],
            nobody=found["nobody"],
        )
        return html
