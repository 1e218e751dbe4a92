"""How often each record would be shown."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from fanal.matching.exposure import Screen, exposure, first_screens
from fanal.reply import Dialogue

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(scope="module")
def screens(dialogue: Dialogue) -> list[Screen]:
    composer = dialogue.composer
    return list(first_screens(composer.matcher, composer.gazetteer, NOW))


def test_every_question_has_a_screen(screens: list[Screen], dialogue: Dialogue) -> None:
    """Every place, no place, every need and every audience: once each, with somebody on it."""
    composer = dialogue.composer
    asked = Counter((s.departement, s.need.id, s.audience) for s in screens)
    places, needs = len(composer.gazetteer.departements) + 1, len(composer.matcher.needs.all)
    assert len(asked) == places * needs * 3
    assert set(asked.values()) == {1}
    assert all(screen.choices for screen in screens)


def test_local_services_are_shown_at_home(screens: list[Screen], dialogue: Dialogue) -> None:
    """A local service is on the screens of the places it serves, and on no other."""
    directory = dialogue.composer.matcher.directory
    for screen in screens:
        for choice in screen.local:
            assert choice.service in directory.local(screen.departement or "")


def test_counts_are_those_of_the_screens(screens: list[Screen], dialogue: Dialogue) -> None:
    """A record counts once for each screen that shows it; 119 is on most of them."""
    composer = dialogue.composer
    counted = exposure(composer.matcher, composer.gazetteer, NOW)
    assert counted["119"] == sum(
        any(choice.service.id == "119" for choice in screen.choices) for screen in screens
    )
    assert counted.most_common(1)[0][0] == "119"
    assert sum(counted.values()) == sum(len(screen.choices) for screen in screens)
