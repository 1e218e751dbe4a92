"""The headers of every answer."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from api.security import CONTENT_SECURITY_POLICY, SECURITY_HEADERS, SecurityHeadersMiddleware


def _loose(request: Request) -> PlainTextResponse:
    return PlainTextResponse(
        "ok", headers={"cache-control": "public", "content-security-policy": "default-src *"}
    )


@pytest.fixture
def client() -> TestClient:
    app = Starlette(routes=[Route("/", _loose)])
    app.add_middleware(SecurityHeadersMiddleware)
    return TestClient(app)


@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_every_answer_carries_every_header_once(client: TestClient, path: str) -> None:
    """Answers and refusals carry the same headers, whatever the route had set."""
    headers = client.get(path).headers
    for name, value in SECURITY_HEADERS:
        assert headers.get_list(name) == [value]


def test_nothing_is_kept_and_nothing_is_told_to_other_sites(client: TestClient) -> None:
    """Browsers keep no copy, and linked sites learn no address of ours."""
    headers = client.get("/").headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"


def test_the_policy_allows_this_host_only() -> None:
    """No inline code, no evaluation, no scheme and no other host is allowed."""
    policy = dict(part.split(" ", 1) for part in CONTENT_SECURITY_POLICY.split("; "))
    assert set(policy.values()) == {"'self'", "'none'", "'script'"}
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"


def test_the_application_still_starts_and_stops() -> None:
    """Scopes other than HTTP pass through untouched."""
    seen: list[str] = []

    async def app(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        seen.append(scope["type"])
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return

    with TestClient(SecurityHeadersMiddleware(app)):
        assert seen == ["lifespan"]
