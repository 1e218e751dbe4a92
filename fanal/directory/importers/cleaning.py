"""From a raw row to a record of the directory: checked, in our forms, or refused with a reason.

A field that is wrong is left out with a warning, when the record holds without it. A record that
would be wrong or useless without it is refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from fanal.directory.fields import phone_problem
from fanal.directory.importers.draft import EVERYWHERE, Draft, Issue, Options, Refused
from fanal.directory.importers.forms import (
    description,
    email,
    french_number,
    hours,
    identifier,
    identifiers,
    people,
    web,
)
from fanal.directory.model import Kind, Phone, Service, departement_of_commune
from fanal.geography.coordinates import Point, distance_km, read_coordinates
from fanal.geography.normalise import key
from fanal.geography.tables import (
    CommuneRow,
    read_arrondissements,
    read_communes,
    read_departements,
    read_former,
)
from fanal.geography.zones import DATA

FAR_KM = 60.0
"""Farther from its commune than the largest commune is wide, a point is somebody else's."""
_LONGEST_NAME = 160
_DATES = (
    re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})(?:[T ].*)?"),
    re.compile(r"(?P<d>[0-9]{2})/(?P<m>[0-9]{2})/(?P<y>[0-9]{4})(?: .*)?"),
    re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"),
)
_SEVERAL = re.compile(r"\s*(?:[;/,|]| ou | et )\s*")
# Saint-Barthélemy and Saint-Martin left Guadeloupe in 2007; old files still use its codes.
_MOVED = {"97123": "97701", "97127": "97801"}
_COLLECTIVITIES = frozenset({"975", "977", "978", "984", "986", "987", "988"})


class _Places(NamedTuple):
    """What is known of places, for checking codes and points."""

    communes: dict[str, CommuneRow]
    current: dict[str, str]
    departements: frozenset[str]
    points: dict[str, Point]
    named: dict[tuple[str, str], list[str]]


@lru_cache(maxsize=1)
def _known_places() -> _Places:
    communes = read_communes(DATA)
    current = {row.code: row.commune for row in read_former(DATA)}
    current |= {row.code: row.commune for row in read_arrondissements(DATA)}
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in communes:
        for postcode in row.postcodes.split():
            named[postcode, key(row.name)].append(row.code)
    return _Places(
        communes={row.code: row for row in communes},
        current=current | _MOVED,
        departements=frozenset(row.code for row in read_departements(DATA)),
        points=read_coordinates(DATA),
        named=dict(named),
    )


class Cleaner:
    """Makes records of drafts."""

    def __init__(self, kinds: Mapping[str, Kind], options: Options) -> None:
        """Read the tables of places.

        Args:
            kinds: kinds that the directory admits.
            options: what was said of the file.
        """
        self._kinds = kinds
        self._options = options
        self._places = _known_places()

    def clean(self, draft: Draft, issues: list[Issue]) -> Service:
        """The record of one row; what was left out of it goes to ``issues``.

        Raises:
            Refused: no record can be made of it.
        """

        def warn(field: str, reason: str) -> None:
            issues.append(Issue(draft.row, "avertissement", field, reason, draft.name))

        name = " ".join(draft.name.replace("?", " ").split())[:_LONGEST_NAME]
        if not name:
            raise Refused("name", "nom absent")
        kind = draft.kind or self._options.kind or ""
        if kind not in self._kinds:
            raise Refused("kind", f"genre « {kind} » absent de la politique d'inclusion")
        commune = self._commune(draft, warn)
        area = self._area(draft, commune)
        places = (*area.get("departements", ()), *area.get("territories", ()))
        checked, dated = self._date(draft, warn)
        phones = list(self._phones(draft, places, warn))
        # A page or a number of the source may lead to an address that must not be known.
        source_url = (not draft.secret and draft.source_url) or self._options.source_url
        record: dict[str, Any] = {
            "id": identifier(draft, self._options.source, places, name),
            "name": name,
            "kind": kind,
            "organization": " ".join(draft.organization.split()) or None,
            "description": description(draft, warn),
            "publish": "oui",
            "confidence": draft.confidence
            if draft.confidence in ("haute", "moyenne")
            else "moyenne",
            "assured_date": checked.isoformat(),
            "source_dated": dated,
            "assured_by": f"import de données publiques ({self._options.source})",
            "sources": [{"url": source_url, "date": checked.isoformat() if dated else None}],
            "service_area": area,
            "location": self._location(draft, commune, warn),
            "phones": phones,
            "url": web(draft.url, warn),
            "email": email(draft.email, warn),
            "audience": list(draft.audience),
            "needs": list(draft.needs),
            "cost": None if draft.free is None else {"free": draft.free},
            "accessibility": dict(draft.accessibility) if draft.accessibility else None,
            **hours(draft, warn),
            **people(draft, warn),
        }
        record["identifiers"] = identifiers(draft, warn)
        if not (
            record["phones"] or record["url"] or record["email"] or draft.extra.get("chat_url")
        ):
            raise Refused("", "aucun moyen de contact utilisable")
        return _validated({**record, **draft.extra})

    def _commune(self, draft: Draft, warn: Any) -> str | None:
        code = draft.commune.strip().upper()
        code = self._places.current.get(code, code)
        if code in self._places.communes:
            return code
        found = self._places.named.get((draft.postal_code.strip(), key(draft.city)), [])
        if len(found) == 1:
            if code:
                warn(
                    "commune",
                    f"code Insee inconnu « {code} » : retrouvé par le nom et le code postal",
                )
            return found[0]
        if code:
            raise Refused("commune", f"code Insee inconnu : « {code} »")
        return None

    def _area(self, draft: Draft, commune: str | None) -> dict[str, Any]:
        codes = draft.area or ((self._options.area,) if self._options.area and not commune else ())
        if EVERYWHERE in codes:
            return {"national": True}
        served = [code.upper() for code in codes]
        unknown = [code for code in served if code not in self._places.departements]
        if unknown:
            raise Refused("area", f"département inconnu : « {unknown[0]} »")
        if commune is not None:
            home = departement_of_commune(commune)
            served = [home, *(code for code in served if code != home)]
        if not served:
            raise Refused("commune", "aucun lieu : ni code Insee, ni commune, ni département")
        area: dict[str, Any] = {}
        for code in served:
            place = "territories" if code in _COLLECTIVITIES else "departements"
            area.setdefault(place, []).append(code)
        return area

    def _date(self, draft: Draft, warn: Any) -> tuple[date, bool]:
        if not draft.checked:
            return self._options.date, False
        text = draft.checked.strip()
        found = _day(text)
        if found is not None and found <= self._options.date:
            return found, True
        if found is not None:
            warn("date", f"date dans le futur : « {text[:20]} »")
            return self._options.date, False
        warn("date", f"date illisible : « {text[:20]} »")
        return self._options.date, False

    def _phones(self, draft: Draft, places: tuple[str, ...], warn: Any) -> Iterator[dict[str, str]]:
        seen: set[tuple[str, str]] = set()
        said: list[tuple[str, Literal["voice", "sms"]]] = [(raw, "voice") for raw in draft.phones]
        said += [(raw, "sms") for raw in draft.sms]
        for raw, way in said:
            for part in _SEVERAL.split(raw.strip()):
                if not part:
                    continue
                number = french_number(part, places[0] if places else None)
                phone = Phone(number=number, kind=way) if number else None
                if phone is None or phone_problem(phone, places):
                    warn("phones", f"numéro impossible : « {part[:30]} »")
                elif (phone.digits, way) not in seen:
                    seen.add((phone.digits, way))
                    yield (
                        {"number": phone.number}
                        if way == "voice"
                        else phone.model_dump(include={"number", "kind"})
                    )

    def _location(self, draft: Draft, commune: str | None, warn: Any) -> dict[str, Any] | None:
        if draft.secret:
            return {"secret": True}
        row = self._places.communes.get(commune or "")
        point = self._point(draft, commune, warn)
        postal = draft.postal_code.strip()
        place = {
            "address": " ".join(draft.address.split()) or None,
            "postal_code": postal if re.fullmatch(r"[0-9]{5}", postal) else None,
            "commune": commune,
            "city": row.name if row else (" ".join(draft.city.split()) or None),
            "latitude": point.latitude if point else None,
            "longitude": point.longitude if point else None,
        }
        if postal and place["postal_code"] is None:
            warn("postal_code", f"code postal incorrect : « {postal[:20]} »")
        kept = {name: value for name, value in place.items() if value is not None}
        return kept or None

    def _point(self, draft: Draft, commune: str | None, warn: Any) -> Point | None:
        if not draft.latitude or not draft.longitude:
            return None
        try:
            point = Point(
                float(draft.latitude.replace(",", ".")), float(draft.longitude.replace(",", "."))
            )
        except ValueError:
            warn("latitude", "coordonnées illisibles")
            return None
        if not (-90 <= point.latitude <= 90 and -180 <= point.longitude <= 180):
            warn("latitude", "coordonnées impossibles")
            return None
        home = self._places.points.get(commune or "")
        if home is not None and distance_km(point, home) > FAR_KM:
            warn("latitude", "coordonnées loin de la commune : peut-être deux colonnes inversées")
            return None
        return Point(round(point.latitude, 6), round(point.longitude, 6))


def _day(text: str) -> date | None:
    """A day written 2026-11-23, 23/11/2026 or 20261123, an hour after it or not."""
    for shape in _DATES:
        found = shape.fullmatch(text)
        if found is not None:
            try:
                return date(*(int(found[part]) for part in ("y", "m", "d")))
            except ValueError:
                return None
    return None


def _validated(record: dict[str, Any]) -> Service:
    try:
        return Service.model_validate({k: v for k, v in record.items() if v is not None})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Refused(where, f"valeur non admise dans « {where or 'fiche'} »") from None
