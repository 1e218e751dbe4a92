"""Reporting a mistake from any card, in a real Chromium: the page that holds the card stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, FakeDoor, Visitor

pytestmark = pytest.mark.browser
REPORT = "Signaler une erreur"


def report(visitor: Visitor, page: Page) -> None:
    """Press the button of the second card, then the first kind, in the tab that opens."""
    with visitor.context.expect_page() as opened:
        page.locator(".card").nth(1).get_by_role("button", name=REPORT).click()
    beside = opened.value
    beside.get_by_role("heading", name=REPORT).wait_for()
    beside.locator("main form .button").first.click()
    expect(beside.get_by_role("status").filter(has_text="C'est noté")).to_have_count(1)
    beside.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "without script"])
def test_a_mistake_is_reported_from_the_conversation(
    visitor: Visitor, without_script: Visitor, scripts: bool
) -> None:
    """With and without script the report opens beside, and the conversation goes on."""
    one = visitor if scripts else without_script
    one.visit()
    page = one.say("bonjour")
    report(one, page)
    assert isinstance(one.door, FakeDoor)
    assert one.door.desk.noted == [("3018", "no_answer")]
    expect(page.locator("#log .card")).to_have_count(3)
    assert len(one.door.chat.open_conversations) == 1
    page.fill("#text", "danger")
    page.click("#send")
    expect(page.locator("#log .robot.urgent")).to_have_count(1)
    [said] = one.door.chat.open_conversations.values()
    assert said == ["bonjour", "danger"]


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "without script"])
def test_a_mistake_is_reported_from_the_national_lines(
    visitor: Visitor, without_script: Visitor, scripts: bool
) -> None:
    """The same from « Tous les numéros », where paper shows no such button."""
    one = visitor if scripts else without_script
    page = one.visit("/numeros")
    report(one, page)
    assert isinstance(one.door, FakeDoor)
    assert one.door.desk.noted == [("urgence-114", "no_answer")]
    button = page.get_by_role("button", name=REPORT).first
    expect(button).to_be_visible()
    page.emulate_media(media="print")
    expect(button).to_be_hidden()


def test_every_card_of_a_reply_says_which_contact_it_reports(
    visitor: Visitor, without_script: Visitor
) -> None:
    """Made by the script or by the server, each button carries and names its own contact."""
    shown = []
    for one in (visitor, without_script):
        one.visit()
        buttons = one.say("bonjour").locator("#log .card button[name=service_id]").all()
        shown.append([(b.get_attribute("value"), b.text_content()) for b in buttons])
    assert shown[0] == shown[1]
    assert [value for value, _ in shown[0]] == ["119", "3018", "mda-59"]
    assert "119, Allô enfance en danger, nouvel onglet" in str(shown[0][0][1])


def test_the_button_is_small_and_fits_a_small_screen(visitor: Visitor) -> None:
    """At 320 pixels it stands whole inside its card, high enough for a finger."""
    visitor.page.set_viewport_size(NARROW["viewport"])
    visitor.visit()
    page = visitor.say("bonjour")
    card = page.locator("#log .card").first
    button = card.get_by_role("button", name=REPORT)
    outer, inner = card.bounding_box(), button.bounding_box()
    assert outer is not None
    assert inner is not None
    assert inner["height"] >= 44
    assert outer["x"] <= inner["x"]
    assert inner["x"] + inner["width"] <= outer["x"] + outer["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    style = button.evaluate("one => [getComputedStyle(one).backgroundColor, one.className]")
    assert style[0] == "rgba(0, 0, 0, 0)"
