"""Routes of the conversation without script, on its own page and framed by a partner's."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.pages.cards import MODEL_REPLY, STATE_LABELS
from api.pages.forms import Fields, read_form
from api.pages.ports import ChatPort, ChatRefused
from api.pages.site import EASY_FIELD, Site, wants_easy
from api.pages.turns import Turn, take_turn
from api.pages.visits import LeftVisits
from api.security import WIDGET_ROOT

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Place:
    """Where a conversation is held: its first screen and the targets of its forms."""

    home: str
    send: str
    erase: str
    framed: bool = False


HERE = Place("/", "/conversation", "/effacer")
FRAMED = Place(WIDGET_ROOT, WIDGET_ROOT, f"{WIDGET_ROOT}/effacer", framed=True)


def add_conversation(
    router: APIRouter,
    site: Site,
    chat: ChatPort,
    first_choices: Sequence[tuple[str, str]],
    *,
    widget: bool,
) -> None:
    """Add the routes; those of the widget only where a partner may frame it."""
    left = LeftVisits()

    def page(
        place: Place, turn: Turn | None = None, visit: str = "", *, easy: bool = False
    ) -> HTMLResponse:
        return site.page(
            "chat.html",
            status=turn.status if turn else 200,
            easy=easy,
            framed=place.framed,
            place=place,
            turn=turn,
            visit=visit or left.begin(),
            conversation_id=turn.conversation_id if turn else "",
            first_choices=first_choices,
            model=MODEL_REPLY,
            state_labels=STATE_LABELS,
        )

    async def forget(request: Request) -> Fields:
        """Erase the conversation named in the form; leaving must work whatever happens."""
        fields = Fields()
        try:
            fields = await read_form(request)
            left.end(fields.get("visit", ""))
            if fields.get("conversation_id"):
                await chat.erase(fields["conversation_id"])
        except Exception as error:
            # What could not be erased is forgotten by itself within half an hour.
            _log.error("not erased: %s", type(error).__name__)
        return fields

    def add_place(place: Place) -> None:
        async def back_to_first_screen() -> RedirectResponse:
            return RedirectResponse(place.home, status_code=303)

        @router.get(place.home)
        async def first_screen(request: Request) -> HTMLResponse:
            return page(place, easy=wants_easy(request.query_params))

        @router.post(place.send)
        async def conversation(request: Request) -> Response:
            try:
                fields = await read_form(request)
            except ChatRefused as refused:
                turn = Turn("", "", refused=refused.message_fr, status=refused.status)
                return page(place, turn)
            visit = fields.get("visit", "")
            if visit in left:
                return RedirectResponse(place.home, status_code=303)
            turn = await take_turn(
                chat,
                fields.get("conversation_id", ""),
                fields.get("text", ""),
                fields.get("choice", ""),
            )
            return page(place, turn, visit, easy=wants_easy(fields))

        @router.post(place.erase)
        async def erase(request: Request) -> RedirectResponse:
            easy = wants_easy(await forget(request))
            address = f"{place.home}?{EASY_FIELD}=1" if easy else place.home
            return RedirectResponse(address, status_code=303)

        for path in {place.send, place.erase} - {place.home}:
            router.get(path)(back_to_first_screen)

    for place in (HERE, FRAMED) if widget else (HERE,):
        add_place(place)

    @router.get("/quitter")
    async def back_to_first_screen() -> RedirectResponse:
        return RedirectResponse(HERE.home, status_code=303)

    @router.post("/quitter")
    async def leave(request: Request) -> HTMLResponse:
        await forget(request)
        # Not a 303: Chromium holds the redirection of a form against form-action 'self'.
        html = site.templates.get_template("leaving.html").render(exit_url=site.exit_url)
        return HTMLResponse(html, headers={"Refresh": f"0; url={site.exit_url}"})
