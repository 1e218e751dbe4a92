"""axe-core, reflow and size of what is touched, state by state and screen by screen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import AXE, DESKTOP, NARROW, PHONE, FakeDoor, Visitor, saying
from tests.conftest import RunningStack
from tests.required import absent

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
TROUBLE: dict[str, Callable[[Visitor], Any]] = {
    "degraded": _degraded,
    "error": _error,
    "offline": _offline,
}
"""What a script meets; without one see test_axe_in_trouble_without_script."""


def scriptless(visitor: Visitor) -> Visitor:
    """The pages as a browser without script shows them, where axe, a script, can still look.

    The scripts of Fanal are dropped on their way and what stands in <noscript> is let out.
    """

    def let_out(route: Route) -> None:
        if route.request.resource_type != "document":
            route.fallback()
            return
        answer = route.fetch(max_redirects=0)
        body = answer.text() if answer.status < 300 or answer.status >= 400 else ""
        route.fulfill(response=answer, body=re.sub("</?noscript>", "", body))

    visitor.context.route(visitor.door.url + "/**", let_out)
    visitor.context.route("**/static/*.js", lambda route: route.abort())
    return visitor


@pytest.fixture(scope="module", params=SCREENS)
def seen(request: pytest.FixtureRequest, browser: Browser, stack: RunningStack) -> Any:
    options: dict[str, Any] = SCREENS[request.param]
    visitor = Visitor(browser, stack, reduced_motion="reduce", **options)
    if request.param == "without script":
        scriptless(visitor)
    yield visitor
    visitor.context.close()


def is_accessible(page: Page, rules: list[str] = RULES) -> None:
    """No violation of WCAG 2.2 A or AA, no sideways scroll at 200 % or spaced, 44 pixels."""
    if not AXE.exists():
        absent("axe-core", "npm install --no-save axe-core")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # A bar that stays in view covers what scrolls under it: measured from the top of the page.
    page.evaluate("window.scrollTo(0, 0)")
    assert page.evaluate(AXE_RUN, rules) == []
    assert page.evaluate(SMALL) == []
    assert max(page.evaluate(SIDEWAYS)) <= 0


@pytest.mark.parametrize("state", [*STATES, *TROUBLE])
def test_axe_reflow_and_size(seen: Visitor, state: str, request: pytest.FixtureRequest) -> None:
    """Every state on every screen, without script too, passes axe, reflow and size."""
    if state in TROUBLE and request.node.callspec.params["seen"] == "without script":
        pytest.skip("the trouble without script is made by a fake door")
    (STATES | TROUBLE)[state](seen)
    is_accessible(seen.page)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("panne", ".failure .lines"),
        ("réduit", ".degraded"),
        ("a" * 1001, ".refused"),
        (" ", ".refused"),
    ],
    ids=["error", "degraded", "too long", "empty"],
)
def test_axe_in_trouble_without_script(
    browser: Browser, door: FakeDoor, text: str, shown: str
) -> None:
    """What goes wrong without script is shown by a whole page, which passes axe as well."""
    visitor = scriptless(Visitor(browser, door, reduced_motion="reduce", **NARROW))
    page = visitor.visit()
    page.fill("#text", text)
    page.click("#send")
    page.locator(shown).first.wait_for()
    is_accessible(page)
    visitor.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_with_more_contrast(browser: Browser, stack: RunningStack, scheme: str) -> None:
    """Who asks for more contrast gets it in the small print, and still no violation."""
    seen = []
    for wish in ("no-preference", "more"):
        options: dict[str, Any] = {**PHONE, "color_scheme": scheme, "contrast": wish}
        visitor = Visitor(browser, stack, reduced_motion="reduce", **options)
        visitor.visit()
        page = visitor.say("on me menace avec mes photos")
        colours = "one => [getComputedStyle(one).color, getComputedStyle(document.body).color]"
        small, ordinary = page.locator(".hint").evaluate(colours)
        seen.append(small == ordinary)
        is_accessible(page)
        visitor.context.close()
    assert seen == [False, True]


def test_axe_while_the_reply_is_on_its_way(browser: Browser, stack: RunningStack) -> None:
    """Waiting, an exit half pressed and a count near its end pass axe too."""
    visitor = Visitor(browser, stack, **NARROW)
    page = visitor.visit()
    page.route("**/messages", lambda route: None)
    page.fill("#text", "bonjour")
    page.click("#send")
    page.locator(".waiting").wait_for()
    page.fill("#text", "a" * 990)
    page.keyboard.press("Shift")
    expect(page.locator("#exit-status")).not_to_be_empty()
    is_accessible(page)
    visitor.context.close()


def test_axe_on_the_page_that_leaves(browser: Browser, stack: RunningStack) -> None:
    """The neutral page of the exit without script, kept still for the time of a look."""

    def stay(route: Route) -> None:
        answer = route.fetch()
        kept = {name: value for name, value in answer.headers.items() if name != "refresh"}
        route.fulfill(status=200, headers=kept, body=answer.body())

    visitor = scriptless(Visitor(browser, stack, **PHONE))
    visitor.context.route("**/quitter", stay)
    page = visitor.visit()
    page.get_by_role("button", name="Quitter vite").click()
    page.get_by_role("link", name="Continuer").wait_for()
    is_accessible(page, [rule for rule in RULES if rule != "best-practice"])
    visitor.context.close()
