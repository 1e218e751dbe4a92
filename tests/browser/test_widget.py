"""Fanal in the page of a partner: framed by those listed only, told nothing, left whole."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.conftest import DESKTOP, Visitor
from tests.conftest import EXIT_URL, RunningStack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


class Partner:
    """A site with one page, which frames Fanal with the one line of the documentation."""

    def __init__(self, port: int, fanal: str) -> None:
        line = (
            f'<iframe src="{fanal}/widget" title="Trouver un contact" '
            'referrerpolicy="no-referrer" width="100%" height="640"></iframe>'
        )
        html = f"<!doctype html><html lang=fr><title>École</title><h1>École</h1>{line}".encode()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(html)

            def log_message(self, *_: Any) -> None:
                """Tests stay quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.url = f"http://localhost:{self._server.server_port}/aide?eleve=motrare"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def partner(stack: RunningStack) -> Iterator[Partner]:
    """The partner that the stack lists."""
    partner = Partner(stack.partner_port, stack.url)
    yield partner
    partner.stop()


@pytest.fixture(params=[True, False], ids=["script", "without script"])
def framed(request: pytest.FixtureRequest, browser: Browser, stack: RunningStack) -> Any:
    visitor = Visitor(browser, stack, java_script_enabled=request.param, **DESKTOP)
    yield visitor
    visitor.context.close()
    assert visitor.complaints == []


def frame_of(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def talk(page: Page, text: str) -> None:
    frame = frame_of(page)
    frame.locator("#text").fill(text)
    frame.locator("#send").click()
    frame.locator("#log .robot:not(.waiting) .card").first.wait_for()


def test_a_partner_frames_it_and_tells_it_nothing(
    framed: Visitor, partner: Partner, stack: RunningStack
) -> None:
    """A whole exchange in the frame: no address of the partner, no cookie, no other host."""
    page = framed.page
    page.goto(partner.url)
    talk(page, "on me menace avec mes photos")
    asked = [one for one in framed.requests if one.url.startswith(stack.url)]
    assert asked
    for one in asked:
        headers = one.all_headers()
        assert not headers.get("referer")
        assert "cookie" not in headers
        assert "motrare" not in str(headers)
        assert "photos" not in one.url
    assert {one.url.split("/")[2] for one in framed.requests} == {
        stack.url.split("/")[2],
        partner.url.split("/")[2],
    }


def test_leaving_from_the_frame_leaves_the_whole_page(
    framed: Visitor, partner: Partner, stack: RunningStack
) -> None:
    """The button in the frame erases, takes the window away, and Back shows no conversation."""
    others = stack.kept()
    page = framed.page
    page.goto(stack.url + "/numeros")
    page.goto(partner.url)
    talk(page, "on me menace avec mes photos")
    frame_of(page).get_by_role("button", name="Quitter vite").click()
    page.wait_for_url(EXIT_URL)
    page.wait_for_timeout(300)
    assert stack.kept() == others
    page.go_back()
    page.wait_for_timeout(300)
    assert "photos" not in page.content()
    for frame in page.frames:
        assert "photos" not in frame.content()


def test_shift_three_times_works_framed(
    browser: Browser, partner: Partner, stack: RunningStack
) -> None:
    """The Shift key pressed in the frame leaves the partner's page, and Back skips it."""
    visitor = Visitor(browser, stack, **DESKTOP)
    page = visitor.visit("/numeros")
    page.goto(partner.url)
    talk(page, "on me menace avec mes photos")
    frame_of(page).locator("#text").focus()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(EXIT_URL)
    page.go_back()
    assert page.url.endswith("/numeros")
    visitor.context.close()


def test_nobody_else_may_frame_it(browser: Browser, stack: RunningStack) -> None:
    """The browser refuses to show the widget in the page of a site that is not listed."""
    stranger = Partner(0, stack.url)
    visitor = Visitor(browser, stack, **DESKTOP)
    page = visitor.page
    page.goto(stranger.url)
    page.wait_for_timeout(500)
    expect(frame_of(page).locator("#text")).to_have_count(0)
    assert any("frame-ancestors" in said for said in visitor.complaints)
    visitor.context.close()
    stranger.stop()
