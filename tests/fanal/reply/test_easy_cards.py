"""What a card says in easy French."""

from __future__ import annotations

import pytest

from fanal.clock import now
from fanal.directory import Service
from fanal.matching import Request
from fanal.reply import Dialogue
from fanal.reply.cards import card


@pytest.fixture(scope="module")
def without_easy_words(dialogue: Dialogue) -> list[Service]:
    """The services that have words of their own, and no easy ones."""
    services = dialogue.composer.matcher.directory.services
    return [one for one in services if one.description and one.description.falc is None]


@pytest.mark.parametrize("register", ["tu", "vous"])
def test_a_local_service_without_easy_words_shows_those_of_its_kind(
    dialogue: Dialogue, without_easy_words: list[Service], register: str
) -> None:
    """The switch always shows something easier; the ordinary words stay the service's own."""
    composer = dialogue.composer
    matcher, texts = composer.matcher, composer.texts
    request = Request(matcher.needs["general"], "family", now())
    local = [one for one in without_easy_words if not one.is_national]
    assert local
    for service in local:
        choice = matcher.choice(service, request)
        shown = card(choice, texts, "tu" if register == "tu" else "vous", now())
        of_its_kind = matcher.directory.kinds[service.kind].description.falc
        assert of_its_kind is not None
        assert shown.why_falc == texts.render(getattr(of_its_kind, register))
        assert service.description is not None
        assert shown.why == texts.render(getattr(service.description, register))


def test_a_national_line_never_speaks_in_the_words_of_its_kind(dialogue: Dialogue) -> None:
    """A national line says in easy French what is written for it, or nothing."""
    composer = dialogue.composer
    matcher, texts = composer.matcher, composer.texts
    service = matcher.directory.service("119")
    assert service.description is not None
    bare = service.model_copy(
        update={"description": service.description.model_copy(update={"falc": None})}
    )
    choice = matcher.choice(bare, Request(matcher.needs["general"], "family", now()))
    assert card(choice, texts, "tu", now()).why_falc is None
