"""Whether everyone can read and touch the pages, in a real Chromium over a fake door."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.api.pages.fakes import CHILDREN, FakeNumbers, voice
from tests.browser.conftest import AXE, DESKTOP, NARROW, PHONE, FakeDoor, Visitor

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": DESKTOP,
    "phone": PHONE,
    "dark": {**PHONE, "color_scheme": "dark"},
    "narrow": NARROW,
}
FORCED: dict[str, Any] = {**DESKTOP, "forced_colors": "active"}


def _say(text: str) -> Callable[[Visitor], Any]:
    def reach(visitor: Visitor) -> None:
        visitor.visit()
        visitor.say(text)

    return reach


def _search(visitor: Visitor) -> None:
    page = visitor.visit("/annuaire")
    page.select_option("#departement", "59")
    page.get_by_role("button", name="Chercher").click()
    page.locator(".card").first.wait_for()


def _too_long(visitor: Visitor) -> None:
    page = visitor.visit()
    page.fill("#text", "a" * 1001)
    page.click("#send")


STATES: dict[str, Callable[[Visitor], Any]] = {
    "first screen": lambda visitor: visitor.visit(),
    "traces": lambda visitor: visitor.visit().click(".traces summary"),
    "choices and a closed line": _say("bonjour"),
    "urgent": _say("danger"),
    "degraded": _say("réduit"),
    "failure": _say("panne"),
    "too long": _too_long,
    "directory": _search,
    "numbers": lambda visitor: visitor.visit("/numeros"),
    "privacy": lambda visitor: visitor.visit("/confidentialite"),
    "about": lambda visitor: visitor.visit("/a-propos"),
    "accessibility": lambda visitor: visitor.visit("/accessibilite"),
}


@pytest.fixture(scope="module")
def shared_door() -> Iterator[FakeDoor]:
    door = FakeDoor()
    yield door
    door.stop()


@pytest.fixture(params=SCREENS)
def seen(request: pytest.FixtureRequest, browser: Browser, shared_door: FakeDoor) -> Any:
    visitor = Visitor(browser, shared_door, reduced_motion="reduce", **SCREENS[request.param])
    yield visitor
    visitor.context.close()


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(seen: Visitor, state: str) -> None:
    """No violation of WCAG 2.2 A or AA, nor of axe's good practices, in any state."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm install --no-save axe-core")
    STATES[state](seen)
    seen.page.evaluate(AXE.read_text(encoding="utf-8"))
    # A bar that stays in view covers what scrolls under it: measured from the top of the page.
    seen.page.evaluate("window.scrollTo(0, 0)")
    found = seen.page.evaluate(
        "rules => axe.run({runOnly: rules}).then(result => result.violations.map("
        "one => [one.id, one.nodes.map(node => node.target.join(' '))]))",
        RULES,
    )
    assert found == []


@pytest.mark.parametrize("seen", ["narrow", "desktop"], indirect=True)
@pytest.mark.parametrize("state", STATES)
def test_nothing_runs_out_of_the_screen(seen: Visitor, state: str) -> None:
    """No sideways scrolling, at this width and with text twice as large."""
    STATES[state](seen)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert seen.page.evaluate(wide) <= 0
    seen.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert seen.page.evaluate(wide) <= 0


@pytest.mark.parametrize("seen", ["phone"], indirect=True)
@pytest.mark.parametrize("state", STATES)
def test_what_is_touched_is_large_enough(seen: Visitor, state: str) -> None:
    """Buttons, fields and links outside of sentences are 44 pixels high or more."""
    STATES[state](seen)
    small = seen.page.evaluate(
        """() => [...document.querySelectorAll(
            'button, a, summary, select, textarea, .check')].filter(one => {
              const box = one.getBoundingClientRect();
              const inSentence = one.matches('main li > a, main p:not(.screen-only) > a')
                && !one.matches('.line, .jump a');
              return one.checkVisibility() && !one.matches('.skip') && !inSentence
                && (box.height < 44 || box.width < 44);
            }).map(one => one.outerHTML.slice(0, 90))"""
    )
    assert small == []


def test_the_exit_and_the_numbers_are_in_view_at_once(seen: Visitor) -> None:
    """Before any gesture the way out and the three lines can be touched."""
    page = seen.visit()
    bottom = page.locator(".composer").bounding_box()["y"]
    for name in (".exit-button", ".lines li:nth-child(1)", ".lines li:nth-child(3)"):
        box = page.locator(name).first.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= bottom


def test_a_failure_shows_the_numbers_on_a_small_screen(seen: Visitor) -> None:
    """The lines of a failure are above the box, where they can be touched."""
    seen.visit()
    page = seen.say("panne")
    page.wait_for_timeout(300)
    bottom = page.locator(".composer").bounding_box()["y"]
    box = page.locator(".failure .lines").bounding_box()
    assert box["y"] > 0
    assert box["y"] + box["height"] <= bottom


def test_a_reply_moves_nothing_in_view(browser: Browser, shared_door: FakeDoor) -> None:
    """A reply that comes late shifts nothing that a person is reading."""
    for screen in (PHONE, DESKTOP):
        visitor = Visitor(browser, shared_door, reduced_motion="reduce", **screen)
        page = visitor.visit()
        page.evaluate(
            "window.shift = 0; new PerformanceObserver(list => { for (const one of "
            "list.getEntries()) if (!one.hadRecentInput) window.shift += one.value; })"
            ".observe({type: 'layout-shift', buffered: true})"
        )
        visitor.say("lent")
        visitor.say("lent encore")
        page.wait_for_timeout(300)
        assert page.evaluate("window.shift") < 0.01
        visitor.context.close()


def test_sixty_lines_print_on_one_sheet(browser: Browser) -> None:
    """Sixty national lines with names of ordinary length fit one A4 page."""

    class Many(FakeNumbers):
        def national(self) -> list[dict[str, Any]]:
            name = "Service national d'écoute"
            lines = [CHILDREN | {"name": f"{name}, {n}", "group": f"{n // 12}"} for n in range(60)]
            return [
                line | {"phones": [voice("0 800 00 00 00")], "chat_url": None} for line in lines
            ]

    door = FakeDoor(Many())
    visitor = Visitor(browser, door, **DESKTOP)
    sheet = visitor.visit("/numeros").pdf(prefer_css_page_size=True)
    visitor.context.close()
    door.stop()
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_forced_colours_keep_every_icon_and_border(browser: Browser, shared_door: FakeDoor) -> None:
    """With the colours of the person, bubbles and buttons keep an edge."""
    visitor = Visitor(browser, shared_door, **FORCED)
    visitor.visit()
    page = visitor.say("bonjour")
    for name in (".mine .said", ".button.call", ".exit-button", ".choice"):
        style = page.locator(name).first.evaluate(
            "one => [getComputedStyle(one).borderTopWidth, getComputedStyle(one).borderTopStyle]"
        )
        assert style[0] != "0px"
        assert style[1] == "solid"
    visitor.context.close()
