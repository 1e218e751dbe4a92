"""Routes of the pages: every one works without script, a cookie or a word in its address."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.pages.cards import MODEL_REPLY, STATE_LABELS, card, grouped
from api.pages.correction import CorrectionPort, add_corrections
from api.pages.directory import AUDIENCES, Search, find, read_search
from api.pages.forms import read_form
from api.pages.ports import ChatPort, ChatRefused, DirectoryPort, NumbersPort
from api.pages.rendering import load_static, load_templates
from api.pages.sheet import SheetPort, add_sheets
from api.pages.turns import Turn, take_turn
from api.pages.visits import LeftVisits

_log = logging.getLogger(__name__)

FIRST_CHOICES = (
    ("Je cherche de l'aide pour moi", "Je cherche de l'aide pour moi"),
    ("Je m'inquiète pour un proche", "Je m'inquiète pour un proche"),
    ("Je cherche pour mon travail", "Je suis professionnel"),
)
"""Label and text of the choices of the first screen."""


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

    Raises:
        ValueError: ``exit_url`` is not an https address.
    """
    if urlsplit(exit_url).scheme != "https":
        raise ValueError(f"exit_url must be an https address: {exit_url!r}")
    router = APIRouter(include_in_schema=False)
    templates = load_templates()
    static = load_static()
    left = LeftVisits()

    def page(name: str, status: int = 200, **values: Any) -> HTMLResponse:
        context = {
            "exit_url": exit_url,
            "operator": operator,
            "has_directory": directory is not None,
            "conversation_id": "",
            "visit": "",
            "emergency": [
                (contact.get("short") or contact["name"], card(contact))
                for contact in numbers.emergency()
            ],
        }
        html = templates.get_template(name).render(context | values)
        return HTMLResponse(html, status_code=status)

    def chat_page(turn: Turn | None, visit: str = "") -> HTMLResponse:
        return page(
            "chat.html",
            turn.status if turn else 200,
            turn=turn,
            visit=visit or left.begin(),
            conversation_id=turn.conversation_id if turn else "",
            first_choices=first_choices,
            model=MODEL_REPLY,
            state_labels=STATE_LABELS,
        )

    async def forget(request: Request) -> None:
        """Erase the conversation named in the form; leaving must work whatever happens."""
        try:
            fields = await read_form(request)
            left.end(fields.get("visit", ""))
            if fields.get("conversation_id"):
                await chat.erase(fields["conversation_id"])
        except Exception as error:
            # What could not be erased is forgotten by itself within half an hour.
            _log.error("not erased: %s", type(error).__name__)

    @router.get("/")
    async def first_screen() -> HTMLResponse:
        return chat_page(None)

    @router.post("/conversation")
    async def conversation(request: Request) -> Response:
        try:
            fields = await read_form(request)
        except ChatRefused as refused:
            return chat_page(Turn("", "", refused=refused.message_fr, status=refused.status))
        visit = fields.get("visit", "")
        if visit in left:
            return RedirectResponse("/", status_code=303)
        turn = await take_turn(chat, fields.get("conversation_id", ""), fields.get("text", ""))
        return chat_page(turn, visit)

    @router.get("/conversation")
    @router.get("/effacer")
    @router.get("/quitter")
    async def back_to_first_screen() -> RedirectResponse:
        return RedirectResponse("/", status_code=303)

    @router.post("/effacer")
    async def erase(request: Request) -> RedirectResponse:
        await forget(request)
        return RedirectResponse("/", status_code=303)

    @router.post("/quitter")
    async def leave(request: Request) -> HTMLResponse:
        await forget(request)
        # Not a 303: Chromium holds the redirection of a form against form-action 'self'.
        answer = HTMLResponse(templates.get_template("leaving.html").render(exit_url=exit_url))
        answer.headers["Refresh"] = f"0; url={exit_url}"
        return answer

    @router.get("/numeros")
    async def national_lines() -> HTMLResponse:
        return page("numbers.html", groups=grouped(numbers.national()))

    @router.get("/confidentialite")
    async def privacy() -> HTMLResponse:
        return page("privacy.html")

    @router.get("/a-propos")
    async def about() -> HTMLResponse:
        return page("about.html")

    @router.get("/accessibilite")
    async def accessibility() -> HTMLResponse:
        return page("accessibility.html")

    @router.get("/static/{name}")
    async def static_file(name: str) -> Response:
        file = static.get(name)
        if file is None:
            raise HTTPException(404, "Ce fichier n'existe pas.")
        return Response(file.content, media_type=file.media_type)

    if directory is not None:
        _add_directory(router, directory, page)
    if sheets is not None:
        add_sheets(router, sheets, page)
    if corrections is not None:
        add_corrections(router, corrections, page)
    return router


def _add_directory(router: APIRouter, directory: DirectoryPort, page: Any) -> None:
    """The form sends its fields in the body, so that a need never shows in the history.

    The same fields in the address work too: that is the link a person chose to share.
    """

    def answer(fields: dict[str, str]) -> HTMLResponse:
        refused, search, cards = None, Search(), []
        try:
            search = read_search(directory, fields)
            cards = find(directory, search) if search.departement else []
        except ChatRefused as error:
            refused = error
        html: HTMLResponse = page(
            "directory.html",
            refused.status if refused else 200,
            refused=refused.message_fr if refused else None,
            search=search,
            cards=cards,
            departements=directory.departements(),
            needs=directory.needs(),
            audiences=AUDIENCES,
        )
        return html

    @router.get("/annuaire")
    async def shared_search(request: Request) -> HTMLResponse:
        return answer(dict(request.query_params))

    @router.post("/annuaire")
    async def search(request: Request) -> HTMLResponse:
        try:
            return answer(await read_form(request))
        except ChatRefused:
            return answer({})
