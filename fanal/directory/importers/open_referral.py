"""HSDS 3.0 and Open Referral UK 3.0 feeds: pages of services in full.

A feed of Fanal says its kinds, needs and INSEE codes itself (the French profile). Another one is
understood through data/resources/imports/open_referral.yml, and the options --kind and --area.
Contacts that are persons are never read.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from fanal.directory.hsds.vocabulary import AUDIENCES, KINDS, NEEDS, PROFILE
from fanal.directory.importers.draft import EVERYWHERE, Draft, Issue, Options
from fanal.directory.importers.files import Progress, encoding_of, json_items
from fanal.directory.importers.schedules import opening_of
from fanal.directory.importers.tables import Listed, Table, load_table
from fanal.directory.model import AccessFeature, IdentifierScheme
from fanal.language.fold import fold

_PREFIXES = ("contents.item", "services.item", "item")
_CLOSED = frozenset({"inactive", "defunct"})
_PAUSED = "temporarily closed"
_VOICE = frozenset({"", "voice", "cell", "landline"})
_WRITTEN = frozenset({"text", "sms"})
_WHOLE_COUNTRY = frozenset({"france", "france entiere", "national"})
_SCHEMES: dict[str, IdentifierScheme] = {
    "siret": "siret",
    "siren": "siren",
    "rna": "rna",
    "finess": "finess",
}
_FEATURES = frozenset(get_args(AccessFeature))
_LARGEST_SINGLE = 5_000_000


def read_hsds(path: Path, options: Options, progress: Progress) -> Iterator[Draft | Issue | str]:
    """The services of an HSDS 3.0 feed."""
    yield from _read(path, options, progress, "hsds")


def read_oruk(path: Path, options: Options, progress: Progress) -> Iterator[Draft | Issue | str]:
    """The services of an Open Referral UK 3.0 feed."""
    yield from _read(path, options, progress, "oruk")


def _read(
    path: Path, options: Options, progress: Progress, scheme: IdentifierScheme
) -> Iterator[Draft | Issue | str]:
    table = load_table("open_referral")
    single = _single(path)
    rows: Iterable[Any] = [(1, single)] if single else json_items(path, _PREFIXES, progress)
    for row in rows:
        if isinstance(row, Issue):
            yield row
            continue
        number, item = row
        if not isinstance(item, dict) or not item.get("id"):
            yield Issue(number, "refusée", "id", "un service est attendu, avec son identifiant")
        elif str(item.get("status") or "active") in _CLOSED:
            yield f"statut {item['status']}"
        else:
            draft = _draft(number, item, table, scheme)
            yield _opened(draft, item, options.date)


def _single(path: Path) -> dict[str, Any] | None:
    """The only service of a file that holds one, as the route of one service gives it."""
    if path.stat().st_size > _LARGEST_SINGLE:
        return None
    try:
        data = json.loads(path.read_bytes().decode(encoding_of(path)))
    except ValueError:
        return None
    alone = isinstance(data, dict) and "name" in data and "contents" not in data
    return data if alone else None


def _draft(number: int, item: dict[str, Any], table: Table, scheme: IdentifierScheme) -> Draft:
    said = _profile(item.get("attributes"))
    owner_of: Any = item.get("organization")
    organization: dict[str, Any] = owner_of if isinstance(owner_of, dict) else {}
    location = _location(item)
    address = _address(location)
    listed = _listed(item, table)
    profile = said[PROFILE]
    of_place = _profile(location.get("attributes"))[PROFILE]
    name, owner = _text(item, "name"), _text(organization, "name")
    return Draft(
        row=number,
        key=_text(item, "id"),
        scheme=scheme,
        name=name,
        kind=next(iter(said[KINDS]), "") or (listed.kind if listed else ""),
        needs=tuple(said[NEEDS]) or (listed.needs if listed else ()),
        organization=owner,
        description=_text(item, "description"),
        address=", ".join(filter(None, (_text(address, "address_1"), _text(address, "address_2")))),
        postal_code=_text(address, "postal_code"),
        commune=next(iter(of_place.get("insee_commune", ())), ""),
        city=_text(address, "city"),
        latitude=_text(location, "latitude"),
        longitude=_text(location, "longitude"),
        area=tuple(_areas(item)),
        phones=tuple(_phones(item, _VOICE)),
        sms=tuple(_phones(item, _WRITTEN)),
        email=_text(item, "email") or _text(organization, "email"),
        url=_text(item, "url") or _text(organization, "website"),
        hours=next(iter(profile.get("opening_hours", ())), ""),
        checked=_text(item, "assured_date") or _text(item, "last_modified"),
        confidence=next(iter(profile.get("confidence", ())), ""),
        free=_free(item.get("cost_options")),
        audience=tuple(said[AUDIENCES]),
        ages=(_age(item.get("minimum_age")), _age(item.get("maximum_age"))),
        languages=tuple(_text(one, "code") for one in _dicts(item.get("languages"))),
        accessibility=_access(location, profile.get("access", [])),
        secret=bool(listed and listed.secret) or table.keeps_secret(name, owner),
        also=tuple(_identifiers(organization)),
        extra=_extra(profile),
    )


def _opened(draft: Draft, item: dict[str, Any], day: date) -> Draft:
    """The draft with its hours and closures.

    A service in pause whose closures do not say until when has no hours: nothing tells that it
    opens again.
    """
    opening = opening_of(item.get("schedules"), draft.hours)
    extra = dict(draft.extra)
    if opening.closures:
        extra["closures"] = opening.closures
    hours = opening.hours
    if fold(_text(item, "status")) == _PAUSED and not opening.closed_on(day):
        hours = ""
        extra.pop("chat_hours", None)
    return replace(draft, hours=hours, extra=extra)


def _profile(attributes: Any) -> defaultdict[str, dict[str, list[str]]]:
    """Terms by taxonomy, each with its values."""
    found: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for attribute in _dicts(attributes):
        term = attribute.get("taxonomy_term")
        code = _text(term, "code") if isinstance(term, dict) else ""
        if code:
            values = found[_text(attribute, "link_type")].setdefault(code, [])
            if attribute.get("value"):
                values.append(str(attribute["value"]))
    return found


def _listed(item: dict[str, Any], table: Table) -> Listed | None:
    names = [
        fold(_text(attribute["taxonomy_term"], "name"))
        for attribute in _dicts(item.get("attributes"))
        if isinstance(attribute.get("taxonomy_term"), dict)
    ]
    return next((found for name in names if (found := table.listed(name))), None)


def _location(item: dict[str, Any]) -> dict[str, Any]:
    places = [one.get("location") for one in _dicts(item.get("service_at_locations"))]
    found = [place for place in places if isinstance(place, dict)]
    physical = [place for place in found if place.get("location_type", "physical") == "physical"]
    return next(iter(physical or found), {})


def _address(location: dict[str, Any]) -> dict[str, Any]:
    found = _dicts(location.get("addresses"))
    physical = [one for one in found if one.get("address_type") == "physical"]
    return next(iter(physical or found), {})


def _areas(item: dict[str, Any]) -> Iterator[str]:
    for area in _dicts(item.get("service_areas")):
        codes = _profile(area.get("attributes"))[PROFILE].get("insee_departement", ())
        yield from codes
        if fold(_text(area, "name")) in _WHOLE_COUNTRY:
            yield EVERYWHERE


def _phones(item: dict[str, Any], types: frozenset[str]) -> Iterator[str]:
    for phone in _dicts(item.get("phones")):
        if _text(phone, "type").lower() in types and not phone.get("extension"):
            yield _text(phone, "number").strip('"')


def _free(costs: Any) -> bool | None:
    """Whether it is free, by the amounts, else by our own words; None when nothing is sure."""
    amounts = [cost.get("amount") for cost in _dicts(costs)]
    known = [float(amount) for amount in amounts if isinstance(amount, int | float)]
    if known:
        return not any(known)
    said = {fold(_text(cost, "option")) for cost in _dicts(costs)}
    return "gratuit" in said if said & {"gratuit", "payant"} else None


def _age(value: Any) -> int | None:
    return int(value) if isinstance(value, int | float) else None


def _access(location: dict[str, Any], said: list[str]) -> dict[str, Any] | None:
    features = [feature for feature in said if feature in _FEATURES]
    for one in _dicts(location.get("accessibility")):
        # Our own description only says the features in words.
        details = _text(one, "details") or ("" if features else _text(one, "description"))
        if details and "?" not in details:
            return {"features": features, "details": details}
    return {"features": features} if features else None


def _identifiers(organization: dict[str, Any]) -> Iterator[tuple[IdentifierScheme, str]]:
    for one in _dicts(organization.get("organization_identifiers")):
        scheme = _SCHEMES.get(_text(one, "identifier_scheme").lower())
        if scheme is not None:
            yield scheme, _text(one, "identifier")


def _extra(profile: dict[str, list[str]]) -> dict[str, Any]:
    extra: dict[str, Any] = {}
    for name in ("chat_url", "chat_hours"):
        if profile.get(name):
            extra[name] = profile[name][0]
    for name in ("anonymous", "confidential", "no_trace_on_bill"):
        if profile.get(name):
            extra[name] = profile[name][0] == "true"
    return extra


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(owner: Any, name: str) -> str:
    value = owner.get(name) if isinstance(owner, dict) else None
    return "" if value is None else str(value).strip()
