"""The right humans: open first, right kind near the place, nothing where nothing fits."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from fanal.directory.model import Closure
from fanal.geography import Place
from fanal.matching import Matcher, Request
from fanal.matching.contacts import overseas, reachable
from fanal.reply import Dialogue
from fanal.reply.cards import usable_phones

PARIS = ZoneInfo("Europe/Paris")
NIGHT = datetime(2026, 11, 24, 3, 10, tzinfo=PARIS)
DAY = datetime(2026, 11, 24, 10, 0, tzinfo=PARIS)


@pytest.fixture
def matcher(dialogue: Dialogue) -> Matcher:
    return dialogue.composer.matcher


def place(dialogue: Dialogue, code: str) -> Place:
    found = dialogue.composer.place(code)
    assert found is not None
    return found


def test_by_day_the_specialised_line_comes_first(matcher: Matcher) -> None:
    """For cyberviolence at ten in the morning, 3018 is open and first."""
    found = matcher.national(Request(matcher.needs["cyberviolence"], "young", DAY))
    assert found[0].service.id == "3018"
    assert found[0].opening.state == "open"


def test_at_night_an_open_line_comes_first_and_the_closed_one_stays(matcher: Matcher) -> None:
    """At three in the morning 119 is first; 3018 is still shown, as closed."""
    found = matcher.national(Request(matcher.needs["cyberviolence"], "young", NIGHT))
    assert found[0].opening.state == "open"
    assert {c.service.id: c.opening.state for c in found}["3018"] == "closed"


def test_a_need_without_local_kinds_gets_no_address(matcher: Matcher, dialogue: Dialogue) -> None:
    """Someone who wants to buy or recruit is never shown a place."""
    request = Request(
        matcher.needs["buyer_or_recruiter"], "family", DAY, place(dialogue, "departement:59")
    )
    assert matcher.local(request) == []


def test_secret_places_have_no_address(matcher: Matcher) -> None:
    """A record whose place is secret carries nothing of it."""
    secret = [s for s in matcher.directory.services if s.location and s.location.secret]
    assert secret
    for service in secret:
        assert service.location is not None
        assert service.location.address is None
        assert service.location.commune is None


def test_branches_on_one_number_are_one_choice(matcher: Matcher, dialogue: Dialogue) -> None:
    """Two contacts near a place never show the same number."""
    request = Request(matcher.needs["low_mood"], "young", DAY, place(dialogue, "departement:59"))
    numbers = [c.service.visible_phones[0].digits for c in matcher.local(request, 5)
               if c.service.visible_phones]  # fmt: skip
    assert len(numbers) == len(set(numbers))


def test_new_caledonia_is_not_given_lines_that_nobody_confirmed(
    matcher: Matcher, dialogue: Dialogue
) -> None:
    """In 988 the local line and the emergency numbers are shown, not 119."""
    request = Request(matcher.needs["low_mood"], "young", DAY, place(dialogue, "departement:988"))
    ids = {choice.service.id for choice in matcher.national(request)}
    assert "119" not in ids
    assert ids & {"police-17", "samu-15", "nc-sos-ecoute"}


def test_numbers_for_overseas_are_shown_there_only(matcher: Matcher, dialogue: Dialogue) -> None:
    """116 006 from overseas has its own number; from Lille it has not."""
    service = matcher.directory.service("116006")
    here = usable_phones(service, place(dialogue, "departement:59"))
    there = usable_phones(service, place(dialogue, "departement:974"))
    assert [p.number for p in here] == ["116 006"]
    assert len(there) == 2
    assert overseas("974")
    assert not overseas("59")


def test_the_hours_of_a_phone_say_nothing_of_its_chat(matcher: Matcher) -> None:
    """119 answers the phone day and night; the hours of its chat are not known."""
    service = matcher.directory.service("119")
    assert service.visible_hours == "24/7"
    assert service.written_hours is None


def test_written_channel(matcher: Matcher) -> None:
    """« Pas au téléphone » keeps only services that can be written to."""
    request = Request(matcher.needs["bullying"], "young", NIGHT, channel="written")
    found = matcher.national(request, 6)
    assert found[0].opening.state == "open"
    assert all(reachable(choice.service, "written") for choice in found)


def test_a_service_named_by_its_number_is_recognised(matcher: Matcher) -> None:
    """« le 3018 » names a service; an age, a price or a phone number do not."""
    assert matcher.named("c ouvert le 3018 ?") == ("3018",)
    assert matcher.named("j'ai 15 ans et 17 euros, mon num 06 12 34 56 78") == ()


def test_a_closed_period_reaches_the_choice(matcher: Matcher) -> None:
    """A record that says it is closed this week is shown closed, whatever its hours."""
    service = matcher.directory.service("119")
    closure = Closure.model_validate({"valid_from": "2026-11-23", "valid_to": "2026-11-29",
                                    "reason": "travaux"})  # fmt: skip
    away = service.model_copy(update={"closures": (closure,)})
    request = Request(matcher.needs["general"], "young", DAY)
    assert matcher.choice(service, request).opening.state == "open"
    assert matcher.choice(away, request).opening.state == "closed"
    assert matcher.choice(away, request).opening.text.startswith("fermé : travaux, ouvre ")


def test_a_line_for_another_age_is_left_out(matcher: Matcher) -> None:
    """When an age is volunteered, a line that takes other ages only is not shown for it."""
    need = matcher.needs["sexual_exploitation"]
    minor = matcher.national(Request(need, "young", DAY, age="minor"), 9)
    adult = matcher.national(Request(need, "young", DAY, age="adult"), 9)
    assert "espace-mineurs-masecurite" in [choice.service.id for choice in minor]
    assert "espace-mineurs-masecurite" not in [choice.service.id for choice in adult]
    assert "119" in [choice.service.id for choice in adult]
