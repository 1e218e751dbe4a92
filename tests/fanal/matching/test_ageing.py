"""A local service that nobody checked for two years gives way, and is never hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from fanal.directory import Directory, Service
from fanal.directory.freshness import age
from fanal.geography import Place
from fanal.matching import Choice, Matcher, Request, stale_last
from fanal.reply import Dialogue

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def matcher(dialogue: Dialogue) -> Matcher:
    return dialogue.composer.matcher


def request_for(dialogue: Dialogue, code: str, need: str = "low_mood") -> Request:
    place = dialogue.composer.place(code)
    assert place is not None
    return Request(dialogue.composer.matcher.needs[need], "young", NOW, place)


def aged(service: Service, day: date) -> Service:
    return service.model_copy(update={"assured_date": day})


def test_a_stale_local_record_goes_last(matcher: Matcher, dialogue: Dialogue) -> None:
    """Among local services, the one not checked for two years comes after the fresh ones."""
    request = request_for(dialogue, "departement:59")
    first, second = (c for c in matcher.local(request)[:2])
    old = replace(first, service=aged(first.service, date(2020, 1, 1)))
    new = replace(second, service=aged(second.service, date(2026, 11, 1)))
    national = matcher.national(request, 3)
    found = stale_last(matcher, [*national, old, new], request)
    assert found[-1] == old
    assert found.index(new) < found.index(old)


def test_a_stale_local_record_is_below_a_line_checked_since(
    matcher: Matcher, dialogue: Dialogue
) -> None:
    """When every national line shown is as old, one that was checked since is added above."""
    request = request_for(dialogue, "departement:23", "rights")
    [old] = matcher.local(request, 1)
    old = replace(old, service=aged(old.service, date(2020, 1, 1)))
    line = matcher.choice(matcher.directory.service("119"), request)
    line = replace(line, service=aged(line.service, date(2019, 1, 1)))
    found = stale_last(matcher, [line, old], request)
    assert [found[0], found[-1]] == [line, old]
    assert age(found[1].service, NOW.date()) != "stale"
    assert found[1].service.is_national


def test_nothing_moves_when_nothing_is_stale(matcher: Matcher, dialogue: Dialogue) -> None:
    """Fresh records keep the order that the need gives them."""
    request = request_for(dialogue, "departement:59")
    found: list[Choice] = [
        replace(c, service=aged(c.service, date(2026, 11, 1)))
        for c in [*matcher.local(request), *matcher.national(request)]
    ]
    assert stale_last(matcher, found, request) == found


def test_an_old_contact_is_better_than_nobody(matcher: Matcher, dialogue: Dialogue) -> None:
    """When every line of the country is old too, the local service is still shown."""
    ancient = Directory(
        {s.id: aged(s, date(2015, 1, 1)) for s in matcher.directory.services},
        matcher.directory.kinds,
    )
    old = replace(matcher, directory=ancient)
    request = request_for(dialogue, "departement:59")
    found = [*old.national(request, 3), *old.local(request)]
    assert stale_last(old, found, request) == found


@pytest.mark.parametrize("departement", ["23", "59", "75", "971", "987", "988"])
def test_every_screen_of_a_need(matcher: Matcher, dialogue: Dialogue, departement: str) -> None:
    """For every need and place, no stale local record stands above a fresh one or alone."""
    place: Place | None = dialogue.composer.place(f"departement:{departement}")
    for need in matcher.needs.all:
        for audience in ("young", "family", "professional"):
            request = Request(need, audience, NOW, place)
            found = stale_last(
                matcher, [*matcher.national(request, 3), *matcher.local(request)], request
            )
            ages = [age(choice.service, NOW.date()) for choice in found]
            stale = [
                n
                for n, choice in enumerate(found)
                if choice.scope == "local" and ages[n] == "stale"
            ]
            assert stale == list(range(len(found) - len(stale), len(found)))
            if stale and departement != "988":
                assert any(
                    choice.scope == "national" and ages[n] != "stale"
                    for n, choice in enumerate(found[: stale[0]])
                ), need.id
