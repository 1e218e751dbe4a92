"""Routes of /annuaire: the search, and the list a person puts aside.

The form sends its fields in the body, so that neither a need nor a list shows in the history.
The same fields in the address work too: that is the link a person chose to share. The list lives
in the page itself, as ticked boxes, for as long as the page: nothing is stored anywhere.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

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
from api.pages.ports import ChatRefused, DirectoryPort, TakenAway
from api.pages.site import Site, wants_easy


def add_directory(router: APIRouter, site: Site, directory: DirectoryPort) -> None:
    """Add the routes of the directory."""

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
            sheet=search.departement or directory.departement_of(search.place),
            cards=cards,
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

    # Browsers keep the address of every download: the list travels in the body.
    @router.post("/annuaire/liste.csv")
    async def table_of_list(request: Request) -> Response:
        return _file(directory.table(read_kept(await body(request))))

    @router.post("/annuaire/liste.vcf")
    async def address_book_of_list(request: Request) -> Response:
        return _file(directory.address_book(read_kept(await body(request))))


def _file(taken: TakenAway) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{taken.name}"',
        "Content-Type": taken.media_type,
    }
    return Response(taken.text.encode(), headers=headers)
