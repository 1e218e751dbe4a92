"""Headers that every answer of the public door carries: no trace kept, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NOBODY: Final = "'none'"
WIDGET_ROOT: Final = "/widget"
"""The only page that a partner may frame; its forms stand below it."""


def content_security_policy(framed_by: Iterable[str] = ()) -> str:
    """Everything comes from this host, nothing is inline.

    Args:
        framed_by: the sites that may frame the page; nobody when empty.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            f"frame-ancestors {' '.join(framed_by) or _NOBODY}",
            # No text becomes tags by way of script, whatever a later change tries.
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


CONTENT_SECURITY_POLICY: Final = content_security_policy()
"""The policy of every page but the widget."""

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


def widget_headers(framed_by: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The headers of the page that partners frame: the same, but for who may frame it.

    X-Frame-Options knows no list of sites: it is left out there, and browsers of before 2016
    are then the only ones that any site could make frame the widget.
    """
    if not framed_by:
        return SECURITY_HEADERS
    changed = {
        "Content-Security-Policy": content_security_policy(framed_by),
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return tuple(
        (name, changed.get(name, value))
        for name, value in SECURITY_HEADERS
        if name != "X-Frame-Options"
    )


class SecurityHeadersMiddleware:
    """Pure ASGI middleware that sets the headers above on every HTTP answer.

    It replaces what a route set under the same name: a route cannot loosen the policy by
    accident. Errors answered by the application carry the headers too; only the handler of
    unexpected exceptions of Starlette stands outside of every middleware.
    """

    def __init__(self, app: ASGIApp, *, framed_by: Iterable[str] = ()) -> None:
        """Set the headers of ``app``.

        Args:
            app: the application.
            framed_by: the sites that may frame the widget, and nothing else.
        """
        self._app = app
        self._widget = widget_headers(tuple(framed_by))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to the start of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        framed = path == WIDGET_ROOT or path.startswith(f"{WIDGET_ROOT}/")
        wanted = self._widget if framed else SECURITY_HEADERS

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted:
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, send_with_headers)
