"""Contacts for an address book: vCard 4.0 (RFC 6350).

Written here because the kept libraries speak vCard 3.0: a card is a few lines, and the rules that
matter (escaping, folding, line ends) are those of sections 3.2 to 3.4 of the RFC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fanal.directory.fields import international
from fanal.directory.hours import hours_in_french
from fanal.directory.hsds.entities import identifier
from fanal.directory.hsds.vocabulary import Vocabulary
from fanal.directory.model import Location, Phone, Service
from fanal.directory.store import Directory
from fanal.directory.words import filled

LINE_OCTETS = 75
"""RFC 6350, section 3.2: a line is folded beyond this, its end excluded."""


def as_vcards(records: Iterable[Service], words: Vocabulary, directory: Directory) -> str:
    """One card a record, one after the other."""
    return "".join(
        f"{folded(line)}\r\n" for record in records for line in _card(record, words, directory)
    )


def escaped(text: str) -> str:
    """A text value: backslash, comma, semicolon and line ends escaped (section 3.4)."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return "\\n".join(text.splitlines())


def folded(line: str) -> str:
    """A line in pieces of 75 octets at most, never inside a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE_OCTETS:
            pieces.append(piece)
            piece, size = "", 1  # the blank that begins a folded line counts
        piece, size = piece + character, size + octets
    return "\r\n ".join([*pieces, piece])


def _card(record: Service, words: Vocabulary, directory: Directory) -> Iterator[str]:
    place = record.location
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield "KIND:org"
    yield f"UID:urn:uuid:{identifier('service', record.id)}"
    yield f"FN:{escaped(record.name)}"
    yield f"ORG:{escaped(record.organization or record.name)}"
    for rank, phone in enumerate(_phones(record), start=1):
        yield f"TEL;VALUE=uri;PREF={min(rank, 100)};TYPE={_type(phone)}:{_dialled(phone)}"
    if record.email:
        yield f"EMAIL:{escaped(record.email)}"
    for url in dict.fromkeys(u for u in (record.url, record.chat_url) if u):
        yield f"URL:{url}"
    if place is not None and not place.secret:
        yield from _place(place)
    yield f"CATEGORIES:{escaped(words.kind(record).label)}"
    yield f"NOTE:{escaped(_note(record, words, directory))}"
    yield f"REV:{record.modified_on:%Y%m%d}T000000Z"
    yield "END:VCARD"


def _phones(record: Service) -> list[Phone]:
    """The numbers that work everywhere, else all of them."""
    everywhere = [phone for phone in record.visible_phones if phone.territory is None]
    return everywhere or list(record.visible_phones)


def _type(phone: Phone) -> str:
    return "text" if phone.kind == "sms" else "voice"


def _dialled(phone: Phone) -> str:
    return f"tel:{international(phone.digits) or phone.uri.partition(':')[2]}"


def _place(place: Location) -> Iterator[str]:
    if place.address or place.city:
        parts = (place.address, place.city, None, place.postal_code)
        said = ";".join(escaped(part or "") for part in parts)
        yield f"ADR:;;{said};France"
    if place.latitude is not None and place.longitude is not None:
        yield f"GEO:geo:{place.latitude},{place.longitude}"


def _note(record: Service, words: Vocabulary, directory: Directory) -> str:
    said = record.description or words.kind(record).description
    lines = [filled(said.vous, directory)]
    if record.visible_hours:
        lines.append(f"Horaires : {hours_in_french(record.visible_hours)}.")
    lines += [f"{phone.number} : {phone.description}" for phone in _phones(record)
              if phone.description]  # fmt: skip
    lines.append(f"Vérifié le {record.assured_date:%d/%m/%Y}. Source : {record.sources[0].url}")
    return "\n".join(lines)
