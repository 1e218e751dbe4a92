"""Leaving out what could identify someone, before a message is stored or leaves the door.

What finds a service stays: the words, the town, the age, the numbers of help lines. What points at
a person goes: numbers, addresses, accounts, and names that are given as names. A mark in square
brackets stands where something was left out. Redacting twice changes nothing more.
"""

from __future__ import annotations

import re

from fanal.language._streets import without_streets, word_set

_SEPARATOR = r"[\s.\-/]?"
_NUMBER_WORD = (
    r"(?:z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|"
    r"quinze|seize|vingts?|trente|quarante|cinquante|soixante)"
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]*[a-zà-ÿ][\w'’-]*"
_FULL_NAME = rf"{_CAPITAL}(?:[ -]{_CAPITAL}){{0,2}}"

_PLAIN: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"[\w.+-]+(?:\s?@\s?|\s?[(\[]at[)\]]\s?|\s+arobase\s+)"
            r"[\w-]+(?:\s?\.\s?|\s+point\s+)[a-z]{2,}(?:\.[a-z]{2,})?\b",
            re.IGNORECASE,
        ),
        "[courriel]",
    ),
    (re.compile(r"(?:https?://|www\.)\S*[\w/]", re.IGNORECASE), "[lien]"),
    (
        re.compile(r"\b[\w-]+\.(?:com|fr|net|org|io|gg|me|be|ch)\b(?:/\S*)?", re.IGNORECASE),
        "[lien]",
    ),
    (
        re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b", re.IGNORECASE),
        "[compte]",
    ),
    # A bank card, then a social security number, then any long run of digits.
    (re.compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?!\d)"), "[numéro]"),
    (re.compile(r"(?<!\d)[12](?:\s?\d{2}){3}(?:\s?\d{3}){2}(?:\s?\d{2})?(?!\d)"), "[numéro]"),
)
_PHONES = (
    # French numbers, with or without the country, a letter o for the zero, the end missing.
    re.compile(
        rf"(?<![\w+])(?:(?:\+|00)33\s?(?:\(0\)\s?)?|[0oO]){_SEPARATOR}[1-9]"
        rf"(?:{_SEPARATOR}\d{{2}}){{3,4}}(?!\d)"
    ),
    re.compile(rf"(?<!\w)(?:\+|00)\d{{1,3}}(?:{_SEPARATOR}\d{{2,4}}){{2,5}}(?!\d)"),
    re.compile(r"(?<!\d)\d{9,}(?!\d)"),
    re.compile(rf"\bz[ée]ro(?:[\s-]+(?:et[\s-]+)?{_NUMBER_WORD}){{3,}}\b", re.IGNORECASE),
)
_HELP_LINE = re.compile(r"0\s?8(?:[\s.\-/]?\d){8}")
"""Numbers in 08 are those of services: nobody owns one."""

_PLACES = (
    r"snap(?:chat)?|insta(?:gram)?|ig|tik\s?tok|telegram|whatsapp|discord|twitter|facebook|fb|mym|"
    r"onlyfans|pseudo|compte|twitch"
)
_HANDLE = re.compile(r"(?<!\w)@[\w.]{2,}")
_ACCOUNT = re.compile(
    rf"\b(?P<own>(?:mon|ma|son|sa|ton|leur|notre)\s+)?(?P<where>{_PLACES})"
    r"(?P<link>\s*[:=]\s*|\s+(?:c['’ ]?\s?est|c)\s+)"
    r"(?P<account>[\w.\-]{3,})",
    re.IGNORECASE,
)
_ACCOUNT_BESIDE = re.compile(
    rf"\b(?P<own>)(?P<where>{_PLACES})(?P<link>\s+)"
    r"(?!\d+(?:h|min|ans|j|k)?\b)(?P<account>[a-z][\w.\-]*[\d_.][\w\-]+|[a-z][\w.\-]*\d)\b",
    re.IGNORECASE,
)
_PLATE = re.compile(r"\b(?:[A-Z]{2}[\s-]?\d{3}[\s-]?[A-Z]{2}|\d{2,4}\s[A-Z]{2,3}\s\d{2})\b")
_DATE = re.compile(
    r"\b(?:0?[1-9]|[12]\d|3[01])[/.\-](?:0?[1-9]|1[0-2])[/.\-](?:19|20)?\d{2}\b"
    r"|(?<=le )\d{1,2}(?:er)? (?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|"
    r"octobre|novembre|d[ée]cembre) (?:19|20)\d{2}\b",
    re.IGNORECASE,
)

_NAMED = re.compile(
    r"\b(?P<lead>(?i:j(?:e|')?\s?m['’ ]?app?ell?e?|m['’]?appell?e|(?:il|elle) s['’ ]?app?ell?e|"
    r"s['’ ]?appell?e|mon (?:pr[ée])?nom (?:de famille )?(?:c['’]?est|est|:)|"
    r"(?:pr[ée])?nom\s*:|nomm[ée]e?s?|pr[ée]nomm[ée]e?|surnomm[ée]e?)\s+)"
    rf"(?P<name>{_FULL_NAME}|[\w'’-]+)"
)
_NAMED_CAPITAL = re.compile(
    r"\b(?P<lead>(?i:moi(?: |, ?)c['’ ]?\s?est|moi c|c['’]?est|appell?ez?[ -]moi|sign[ée]|"
    r"m\.|mr\.?|mme|mlle|monsieur|madame|ma[iî]tre|docteur|dr\.?|"
    r"(?:mon|ma|mes|son|sa|notre|une?|le|la)\s"
    r"(?:petite?\s|grande?\s|meilleure?\s|beau[ -]|belle[ -])?"
    r"(?:copain|copine|pote|amie?|ami|mec|meuf|ex|mari|femme|fr[èe]re|s(?:oe|œ)ur|p[èe]re|m[èe]re|"
    r"oncle|tante|cousine?|fille|fils|ni[èe]ce|neveu|[ée]l[èe]ve|patiente?|voisine?|prof|[ée]ducatrice|"
    r"[ée]ducateur|client|proxo|mac|coach|entra[iî]neur|juge|jeune))\s+)"
    rf"(?P<name>{_FULL_NAME})(?P<after>\s+qui\b)?"
)
_NOT_NAMES = word_set(
    "a ai alors au aussi avec beaucoup bien c ca ce cela cette chaque comme comment d dans de deja "
    "demain depuis des donc du elle elles en encore est et eux fort il ils j jamais je juste l la "
    "le les leur lui ma maintenant mais mal me mes moi mon ne non notre nous on ou oui par pas "
    "personne plus pour quand que qui quoi rien sa sans se ses si son souvent sur ta te tes toi "
    "ton toujours tous tout toute tres trop tu un une vite votre vous vraiment y police samu "
    "ambulance secours pompiers ambulances maman papa"
)
"""« je m'appelle pas », « j'appelle la police », « elle m'appelle tout le temps »: no names."""


def redact(text: str) -> str:
    """The message without what could identify someone.

    Marks: ``[numéro]``, ``[courriel]``, ``[lien]``, ``[compte]``, ``[plaque]``, ``[date]``,
    ``[adresse]`` and ``[nom]``.
    """
    found = text
    for pattern, mark in _PLAIN:
        found = pattern.sub(mark, found)
    for pattern in _PHONES:
        found = pattern.sub(_unless_help_line, found)
    found = _DATE.sub("[date]", found)
    found = _PLATE.sub("[plaque]", found)
    found = _ACCOUNT.sub(_without_account, found)
    found = _ACCOUNT_BESIDE.sub(_without_account, found)
    found = _HANDLE.sub("[compte]", found)
    found = without_streets(found)
    found = _NAMED.sub(_without_name, found)
    return found if found.isupper() else _NAMED_CAPITAL.sub(_without_capital_name, found)


def _unless_help_line(match: re.Match[str]) -> str:
    return match.group() if _HELP_LINE.fullmatch(match.group()) else "[numéro]"


def _without_account(match: re.Match[str]) -> str:
    """« mon snap c'est lolita », « insta : lolita », « insta lola_93 », not « insta c'est nul »."""
    plain = match["own"] or match["link"].strip() in {":", "="}
    if match["account"].lower() in _NOT_NAMES:
        return match.group()
    if not plain and not re.search(r"[\d_.]", match["account"]):
        return match.group()
    return f"{match['own'] or ''}{match['where']}{match['link']}[compte]"


def _without_name(match: re.Match[str]) -> str:
    first = re.split(r"['’]", match["name"].lower())[0]
    return match.group() if first in _NOT_NAMES else f"{match['lead']}[nom]"


def _without_capital_name(match: re.Match[str]) -> str:
    """« c'est Kevin qui… » only before « qui »; other leads take a capital as a name."""
    lead = match["lead"].lower().replace("’", "'").strip()
    if lead in {"c'est", "cest"} and not match["after"]:
        return match.group()
    if match["name"].lower() in _NOT_NAMES:
        return match.group()
    return f"{match['lead']}[nom]{match['after'] or ''}"
