"""Plain tables: CSV with named columns, and YAML written as records of the directory."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from fanal.directory.importers.draft import EVERYWHERE, Draft, Issue, Options, Refused, Row
from fanal.directory.importers.files import (
    Progress,
    Raw,
    csv_rows,
    encoding_of,
    lines_of,
    rows_of,
)
from fanal.directory.importers.values import objects, of_object, text, texts
from fanal.language.fold import fold
from fanal.yaml_files import YamlError, load_yaml

# The columns of a CSV, as people write them, folded; the first of each row is the documented one.
_COLUMNS = {
    "identifiant": "key",
    "id": "key",
    "nom": "name",
    "genre": "kind",
    "organisme": "organization",
    "description": "description",
    "adresse": "address",
    "code postal": "postal_code",
    "code insee": "commune",
    "commune": "city",
    "ville": "city",
    "departement": "area",
    "latitude": "latitude",
    "longitude": "longitude",
    "telephone": "phones",
    "autres telephones": "more_phones",
    "sms": "sms",
    "courriel": "email",
    "email": "email",
    "site": "url",
    "tchat": "chat_url",
    "horaires": "hours_text",
    "horaires osm": "hours",
    "gratuit": "free",
    "anonyme": "anonymous",
    "confidentiel": "confidential",
    "publics": "audience",
    "langues": "languages",
    "besoins": "needs",
    "date": "checked",
    "source": "source_url",
    "confiance": "confidence",
    "adresse secrete": "secret",
}
_AUDIENCES = {"jeunes": "young", "familles": "family", "professionnels": "professional"}
_YES = frozenset({"oui", "vrai", "true", "1", "x"})
_NEEDED = ("name", "checked", "source_url")
_RECORD = frozenset(
    {"chat_url", "chat_hours", "closures", "anonymous", "confidential", "no_trace_on_bill"}
)


def read_csv(path: Path, options: Options, progress: Progress) -> Iterator[Row | Issue]:
    """A table whose first line names the columns; ``,``, ``;`` or tabulation between cells.

    Each row says its source, its date and how sure it is: without them it is refused.
    """
    encoding = encoding_of(path)
    with path.open("rb") as file:
        first = file.readline().decode(encoding, errors="replace")
    delimiter = max(";,\t", key=first.count)
    rows = csv_rows(lines_of(path, encoding, progress), delimiter)
    head = next(rows, Raw(1, []))
    if isinstance(head, Issue):
        yield Issue(head.row, "fichier", "", head.reason)
        return
    header: list[str] = head.value
    names = [_COLUMNS.get(fold(cell), "") for cell in header]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        french = {field: column for column, field in reversed(_COLUMNS.items())}
        wanted = ", ".join(french[name] for name in missing)
        yield Issue(1, "fichier", "", f"colonnes absentes : {wanted}")
        return
    for raw in rows:
        if isinstance(raw, Issue) or any(cell.strip() for cell in raw.value):
            yield from rows_of([raw], partial(_row, names))


def _row(names: list[str], number: int, given: list[str]) -> Draft | Issue:
    if len(given) != len(names):
        return Issue(number, "refusée", "", f"{len(given)} cellules au lieu de {len(names)}")
    cells: dict[str, Any] = {n: _bare(c) for n, c in zip(names, given, strict=True) if n}
    name = cells.get("name", "")
    for field in ("checked", "source_url"):
        if not cells.get(field):
            french = "date" if field == "checked" else "source"
            return Issue(number, "refusée", french, f"{french} absente", name)
    if cells.get("confidence", "moyenne") == "faible":
        return Issue(number, "refusée", "confidence", "confiance faible : à ne pas montrer", name)
    listed: dict[str, Any] = {
        "phones": (cells.pop("phones", ""), cells.pop("more_phones", "")),
        "sms": (cells.pop("sms", ""),),
        "area": _codes(cells.pop("area", "")),
        "needs": tuple(cells.pop("needs", "").replace(",", " ").split()),
        "languages": tuple(cells.pop("languages", "").replace(",", " ").split()),
        "secret": fold(cells.pop("secret", "")) in _YES,
        "audience": tuple(
            _AUDIENCES[word]
            for word in fold(cells.pop("audience", "")).split()
            if word in _AUDIENCES
        ),
    }
    listed["free"] = _said(cells.pop("free", ""))
    extra = {name: _said(cells.pop(name, "")) for name in ("anonymous", "confidential")}
    chat = {"chat_url": cells.pop("chat_url", "") or None}
    listed["extra"] = {n: v for n, v in {**extra, **chat}.items() if v is not None}
    return Draft(row=number, **cells, **listed)


def _bare(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it (« '-0.36 »)."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in set("=+-@") else text


def _said(cell: str) -> bool | None:
    """Yes, no, or nothing said."""
    return fold(cell) in _YES if cell else None


def _codes(text: str) -> tuple[str, ...]:
    codes = text.replace(",", " ").split()
    return tuple(EVERYWHERE if fold(c) == EVERYWHERE else c.zfill(2).upper() for c in codes)


def read_yaml(path: Path, options: Options, progress: Progress) -> Iterator[Row | Issue]:
    """A list of records in the words of the directory (see docs/contenu.md)."""
    try:
        file = load_yaml(path)
    except YamlError as error:
        yield Issue(error.line, "fichier", "", error.message)
        return
    progress(path.stat().st_size)
    if not isinstance(file.data, list):
        yield Issue(1, "fichier", "", "une liste de fiches est attendue")
        return
    yield from rows_of((Raw(n, item) for n, item in enumerate(file.data, start=1)), _record)


def _record(number: int, item: Any) -> Draft | Issue:
    if not isinstance(item, dict):
        raise Refused("", "une fiche est attendue, avec ses champs")
    name = text(item, "name")
    sources = objects(item, "sources")
    if not sources:
        return Issue(number, "refusée", "sources", "source absente", name)
    if not item.get("assured_date"):
        return Issue(number, "refusée", "assured_date", "date absente", name)
    place, area = of_object(item, "location"), of_object(item, "service_area")
    said = item.get("description")
    cost, ages = of_object(item, "cost"), of_object(item, "ages")
    return Draft(
        row=number,
        key=text(item, "id"),
        name=name,
        kind=text(item, "kind"),
        organization=text(item, "organization"),
        description=text(said, "vous") if isinstance(said, dict) else text(item, "description"),
        address=text(place, "address"),
        postal_code=text(place, "postal_code"),
        commune=text(place, "commune"),
        city=text(place, "city"),
        latitude=text(place, "latitude"),
        longitude=text(place, "longitude"),
        secret=place.get("secret") is True,
        area=(EVERYWHERE,) if area.get("national") is True else tuple(
            code for name in ("departements", "territories") for code in texts(area, name)
        ),
        phones=tuple(text(phone, "number") for phone in objects(item, "phones")),
        email=text(item, "email"),
        url=text(item, "url"),
        hours=text(item, "opening_hours"),
        checked=text(item, "assured_date"),
        source_url=text(sources[0], "url"),
        confidence=text(item, "confidence"),
        free=cost.get("free"),
        audience=tuple(texts(item, "audience")),
        ages=(ages.get("min"), ages.get("max")),
        languages=tuple(texts(item, "languages")),
        needs=tuple(texts(item, "needs")),
        extra={k: v for k, v in item.items() if k in _RECORD and v is not None},
    )  # fmt: skip
