"""From a chosen service to the contact card that the reader sees."""

from __future__ import annotations

from datetime import date, datetime

from fanal.directory import Phone, Service, hours_in_french
from fanal.directory.freshness import age
from fanal.directory.hours.words import MONTHS
from fanal.geography import Place
from fanal.matching import Choice
from fanal.matching.contacts import Channel, overseas, reachable
from fanal.records import Register
from fanal.reply.model import Contact, ContactPhone
from fanal.reply.texts import Texts


def card(
    choice: Choice,
    texts: Texts,
    register: Register,
    moment: datetime,
    *,
    place: Place | None = None,
    channel: Channel | None = None,
) -> Contact:
    """The card of one service: only what its record carries and its status allows."""
    service = choice.service
    location = service.location
    shown = location is not None and not location.secret
    return Contact(
        id=service.id,
        name=service.name,
        scope=choice.scope,
        departement=_departement(service, place, texts),
        commune=location.commune if location is not None and shown else None,
        phones=[
            ContactPhone(number=phone.number, uri=phone.uri, kind=phone.kind)
            for phone in usable_phones(service, place)
            if not (channel == "written" and phone.kind == "voice" and writable(service))
        ],
        url=service.url,
        chat_url=service.chat_url,
        email=service.email,
        address=_address(service) if shown else None,
        open=choice.opening.state,
        hours=choice.opening.text,
        schedule=hours_in_french(service.visible_hours) if service.visible_hours else None,
        free=service.cost.free if service.cost else None,
        anonymous=service.anonymous,
        confidential=service.confidential,
        verified_on=service.assured_date.isoformat(),
        verified=verified(service, texts, register, moment.date()),
        source_url=service.sources[0].url,
        why=" ".join(what(service, texts, register)),
        why_falc=_easy_what(service, texts, register),
    )


def writable(service: Service) -> bool:
    """Whether something else than a phone call is possible."""
    return reachable(service, "written") or bool(service.url)


def usable_phones(service: Service, place: Place | None) -> list[Phone]:
    """The numbers that work from where the person is, the right one first.

    A number « from overseas » is shown overseas only, one « from abroad » never: nobody is asked
    in which country they are.
    """
    departement = place.departement if place else None
    here: list[Phone] = []
    elsewhere: list[Phone] = []
    for phone in service.visible_phones:
        if phone.territory is None:
            elsewhere.append(phone)
        elif phone.territory == departement or (
            phone.territory == "overseas" and overseas(departement)
        ):
            here.append(phone)
    return here + elsewhere


def what(service: Service, texts: Texts, register: Register) -> list[str]:
    """What happens when one turns to this service, in the reader's register."""
    words = service.description or texts.directory.kinds[service.kind].description
    return [texts.render(getattr(words, register))]


def _easy_what(service: Service, texts: Texts, register: Register) -> str | None:
    """The easy form of what happens.

    Words of its own that nobody wrote easily yet are replaced, for a local service, by the easy
    ones of its kind: true of it as well, and easier than the plain ones. A national line has no
    equal, and keeps its own words.
    """
    words = service.description or texts.directory.kinds[service.kind].description
    easy = words.falc
    if easy is None and not service.is_national:
        easy = texts.directory.kinds[service.kind].description.falc
    return texts.render(getattr(easy, register)) if easy else None


def verified(service: Service, texts: Texts, register: Register, today: date) -> str:
    """When the record was last checked, with its limits said."""
    checked = service.assured_date
    when = french_date(checked)
    if not service.source_dated:
        return texts.say("verified_undated", register, when=when)[0].text
    if age(service, today) != "fresh":
        month = f"{MONTHS[checked.month - 1]} {checked.year}"
        return texts.say("verified_old", register, when=month)[0].text
    return texts.say("verified", register, when=when)[0].text


def french_date(day: date) -> str:
    """« 1er mars 2026 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS[day.month - 1]} {day.year}"


def _departement(service: Service, place: Place | None, texts: Texts) -> str | None:
    """The reader's own département when the service covers it, else the service's."""
    if service.is_national or place is None or place.departement is None:
        return service.departement
    covered = service in texts.directory.local(place.departement)
    return place.departement if covered else service.departement


def _address(service: Service) -> str | None:
    location = service.location
    if location is None:
        return None
    town = " ".join(part for part in (location.postal_code, location.city) if part)
    parts = [part for part in (location.address, town) if part]
    return ", ".join(parts) or None
