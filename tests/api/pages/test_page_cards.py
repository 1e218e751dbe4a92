"""What a contact card shows."""

from __future__ import annotations

import pytest

from api.pages.cards import card, grouped, view
from tests.api.pages.fakes import CALM_REPLY, CHILDREN, contact, sms, voice


@pytest.mark.parametrize(
    ("state", "hours", "shown"),
    [
        ("open", "ouvert, jusqu'à 23 h", "Ouvert, jusqu'à 23 h"),
        ("open", "de 9 h à 18 h", "Ouvert : de 9 h à 18 h"),
        ("closed", "fermé, ouvre demain à 9 h", "Fermé, ouvre demain à 9 h"),
        ("unknown", "horaires non connus", "Horaires non connus"),
        ("closed", None, "Fermé"),
        ("surprise", None, "Horaires non connus"),
    ],
)
def test_state_is_said_in_words_once(state: str, hours: str | None, shown: str) -> None:
    """The state is always written out, with the hours and without saying it twice."""
    assert card(contact("a", "A", open=state, hours=hours)).state_text == shown


def test_only_what_is_stated_is_shown() -> None:
    """Free, anonymous and confidential appear when the record says so, not when it is silent."""
    silent = card(contact("a", "A", phones=[voice("119")]))
    assert silent.facts == frozenset()
    stated = card(
        contact("a", "A", free=True, anonymous=True, confidential=True, phones=[voice("119")])
    )
    assert stated.facts == {"free", "anonymous", "confidential"}
    refused = card(contact("a", "A", free=False, anonymous=False, phones=[voice("119")]))
    assert refused.facts == {"not-free"}


def test_numbers_are_sorted_by_what_one_does_with_them() -> None:
    """Calls come with calls, SMS with SMS, and an odd address is dropped."""
    odd = {"number": "1", "uri": "javascript:1", "kind": "voice"}
    shown = card(contact("a", "A", phones=[sms("114"), voice("0 800 00 00 00"), odd]))
    assert [link.uri for link in shown.voice] == ["tel:0800000000"]
    assert [link.text for link in shown.sms] == ["114"]


@pytest.mark.parametrize("url", [None, "", "www.site.example", "javascript:alert(1)", "//x"])
def test_only_web_addresses_become_links(url: str | None) -> None:
    """A link opens a web page and does nothing else."""
    shown = card(contact("a", "A", url=url, chat_url=url, source_url=url, verified_on="2025-01-02"))
    assert (shown.site, shown.chat, shown.source) == (None, None, None)


def test_check_date_is_shown_with_its_limits_when_known() -> None:
    """The sentence of the record comes first, else its date."""
    assert card(contact("a", "A", verified_on="2025-01-02")).verified == "Vérifié le 02/01/2025"
    said = card(contact("a", "A", verified_on="2025-01-02", verified="Lu en janvier 2025"))
    assert said.verified == "Lu en janvier 2025"
    assert card(contact("a", "A")).verified is None


def test_groups_keep_their_order() -> None:
    """Titles and contacts stand in the order they come."""
    groups = grouped([CHILDREN | {"group": name} for name in ("b", "a", "b")])
    assert [(title, len(cards)) for title, cards in groups] == [("b", 2), ("a", 1)]


def test_a_reply_keeps_its_order() -> None:
    """Messages, contacts and choices stay best first."""
    shown = view(CALM_REPLY)
    assert [item.name for item in shown.cards] == [c["name"] for c in CALM_REPLY["contacts"]]
    assert shown.choices[1] == ("Autre chose", "autre")
    assert (shown.urgent, shown.degraded, shown.asks) == (False, False, "place")
