"""Who covers each place for each need: a specialist, an older record, or the national lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from fanal.directory.freshness import age
from fanal.geography import Gazetteer
from fanal.matching.contacts import Choice, Matcher, Request
from fanal.matching.needs import Need
from fanal.records import AUDIENCES

Level = Literal["right", "stale", "orient", "national"]
"""From the best: a local service of the right kind; the same, not checked for two years; a local
service that can only orient; the national lines alone."""

LEVELS: tuple[Level, ...] = ("right", "stale", "orient", "national")
ALL = 200
"""More local services than any département has."""


@dataclass(frozen=True)
class Cell:
    """One département and one need.

    Attributes:
        departement: code of the département or collectivité.
        need: identifier of the need.
        level: the best that any audience gets there.
        services: how many local services of the right kind there are.
        specialised: whether one of them is devoted to sexual exploitation.
    """

    departement: str
    need: str
    level: Level
    services: int
    specialised: bool


def local_needs(matcher: Matcher) -> list[Need]:
    """The needs for which somebody near is looked for: an emergency is not one of them."""
    return [
        need
        for need in matcher.needs.all
        if not need.urgent and any(need.local.of(audience) for audience in AUDIENCES)
    ]


def coverage(matcher: Matcher, gazetteer: Gazetteer, moment: datetime) -> list[Cell]:
    """Every département and collectivité, for every need that has local services.

    Args:
        matcher: the directory and the needs.
        gazetteer: the places.
        moment: the aware moment from which ages are counted.
    """
    cells = []
    for place in gazetteer.departements:
        for need in local_needs(matcher):
            found = {
                choice.service.id: choice
                for audience in AUDIENCES
                for choice in matcher.local(Request(need, audience, moment, place), ALL)
            }
            cells.append(_cell(matcher, place.code, need, found.values(), moment))
    return cells


def _cell(
    matcher: Matcher, code: str, need: Need, found: Iterable[Choice], moment: datetime
) -> Cell:
    choices = list(found)
    right = [choice.service for choice in choices if choice.exact]
    stale = [service for service in right if age(service, moment.date()) == "stale"]
    level: Level = "national"
    if len(right) > len(stale):
        level = "right"
    elif stale:
        level = "stale"
    elif choices:
        level = "orient"
    kinds = matcher.directory.kinds
    return Cell(
        departement=code,
        need=need.id,
        level=level,
        services=len(right),
        specialised=any(kinds[service.kind].specialised for service in right),
    )
