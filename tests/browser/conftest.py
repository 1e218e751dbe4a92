"""A real Chromium over the pages and a fake door, with everything it asks for written down."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote_plus, urlsplit

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from api.app import create_app
from fanal.settings import ROOT, Settings
from tests.api.pages.fake_desk import FakeDesk
from tests.api.pages.fakes import FakeChat, fake_app
from tests.conftest import EXIT_URL, RunningStack
from tests.required import absent

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
AXE = Path(os.environ.get("FANAL_AXE", ROOT / "node_modules/axe-core/axe.min.js"))
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
LAST = "#log .robot:last-child"
"""The newest reply."""
CRISIS = "slt jsuis dans la d ya un mec il me trouve des rdv"
"""What a young person may write at night, in text-speak and without the official words."""
NARROW = {"viewport": {"width": 320, "height": 568}, "is_mobile": True, "has_touch": True}


class Served:
    """An application served by a real HTTP server in a thread."""

    def __init__(self, app: FastAPI) -> None:
        self._server = uvicorn.Server(
            uvicorn.Config(app, port=0, log_level="warning", lifespan="off")
        )
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        """Close every connection and stop listening."""
        self._server.force_exit = self._server.should_exit = True
        self._thread.join(5)


class FakeDoor(Served):
    """The pages over a fake chat."""

    def __init__(self, numbers: Any = None) -> None:
        self.chat = FakeChat()
        self.desk = FakeDesk()
        super().__init__(fake_app(self.chat, numbers, desk=self.desk))


class Door(Protocol):
    """A Fanal to visit."""

    url: str


class Visitor:
    """One browser window with its own context, and the requests and complaints it made."""

    def __init__(self, browser: Browser, door: Door, **options: Any) -> None:
        self.door = door
        self.context: BrowserContext = browser.new_context(locale="fr-FR", **options)
        self.context.set_default_timeout(8000)
        self.context.route(
            EXIT_URL + "**", lambda route: route.fulfill(body="<title>Ailleurs</title>Ailleurs")
        )
        self.requests: list[Request] = []
        self.complaints: list[str] = []
        self.said: list[str] = []
        self.page: Page = self.open_page()

    def open_page(self) -> Page:
        page = self.context.new_page()
        page.on("request", lambda request: self.requests.append(request))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if "Policy" in said.text else None,
        )
        return page

    def visit(self, path: str = "/") -> Page:
        self.page.goto(self.door.url + path)
        return self.page

    def say(self, text: str) -> Page:
        """Write one message, send it and wait until the reply or the failure is there."""
        turns = self.page.locator("#log .robot:not(.waiting)")
        before = turns.count()
        self.said.append(text)
        self.page.fill("#text", text)
        self.page.click("#send")
        if before == 0 or "panne" not in text:
            turns.nth(before).wait_for()
        return self.page

    def hosts(self) -> set[str]:
        """Every host that was asked; a call or an SMS asks the phone, not a host."""
        return {
            urlsplit(request.url).netloc
            for request in self.requests
            if request.url.startswith("http")
        }

    def leave_no_trace(self) -> None:
        """Close, and check what every visit must leave behind it: nothing, nowhere."""
        own = {urlsplit(self.door.url).netloc, urlsplit(EXIT_URL).netloc}
        assert self.hosts() <= own
        told = [unquote_plus(request.url) for request in self.requests]
        assert [url for url in told for text in self.said if text in url] == []
        assert [one.url for one in self.requests if one.headers.get("referer")] == []
        assert self.context.cookies() == []
        self.context.close()
        assert self.complaints == []


def saying(*texts: str) -> Callable[[Visitor], None]:
    """A way to a state: the first screen, then these messages, each answered."""

    def reach(visitor: Visitor) -> None:
        visitor.visit()
        for text in texts:
            visitor.say(text)

    return reach


def tab_to(page: Page, selector: str, presses: int = 40) -> None:
    """Reach an element with the Tab key alone."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        absent("chromium", "apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def door() -> Iterator[FakeDoor]:
    door = FakeDoor()
    yield door
    door.stop()


@pytest.fixture(scope="session")
def directory_door() -> Iterator[Served]:
    """The real pages over the real directory, without Rasa and without Redis."""
    door = Served(create_app(Settings()))
    yield door
    door.stop()


@pytest.fixture
def reader(browser: Browser, directory_door: Served) -> Iterator[Visitor]:
    """Someone at a computer, who looks into the real directory."""
    visitor = Visitor(browser, directory_door, **DESKTOP)
    yield visitor
    visitor.leave_no_trace()


@pytest.fixture
def visitor(browser: Browser, door: FakeDoor) -> Iterator[Visitor]:
    """Someone at a computer, in front of a fake door."""
    visitor = Visitor(browser, door, **DESKTOP)
    yield visitor
    visitor.leave_no_trace()


@pytest.fixture
def at_computer(browser: Browser, stack: RunningStack) -> Iterator[Visitor]:
    """Someone at a computer, in front of the whole stack."""
    visitor = Visitor(browser, stack, **DESKTOP)
    yield visitor
    visitor.leave_no_trace()


@pytest.fixture
def on_phone(browser: Browser, stack: RunningStack) -> Iterator[Visitor]:
    """Someone with a phone, in front of the whole stack."""
    visitor = Visitor(browser, stack, **PHONE)
    yield visitor
    visitor.leave_no_trace()


@pytest.fixture
def without_script(browser: Browser, door: FakeDoor) -> Iterator[Visitor]:
    """Someone whose browser runs no script."""
    visitor = Visitor(browser, door, java_script_enabled=False, **PHONE)
    yield visitor
    visitor.context.close()


@pytest.fixture
def without_script_here(browser: Browser, stack: RunningStack) -> Iterator[Visitor]:
    """Someone with an old phone that runs no script, in front of the whole stack."""
    visitor = Visitor(browser, stack, java_script_enabled=False, **PHONE)
    yield visitor
    visitor.leave_no_trace()
