"""Routes of /annuaire: the search, and the list a person puts aside.

The form sends its fields in the body, so that neither a need nor a list shows in the history.
The same fields in the address work too: that is the link a person chose to share. The list lives
in the page itself, as ticked boxes, for as long as the page: nothing is stored anywhere.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.pages.directory import (
    AUDIENCES,
    CHANNELS,
    Search,
    find,
    kept_cards,
    read_kept,
    read_search,
)
from api.pages.forms import Fields, read_form
from api.pages.ports import ChatRefused, DirectoryPort
from api.pages.site import Site, wants_easy


def add_directory(
    router: APIRouter, site: Site, directory: DirectoryPort, *, corrections: bool
) -> None:
    """Add the routes of the directory; cards let people report a mistake if ``corrections``."""

    def results(fields: Fields) -> HTMLResponse:
        refused, search, cards = None, Search(kept=read_kept(fields)), []
        try:
            search = read_search(directory, fields)
            cards = find(directory, search)
        except ChatRefused as error:
            refused = error
        return site.page(
            "directory.html",
            status=refused.status if refused else 200,
            easy=wants_easy(fields),
            refused=refused.message_fr if refused else None,
            search=search,
            cards=cards,
            has_corrections=corrections,
            put_aside=kept_cards(directory, search.kept),
            departements=directory.departements(),
            needs=directory.needs(),
            audiences=AUDIENCES,
            channels=CHANNELS,
        )

    def kept_list(fields: Fields) -> HTMLResponse:
        try:
            search = read_search(directory, fields)
        except ChatRefused:
            search = Search(kept=read_kept(fields))
        return site.page(
            "kept.html",
            easy=wants_easy(fields),
            search=search,
            has_corrections=corrections,
            cards=kept_cards(directory, search.kept),
        )

    async def body(request: Request) -> Fields:
        try:
            return await read_form(request)
        except ChatRefused:
            return Fields()

    @router.get("/annuaire")
    async def shared_search(request: Request) -> HTMLResponse:
        return results(request.query_params)

    @router.post("/annuaire")
    async def search(request: Request) -> HTMLResponse:
        return results(await body(request))

    @router.get("/annuaire/liste")
    async def shared_list(request: Request) -> HTMLResponse:
        return kept_list(request.query_params)

    @router.post("/annuaire/liste")
    async def show_list(request: Request) -> HTMLResponse:
        return kept_list(await body(request))
