"""Plain tables: CSV with named columns, and YAML written as records of the directory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fanal.directory.importers.draft import EVERYWHERE, Draft, Issue, Options
from fanal.directory.importers.files import Progress, csv_rows, encoding_of, lines_of
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


def read_csv(path: Path, options: Options, progress: Progress) -> Iterator[Draft | Issue | str]:
    """A table whose first line names the columns; ``,``, ``;`` or tabulation between cells.

    Each row says its source, its date and how sure it is: without them it is refused.
    """
    encoding = encoding_of(path)
    with path.open("rb") as file:
        first = file.readline().decode(encoding, errors="replace")
    delimiter = max(";,\t", key=first.count)
    rows = csv_rows(lines_of(path, encoding, progress), delimiter)
    _, header = next(rows, (1, []))
    names = [_COLUMNS.get(fold(cell), "") for cell in header]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        french = {field: column for column, field in reversed(_COLUMNS.items())}
        wanted = ", ".join(french[name] for name in missing)
        yield Issue(1, "fichier", "", f"colonnes absentes : {wanted}")
        return
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            yield Issue(number, "refusée", "", f"{len(cells)} cellules au lieu de {len(names)}")
            continue
        yield _row(number, {n: _bare(c) for n, c in zip(names, cells, strict=True) if n})


def _row(number: int, cells: dict[str, Any]) -> Draft | Issue:
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


def read_yaml(path: Path, options: Options, progress: Progress) -> Iterator[Draft | Issue | str]:
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
    for number, item in enumerate(file.data, start=1):
        if isinstance(item, dict):
            yield _record(number, item)
        else:
            yield Issue(number, "refusée", "", "une fiche est attendue, avec ses champs")


def _record(number: int, item: dict[str, Any]) -> Draft | Issue:
    name = str(item.get("name") or "")
    sources = item.get("sources") or []
    if not (isinstance(sources, list) and sources and isinstance(sources[0], dict)):
        return Issue(number, "refusée", "sources", "source absente", name)
    if not item.get("assured_date"):
        return Issue(number, "refusée", "assured_date", "date absente", name)
    place = item.get("location")
    area: Any = item.get("service_area")
    area = area if isinstance(area, dict) else {}
    said = item.get("description")
    cost = item.get("cost")
    ages = item.get("ages") or {}

    def of(owner: Any, field: str) -> str:
        value = owner.get(field) if isinstance(owner, dict) else None
        return "" if value is None else str(value)

    return Draft(
        row=number,
        key=str(item.get("id") or ""),
        name=name,
        kind=of(item, "kind"),
        organization=of(item, "organization"),
        description=of(said, "vous") if isinstance(said, dict) else str(said or ""),
        address=of(place, "address"),
        postal_code=of(place, "postal_code"),
        commune=of(place, "commune"),
        city=of(place, "city"),
        latitude=of(place, "latitude"),
        longitude=of(place, "longitude"),
        secret=of(place, "secret") == "True",
        area=(EVERYWHERE,) if of(area, "national") == "True" else tuple(
            str(code) for name in ("departements", "territories") for code in area.get(name, ())
        ),
        phones=tuple(of(phone, "number") for phone in item.get("phones") or ()),
        email=of(item, "email"),
        url=of(item, "url"),
        hours=of(item, "opening_hours"),
        checked=of(item, "assured_date"),
        source_url=of(sources[0], "url"),
        confidence=of(item, "confidence"),
        free=cost.get("free") if isinstance(cost, dict) else None,
        audience=tuple(map(str, item.get("audience") or ())),
        ages=(ages.get("min"), ages.get("max")) if isinstance(ages, dict) else (None, None),
        languages=tuple(map(str, item.get("languages") or ())),
        needs=tuple(map(str, item.get("needs") or ())),
        extra={k: v for k, v in item.items() if k in _RECORD and v is not None},
    )  # fmt: skip
