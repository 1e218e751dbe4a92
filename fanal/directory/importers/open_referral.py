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
from functools import partial
from pathlib import Path
from typing import Any, get_args

from fanal.directory.hsds.vocabulary import AUDIENCES, KINDS, NEEDS, PROFILE
from fanal.directory.importers.draft import EVERYWHERE, Draft, Issue, Options, Refused, Row
from fanal.directory.importers.files import Progress, Raw, encoding_of, json_items, rows_of
from fanal.directory.importers.schedules import opening_of
from fanal.directory.importers.tables import Listed, Table, load_table
from fanal.directory.importers.values import objects, of_object, text
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


def read_hsds(path: Path, options: Options, progress: Progress) -> Iterator[Row | Issue]:
    """The services of an HSDS 3.0 feed."""
    yield from _read(path, options, progress, "hsds")


def read_oruk(path: Path, options: Options, progress: Progress) -> Iterator[Row | Issue]:
    """The services of an Open Referral UK 3.0 feed."""
    yield from _read(path, options, progress, "oruk")


def _read(
    path: Path, options: Options, progress: Progress, scheme: IdentifierScheme
) -> Iterator[Row | Issue]:
    single = _single(path)
    raws: Iterable[Raw | Issue] = (
        [Raw(1, single)] if single else json_items(path, _PREFIXES, progress)
    )
    yield from rows_of(raws, partial(_draft, load_table("open_referral"), scheme, options.date))


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


def _draft(
    table: Table, scheme: IdentifierScheme, day: date, number: int, item: Any
) -> Draft | str:
    if not isinstance(item, dict) or not item.get("id"):
        raise Refused("id", "un service est attendu, avec son identifiant")
    status = text(item, "status")
    if status in _CLOSED:
        return f"statut {status}"
    said = _profile(item)
    organization = of_object(item, "organization")
    location = _location(item)
    address = _address(location)
    listed = _listed(item, table)
    profile = said[PROFILE]
    of_place = _profile(location)[PROFILE]
    name, owner = text(item, "name"), text(organization, "name")
    draft = Draft(
        row=number,
        key=text(item, "id"),
        scheme=scheme,
        name=name,
        kind=next(iter(said[KINDS]), "") or (listed.kind if listed else ""),
        needs=tuple(said[NEEDS]) or (listed.needs if listed else ()),
        organization=owner,
        description=text(item, "description"),
        address=", ".join(filter(None, (text(address, "address_1"), text(address, "address_2")))),
        postal_code=text(address, "postal_code"),
        commune=next(iter(of_place.get("insee_commune", ())), ""),
        city=text(address, "city"),
        latitude=text(location, "latitude"),
        longitude=text(location, "longitude"),
        area=tuple(_areas(item)),
        phones=tuple(_phones(item, _VOICE)),
        sms=tuple(_phones(item, _WRITTEN)),
        email=text(item, "email") or text(organization, "email"),
        url=text(item, "url") or text(organization, "website"),
        hours=next(iter(profile.get("opening_hours", ())), ""),
        checked=text(item, "assured_date") or text(item, "last_modified"),
        confidence=next(iter(profile.get("confidence", ())), ""),
        free=_free(item),
        audience=tuple(said[AUDIENCES]),
        ages=(_age(item.get("minimum_age")), _age(item.get("maximum_age"))),
        languages=tuple(text(one, "code") for one in objects(item, "languages")),
        accessibility=_access(location, profile.get("access", [])),
        secret=bool(listed and listed.secret) or table.keeps_secret(name, owner),
        also=tuple(_identifiers(organization)),
        extra=_extra(profile),
    )
    return _opened(draft, item, day)


def _opened(draft: Draft, item: dict[str, Any], day: date) -> Draft:
    """The draft with its hours and closures.

    A service in pause whose closures do not say until when has no hours: nothing tells that it
    opens again.
    """
    opening = opening_of(objects(item, "schedules"), draft.hours)
    extra = dict(draft.extra)
    if opening.closures:
        extra["closures"] = opening.closures
    hours = opening.hours
    if fold(text(item, "status")) == _PAUSED and not opening.closed_on(day):
        hours = ""
        extra.pop("chat_hours", None)
    return replace(draft, hours=hours, extra=extra)


def _profile(owner: dict[str, Any]) -> defaultdict[str, dict[str, list[str]]]:
    """Terms by taxonomy, each with its values."""
    found: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for attribute in objects(owner, "attributes"):
        code = text(attribute.get("taxonomy_term"), "code")
        if code:
            values = found[text(attribute, "link_type")].setdefault(code, [])
            if attribute.get("value"):
                values.append(text(attribute, "value"))
    return found


def _listed(item: dict[str, Any], table: Table) -> Listed | None:
    names = [
        fold(text(attribute["taxonomy_term"], "name"))
        for attribute in objects(item, "attributes")
        if isinstance(attribute.get("taxonomy_term"), dict)
    ]
    return next((found for name in names if (found := table.listed(name))), None)


def _location(item: dict[str, Any]) -> dict[str, Any]:
    places = [one.get("location") for one in objects(item, "service_at_locations")]
    found = [place for place in places if isinstance(place, dict)]
    physical = [place for place in found if place.get("location_type", "physical") == "physical"]
    return next(iter(physical or found), {})


def _address(location: dict[str, Any]) -> dict[str, Any]:
    found = objects(location, "addresses")
    physical = [one for one in found if one.get("address_type") == "physical"]
    return next(iter(physical or found), {})


def _areas(item: dict[str, Any]) -> Iterator[str]:
    for area in objects(item, "service_areas"):
        codes = _profile(area)[PROFILE].get("insee_departement", ())
        yield from codes
        if fold(text(area, "name")) in _WHOLE_COUNTRY:
            yield EVERYWHERE


def _phones(item: dict[str, Any], types: frozenset[str]) -> Iterator[str]:
    for phone in objects(item, "phones"):
        if text(phone, "type").lower() in types and not phone.get("extension"):
            yield text(phone, "number").strip('"')


def _free(item: dict[str, Any]) -> bool | None:
    """Whether it is free, by the amounts, else by our own words; None when nothing is sure."""
    costs = objects(item, "cost_options")
    amounts = [cost.get("amount") for cost in costs]
    known = [float(amount) for amount in amounts if isinstance(amount, int | float)]
    if known:
        return not any(known)
    said = {fold(text(cost, "option")) for cost in costs}
    return "gratuit" in said if said & {"gratuit", "payant"} else None


def _age(value: Any) -> int | None:
    return int(value) if isinstance(value, int | float) else None


def _access(location: dict[str, Any], said: list[str]) -> dict[str, Any] | None:
    features = [feature for feature in said if feature in _FEATURES]
    for one in objects(location, "accessibility"):
        # Our own description only says the features in words.
        details = text(one, "details") or ("" if features else text(one, "description"))
        if details and "?" not in details:
            return {"features": features, "details": details}
    return {"features": features} if features else None


def _identifiers(organization: dict[str, Any]) -> Iterator[tuple[IdentifierScheme, str]]:
    for one in objects(organization, "organization_identifiers"):
        scheme = _SCHEMES.get(text(one, "identifier_scheme").lower())
        if scheme is not None:
            yield scheme, text(one, "identifier")


def _extra(profile: dict[str, list[str]]) -> dict[str, Any]:
    extra: dict[str, Any] = {}
    for name in ("chat_url", "chat_hours"):
        if profile.get(name):
            extra[name] = profile[name][0]
    for name in ("anonymous", "confidential", "no_trace_on_bill"):
        if profile.get(name):
            extra[name] = profile[name][0] == "true"
    return extra
