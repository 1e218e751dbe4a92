"""A table for spreadsheets: one line a service, one column a field.

Semicolons and a byte order mark, because that is what a French spreadsheet opens with a double
click. A cell that a spreadsheet would run as a formula begins with an apostrophe (OWASP, « CSV
Injection »).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from fanal.directory.hours import hours_in_french
from fanal.directory.hsds.vocabulary import Vocabulary
from fanal.directory.model import Service
from fanal.directory.store import Directory
from fanal.directory.words import filled

COLUMNS = (
    "identifiant",
    "nom",
    "genre",
    "libellé du genre",
    "organisme",
    "description",
    "departement",
    "communes",
    "régions",
    "adresse",
    "code postal",
    "code insee",
    "commune",
    "latitude",
    "longitude",
    "telephone",
    "autres téléphones",
    "sms",
    "courriel",
    "site",
    "tchat",
    "horaires",
    "horaires osm",
    "gratuit",
    "anonyme",
    "confidentiel",
    "publics",
    "besoins",
    "langues",
    "date",
    "source datée",
    "vérifié par",
    "source",
    "confiance",
    "statut",
)
"""The columns, in order, in French; a cell that holds several values separates them by commas."""

BYTE_ORDER_MARK = "\ufeff"
_AUDIENCES = {"young": "jeunes", "family": "familles", "professional": "professionnels"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(records: Iterable[Service], words: Vocabulary, directory: Directory) -> str:
    """The records as a table, with its line of titles and its byte order mark."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS)
    for record in records:
        cells = _cells(record, words, directory)
        table.writerow([harmless(_text(cells[name])) for name in COLUMNS])
    return BYTE_ORDER_MARK + out.getvalue()


def harmless(cell: str) -> str:
    """The cell, with an apostrophe in front when a spreadsheet would take it for a formula.

    Blanks in front do not count: some spreadsheets skip them.
    """
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) or cell[:1] in _FORMULA else cell


def _cells(record: Service, words: Vocabulary, directory: Directory) -> dict[str, object]:
    area, place = record.service_area, record.location
    said = record.description or words.kind(record).description
    shown = place if place is not None and not place.secret else None
    hours = record.visible_hours
    voice = [phone.number for phone in record.visible_phones if phone.kind == "voice"]
    return {
        "identifiant": record.id,
        "nom": record.name,
        "genre": record.kind,
        "libellé du genre": words.kind(record).label,
        "organisme": record.organization,
        "description": filled(said.vous, directory),
        "departement": "france" if area.national else (*area.departements, *area.territories),
        "communes": area.communes,
        "régions": area.regions,
        "adresse": shown.address if shown else None,
        "code postal": shown.postal_code if shown else None,
        "code insee": shown.commune if shown else None,
        "commune": shown.city if shown else None,
        "latitude": shown.latitude if shown else None,
        "longitude": shown.longitude if shown else None,
        "telephone": voice[0] if voice else None,
        "autres téléphones": voice[1:],
        "sms": [phone.number for phone in record.visible_phones if phone.kind == "sms"],
        "courriel": record.email,
        "site": record.url,
        "tchat": record.chat_url,
        "horaires": hours_in_french(hours) if hours else None,
        "horaires osm": hours,
        "gratuit": record.cost.free if record.cost else None,
        "anonyme": record.anonymous,
        "confidentiel": record.confidential,
        "publics": [_AUDIENCES[audience] for audience in record.audience],
        "besoins": words.needs_of(record),
        "langues": record.languages,
        "date": record.assured_date.isoformat(),
        "source datée": record.source_dated,
        "vérifié par": record.assured_by,
        "source": record.sources[0].url,
        "confiance": record.confidence,
        "statut": record.publish,
    }


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, (list, tuple)):
        return ", ".join(str(item) for item in value)
    return str(value)
