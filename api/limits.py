"""How much a request may send: a message of a thousand characters needs little."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 16_384


class BodyLimitMiddleware:
    """Refuses a body larger than any message can be, before anything reads it."""

    def __init__(self, app: ASGIApp, *, refuse: Callable[[Request], Response]) -> None:
        """Limit what reaches ``app``.

        Args:
            app: the application.
            refuse: the answer to a request that sends too much, a 413 for the person who asked.
        """
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body within the limit, then hand it on."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "DELETE", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        body = b""
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return  # the person left
            body += message.get("body", b"")
            if len(body) > MAX_BODY_BYTES:
                await self._refuse(Request(scope))(scope, receive, send)
                return
            if not message.get("more_body", False):
                break
        sent = False

        async def replay() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send)
