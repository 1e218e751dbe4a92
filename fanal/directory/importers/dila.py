"""The annuaire of the administration (DILA, Licence Ouverte 2.0): the whole file, or the API.

The file is ``{"service": [...]}``. The API (dataset api-lannuaire-administration) gives a list,
or ``{"results": [...]}``, whose nested fields are JSON written as text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fanal.directory.importers.draft import Draft, Issue, Options
from fanal.directory.importers.files import Progress, json_items
from fanal.directory.importers.tables import Table, load_table

_DAYS = {"lundi": "Mo", "mardi": "Tu", "mercredi": "We", "jeudi": "Th", "vendredi": "Fr",
         "samedi": "Sa", "dimanche": "Su"}  # fmt: skip
_PREFIXES = ("service.item", "results.item", "item")


def read_dila(path: Path, options: Options, progress: Progress) -> Iterator[Draft | Issue | str]:
    """The services whose type is listed in data/resources/imports/dila.yml."""
    table = load_table("dila")
    for row in json_items(path, _PREFIXES, progress):
        if isinstance(row, Issue):
            yield row
            continue
        number, item = row
        if not isinstance(item, dict):
            yield Issue(number, "refusée", "", "une fiche est attendue, avec ses champs")
            continue
        yield _draft(number, item.get("fields", item), table)


def _draft(number: int, item: dict[str, Any], table: Table) -> Draft | Issue | str:
    name = str(item.get("nom") or "")
    pivots = _nested(item.get("pivot"))
    types = [str(p.get("type_service_local")) for p in pivots if p.get("type_service_local")]
    if not types:
        return "sans type"
    listed = next((found for t in types if (found := table.listed(t, name))), None)
    if listed is None:
        return types[0]
    places = [p for p in _nested(item.get("adresse")) if p.get("code_postal")]
    place = next((p for p in places if p.get("type_adresse") == "Adresse"), None) or (
        places[0] if places else {}
    )
    email = item.get("adresse_courriel")
    mails = [email] if isinstance(email, str) else _values(email)
    sites = _values(item.get("site_internet"))
    return Draft(
        row=number,
        key=str(item.get("id") or ""),
        scheme="dila",
        name=name,
        kind=listed.kind,
        needs=listed.needs,
        address=_text(place, "numero_voie"),
        postal_code=_text(place, "code_postal"),
        commune=str(item.get("code_insee_commune") or ""),
        city=_text(place, "nom_commune"),
        latitude=_text(place, "latitude"),
        longitude=_text(place, "longitude"),
        phones=tuple(_values(item.get("telephone"))),
        email=mails[0].split(";")[0] if mails else "",
        url=sites[0] if sites else "",
        hours=_hours(_nested(item.get("plage_ouverture"))),
        checked=str(item.get("date_modification") or ""),
        source_url=_page(item),
        confidence="haute",
        accessibility=_access(place),
        secret=listed.secret or table.keeps_secret(name),
        also=(("siret", str(item["siret"])),) if item.get("siret") else (),
    )


def _nested(value: Any) -> list[dict[str, Any]]:
    """A nested field: a list, or the same as text."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return []
    if isinstance(value, dict):
        value = [value]
    return [item for item in value or () if isinstance(item, dict)]


def _values(value: Any) -> list[str]:
    if isinstance(value, str) and not value.lstrip().startswith(("[", "{")):
        return [value] if value.strip() else []
    plain = [str(v) for v in value if isinstance(v, str)] if isinstance(value, list) else []
    found = [str(item.get("valeur") or "").strip() for item in _nested(value)]
    return [text for text in (*plain, *found) if text]


def _text(place: dict[str, Any], name: str) -> str:
    return str(place.get(name) or "").strip()


def _page(item: dict[str, Any]) -> str:
    page = str(item.get("url_service_public") or "")
    return page if page.startswith("https://") else ""


def _access(place: dict[str, Any]) -> dict[str, Any] | None:
    if place.get("accessibilite") == "ACC":
        return {"features": ["wheelchair"]}
    return None


def _hours(spans: list[dict[str, Any]]) -> str:
    """OSM hours of the spans; empty when a comment changes their meaning, or one is not clear."""
    rules = []
    for span in spans:
        first = _DAYS.get(str(span.get("nom_jour_debut") or "").lower())
        last = _DAYS.get(str(span.get("nom_jour_fin") or span.get("nom_jour_debut") or "").lower())
        if first is None or last is None or span.get("commentaire"):
            return ""
        times = []
        for part in ("1", "2"):
            start = str(span.get(f"valeur_heure_debut_{part}") or "")[:5]
            end = str(span.get(f"valeur_heure_fin_{part}") or "")[:5]
            if start and end:
                times.append(f"{start}-{end}")
        if not times:
            return ""
        days = first if first == last else f"{first}-{last}"
        rules.append(f"{days} {','.join(times)}")
    return "; ".join(rules)
