"""Reading aloud. The Chromium of the tests has no voice: one is given to it, as a device would."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import DESKTOP, FakeDoor, Visitor

pytestmark = pytest.mark.browser
VOICES = """(() => {
  window.heard = [];
  const synthesis = new EventTarget();
  Object.assign(synthesis, {
    getVoices: () => %s,
    speak: (utterance) => window.heard.push([utterance.voice.name, utterance.text]),
    cancel: () => window.heard.push(["", "silence"]),
  });
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
})()"""
OWN = {"name": "Amélie", "lang": "fr-FR", "localService": True}
REMOTE = {"name": "Nuage", "lang": "fr-FR", "localService": False}
ENGLISH = {"name": "Kate", "lang": "en-GB", "localService": True}


def listener(browser: Browser, door: FakeDoor, *voices: dict[str, Any]) -> Visitor:
    visitor = Visitor(browser, door, **DESKTOP)
    listed = str(list(voices)).replace("True", "true").replace("False", "false")
    visitor.context.add_init_script(VOICES % listed)
    return visitor


def test_a_reply_is_read_by_the_voice_of_the_device(browser: Browser, door: FakeDoor) -> None:
    """The button reads what is in view, numbers included, and is silent when pressed again."""
    visitor = listener(browser, door, REMOTE, ENGLISH, OWN)
    visitor.visit()
    page = visitor.say("bonjour")
    button = page.locator(".robot .listen")
    button.click()
    heard = page.evaluate("window.heard.filter(one => one[0])")
    assert {name for name, _ in heard} == {"Amélie"}
    said = [text for _, text in heard]
    assert said[0] == "Merci de l'avoir écrit. Ce n'est pas ta faute."
    assert "119" in said
    assert not any("Écouter" in text or "Fanal, robot" in text for text in said)
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("window.heard.at(-1)[1]") == "silence"
    visitor.leave_no_trace()


def test_easy_french_is_what_is_heard(browser: Browser, door: FakeDoor) -> None:
    """With easy French in view, it is the easy words that are read."""
    visitor = listener(browser, door, OWN)
    page = visitor.visit()
    page.get_by_text("Facile à lire").click()
    visitor.say("bonjour")
    page.locator(".robot .listen").click()
    assert page.evaluate("window.heard.find(one => one[0])[1]").startswith("Merci d'en parler.")
    visitor.leave_no_trace()


@pytest.mark.parametrize("voices", [[], [REMOTE], [ENGLISH]], ids=["none", "remote", "english"])
def test_no_voice_of_the_device_no_button(
    browser: Browser, door: FakeDoor, voices: list[dict[str, Any]]
) -> None:
    """A voice that sends the words to a company is never used: the button does not show."""
    visitor = listener(browser, door, *voices)
    visitor.visit()
    page = visitor.say("bonjour")
    assert page.locator(".listen").evaluate_all("all => all.every(one => !one.checkVisibility())")
    visitor.leave_no_trace()


def test_leaving_silences_at_once(browser: Browser, door: FakeDoor) -> None:
    """The way out stops the voice before the page is replaced."""
    visitor = listener(browser, door, OWN)
    visitor.visit()
    page = visitor.say("bonjour")
    page.locator(".robot .listen").click()
    page.evaluate("document.getElementById('exit').dataset.exit = '#stay'")
    page.get_by_role("button", name="Quitter vite").click()
    assert page.evaluate("window.heard.at(-1)[1]") == "silence"
    visitor.leave_no_trace()
