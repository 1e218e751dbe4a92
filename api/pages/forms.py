"""Reading the plain forms of the pages, within bounds and without a dependency."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request

from api.pages.ports import ChatRefused

MAX_BODY: int = 16 * 1024
"""Bytes. 1,000 characters take 12 bytes each at worst once encoded in a form."""
_MAX_FIELDS = 60

Fields = ImmutableMultiDict[str, str]
"""The fields of a form or of an address; the last value wins when a name comes twice."""


async def read_form(request: Request) -> Fields:
    r"""The fields of a form sent as ``application/x-www-form-urlencoded``.

    Line ends are written ``\n``.

    Raises:
        ChatRefused: 413 when the body is too long, 415 when it is of another type, 400 when
            it cannot be read.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise ChatRefused(415, "Ce formulaire n'a pas pu être lu. Recharger la page.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise ChatRefused(413, "Ce message est trop long. 1 000 caractères suffisent.")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    except (UnicodeDecodeError, ValueError):
        raise ChatRefused(400, "Ce formulaire n'a pas pu être lu. Recharger la page.") from None
    return Fields([(name, value.replace("\r\n", "\n")) for name, value in pairs])
