"""Leaving out what could identify someone, before a message is stored or leaves the door.

What finds a service stays: the words, the town, the age. What points at a person goes: numbers,
addresses, accounts, names that are given as names.
"""

from __future__ import annotations

import re

_NAME = r"[A-ZÀ-Ý][\w'’-]+(?:[ -][A-ZÀ-Ý][\w'’-]+){0,2}"
_FREE_NAME = r"[\w'’-]+"

_EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|fr|net|org|io|me|gg)(?:/\S*)?\b", re.I)
_HANDLE = re.compile(r"(?<!\w)@[\w.]{2,}")
_ACCOUNT = re.compile(
    r"\b(?P<where>snap(?:chat)?|insta(?:gram)?|tiktok|tik tok|telegram|whatsapp|discord|twitter"
    r"|facebook|fb|mym|onlyfans|pseudo|compte)\b\s*(?::|=|c'?est|cest|c)\s*(?P<account>[\w.\-]{3,})",
    re.I,
)
_PHONE = re.compile(
    r"(?<![\d\w])(?:(?:\+|00)\d{1,3}[\s.\-]?(?:\(0\))?|0)[1-9](?:[\s.\-]?\d{2}){4}(?!\d)"
)
_LONG_DIGITS = re.compile(r"(?<!\d)(?:\d[\s.\-]?){11,}\d(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b")
_PLATE = re.compile(r"\b[A-Z]{2}[\s-]\d{3}[\s-][A-Z]{2}\b")
_BIRTH = re.compile(r"\b(?:0?[1-9]|[12]\d|3[01])[/.\-](?:0?[1-9]|1[0-2])[/.\-](?:19|20)?\d{2}\b")
_STREET = re.compile(
    r"\b\d{1,4}\s*(?:bis|ter|quater)?\s*,?\s*(?:rue|r\.|avenue|av\.?|boulevard|bd|bld|place|pl\.|"
    r"impasse|allée|allee|chemin|route|quai|cours|square|résidence|residence|cité|cite|hameau|"
    r"passage|voie|villa|lotissement|esplanade|faubourg)\s+"
    r"(?:(?:de la|de l'|de l’|des|du|de|d'|d’|la|le|les|l'|saint|sainte|st|ste)\s*)*"
    r"[\w'’-]+(?:\s+(?!à|a\b|dans|sur|près|pres|et\b|je\b|il\b|elle\b|on\b|avec|à\b)[A-ZÀ-Ý][\w'’-]+)*",
    re.I,
)
_NAMED = re.compile(
    r"\b(?P<lead>(?i:je m['’ ]?appelle?|jm'?appel(?:le)?|mon (?:pré)?nom (?:c'?est|est)|"
    r"mon prenom (?:c'?est|est)|moi c['’ ]?est|(?:il|elle) s['’ ]?appelle?|"
    r"(?:ma fille|mon fils|ma soeur|ma sœur|mon mec|mon copain|ma copine|mon ex|une copine|"
    r"un mec|un gars|le mec|le gars) s['’ ]?appelle?|nommée?|prénommée?|surnommée?))"
    r"\s+(?P<name>" + _NAME + "|" + _FREE_NAME + r")"
)
_TITLED = re.compile(
    r"\b(?P<title>(?:M\.|Mr|Mme|Mlle|Monsieur|Madame|Maître|Docteur|Dr)\.?)\s+" + _NAME
)


def redact(text: str) -> str:
    """The message without what could identify someone.

    Marks in square brackets stand where something was left out. Help numbers are short and stay.
    """
    found = _EMAIL.sub("[courriel]", text)
    found = _URL.sub("[lien]", found)
    found = _IBAN.sub("[compte]", found)
    found = _PHONE.sub("[numéro]", found)
    found = _LONG_DIGITS.sub("[numéro]", found)
    found = _ACCOUNT.sub(lambda match: f"{match['where']} [compte]", found)
    found = _HANDLE.sub("[compte]", found)
    found = _PLATE.sub("[plaque]", found)
    found = _BIRTH.sub("[date]", found)
    found = _STREET.sub("[adresse]", found)
    found = _NAMED.sub(_without_name, found)
    return _TITLED.sub(lambda match: f"{match['title']} [nom]", found)


_NOT_NAMES = frozenset(
    [
        "un",
        "une",
        "le",
        "la",
        "les",
        "mon",
        "ma",
        "mes",
        "ton",
        "son",
        "pas",
        "plus",
        "comme",
        "rien",
        "personne",
        "qui",
        "que",
        "pour",
        "de",
        "du",
        "des",
        "au",
        "police",
        "samu",
        "ambulance",
        "secours",
    ]
)
"""« j'appelle la police » is not a name."""


def _without_name(match: re.Match[str]) -> str:
    name = match["name"]
    return match.group() if name.lower() in _NOT_NAMES else f"{match['lead']} [nom]"
