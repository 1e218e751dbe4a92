"""Values of a row in the forms of the directory: numbers, addresses, hours, ages."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import phonenumbers
from pydantic import ValidationError

from fanal.directory.fields import email_problem, text_problem, url_problem
from fanal.directory.hours import HoursError, from_french, validate_hours
from fanal.directory.importers.draft import Draft
from fanal.directory.model import Identifier
from fanal.geography.normalise import key

_LONGEST_ID = 80
_SHORT = re.compile(r"1[0-9]{1,2}|3[0-9]{3}|116[0-9]{3}")
_COUNTRY = {"971": "GP", "972": "MQ", "973": "GF", "974": "RE", "976": "YT", "975": "PM"}


def french_number(raw: str, departement: str | None) -> str | None:
    """A number as the directory writes it (« 01 99 00 12 34 »), or None when there is none.

    Spreadsheets lose the first zero: nine digits that begin with 1 to 9 get it back.
    """
    text = re.sub(r"\(0\)|[^0-9+]", "", raw.strip())
    if _SHORT.fullmatch(text):
        return f"{text[:3]} {text[3:]}" if text.startswith("116") else text
    if re.fullmatch(r"[1-9][0-9]{8}", text):
        text = f"0{text}"
    if re.fullmatch(r"0[0-9]{9}", text):
        return " ".join(text[i : i + 2] for i in range(0, 10, 2))
    try:
        parsed = phonenumbers.parse(text, _COUNTRY.get(departement or "", "FR"))
    except phonenumbers.NumberParseException:
        return None
    national = f"0{parsed.national_number}"
    if parsed.country_code in (33, 590, 594, 596, 262) and len(national) == 10:
        return " ".join(national[i : i + 2] for i in range(0, 10, 2))
    if departement in ("987", "988"):  # « 05 30 30 » keeps its zero: it is part of the number
        return text if text.isdigit() else str(parsed.national_number)
    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return written.replace("-", " ") if text.startswith(("+", "00")) else None


def identifier(draft: Draft, source: str, places: tuple[str, ...], name: str) -> str:
    """A stable identifier: the same row gives the same, whatever else changes in the file."""
    own = re.sub(r"[^0-9A-Za-z]+", "-", draft.key).strip("-")
    if own and draft.secret:
        own = hashlib.sha256(own.encode()).hexdigest()[:12]
    if not own:
        seed = "|".join((key(name), draft.commune, key(draft.city), draft.postal_code))
        own = hashlib.sha256(seed.encode()).hexdigest()[:12]
    home = places[0] if places else "fr"
    full = f"{home}-{source}-{own}"
    if len(full) > _LONGEST_ID:
        full = f"{home}-{source}-{hashlib.sha256(own.encode()).hexdigest()[:16]}"
    return full


def description(draft: Draft, warn: Any) -> dict[str, str] | None:
    """The text of a partner in both registers, unless it breaks a rule of our texts."""
    text = " ".join(draft.description.split())
    if not text:
        return None
    wrong = text_problem(text)
    if wrong or "{" in text:
        warn("description", f"description non reprise : {wrong or 'accolade'}")
        return None
    return {"tu": text, "vous": text}


def web(raw: str, warn: Any) -> str | None:
    """A web address with its scheme, or None."""
    url = raw.strip()
    if not url:
        return None
    if not re.match(r"[a-z]+://", url, re.IGNORECASE):
        url = f"https://{url}"
    wrong = url_problem(url)
    if wrong:
        warn("url", f"site non repris : {wrong}")
        return None
    return url


def email(raw: str, warn: Any) -> str | None:
    """A mailbox, or None."""
    address = raw.strip().removeprefix("mailto:")
    if not address:
        return None
    if email_problem(address):
        warn("email", "courriel non repris : adresse incorrecte")
        return None
    return address


def hours(draft: Draft, warn: Any) -> dict[str, str | None]:
    """OSM hours when they are sure, and the hours as written."""
    osm: str | None = draft.hours.strip() or None
    if osm is not None:
        try:
            validate_hours(osm)
        except HoursError:
            warn("opening_hours", "horaires non repris : notation incorrecte")
            osm = None
    said = " ; ".join(part.strip() for part in draft.hours_text.splitlines() if part.strip())
    if osm is None and draft.hours_text.strip():
        osm = _as_osm(draft.hours_text.strip()) or from_french(draft.hours_text)
        if osm is None:
            warn("opening_hours", "horaires gardés en texte : leur sens n'est pas sûr")
    return {"opening_hours": osm, "hours_text": said or None}


def _as_osm(text: str) -> str | None:
    """Hours that are already in OSM notation."""
    try:
        validate_hours(text)
    except HoursError:
        return None
    return text


def identifiers(draft: Draft, warn: Any) -> list[dict[str, str]]:
    """What other registers call the service; nothing when its address is secret."""
    if draft.secret:
        return []
    found = []
    for scheme, value in ((draft.scheme, draft.key), *draft.also):
        if scheme and value:
            try:
                Identifier(scheme=scheme, value=value)
            except ValidationError:
                warn("identifiers", f"identifiant non repris : « {value[:30]} »")
            else:
                found.append({"scheme": scheme, "value": value})
    return found


def people(draft: Draft, warn: Any) -> dict[str, Any]:
    """Ages and languages, those that are possible."""
    fields: dict[str, Any] = {}
    youngest, oldest = draft.ages
    if youngest is not None or oldest is not None:
        ages = {"min": youngest, "max": oldest}
        if all(age is None or 0 <= age <= 120 for age in ages.values()):
            fields["ages"] = ages
        else:
            warn("ages", "âges non repris : nombres impossibles")
    # A file that names no language says nothing, not even French.
    fields["languages"] = [code for code in draft.languages if re.fullmatch(r"[a-z]{2,3}", code)]
    return fields
