"""Whole tasks, from the first screen to a human, in a real Chromium over the whole stack.

Each visit ends with the checks of ``Visitor.leave_no_trace``: no other host was asked, no word of
the person stands in an address, no cookie is set, nothing in the console complains.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import CRISIS, DESKTOP, LAST, PHONE, Visitor
from tests.conftest import EXIT_URL, RunningStack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def asked_of_the_phone(page: Page) -> list[str]:
    """The addresses that the browser hands to the telephone, as they come."""
    asked: list[str] = []
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.on("Page.frameRequestedNavigation", lambda event: asked.append(event["url"]))
    return asked


def test_from_text_speak_to_a_call(on_phone: Visitor) -> None:
    """A young person writes as they write, taps, and the phone dials the line for children."""
    page = on_phone.visit()
    asked = asked_of_the_phone(page)
    on_phone.say(CRISIS)
    first = page.locator(LAST + " .card").first
    expect(first).to_contain_text("Ouvert")
    first.locator('a[href="tel:119"]').tap()
    page.wait_for_timeout(200)
    assert asked == ["tel:119"]


def test_not_by_phone(on_phone: Visitor) -> None:
    """« Pas au téléphone » gives cards on which one writes, at once and without asking again."""
    page = on_phone.visit()
    on_phone.say("on me menace avec mes photos")
    page.get_by_role("button", name="Pas au téléphone").first.click()
    expect(page.locator("#log .robot:not(.waiting)")).to_have_count(2)
    cards = page.locator(LAST + " .card")
    written = cards.locator('[data-part="chat"], [data-part="sms"], [data-part="email"]')
    assert written.count() >= 1
    assert cards.locator('a[href^="tel:"]').count() == 0
    expect(cards.first.locator('[data-part="chat"], [data-part="sms"]').first).to_be_visible()


def test_a_parent_finds_a_place_and_prints_it(at_computer: Visitor) -> None:
    """From the conversation to a local place, put aside, on paper with its address and hours."""
    page = at_computer.visit("/annuaire")
    page.select_option("#departement", "59")
    page.get_by_label("Une famille ou un proche").check()
    page.get_by_label("Se déplacer").check()
    page.get_by_role("button", name="Chercher").click()
    card = page.locator(".card", has_text="Maison de").first
    name = card.locator(".card-name").inner_text()
    address = card.locator(".card-address").inner_text()
    card.get_by_label("Garder").check()
    page.get_by_role("button", name="Ouvrir ma liste (1)").click()
    expect(page).to_have_url(at_computer.door.url + "/annuaire/liste")
    page.evaluate("addEventListener('beforeprint', () => { window.printed = true; })")
    page.get_by_role("button", name="Imprimer la liste").click()
    page.wait_for_function("window.printed")
    page.emulate_media(media="print")
    sheet = page.locator("body").inner_text()
    for said in (name, address, "vérifié" if "vérifié" in sheet else "lu le"):
        assert said in sheet
    for left_out in ("Quitter vite", "Imprimer", "Garder", "Télécharger"):
        assert left_out not in sheet


def test_a_list_survives_another_search_and_goes_with_the_page(at_computer: Visitor) -> None:
    """What was put aside stays from search to search; a new visit knows nothing of it."""
    page = at_computer.visit("/annuaire?departement=59")
    page.locator(".card").first.get_by_label("Garder").check()
    page.select_option("#departement", "23")
    page.get_by_role("button", name="Chercher").click()
    page.locator(".card").last.get_by_label("Garder").check()
    page.get_by_role("button", name="Ouvrir ma liste (2)").click()
    expect(page.locator(".card")).to_have_count(2)
    page.get_by_role("button", name="Revenir à la recherche").click()
    expect(page.locator("#departement")).to_have_value("23")
    page = at_computer.visit("/annuaire/liste")
    expect(page.locator(".card")).to_have_count(0)


def test_a_professional_takes_a_crip_away(at_computer: Visitor) -> None:
    """The CRIP of a département, found by need, becomes a contact of the address book."""
    page = at_computer.visit("/annuaire")
    page.select_option("#departement", "35")
    page.select_option("#need", label="Transmettre une information préoccupante")
    page.get_by_label("Un professionnel").check()
    page.get_by_role("button", name="Chercher").click()
    card = page.locator(".card", has_text="CRIP").first
    number = card.locator('a[href^="tel:"] .number').first.inner_text()
    with page.expect_download() as taken:
        card.get_by_role("link", name="Enregistrer le contact").click()
    assert taken.value.suggested_filename == "contact.vcf"
    contact = Path(taken.value.path()).read_text(encoding="utf-8")
    assert contact.startswith("BEGIN:VCARD")
    assert "CRIP" in contact
    assert number.replace(" ", "")[1:] in contact.replace(" ", "").replace("-", "")
    page.get_by_role("link", name="Fiche du département").click()
    expect(page.locator("h1")).to_contain_text("Ille-et-Vilaine")
    expect(page.locator("main")).to_contain_text(number)


def test_a_list_is_taken_away_as_table_and_contacts(at_computer: Visitor) -> None:
    """The two files of a list hold the contacts that were put aside, and no others."""
    page = at_computer.visit("/annuaire/liste?keep=119&keep=3114")
    for button, kept in (("CSV", ("119", "3114")), ("vCard", ("119", "3114"))):
        with page.expect_download() as taken:
            page.get_by_role("button", name=button).click()
        text = Path(taken.value.path()).read_text(encoding="utf-8")
        records = text.count("BEGIN:VCARD") if button == "vCard" else len(text.splitlines()) - 1
        assert records == len(kept), text
        assert all(name in text for name in kept)


KEPT = "[localStorage.length, sessionStorage.length, caches.keys(), indexedDB.databases()]"


def test_leaving_in_the_middle_leaves_nothing(at_computer: Visitor, stack: RunningStack) -> None:
    """Exit, Back, a new visit: nothing on screen, in storage, in caches or on the server."""
    others = stack.kept()
    page = at_computer.visit("/numeros")
    page.get_by_role("link", name="Trouver un contact").click()
    at_computer.say(CRISIS)
    at_computer.say("lille")
    assert stack.kept() != others
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url(EXIT_URL)
    page.wait_for_timeout(300)
    assert stack.kept() == others
    page.go_back()
    assert page.url.endswith("/numeros")
    assert "rdv" not in page.content()
    page.go_forward()
    assert page.url == EXIT_URL
    page = at_computer.visit()
    assert "rdv" not in page.content()
    assert page.input_value("#text") == ""
    expect(page.locator("#log li")).to_have_count(0)
    assert page.evaluate(f"Promise.all({KEPT})") == [0, 0, [], []]
    assert page.evaluate("performance.getEntries().filter(one => one.name.includes('rdv'))") == []


def test_leaving_while_the_reply_is_on_its_way(on_phone: Visitor, stack: RunningStack) -> None:
    """A message that the server still answers when the person leaves brings nothing back."""
    others = stack.kept()
    page = on_phone.visit("/numeros")
    on_phone.visit()
    on_phone.say("on me menace avec mes photos")
    on_phone.said.append("il habite près de chez moi")
    with page.expect_request("**/messages"):
        page.fill("#text", "il habite près de chez moi")
        page.click("#send")
    page.get_by_role("button", name="Quitter vite").tap()
    page.wait_for_url(EXIT_URL)
    # Longer than Rasa takes: what it answered late would be kept by now.
    page.wait_for_timeout(3000)
    assert stack.kept() == others
    page.go_back()
    assert page.url.endswith("/numeros")
    assert "photos" not in page.content()


def test_a_stopped_door_keeps_the_numbers_and_the_words(
    on_phone: Visitor, stack: RunningStack
) -> None:
    """With the server stopped the lines stay in view; once it is back one tap sends again."""
    page = on_phone.visit()
    on_phone.say("on me harcèle au collège")
    stack.part("stop", "door")
    try:
        on_phone.said.append("c'est tous les jours")
        page.fill("#text", "c'est tous les jours")
        page.click("#send")
        failure = page.locator(".failure")
        expect(failure).to_contain_text("La réponse n'est pas arrivée")
        for line in ("tel:17", "sms:114", "tel:119"):
            expect(failure.locator(f'a[href="{line}"]')).to_be_in_viewport()
        assert page.input_value("#text") == "c'est tous les jours"
    finally:
        stack.part("start", "door")
        stack.wait_ready()
    page.get_by_role("button", name="Envoyer encore").tap()
    expect(page.locator("#log .robot:not(.failure)")).to_have_count(2)
    expect(failure).to_have_count(0)
    assert page.input_value("#text") == ""
    assert len(stack.kept()) >= 1


def test_another_language_is_read_from_its_own_side(on_phone: Visitor) -> None:
    """An Arabic line is written from right to left, the rest of the page from left to right."""
    on_phone.visit()
    page = on_phone.say("أنا خائفة وأحتاج مساعدة")
    line = page.locator(LAST + ' [lang="ar"]')
    assert line.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert page.locator(".mine .said").evaluate("one => getComputedStyle(one).direction") == "rtl"
    card = page.locator(LAST + " .card").first
    assert card.evaluate("one => getComputedStyle(one).direction") == "ltr"


def test_first_view_is_light_over_the_wire(browser: Browser, stack: RunningStack) -> None:
    """All that the first screen asks for comes to 60 kB at most, headers included."""
    visitor = Visitor(browser, stack, **PHONE)
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    weights: list[float] = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    visitor.visit().wait_for_load_state("networkidle")
    visitor.leave_no_trace()
    assert len(weights) >= 6
    assert sum(weights) <= 60_000


def test_a_reply_moves_nothing_in_view(browser: Browser, stack: RunningStack) -> None:
    """Two replies of the whole stack shift nothing that a person is reading."""
    for screen in (PHONE, DESKTOP):
        options: dict[str, Any] = {**screen, "reduced_motion": "reduce"}
        visitor = Visitor(browser, stack, **options)
        page = visitor.visit()
        page.evaluate(
            "window.shift = 0; new PerformanceObserver(list => { for (const one of "
            "list.getEntries()) if (!one.hadRecentInput) window.shift += one.value; })"
            ".observe({type: 'layout-shift', buffered: true})"
        )
        visitor.say("on me menace avec mes photos")
        # A press excuses what moves within half a second: wait longer than that.
        page.wait_for_timeout(600)
        visitor.say("je suis à Lille")
        page.wait_for_timeout(300)
        assert page.evaluate("window.shift") == 0
        visitor.leave_no_trace()
