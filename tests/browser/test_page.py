"""What a person can do on the chat page, in a real Chromium over a fake door."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.api.pages.fakes import CHILDREN, FakeNumbers, voice
from tests.browser.conftest import DESKTOP, NARROW, FakeDoor, Visitor, tab_to

pytestmark = pytest.mark.browser
LAST_REPLY = "#log .robot:last-child"


def test_keyboard_alone_leads_from_words_to_a_number(visitor: Visitor) -> None:
    """Tab, words, Enter, Tab: a person without a mouse reaches a line to call."""
    page = visitor.visit()
    tab_to(page, "#text")
    page.keyboard.type("slt jsp koi faire")
    page.keyboard.press("Enter")
    page.locator(LAST_REPLY + " .card").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "text"
    page.locator(".robot").first.focus()
    tab_to(page, '.card a[href="tel:119"]')


@pytest.mark.parametrize("text", ["bonjour", "danger", "réduit", "piège"])
def test_with_and_without_script_show_the_same(
    visitor: Visitor, without_script: Visitor, text: str
) -> None:
    """The script shows the words, links and buttons of the page without script."""
    shown = []
    for one in (visitor, without_script):
        page = one.visit()
        one.say(text)
        reply = page.locator(LAST_REPLY)
        links = reply.locator("a").evaluate_all if one is visitor else None
        found = (
            links("all => all.map(a => a.getAttribute('href'))")
            if links
            else [a.get_attribute("href") for a in reply.locator("a").all()]
        )
        words = "".join(reply.text_content().split())
        shown.append((words, found, reply.get_attribute("class")))
    assert shown[0] == shown[1]


def test_a_choice_is_sent_and_focus_is_kept(visitor: Visitor) -> None:
    """A pressed choice sends its text, is shown as said, and leaves the reader in place."""
    visitor.visit()
    page = visitor.say("bonjour")
    page.get_by_role("button", name="Autre chose").click()
    expect(page.locator("#log .robot")).to_have_count(2)
    (said,) = visitor.door.chat.open_conversations.values()
    assert said == ["bonjour", "autre"]
    assert page.locator(".mine .said").last.text_content() == "Autre chose"
    assert page.evaluate("document.activeElement.matches('.mine')")
    expect(page.get_by_role("button", name="Autre chose")).to_have_count(1)


def test_waiting_is_said_and_the_next_words_are_kept(visitor: Visitor) -> None:
    """While the reply is on its way the page says so and holds what is typed meanwhile."""
    page = visitor.visit()
    page.fill("#text", "lent")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Fanal écrit")).to_have_count(1)
    page.keyboard.type("la suite")
    page.keyboard.press("Enter")
    page.locator(LAST_REPLY + " .card").first.wait_for()
    assert page.input_value("#text") == "la suite"
    expect(page.get_by_role("status").filter(has_text="Fanal écrit")).to_have_count(0)


def break_chat(visitor: Visitor) -> Callable[[], None]:
    visitor.door.chat.broken = True

    def mend() -> None:
        visitor.door.chat.broken = False

    return mend


def cut_network(visitor: Visitor) -> Callable[[], None]:
    visitor.context.set_offline(True)
    return lambda: visitor.context.set_offline(False)


@pytest.mark.parametrize("trouble", [break_chat, cut_network])
def test_a_failure_keeps_numbers_and_words_and_can_be_tried_again(
    visitor: Visitor, trouble: Callable[[Visitor], Callable[[], None]]
) -> None:
    """Without the server the lines are in view, nothing typed is lost, one press sends again."""
    visitor.visit()
    page = visitor.say("bonjour")
    mend = trouble(visitor)
    page.fill("#text", "encore moi")
    page.keyboard.press("Enter")
    failure = page.locator(".failure")
    failure.wait_for()
    expect(failure.locator('a[href="tel:17"]')).to_be_in_viewport()
    assert page.input_value("#text") == "encore moi"
    mend()
    page.get_by_role("button", name="Envoyer encore").click()
    expect(page.locator("#log .robot .card").last).to_be_attached()
    expect(failure).to_have_count(0)
    assert page.locator(".mine .said").all_text_contents() == ["bonjour", "encore moi"]
    assert page.input_value("#text") == ""


def test_a_stopped_door_still_shows_the_lines(visitor: Visitor) -> None:
    """When the whole server stops during a conversation the page still says whom to call."""
    visitor.visit()
    page = visitor.say("bonjour")
    visitor.door.stop()
    page.fill("#text", "et la")
    page.click("#send")
    expect(page.locator('.failure a[href="tel:119"]')).to_be_in_viewport()


def test_a_refusal_is_shown_and_the_words_are_kept(visitor: Visitor) -> None:
    """The server's words are shown beside the box, which still holds the message."""
    page = visitor.visit()
    body = json.dumps({"message": "Message refusé, voici pourquoi."})
    page.route("**/messages", lambda route: route.fulfill(status=422, body=body))
    page.fill("#text", "bonjour")
    page.click("#send")
    expect(page.get_by_role("alert")).to_have_text("Message refusé, voici pourquoi.")
    assert page.input_value("#text") == "bonjour"
    expect(page.locator("#log li")).to_have_count(0)


def test_the_limit_is_said_before_it_is_reached(visitor: Visitor) -> None:
    """The count appears near the end, and a message that is too long stays in the box."""
    page = visitor.visit()
    page.fill("#text", "a" * 700)
    expect(page.locator("#count")).to_be_hidden()
    page.fill("#text", "😀" * 900)
    expect(page.locator("#count")).to_have_text("Encore 100 caractères.")
    page.fill("#text", "a" * 1003)
    expect(page.locator("#count")).to_have_text("3 caractères de trop.")
    page.click("#send")
    expect(page.get_by_role("alert")).to_contain_text("dépasse 1 000 caractères")
    assert len(page.input_value("#text")) == 1003


def test_a_forgotten_conversation_begins_again_by_itself(visitor: Visitor) -> None:
    """After half an hour of silence the next message is answered as if nothing had happened."""
    visitor.visit()
    visitor.say("bonjour")
    visitor.door.chat.open_conversations.clear()
    visitor.say("toujours là")
    assert list(visitor.door.chat.open_conversations.values()) == [["toujours là"]]


def test_erasing_empties_page_and_server(visitor: Visitor) -> None:
    """The erase button leaves the first screen and nothing on the server."""
    visitor.visit()
    page = visitor.say("bonjour")
    page.get_by_role("button", name="Effacer").click()
    expect(page.get_by_role("status").filter(has_text="est effacée")).to_have_count(1)
    expect(page.locator("#log li")).to_have_count(0)
    expect(page.get_by_role("button", name="Je cherche de l'aide pour moi")).to_be_visible()
    assert visitor.door.chat.open_conversations == {}


def test_no_other_host_and_no_words_in_addresses(visitor: Visitor) -> None:
    """A whole conversation asks only this host, and no address holds what was written."""
    visitor.visit()
    visitor.say("motrare")
    visitor.say("danger motrare")
    visitor.page.get_by_role("button", name="Pas au téléphone").click()
    expect(visitor.page.locator("#log .robot")).to_have_count(3)
    for path in ("/numeros", "/annuaire", "/confidentialite"):
        visitor.visit(path)
    assert visitor.hosts() == {visitor.door.url.removeprefix("http://")}
    assert not [one.url for one in visitor.requests if "motrare" in one.url]
    assert all("referer" not in one.all_headers() for one in visitor.requests)


def test_a_failure_shows_the_numbers_on_a_small_screen(browser: Browser, door: FakeDoor) -> None:
    """The lines of a failure are above the box, where they can be touched."""
    visitor = Visitor(browser, door, reduced_motion="reduce", **NARROW)
    visitor.visit()
    page = visitor.say("panne")
    page.wait_for_timeout(300)
    bottom = page.locator(".composer").bounding_box()["y"]
    box = page.locator(".failure .lines").bounding_box()
    assert box["y"] > 0
    assert box["y"] + box["height"] <= bottom
    visitor.leave_no_trace()


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
