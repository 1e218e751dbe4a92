"""French opening hours cut into the few words that are understood.

A notation that holds any other word is not understood at all, because the word could change
everything (« pendant les vacances », « à Périgueux », « à reconfirmer »).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from fanal.directory.hours.rules import DAY
from fanal.directory.hours.words import WEEKDAYS

Kind = Literal[
    "day",  # lundi, lun, lu
    "every_day",  # 7j/7
    "from",  # du
    "to",  # au
    "times",  # 9h-12h
    "all_hours",  # 24h/24
    "until",  # jusqu'à 19h
    "closed",  # fermé
    "except",  # sauf jeudi après-midi
    "holidays_off",  # sauf jours fériés
    "holidays_on",  # jours fériés compris
    "on_appointment",  # sur rendez-vous
    "walk_in",  # sans rendez-vous
    "either",  # avec ou sans rendez-vous
    "heading",  # accueil, ouverture
    "and",
    "comma",
    "dash",
    "slash",
    "break",  # end of a line or of a sentence
    "blank",
]
Half = Literal["morning", "afternoon"]


@dataclass(frozen=True)
class Token:
    """A word or sign of the notation.

    Attributes:
        kind: what it is.
        day: number of the weekday, Monday being 0.
        tight: the day is abbreviated, or a dash touches it: « mar-jeu » is a range, while
            « Mardi - Jeudi » may be two days.
        start: minute of the day when a span starts.
        end: minute when it ends, past 1,440 when that is the next day.
        half: the part of the day that an exception takes away.
    """

    kind: Kind
    day: int = -1
    tight: bool = False
    start: int = 0
    end: int = 0
    half: Half = "morning"


_FULL = "|".join(WEEKDAYS)
_SHORT = "lun|mar|mer|jeu|ven|sam|dim|lu|ma|me|je|ve|sa|di"
_DAY = rf"(?:(?:{_FULL})s?\b|(?:{_SHORT})\b\.?)"
_HOUR = (
    r"(?:\d{1,2} ?h\d{2}\b"  # 8h30
    r"|\d{1,2} ?h(?:eures?)?\b(?: \d{2}\b)?"  # 8h, 8 h 30, 17 heures
    r"|\d{1,2}:\d{2}\b"
    r"|midi\b|minuit\b)"
)
_FERIES = r"(?:les )?jours? feries?\b"
_RDV = r"(?:rendez[- ]?vous|rdv|rv)\b"

_WORDS: tuple[tuple[Kind, str], ...] = (
    ("all_hours", r"24 ?h? ?(?:/|sur) ?(?:24|7) ?[hj]?\b|jour et nuit\b"),
    ("every_day", r"7 ?j?(?:ours)? ?(?:/|sur) ?7 ?j?\b"),
    ("holidays_off", rf"\((?:sauf|hors|ferme) {_FERIES}\)|(?:sauf|hors|ferme) {_FERIES}"),
    ("holidays_on", rf"y compris {_FERIES}|{_FERIES} (?:compris|inclus)\b"),
    ("except", rf"\(?sauf (?:le )?(?P<off>{_DAY}) (?P<half>matin|apres[- ]midi)\b\)?"),
    ("either", rf"avec (?:ou|et) sans {_RDV}"),
    ("walk_in", rf"sans {_RDV}"),
    ("on_appointment", rf"(?:(?:uniquement|exclusivement) )?sur {_RDV}"),
    ("until", rf"jusqu'a (?P<until>{_HOUR})"),
    (
        "times",
        rf"(?:de )?(?P<start>{_HOUR}|\d{{1,2}}) ?(?:-|a\b|/) ?(?P<end>{_HOUR})"
        r"(?P<late> du matin\b| le lendemain\b)?",
    ),
    ("day", rf"(?P<day>{_DAY})(?P<touched>(?=-))?"),
    ("closed", r"fermee?s?\b"),
    ("from", r"du\b"),
    ("to", r"au\b(?! public)"),
    ("heading", r"accueil(?: telephonique| de jour)?\b|\(accueil de jour\)|telephone\b|mda\b"),
    ("heading", r"permanences?(?: telephonique)?\b|le secretariat est\b"),
    ("heading", r"horaires?(?: d'ouverture)?\b|ouvert(?:e|s|es|ure)?\b|au public\b"),
    ("and", r"et\b"),
    ("blank", r"les?\b"),
)
_SIGNS: tuple[tuple[Kind, str], ...] = (
    ("and", r"&"),
    ("break", r"//|[\n;|]|\.(?= |\n|$)"),
    ("comma", r","),
    ("dash", r"-"),
    ("slash", r"/"),
    ("blank", r"[ :]"),
)

_NOON = 12 * 60
_NIGHT_STARTS = 17 * 60
_NIGHT_ENDS = 10 * 60
_SMALL_HOURS = 3 * 60
_SHORTEST = 30


def tokens_of(text: str) -> list[Token] | None:
    """Cut a notation into tokens; None when a word is not understood or an hour is impossible."""
    plain = _plain(text)
    tokens: list[Token] = []
    position = 0
    while position < len(plain):
        found = _match(plain, position)
        if found is None:
            return None
        kind, match = found
        position = match.end()
        token = _token(kind, match)
        if token is None:
            return None
        if token.kind != "blank":
            tokens.append(token)
    return tokens


def _match(plain: str, position: int) -> tuple[Kind, re.Match[str]] | None:
    for kind, pattern in _compiled():
        if match := pattern.match(plain, position):
            return kind, match
    return None


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    # A word starts where the one before has ended: "9h12h" is no list of hours.
    words = [(kind, re.compile(rf"(?<![a-z0-9])(?:{text})")) for kind, text in _WORDS]
    return (*words, *((kind, re.compile(text)) for kind, text in _SIGNS))


def _plain(text: str) -> str:
    """Lower case, no accent, one kind of dash, apostrophe and space; no bullet."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    text = "".join(char for char in decomposed if not unicodedata.combining(char))
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text.replace("\u2019", "'"))
    text = re.sub(r"[ \t]+", " ", text)
    text = re.sub(r" ?[\r\n]+ ?", "\n", text.strip())
    return re.sub(r"^[-*] ", "", text, flags=re.MULTILINE)


def _token(kind: Kind, match: re.Match[str]) -> Token | None:
    """Complete a token; None when its hours make no sense."""
    if kind == "day":
        name = match["day"]
        return Token(kind, day=_day(name), tight=match["touched"] is not None or len(name) < 5)
    if kind == "except":
        half: Half = "morning" if match["half"] == "matin" else "afternoon"
        return Token(kind, day=_day(match["off"]), half=half)
    if kind == "until":
        end = _minutes(match["until"])
        return None if end is None else Token(kind, end=end or DAY)
    if kind == "times":
        return _times(match["start"], match["end"], bool(match["late"]))
    return Token(kind)


def _day(name: str) -> int:
    # The first two letters tell the days apart.
    return next(number for number, day in enumerate(WEEKDAYS) if day.startswith(name[:2]))


def _times(first: str, last: str, late: bool) -> Token | None:
    start, end = _minutes(first), _minutes(last)
    if start is None or end is None or start == DAY:
        return None
    if end == 0:
        end = DAY
    if end < start:
        # « 13h-5h » is more likely a slip than a night.
        night = start >= _NIGHT_STARTS and end <= _NIGHT_ENDS
        if not (late or night or end <= _SMALL_HOURS):
            return None
        end += DAY
    return Token("times", start=start, end=end) if end - start >= _SHORTEST else None


def _minutes(hour: str) -> int | None:
    """Minutes since midnight; None when there is no such hour. « 24h » is 1,440."""
    if hour == "midi":
        return _NOON
    if hour == "minuit":
        return 0
    numbers = [int(number) for number in re.findall(r"\d+", hour)]
    hours, minutes = numbers[0], numbers[1] if len(numbers) > 1 else 0
    total = hours * 60 + minutes
    return total if minutes < 60 and total <= DAY else None
