"""What a number, an address, a mailbox and a text of the directory must look like."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import phonenumbers

from fanal.directory.model import Phone

# Short numbers of the national numbering plan (Arcep) that help services use.
_EMERGENCY = frozenset({"15", "17", "18", "112", "114", "115", "119", "191", "196"})
_SHORT = re.compile(r"3[0-9]{3}|116[0-9]{3}")
_LOCAL_SHORT = re.compile(r"[0-9]{4,6}")
_WRITTEN = re.compile(r"\+?[0-9]+(?: [0-9]+)*")
# Countries of the library that are France: their numbers begin with 0 and have ten digits.
_OVERSEAS = ("GP", "MQ", "GF", "RE", "YT", "PM")
_FRANCE = ("FR", *_OVERSEAS)
_POLYNESIA, _CALEDONIA = "987", "988"

_EMAIL = re.compile(r"[a-z0-9][a-z0-9._%+-]*@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)

PLACEHOLDER = re.compile(r"\{(phone|name):([^{}]*)\}")
"""A reference to another record in a text: ``{phone:119}``, ``{name:3018}``."""

_TYPED_NUMBER = re.compile(
    r"(?<![0-9])"
    r"(?:0[1-9](?:[ .]?[0-9]{2}){4}|0 ?8[0-9]{2}[ 0-9]{6,}|3[0-9]{3}|116 ?[0-9]{3}|11[0-9])"
    r"(?![0-9])"
)


def phone_problem(phone: Phone, places: Iterable[str]) -> str | None:
    """Say what is wrong with a number, or None.

    Args:
        phone: the number.
        places: codes of the places served; Polynesia and Nouvelle-Calédonie have their own
            numbering, and short local numbers exist overseas.
    """
    number = phone.number
    if not _WRITTEN.fullmatch(number):
        return "n'écrire que des chiffres et des espaces simples (« 04 74 22 39 64 »)"
    digits = phone.digits
    here = {*places, phone.territory or ""}
    if digits in _EMERGENCY or _SHORT.fullmatch(digits):
        return None
    overseas = any(code.startswith(("97", "98")) for code in here)
    if overseas and _LOCAL_SHORT.fullmatch(digits):
        return None
    if _POLYNESIA in here and re.fullmatch(r"[0-9]{8}", digits):
        return None
    if digits.startswith("+"):
        return None if _exists(digits, ("FR",)) else "ce numéro international n'existe pas"
    if len(digits) != 10 or not digits.startswith("0"):
        return "dix chiffres attendus, ou un numéro court connu"
    return None if _exists(digits, _FRANCE) else "aucun opérateur n'a reçu ce numéro : le relire"


def international(digits: str) -> str | None:
    """A number in its international form (E.164), as it is dialled from anywhere.

    Returns:
        None for what has no such form: short numbers, and the 08 ones, free or charged, that
        answer inside the country only.
    """
    if digits.startswith("08"):
        return None
    for country in (*_OVERSEAS, "FR"):
        if _exists(digits, (country,)):
            parsed = phonenumbers.parse(digits, country)
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return None


def url_problem(url: str) -> str | None:
    """Say what is wrong with a web address, or None."""
    if url != url.strip() or re.search(r"\s", url):
        return "une adresse n'a pas d'espace"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "adresse incorrecte"
    if parts.scheme not in ("http", "https"):
        return "l'adresse commence par https:// (ou http://)"
    if parts.username or parts.password:
        return "une adresse ne porte pas de mot de passe"
    if not _HOST.fullmatch(host):
        return "nom de site incorrect ou incomplet"
    return None


def email_problem(email: str) -> str | None:
    """Say what is wrong with a mailbox, or None."""
    return None if _EMAIL.fullmatch(email) else "adresse de courriel incorrecte"


def text_problem(text: str) -> str | None:
    """Say what is wrong with a text that people read, or None."""
    if "?" in text:
        return "un texte de l'annuaire ne pose pas de question"
    if _TYPED_NUMBER.search(PLACEHOLDER.sub("", text)):
        return "numéro écrit à la main : écrire {phone:identifiant}"
    return None


def _exists(digits: str, countries: Iterable[str]) -> bool:
    """Whether the number belongs to a range given out in one of the countries."""
    for country in countries:
        try:
            parsed = phonenumbers.parse(digits, country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return True
    return False
