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
    "id",
    "name",
    "kind",
    "kind_label",
    "organization",
    "description",
    "publish",
    "confidence",
    "assured_date",
    "source_dated",
    "assured_by",
    "source_url",
    "national",
    "departements",
    "communes",
    "regions",
    "territories",
    "address",
    "postal_code",
    "commune",
    "city",
    "latitude",
    "longitude",
    "phones",
    "sms",
    "url",
    "chat_url",
    "email",
    "opening_hours",
    "hours_in_french",
    "free",
    "anonymous",
    "confidential",
    "audience",
    "needs",
    "languages",
)
"""The columns, in order; a cell that holds several values separates them with « | »."""

BYTE_ORDER_MARK = "\ufeff"
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
    return {
        "id": record.id,
        "name": record.name,
        "kind": record.kind,
        "kind_label": words.kind(record).label,
        "organization": record.organization,
        "description": filled(said.vous, directory),
        "publish": record.publish,
        "confidence": record.confidence,
        "assured_date": record.assured_date.isoformat(),
        "source_dated": record.source_dated,
        "assured_by": record.assured_by,
        "source_url": record.sources[0].url,
        "national": area.national,
        "departements": area.departements,
        "communes": area.communes,
        "regions": area.regions,
        "territories": area.territories,
        "address": shown.address if shown else None,
        "postal_code": shown.postal_code if shown else None,
        "commune": shown.commune if shown else None,
        "city": shown.city if shown else None,
        "latitude": shown.latitude if shown else None,
        "longitude": shown.longitude if shown else None,
        "phones": [p.number for p in record.visible_phones if p.kind == "voice"],
        "sms": [p.number for p in record.visible_phones if p.kind == "sms"],
        "url": record.url,
        "chat_url": record.chat_url,
        "email": record.email,
        "opening_hours": hours,
        "hours_in_french": hours_in_french(hours) if hours else None,
        "free": record.cost.free if record.cost else None,
        "anonymous": record.anonymous,
        "confidential": record.confidential,
        "audience": record.audience,
        "needs": words.needs_of(record),
        "languages": record.languages,
    }


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return " | ".join(str(item) for item in value)
    return str(value)
