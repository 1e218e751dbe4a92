"""The same whole tasks by other ways: the keyboard alone, no script at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CRISIS, LAST, Visitor, tab_to
from tests.conftest import EXIT_URL, RunningStack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


class TestKeyboardAlone:
    """Every task without a mouse and without a finger."""

    def test_conversation(self, at_computer: Visitor) -> None:
        """Words, a choice, a line to call, easy French, erasing, leaving."""
        page = at_computer.visit()
        tab_to(page, "#easy")
        page.keyboard.press("Space")
        expect(page.locator(".first .easy")).to_be_visible()
        tab_to(page, "#text")
        page.keyboard.type("jsuis trop mal en ce moment")
        page.keyboard.press("Enter")
        page.locator(LAST + " .card").first.wait_for()
        assert page.evaluate("document.activeElement.id") == "text"
        page.locator(LAST).focus()
        tab_to(page, '.card a[href^="tel:"]')
        tab_to(page, ".choice")
        page.keyboard.press("Enter")
        expect(page.locator("#log .robot:not(.waiting)")).to_have_count(2)
        assert page.evaluate("document.activeElement.matches('.mine')")
        tab_to(page, "#erase")
        page.keyboard.press("Enter")
        expect(page.locator("#log li")).to_have_count(0)
        expect(page.get_by_role("status").filter(has_text="effacée")).to_have_count(1)
        tab_to(page, ".exit-button")
        page.keyboard.press("Enter")
        page.wait_for_url(EXIT_URL)

    def test_directory(self, at_computer: Visitor) -> None:
        """A search, a contact put aside, the list."""
        page = at_computer.visit("/annuaire")
        tab_to(page, "#departement")
        page.keyboard.type("Creuse")
        tab_to(page, 'input[name="audience"]')
        page.keyboard.press("ArrowDown")
        tab_to(page, ".search .button")
        page.keyboard.press("Enter")
        page.locator(".card").first.wait_for()
        assert page.url.endswith("#resultats")
        tab_to(page, '.card input[name="keep"]', presses=60)
        page.keyboard.press("Space")
        tab_to(page, "[formaction]", presses=200)
        page.keyboard.press("Enter")
        page.wait_for_url("**/annuaire/liste")
        expect(page.locator(".card")).to_have_count(1)
        page.evaluate("addEventListener('beforeprint', () => { window.printed = true; })")
        tab_to(page, "[data-print]")
        page.keyboard.press("Enter")
        page.wait_for_function("window.printed")

    def test_a_crip_is_taken_away(self, at_computer: Visitor) -> None:
        """A professional reaches the contact of a département and saves it."""
        page = at_computer.visit("/annuaire?departement=35&need=report_child#resultats")
        page.locator(".card", has_text="CRIP").first.locator(".card-name").evaluate(
            "one => { one.tabIndex = -1; one.focus(); }"
        )
        tab_to(page, '.card a[href^="tel:"]')
        tab_to(page, ".card a[download]")
        with page.expect_download() as taken:
            page.keyboard.press("Enter")
        assert "CRIP" in Path(taken.value.path()).read_text(encoding="utf-8")

    def test_not_by_phone(self, at_computer: Visitor) -> None:
        """« Pas au téléphone » and the chat of a card are reached and pressed."""
        at_computer.visit()
        page = at_computer.say("on me menace avec mes photos")
        tab_to(page, 'button[value="Pas au téléphone"]')
        page.keyboard.press("Enter")
        expect(page.locator("#log .robot:not(.waiting)")).to_have_count(2)
        page.locator(LAST).focus()
        tab_to(page, '.card [data-part="chat"]')
        assert page.locator(LAST + ' .card a[href^="tel:"]').count() == 0

    def test_a_mistake_is_reported(self, at_computer: Visitor) -> None:
        """The button of a card opens the list of kinds beside, where one is chosen."""
        page = at_computer.visit("/annuaire?departement=23#resultats")
        page.locator("#resultats").focus()
        tab_to(page, 'button[form="correct"]')
        with at_computer.context.expect_page() as opened:
            page.keyboard.press("Enter")
        beside = opened.value
        beside.get_by_role("heading", name="Signaler une erreur").wait_for()
        tab_to(beside, "main form .button")
        beside.keyboard.press("Enter")
        expect(beside.get_by_role("status").filter(has_text="C'est noté")).to_have_count(1)


class TestWithoutScript:
    """The same tasks with plain forms."""

    def test_conversation(self, without_script_here: Visitor, stack: RunningStack) -> None:
        """Words, not by phone with a draft kept, another language, the exit."""
        visitor, others = without_script_here, stack.kept()
        page = visitor.visit()
        page.locator(".easy-switch").click()
        visitor.say(CRISIS)
        assert page.locator(LAST + ' .card a[href="tel:119"]').count() >= 1
        expect(page.locator(LAST + " .said .easy").first).to_be_visible()
        page.fill("#text", "je voulais dire aussi")
        page.get_by_role("button", name="Pas au téléphone").first.click()
        assert page.locator(LAST + ' .card a[href^="tel:"]').count() == 0
        assert page.input_value("#text") == "je voulais dire aussi"
        page.get_by_role("button", name="Quitter vite").click()
        page.wait_for_url(EXIT_URL)
        assert stack.kept() == others
        page.go_back()
        assert "rdv" not in page.content()

    def test_directory(self, without_script_here: Visitor) -> None:
        """A search, a contact put aside, the list, back to the search."""
        page = without_script_here.visit("/annuaire")
        page.select_option("#departement", "974")
        page.get_by_role("button", name="Chercher").click()
        page.locator(".card").first.get_by_label("Garder").check()
        page.get_by_role("button", name="Ouvrir ma liste").click()
        assert page.locator(".card").count() == 1
        page.get_by_role("button", name="Revenir à la recherche").click()
        assert page.input_value("#departement") == "974"
