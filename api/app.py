"""The application factory: nothing is opened before the server starts."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api import health
from api.chat import routes as chat_routes
from api.chat.bot import Bot
from api.chat.errors import ChatError
from api.chat.service import Chat
from api.chat.sessions import Sessions
from api.corrections.routes import CorrectionDesk
from api.corrections.routes import router as corrections_router
from api.corrections.store import Corrections
from api.directory.downloads import Downloads
from api.directory.downloads import router as downloads_router
from api.directory.lines import NationalLines
from api.directory.routes import router as directory_router
from api.directory.search import DirectoryDesk
from api.directory.sheets import Sheets
from api.hsds.routes import router as hsds_router
from api.learning import Learning
from api.limits import BodyLimitMiddleware
from api.pages.routes import build_router, build_site
from api.pages.site import Site
from api.ports import PageChat, PageDirectory
from api.security import SECURITY_HEADERS, WIDGET_ROOT, SecurityHeadersMiddleware
from fanal.clock import now
from fanal.directory.corrections import load_kinds
from fanal.directory.hsds import Catalogue
from fanal.language import Language
from fanal.language.nearest import NearestPhrasing
from fanal.language.phrasings import authored_phrasings
from fanal.matching.search import DirectorySearch, open_search
from fanal.reply import Dialogue, load_dialogue
from fanal.reply.found import Finder, load_reasons
from fanal.safety import Fallback, Promises
from fanal.settings import Settings

logger = logging.getLogger(__name__)


def create_app(settings: Settings, *, learn_behind: bool = False) -> FastAPI:
    """Build the public door.

    Args:
        settings: checked settings.
        learn_behind: read the phrasings of data/nlu once the door is open, instead of now.

    The directory, texts and places are read here, in about two seconds: the door answers with
    helplines before Rasa has loaded.

    Raises:
        fanal.yaml_files.YamlError: a content file is broken.
        fanal.directory.DirectoryError: a directory record is broken.
    """
    dialogue = load_dialogue()
    phrasings = list(authored_phrasings())
    chat = Chat(
        sessions=Sessions(settings.redis_address, settings.conversation_seconds),
        bot=Bot(settings.rasa_url, settings.bot_timeout),
        language=Language.load(),
        fallback=Fallback(dialogue, NearestPhrasing(phrasings)),
        promises=Promises(dialogue),
    )
    lines = NationalLines(dialogue)
    reports = Corrections(settings.redis_address)
    readiness = health.Readiness(chat, settings.rasa_url, settings.actions_url)

    finder = _finder(dialogue, phrasings)
    learning = Learning(chat.fallback, finder)
    if not learn_behind:
        learning.run()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if learn_behind:
            learning.run_in_background()
        yield
        await chat.bot.close()
        await chat.sessions.close()
        await reports.close()
        await readiness.close()

    app = FastAPI(
        title="Fanal",
        version="1",
        summary="Trouver un humain à qui parler.",
        lifespan=lifespan,
        docs_url=None,  # the usual page loads scripts from a third party
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.chat = chat
    app.state.readiness = readiness
    app.state.lines = lines
    matcher, gazetteer = dialogue.composer.matcher, dialogue.composer.gazetteer
    directory = matcher.directory
    words = matcher.needs.vocabulary(directory)
    app.state.catalogue = Catalogue(directory, words, lambda: now().date())
    desk = DirectoryDesk(finder, gazetteer, matcher.needs, chat.language.triage)
    app.state.desk = desk
    corrections = CorrectionDesk(reports, directory, load_kinds())
    app.state.corrections = corrections
    downloads = Downloads(lines, directory, words)
    app.state.downloads = downloads
    app.include_router(chat_routes.router)
    app.include_router(downloads_router)  # before /services/{id}, which would take its names
    app.include_router(directory_router)
    app.include_router(corrections_router)
    app.include_router(hsds_router)
    app.include_router(health.router)
    app.include_router(
        build_router(
            PageChat(chat),
            lines,
            PageDirectory(lines, desk, downloads),
            Sheets(dialogue),
            corrections,
            exit_url=settings.exit_url,
            operator=settings.operator,
            widget=bool(settings.widget_origins),
            first_choices=[
                (button.label, button.text)
                for button in map(
                    dialogue.composer.texts.button, ("for_me", "for_relative", "for_work")
                )
            ],
        )
    )
    site = build_site(
        lines, exit_url=settings.exit_url, operator=settings.operator, has_directory=True
    )
    refusals = Refusals(lines, site)
    _handle_errors(app, refusals)
    # The last one added is the outermost: a body that is too large is refused with every header.
    app.add_middleware(BodyLimitMiddleware, refuse=refusals.too_large)
    app.add_middleware(SecurityHeadersMiddleware, framed_by=settings.widget_origins)
    # A slow phone waits three times less. Nothing secret can be guessed from the length: without
    # a cookie, a request made by another site carries nothing of the person (no BREACH).
    app.add_middleware(GZipMiddleware, minimum_size=500)
    return app


def _finder(dialogue: Dialogue, phrasings: list[tuple[str, str]]) -> Finder:
    """The search of the directory; the index is built here, in a fraction of a second."""
    composer = dialogue.composer
    index = open_search(composer.matcher.directory, composer.matcher.needs, phrasings=phrasings)
    return Finder(composer, DirectorySearch(index, composer.gazetteer), load_reasons())


_TITLES = {404: "Page absente", 413: "Message trop long", 500: "Une panne"}


class Refusals:
    """Even a refusal carries humans: a page for a person, JSON for a program."""

    def __init__(self, lines: NationalLines, site: Site) -> None:
        self._lines = lines
        self._site = site

    def answer(self, request: Request, status: int, code: str, message: str) -> Response:
        """What to send instead of what was asked for."""
        if "text/html" in request.headers.get("accept", ""):
            # Nobody may frame another page: what is refused in the widget leads back to it.
            framed = request.url.path.startswith(WIDGET_ROOT)
            return self._site.page(
                "refusal.html",
                status=status,
                framed=framed,
                home=WIDGET_ROOT if framed else "/",
                title=_TITLES.get(status, "Demande non prise"),
                message=message,
            )
        body = {"code": code, "message": message, "contacts": self._lines.emergency()}
        return JSONResponse(body, status_code=status)

    def too_large(self, request: Request) -> Response:
        """The answer to a body larger than any message can be."""
        message = "Ce message est trop long : 1 000 caractères au plus. Le couper en deux."
        return self.answer(request, 413, "too_large", message)


def _handle_errors(app: FastAPI, refusals: Refusals) -> None:
    @app.exception_handler(ChatError)
    async def refused(request: Request, error: ChatError) -> Response:
        return refusals.answer(request, error.status, error.code, error.message)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        said = {404: "Cette adresse n'existe pas.", 405: "Cette adresse ne fait pas cela."}
        message = said.get(error.status_code, "Demande refusée.")
        return refusals.answer(request, error.status_code, "http", message)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        names = ", ".join(sorted({str(problem["loc"][-1]) for problem in error.errors()}))
        return refusals.answer(request, 422, "invalid", f"Valeur non prévue : {names}.")

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:
        logger.error("unexpected: %s", type(error).__name__)
        message = "Fanal a rencontré un problème. Ces numéros, eux, répondent."
        answer = refusals.answer(request, 500, "unexpected", message)
        # The one answer that is made outside of the middleware.
        answer.headers.update(dict(SECURITY_HEADERS))
        return answer
