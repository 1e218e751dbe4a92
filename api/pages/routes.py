"""Routes of the pages: every one works without script, a cookie or a word in its address."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from api.pages.cards import grouped
from api.pages.conversation import add_conversation
from api.pages.correction import CorrectionPort, add_corrections
from api.pages.listing import add_directory
from api.pages.ports import ChatPort, DirectoryPort, NumbersPort
from api.pages.rendering import load_static, load_templates
from api.pages.sheet import SheetPort, add_sheets
from api.pages.site import Site, wants_easy
from api.security import WIDGET_ROOT

FIRST_CHOICES = (
    ("Je cherche de l'aide pour moi", "Je cherche de l'aide pour moi"),
    ("Je m'inquiète pour un proche", "Je m'inquiète pour un proche"),
    ("Je cherche pour mon travail", "Je suis professionnel"),
)
"""Label and text of the choices of the first screen."""


def build_site(
    numbers: NumbersPort,
    *,
    exit_url: str,
    operator: str,
    has_directory: bool,
    has_corrections: bool = False,
) -> Site:
    """What all pages share, reading the templates once.

    Raises:
        ValueError: ``exit_url`` is not an https address.
    """
    if urlsplit(exit_url).scheme != "https":
        raise ValueError(f"exit_url must be an https address: {exit_url!r}")
    return Site(load_templates(), numbers, exit_url, operator, has_directory, has_corrections)


def build_router(
    chat: ChatPort,
    numbers: NumbersPort,
    directory: DirectoryPort | None = None,
    sheets: SheetPort | None = None,
    corrections: CorrectionPort | None = None,
    *,
    exit_url: str = "https://www.wikipedia.org/",
    operator: str = "",
    first_choices: Sequence[tuple[str, str]] = FIRST_CHOICES,
    widget: bool = False,
) -> APIRouter:
    """The pages, reading templates and static files once.

    Args:
        chat: the conversation.
        numbers: the national lines, which answer when nothing else does.
        directory: the search of /annuaire; without it the page does not exist.
        sheets: the printable sheets of /annuaire/fiche; without them they do not exist.
        corrections: takes reports of mistakes; without it /corriger does not exist.
        exit_url: the neutral outside page that the quick exit opens.
        operator: who runs this instance, shown on « À propos »; empty when not declared.
        first_choices: label and text of the choices of the first screen.
        widget: whether /widget exists, for partners who frame it.

    Raises:
        ValueError: ``exit_url`` is not an https address.
    """
    site = build_site(
        numbers,
        exit_url=exit_url,
        operator=operator,
        has_directory=directory is not None,
        has_corrections=corrections is not None,
    )
    router = APIRouter(include_in_schema=False)
    static = load_static()
    add_conversation(router, site, chat, first_choices, widget=widget)
    if directory is not None:
        add_directory(router, site, directory)
    if sheets is not None:
        add_sheets(router, sheets, site.page)
    if corrections is not None:
        add_corrections(router, corrections, site.page)

    @router.get("/numeros")
    async def national_lines(request: Request) -> HTMLResponse:
        groups = grouped(numbers.national())
        return site.page("numbers.html", easy=wants_easy(request.query_params), groups=groups)

    @router.get("/confidentialite")
    async def privacy(request: Request) -> HTMLResponse:
        return site.page("privacy.html", easy=wants_easy(request.query_params))

    @router.get("/a-propos")
    async def about(request: Request) -> HTMLResponse:
        return site.page(
            "about.html",
            easy=wants_easy(request.query_params),
            freshness=directory.freshness() if directory else None,
            widget_url=f"https://{request.url.netloc}{WIDGET_ROOT}" if widget else None,
        )

    @router.get("/accessibilite")
    async def accessibility(request: Request) -> HTMLResponse:
        return site.page("accessibility.html", easy=wants_easy(request.query_params))

    @router.get("/static/{name}")
    async def static_file(name: str) -> Response:
        file = static.get(name)
        if file is None:
            raise HTTPException(404, "Ce fichier n'existe pas.")
        return Response(file.content, media_type=file.media_type)

    return router
