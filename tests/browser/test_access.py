"""Whether everyone can read and touch the pages, state by state, over the whole stack."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.conftest import AXE, DESKTOP, NARROW, PHONE, Visitor, saying, tab_to
from tests.conftest import RunningStack

pytestmark = [pytest.mark.browser, pytest.mark.stack]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": DESKTOP,
    "dark": {**PHONE, "color_scheme": "dark"},
    "narrow": NARROW,
    "without script": PHONE,
}

AXE_RUN = """rules => axe.run({runOnly: rules}).then(result => result.violations.map(
    one => [one.id, one.nodes.map(node => node.target.join(' '))]))"""
SIDEWAYS = """() => {
    const page = document.documentElement;
    const wide = () => page.scrollWidth - page.clientWidth;
    const found = [wide()];
    page.style.fontSize = '200%';
    found.push(wide());
    page.style.fontSize = '';
    // The text spacing of WCAG 1.4.12.
    Object.assign(page.style, {letterSpacing: '.12em', wordSpacing: '.16em'});
    for (const one of document.querySelectorAll('body *')) one.style.lineHeight = '1.5';
    for (const one of document.querySelectorAll('p')) one.style.marginBottom = '2em';
    found.push(wide());
    return found;
}"""
SMALL = """() => [...document.querySelectorAll(
    'button, a, summary, select, textarea, .check, .easy-switch')].filter(one => {
      const box = one.getBoundingClientRect();
      const inSentence = one.matches('main li > a, main p:not(.screen-only) > a')
        && !one.matches('.line, .jump a');
      return one.checkVisibility() && !one.matches('.skip') && !inSentence
        && (box.height < 44 || box.width < 44);
    }).map(one => one.outerHTML.slice(0, 90))"""


def _open(path: str) -> Callable[[Visitor], Any]:
    return lambda visitor: visitor.visit(path)


def _easy(visitor: Visitor) -> None:
    visitor.visit("/?facile=1")
    visitor.say("je veux mourir")
    expect(visitor.page.locator("#log .said .easy").first).to_be_visible()


def _degraded(visitor: Visitor) -> None:
    def diminish(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"degraded": True})

    page = visitor.visit()
    page.route("**/messages", diminish)
    visitor.say("bonjour")
    page.unroute("**/messages")
    expect(page.locator(".degraded").first).to_be_visible()


def _error(visitor: Visitor) -> None:
    page = visitor.visit()
    body = json.dumps({"code": "unexpected", "message": "x", "contacts": []})
    page.route("**/messages", lambda route: route.fulfill(status=500, body=body))
    visitor.say("il y a quelqu'un")
    page.unroute("**/messages")
    expect(page.locator(".failure")).to_be_visible()


def _offline(visitor: Visitor) -> None:
    visitor.visit()
    visitor.context.set_offline(True)
    visitor.say("il y a quelqu'un")
    visitor.context.set_offline(False)
    expect(visitor.page.locator(".failure")).to_be_visible()


def _too_long(visitor: Visitor) -> None:
    page = visitor.visit()
    page.fill("#text", "a" * 1001)
    page.click("#send")


def _kept(visitor: Visitor) -> None:
    page = visitor.visit("/annuaire?departement=23&keep=119")
    page.get_by_role("button", name="Ouvrir ma liste").click()
    page.locator(".card").first.wait_for()


def _report(visitor: Visitor) -> None:
    page = visitor.visit("/annuaire?departement=23")
    page.evaluate("document.getElementById('correct').removeAttribute('target')")
    page.get_by_role("button", name="Signaler une erreur").first.click()
    page.get_by_role("heading", name="Signaler une erreur").wait_for()


STATES: dict[str, Callable[[Visitor], Any]] = {
    "first screen": _open("/"),
    "traces": lambda visitor: visitor.visit().click(".traces summary"),
    "choices, a closed line": saying("on me menace avec mes photos"),
    "urgent": saying("il est derrière la porte il va me frapper"),
    "easy": _easy,
    "another language": saying("أنا خائفة وأحتاج مساعدة"),
    "too long": _too_long,
    "directory, empty": _open("/annuaire"),
    "directory, found": _open("/annuaire?departement=23&need=report_child&audience=professional"),
    "directory, refused": _open("/annuaire?departement=000"),
    "list": _kept,
    "sheet": _open("/annuaire/fiche/23"),
    "report": _report,
    "no such page": _open("/rien-ici"),
    "numbers": _open("/numeros"),
    "privacy": _open("/confidentialite"),
    "about": _open("/a-propos"),
    "accessibility": _open("/accessibilite"),
    "texts made easy": _open("/confidentialite?facile=1"),
    "widget": _open("/widget"),
}
PLAIN = frozenset(
    {"sheet", "numbers", "privacy", "about", "accessibility", "texts made easy", "traces"}
)
"""No script changes anything in them."""
TROUBLE: dict[str, Callable[[Visitor], Any]] = {
    "degraded": _degraded,
    "error": _error,
    "offline": _offline,
}
"""What only a script can meet: without one the browser's own page stands there."""
ONLY_WITH_SCRIPT = PLAIN | frozenset(TROUBLE)


@pytest.fixture(scope="module", params=SCREENS)
def seen(request: pytest.FixtureRequest, browser: Browser, stack: RunningStack) -> Any:
    options: dict[str, Any] = SCREENS[request.param]
    visitor = Visitor(browser, stack, reduced_motion="reduce", **options)
    if request.param == "without script":
        # Blocked rather than switched off, so that axe, itself a script, can look.
        visitor.context.route("**/static/*.js", lambda route: route.abort())
    yield visitor
    visitor.context.close()


@pytest.mark.parametrize("state", [*STATES, *TROUBLE])
def test_axe_reflow_and_size(seen: Visitor, state: str, request: pytest.FixtureRequest) -> None:
    """No violation of WCAG 2.2 A or AA, no sideways scroll at 200 % or spaced, 44 pixels."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm install --no-save axe-core")
    if state in ONLY_WITH_SCRIPT and request.node.callspec.params["seen"] == "without script":
        pytest.skip("the same page as with a script, or none at all")
    (STATES | TROUBLE)[state](seen)
    page = seen.page
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # A bar that stays in view covers what scrolls under it: measured from the top of the page.
    page.evaluate("window.scrollTo(0, 0)")
    assert page.evaluate(AXE_RUN, RULES) == []
    assert page.evaluate(SMALL) == []
    assert max(page.evaluate(SIDEWAYS)) <= 0


def test_the_exit_and_the_numbers_are_in_view_at_once(seen: Visitor) -> None:
    """Before any gesture the way out and the three lines can be touched, in easy French too."""
    for path in ("/", "/?facile=1"):
        page = seen.visit(path)
        bottom = page.locator(".composer").bounding_box()["y"]
        for name in (".exit-button", ".lines li:nth-child(1)", ".lines li:nth-child(3)"):
            box = page.locator(name).first.bounding_box()
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= bottom, (path, name)


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
