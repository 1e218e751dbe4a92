"""The annuaire of the administration (DILA, Licence Ouverte 2.0): the whole file, or the API.

The file is ``{"service": [...]}``. The API (dataset api-lannuaire-administration) gives a list,
or ``{"results": [...]}``, whose nested fields are JSON written as text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from fanal.directory.importers.draft import Draft, Issue, Options, Refused, Row
from fanal.directory.importers.files import Progress, json_items, rows_of
from fanal.directory.importers.tables import Table, load_table
from fanal.directory.importers.values import of_object, plain, text

_DAYS = {"lundi": "Mo", "mardi": "Tu", "mercredi": "We", "jeudi": "Th", "vendredi": "Fr",
         "samedi": "Sa", "dimanche": "Su"}  # fmt: skip
_PREFIXES = ("service.item", "results.item", "item")


def read_dila(path: Path, options: Options, progress: Progress) -> Iterator[Row | Issue]:
    """The services whose type is listed in data/resources/imports/dila.yml."""
    read = partial(_draft, load_table("dila"))
    yield from rows_of(json_items(path, _PREFIXES, progress), read)


def _draft(table: Table, number: int, item: Any) -> Draft | str:
    if not isinstance(item, dict):
        raise Refused("", "une fiche est attendue, avec ses champs")
    if "fields" in item:
        item = of_object(item, "fields")
    name = text(item, "nom")
    types = list(filter(None, (text(p, "type_service_local") for p in _nested(item, "pivot"))))
    if not types:
        return "sans type"
    listed = next((found for t in types if (found := table.listed(t, name))), None)
    if listed is None:
        return types[0]
    places = [p for p in _nested(item, "adresse") if p.get("code_postal")]
    place = next((p for p in places if p.get("type_adresse") == "Adresse"), None) or (
        places[0] if places else {}
    )
    mails = _values(item, "adresse_courriel")
    sites = _values(item, "site_internet")
    return Draft(
        row=number,
        key=text(item, "id"),
        scheme="dila",
        name=name,
        kind=listed.kind,
        needs=listed.needs,
        address=text(place, "numero_voie"),
        postal_code=text(place, "code_postal"),
        commune=text(item, "code_insee_commune"),
        city=text(place, "nom_commune"),
        latitude=text(place, "latitude"),
        longitude=text(place, "longitude"),
        phones=tuple(_values(item, "telephone")),
        email=mails[0].split(";")[0] if mails else "",
        url=sites[0] if sites else "",
        hours=_hours(_nested(item, "plage_ouverture")),
        checked=text(item, "date_modification"),
        source_url=_page(item),
        confidence="haute",
        accessibility=_access(place),
        secret=listed.secret or table.keeps_secret(name),
        also=(("siret", text(item, "siret")),) if item.get("siret") else (),
    )


def _nested(item: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """A nested field: a list of objects, one object, or the same as text."""
    value = _items(item, name)
    if not all(isinstance(one, dict) for one in value):
        raise Refused(name, "une liste d'objets est attendue")
    return value


def _values(item: dict[str, Any], name: str) -> list[str]:
    """Texts of a field: one, a list of them, or a list of objects that hold each one."""
    value = item.get(name)
    if isinstance(value, str) and not value.lstrip().startswith(("[", "{")):
        return [value.strip()] if value.strip() else []
    found = [
        text(one, "valeur") if isinstance(one, dict) else plain(one, name)
        for one in _items(item, name)
    ]
    return list(filter(None, found))


def _items(item: dict[str, Any], name: str) -> list[Any]:
    value = item.get(name)
    if isinstance(value, str):
        if not value.strip():
            return []
        try:
            value = json.loads(value)
        except ValueError:
            raise Refused(name, "texte qui n'est pas du JSON") from None
    if value is None:
        return []
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        raise Refused(name, "une liste est attendue")
    return [one for one in value if one is not None]


def _page(item: dict[str, Any]) -> str:
    page = text(item, "url_service_public")
    return page if page.startswith("https://") else ""


def _access(place: dict[str, Any]) -> dict[str, Any] | None:
    if place.get("accessibilite") == "ACC":
        return {"features": ["wheelchair"]}
    return None


def _hours(spans: list[dict[str, Any]]) -> str:
    """OSM hours of the spans; empty when a comment changes their meaning, or one is not clear."""
    rules = []
    for span in spans:
        first = _DAYS.get(text(span, "nom_jour_debut").lower())
        last = _DAYS.get((text(span, "nom_jour_fin") or text(span, "nom_jour_debut")).lower())
        if first is None or last is None or span.get("commentaire"):
            return ""
        times = []
        for part in ("1", "2"):
            start = text(span, f"valeur_heure_debut_{part}")[:5]
            end = text(span, f"valeur_heure_fin_{part}")[:5]
            if start and end:
                times.append(f"{start}-{end}")
        if not times:
            return ""
        days = first if first == last else f"{first}-{last}"
        rules.append(f"{days} {','.join(times)}")
    return "; ".join(rules)
