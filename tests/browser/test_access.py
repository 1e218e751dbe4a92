"""Whether everyone can read, hear and reach the pages, over the whole stack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import DESKTOP, NARROW, PHONE, Visitor, tab_to
from tests.conftest import RunningStack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "without script"])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE, NARROW], ids=["desktop", "phone", "narrow"])
def test_the_exit_and_the_numbers_are_in_view_at_once(
    browser: Browser, stack: RunningStack, screen: dict[str, Any], scripts: bool
) -> None:
    """Before any gesture the way out and the three lines can be touched, in easy French too."""
    visitor = Visitor(browser, stack, java_script_enabled=scripts, **screen)
    for path in ("/", "/?facile=1"):
        page = visitor.visit(path)
        bottom = page.locator(".composer").bounding_box()["y"]
        for name in (".exit-button", ".lines li:nth-child(1)", ".lines li:nth-child(3)"):
            box = page.locator(name).first.bounding_box()
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= bottom, (path, name)
    visitor.context.close()


@pytest.fixture
def at_desk(browser: Browser, stack: RunningStack) -> Iterator[Visitor]:
    visitor = Visitor(browser, stack, **DESKTOP, forced_colors="active")
    yield visitor
    visitor.leave_no_trace()


def test_forced_colours_keep_every_edge(at_desk: Visitor) -> None:
    """With the colours of the person, bubbles, buttons and the switch keep an edge."""
    at_desk.visit()
    page = at_desk.say("on me menace avec mes photos")
    names = (".mine .said", ".button.call", ".exit-button", ".choice", ".track", ".send")
    for name in names:
        style = page.locator(name).first.evaluate(
            "one => [getComputedStyle(one).borderTopWidth, getComputedStyle(one).borderTopStyle]"
        )
        assert style[0] != "0px", name
        assert style[1] == "solid", name


def test_reduced_motion_stops_what_moves(browser: Browser, stack: RunningStack) -> None:
    """Nothing is animated for a person who asked for less motion; the dots breathe otherwise."""
    moving = "document.getAnimations().length"
    for wish, expected in (("reduce", 0), ("no-preference", 3)):
        visitor = Visitor(browser, stack, **{**DESKTOP, "reduced_motion": wish})
        page = visitor.visit()
        page.route("**/messages", lambda route: None)
        page.fill("#text", "bonjour")
        page.click("#send")
        page.locator(".waiting").wait_for()
        assert page.evaluate(moving) == expected
        visitor.context.close()


def test_what_a_screen_reader_hears(browser: Browser, stack: RunningStack) -> None:
    """The log, who speaks, what waits and what each button calls are said in words."""
    visitor = Visitor(browser, stack, **DESKTOP)
    page = visitor.visit()
    visitor.say("il est derrière la porte il va me frapper")
    log = page.get_by_role("log", name="Conversation")
    expect(log.get_by_role("listitem").first).to_contain_text("Moi")
    expect(log).to_contain_text("Fanal, robot")
    expect(log.get_by_role("link", name=re.compile("^Appeler le 17$")).first).to_be_visible()
    expect(page.get_by_role("textbox", name="Écrire ici")).to_be_focused()
    expect(page.get_by_role("switch", name="Facile à lire")).to_be_attached()
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_count(1)
    levels = page.locator("main :is(h1, h2, h3)").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    visitor.leave_no_trace()


def test_focus_is_never_hidden_nor_lost(browser: Browser, stack: RunningStack) -> None:
    """Each stop of the Tab key stands in view, clear of the two bars (WCAG 2.2, 2.4.11)."""
    visitor = Visitor(browser, stack, **DESKTOP)
    visitor.visit()
    page = visitor.say("on me menace avec mes photos")
    page.locator("#log .robot").last.focus()
    covered = """() => {
        const one = document.activeElement, box = one.getBoundingClientRect();
        const shown = one.matches('.easy-box') ? document.querySelector('.easy-switch') : one;
        if (shown !== one || one === document.body) return null;
        const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return one.contains(at) || at && at.contains(one) ? null : one.outerHTML.slice(0, 80);
    }"""
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(covered) is None
    tab_to(page, ".exit-button")
    visitor.leave_no_trace()


@pytest.mark.parametrize("path", ["/numeros", "/numeros?facile=1"])
def test_the_national_lines_print_on_one_sheet(at_desk: Visitor, path: str) -> None:
    """Every national line of the real directory fits one A4 page, with its number."""
    page = at_desk.visit(path)
    numbers = set(page.locator(".card .number").all_text_contents())
    page.emulate_media(media="print")
    sheet = page.locator("main").inner_text()
    assert {number for number in numbers if number not in sheet} == set()
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
