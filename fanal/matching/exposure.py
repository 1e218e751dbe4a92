"""How often each record would be shown: what to check first, and what a place really gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from fanal.geography import Gazetteer, Place
from fanal.matching.ageing import stale_last
from fanal.matching.contacts import NATIONAL_SHOWN, Choice, Matcher, Request
from fanal.matching.needs import Need
from fanal.records import AUDIENCES, Audience


@dataclass(frozen=True)
class Screen:
    """The first contacts that one person would be shown.

    Attributes:
        departement: code of the place, or None when no place was given.
        need: what is looked for.
        audience: who is looking.
        choices: the contacts, best first.
    """

    departement: str | None
    need: Need
    audience: Audience
    choices: tuple[Choice, ...]

    @property
    def local(self) -> tuple[Choice, ...]:
        """The local ones among them."""
        return tuple(choice for choice in self.choices if choice.scope == "local")


def first_screens(matcher: Matcher, gazetteer: Gazetteer, moment: datetime) -> Iterator[Screen]:
    """The first screen of every département and collectivité, need and audience.

    Three national lines and three local services, as in a reply once the place is known; four
    lines without a place.

    Args:
        matcher: the directory and the needs.
        gazetteer: the places.
        moment: the aware moment for which « open » is computed.
    """
    places: list[Place | None] = [None, *gazetteer.departements]
    for need in matcher.needs.all:
        for audience in AUDIENCES:
            for place in places:
                request = Request(need, audience, moment, place)
                local = matcher.local(request) if place and not need.urgent else []
                national = matcher.national(request, NATIONAL_SHOWN - bool(local))
                found = stale_last(matcher, [*national, *local], request)
                yield Screen(place.departement if place else None, need, audience, tuple(found))


def exposure(matcher: Matcher, gazetteer: Gazetteer, moment: datetime) -> Counter[str]:
    """How many of the first screens show each record, by identifier."""
    return Counter(
        choice.service.id
        for screen in first_screens(matcher, gazetteer, moment)
        for choice in screen.choices
    )
