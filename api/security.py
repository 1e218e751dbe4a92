"""Headers that every answer of the public door carries: no trace kept, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Everything comes from this host, nothing is inline, nobody frames the page."""

SECURITY_HEADERS: Final[tuple[tuple[str, str], ...]] = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    # No copy in the browser, in a proxy of a school or of a family (promise 6).
    ("Cache-Control", "no-store"),
    # The sites that a person opens from here do not learn where the person came from.
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    # For browsers older than frame-ancestors.
    ("X-Frame-Options", "DENY"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    # A window opened from here, or that opened this one, cannot look into it.
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    # Chromium looks up the names of linked sites in advance, which a network can see.
    ("X-DNS-Prefetch-Control", "off"),
    # The page may be found; no copy of it is to be kept by those who index it.
    ("X-Robots-Tag", "noarchive"),
)


class SecurityHeadersMiddleware:
    """Pure ASGI middleware that sets the headers above on every HTTP answer.

    It replaces what a route set under the same name: a route cannot loosen the policy by
    accident. Errors answered by the application carry the headers too; only the handler of
    unexpected exceptions of Starlette stands outside of every middleware.
    """

    def __init__(
        self, app: ASGIApp, *, headers: Iterable[tuple[str, str]] = SECURITY_HEADERS
    ) -> None:
        self._app = app
        self._headers = tuple(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to the start of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers:
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, send_with_headers)
