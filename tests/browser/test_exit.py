"""Leaving at once, in a real Chromium over a fake door."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import FakeDoor, Visitor
from tests.conftest import EXIT_URL

pytestmark = pytest.mark.browser


def press_button(page: Page) -> None:
    page.get_by_role("button", name="Quitter vite").click()


def press_shift(page: Page) -> None:
    page.focus("#text")
    page.keyboard.type("AB")
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [press_button, press_shift])
def test_leaving_covers_erases_and_does_not_come_back(
    visitor: Visitor, leave: Callable[[Page], None]
) -> None:
    """Button or Shift three times: nothing is left on the server, behind Back or in storage."""
    page = visitor.visit("/numeros")
    visitor.visit()
    visitor.say("un secret")
    leave(page)
    page.wait_for_url(EXIT_URL)
    page.wait_for_timeout(100)
    assert visitor.door.chat.open_conversations == {}
    page.go_back()
    assert page.url.endswith("/numeros")
    page = visitor.visit()
    assert "secret" not in page.content()
    assert page.input_value("#text") == ""
    assert visitor.context.cookies() == []
    kept = "[localStorage.length, sessionStorage.length, caches.keys(), indexedDB.databases()]"
    assert page.evaluate(f"Promise.all({kept})") == [0, 0, [], []]


def test_capitals_and_single_presses_do_not_leave(visitor: Visitor) -> None:
    """Typing capitals, or Shift with another key in between, stays on the page."""
    page = visitor.visit()
    page.focus("#text")
    page.keyboard.type("ABCDEF")
    for key in ("Shift", "Shift", "a", "Shift"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.url == visitor.door.url + "/"
    expect(page.locator("#exit-status")).to_have_text("Encore deux fois pour quitter.")


def test_the_page_is_covered_at_once(visitor: Visitor) -> None:
    """Nothing can be read while the other site is still loading."""
    visitor.visit()
    page = visitor.say("un secret")
    page.evaluate("document.getElementById('exit').dataset.exit = '#stay'")
    page.get_by_role("button", name="Quitter vite").click()
    assert page.locator("body > *").evaluate_all(
        "all => all.every(one => !one.checkVisibility({visibilityProperty: true}))"
    )
    assert "secret" not in page.content()


def test_leaving_one_tab_leaves_all(visitor: Visitor) -> None:
    """Another tab of the site does not stay open behind."""
    visitor.visit()
    page = visitor.say("bonjour")
    with visitor.context.expect_page() as opened:
        page.get_by_role("link", name="Tous les numéros").click()
    other = opened.value
    other.get_by_role("button", name="Quitter vite").click()
    page.wait_for_url(EXIT_URL)
    other.wait_for_url(EXIT_URL)
    page.wait_for_timeout(100)
    assert visitor.door.chat.open_conversations == {}


def test_going_elsewhere_erases_too(visitor: Visitor) -> None:
    """A page that is closed or left by its address leaves nothing on the server either."""
    visitor.visit()
    page = visitor.say("un secret")
    page.goto(EXIT_URL)
    page.wait_for_timeout(100)
    assert visitor.door.chat.open_conversations == {}
    page.go_back()
    page.wait_for_timeout(100)
    assert "secret" not in page.content()


def test_without_script_the_exit_works(without_script: Visitor, door: FakeDoor) -> None:
    """The plain form erases, opens the other site, and Back shows no conversation."""
    without_script.visit()
    page = without_script.say("un secret")
    page.get_by_role("button", name="Quitter vite").click()
    page.wait_for_url(EXIT_URL)
    assert door.chat.open_conversations == {}
    page.go_back()
    assert "Fanal est un robot" in page.content()
    assert "secret" not in page.content()
    assert door.chat.open_conversations == {}


def test_the_key_is_told_only_where_it_works(visitor: Visitor, without_script: Visitor) -> None:
    """The words about the Shift key show with a script, without moving anything, and not else."""
    page = visitor.page
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) "
        "window.shift += one.value; }).observe({type: 'layout-shift', buffered: true})"
    )
    visitor.visit()
    expect(page.get_by_text("ou touche Maj")).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") == 0
    expect(page.get_by_role("button", name="Quitter vite")).to_have_accessible_description(
        "ou touche Maj 3 fois"
    )
    expect(without_script.visit().get_by_text("ou touche Maj")).to_be_hidden()
