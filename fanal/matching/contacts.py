"""Choosing the right humans: national lines by need, then local services by nearness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from fanal.directory import Directory, Service, opening_state
from fanal.directory.hours import OpeningState
from fanal.geography import Place, timezone_of
from fanal.language.age import RANGES, Bracket
from fanal.matching.needs import Need, Needs
from fanal.records import Audience, ByAudience

Channel = Literal["voice", "written", "place"]
OVERSEAS_PREFIXES = ("97", "98")
NOT_COVERED_BY_119 = frozenset({"986", "988"})
"""Wallis-et-Futuna and Nouvelle-Calédonie: no source confirms that national lines answer there,
apart from 15, 17 and 18."""
EVERYWHERE = ("police-17", "samu-15", "pompiers-18")
NATIONAL_SHOWN = 4
_NAMED_NUMBER = re.compile(r"(?<!\d)(?<!\d )\d{3,4}(?! ?\d)")
"""A short help number in a message; two digits are an age or a price far more often."""
LOCAL_SHOWN = 3
WITHOUT_PHONE = 1.5
"""Steps down the need's list of kinds that a missing phone costs a local service."""
SAME_COMMUNE = 1.0
"""Steps up that list for standing in the person's own commune."""


@dataclass(frozen=True)
class Request:
    """What is looked for.

    Attributes:
        need: the need; the general one when nothing was said.
        audience: who is writing.
        moment: aware time for which « open » is computed.
        place: where, or None.
        channel: voice, written or place; None when it does not matter.
        exclude: services not to show again.
        age: bracket of the person concerned, when volunteered; lines for others are left out.
        near: a place was just asked for: whoever is there is shown, whatever the channel.
        lines: national services to put first instead of the need's own (for an answer).
    """

    need: Need
    audience: Audience
    moment: datetime
    place: Place | None = None
    channel: Channel | None = None
    exclude: frozenset[str] = frozenset()
    lines: tuple[str, ...] = ()
    near: bool = False
    age: Bracket | None = None


@dataclass(frozen=True)
class Choice:
    """A service retained, with its state at that minute.

    Attributes:
        service: the directory record.
        opening: open, closed or unknown, with French words.
        scope: national or local.
        exact: for local services, whether its kind fits the need (False: it can orient).
    """

    service: Service
    opening: OpeningState
    scope: Literal["national", "local"]
    exact: bool = True


@dataclass(frozen=True)
class Matcher:
    """Matches requests to services of the directory."""

    directory: Directory
    needs: Needs
    written: ByAudience
    closeness: dict[str, float] = field(default_factory=dict)

    def national(self, request: Request, limit: int = NATIONAL_SHOWN) -> list[Choice]:
        """National services, best first; the first one answers at that minute when any does.

        A service that is closed is never alone: the need's own lists hold a line that is always
        open, and the promises (fanal.safety) check it again on the way out.
        """
        wanted = [*request.lines, *request.need.lines.of(request.audience)]
        if request.channel == "written":
            wanted += self.written.of(request.audience)
        if request.place is not None and request.place.departement in NOT_COVERED_BY_119:
            there = self._territorial(request.place.departement)
            own = [line for line in wanted if line in EVERYWHERE]
            wanted = [*own, *there] if request.need.urgent else [*there, *own]
            wanted += EVERYWHERE
        else:
            wanted += self.needs["general"].lines.of(request.audience)
        choices = [
            self.choice(service, request)
            for service in self._known(wanted)
            if service.id not in request.exclude
            and reachable(service, request.channel)
            and self.serves(service, request.place)
            and takes(service, request.age)
        ]
        return _open_first(choices, limit)

    def local(self, request: Request, limit: int = LOCAL_SHOWN) -> list[Choice]:
        """Local services of the place's département: right kind first, then same commune.

        When no service of the right kind has a phone, general ones that can orient are added,
        so that a département with any phone at all always answers with one.
        """
        place = request.place
        kinds = request.need.local.of(request.audience)
        # A need without local kinds (a buyer, a danger right now) never gets an address.
        if place is None or place.departement is None or not kinds:
            return []
        around = [
            service
            for service in self.directory.local(place.departement)
            if service.id not in request.exclude and self._fits(service, request.audience)
        ]
        present = [s for s in around if reachable(s, request.channel)]
        if request.near and not present:
            present = around
        right = self._ranked(present, kinds, place, request.need)
        general = self.needs["general"]
        wider = self._ranked(present, general.local.of(request.audience), place, general)
        known = {
            phone.digits
            for name in request.exclude
            if name in self.directory
            for phone in self.directory.service(name).visible_phones
        }
        shown = _different_phones(right, known)[:limit]
        if not any(service.visible_phones for service in shown):
            with_phone = [s for s in (*right, *wider, *present) if s.visible_phones]
            extra = [s for s in _different_phones(_unique(with_phone), known) if s not in shown]
            shown = [*shown[: limit - 1], *extra[: max(1, limit - len(shown))]]
        return [self.choice(s, request, exact=s in right) for s in shown]

    def named(self, text: str) -> tuple[str, ...]:
        """Services that a message names by their number, « 3018 » for example."""
        written = set(_NAMED_NUMBER.findall(text))
        numbers = [(s.id, p.digits) for s in self.directory.national for p in s.visible_phones]
        return tuple(dict.fromkeys(name for name, number in numbers if number in written))[:3]

    def choice(self, service: Service, request: Request, *, exact: bool = True) -> Choice:
        """A service with its state at the moment of the request."""
        departement = service.departement if not service.is_national else None
        moment = request.moment.astimezone(ZoneInfo(timezone_of(departement or "75")))
        return Choice(
            service,
            opening_state(
                service.written_hours if request.channel == "written" else service.visible_hours,
                moment,
                departement=departement,
                closures=service.closed_periods,
            ),
            "national" if service.is_national else "local",
            exact,
        )

    def _known(self, ids: Iterable[str]) -> list[Service]:
        return _unique(
            self.directory.service(service_id) for service_id in ids if service_id in self.directory
        )

    def serves(self, service: Service, place: Place | None) -> bool:
        """Whether the service covers the place; without a place, only national ones do.

        Where no source confirms that national lines answer, only the emergency numbers do.
        """
        if service.is_national:
            uncovered = place is not None and place.departement in NOT_COVERED_BY_119
            return not uncovered or service.id in EVERYWHERE
        return place is not None and service in self.directory.local(place.departement or "")

    def _territorial(self, departement: str | None) -> list[str]:
        return [s.id for s in self.directory.local(departement or "") if s.kind == "helpline"]

    @staticmethod
    def _fits(service: Service, audience: Audience) -> bool:
        return not service.audience or audience in service.audience

    def _ranked(
        self, services: Sequence[Service], kinds: Sequence[str], place: Place, need: Need
    ) -> list[Service]:
        order = {kind: rank for rank, kind in enumerate(kinds)}

        def rank(service: Service) -> tuple[float, float, str]:
            first = float(order.get(service.kind, len(order)))
            first += WITHOUT_PHONE * (not service.visible_phones)
            first -= SAME_COMMUNE * _same_commune(service, place)
            return first, -self.closeness.get(f"{need.id}:{service.kind}", 0.0), service.id

        fitting = (s for s in services if s.kind in order or need.id in s.needs)
        return sorted(fitting, key=rank)


def reachable(service: Service, channel: Channel | None) -> bool:
    """Whether the service can be contacted through this channel."""
    if channel == "voice":
        return any(phone.kind == "voice" for phone in service.visible_phones)
    if channel == "written":
        return bool(
            service.chat_url
            or service.email
            or any(phone.kind == "sms" for phone in service.visible_phones)
        )
    if channel == "place":
        return service.is_national or bool(service.location and service.location.address)
    return True


def takes(service: Service, age: Bracket | None) -> bool:
    """Whether the service is for people of that age bracket; unknown ages exclude nobody."""
    if age is None or service.ages is None:
        return True
    low, high = RANGES[age]
    least, most = service.ages.min, service.ages.max
    return (least is None or least <= high) and (most is None or most >= low)


def overseas(departement: str | None) -> bool:
    """Whether a département or collectivité is overseas."""
    return bool(departement) and str(departement).startswith(OVERSEAS_PREFIXES)


def _open_first(choices: Sequence[Choice], limit: int) -> list[Choice]:
    """The best line that answers now, then the others as their author ordered them.

    A specialised line that is closed stays visible: the card says when it opens.
    """
    first = next((c for c in choices if c.opening.state == "open" and answers(c.service)), None)
    if first is None:
        return list(choices[:limit])
    return [first, *[choice for choice in choices if choice is not first]][:limit]


def answers(service: Service) -> bool:
    """Whether a person answers there, by voice or in writing."""
    return bool(service.visible_phones or service.chat_url)


def _different_phones(services: Sequence[Service], known: Iterable[str]) -> list[Service]:
    """Branches that answer on one number are one choice, not three."""
    seen = set(known)
    kept: list[Service] = []
    for service in services:
        number = service.visible_phones[0].digits if service.visible_phones else service.id
        if number not in seen:
            seen.add(number)
            kept.append(service)
    return kept


def _same_commune(service: Service, place: Place) -> bool:
    return bool(
        place.commune and service.location is not None and service.location.commune == place.commune
    )


def _unique(services: Iterable[Service]) -> list[Service]:
    return list({service.id: service for service in services}.values())
