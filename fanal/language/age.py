"""The age bracket of the person concerned, when it is volunteered; never asked, never stored.

It chooses the lines (some take minors only, some adults only) and « vous » to an adult who writes
for themselves. The age itself is forgotten with the message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from fanal.language.fold import fold

Bracket = Literal["minor", "young_adult", "adult"]

MAJORITY, GROWN = 18, 26
"""Majority in France; and the end of what French services for the young usually cover (25)."""

RANGES: dict[Bracket, tuple[int, int]] = {
    "minor": (0, MAJORITY - 1),
    "young_adult": (MAJORITY, GROWN - 1),
    "adult": (GROWN, 120),
}
"""Ages of each bracket, in years, both included."""

_AGE = r"(?P<age>[1-9]\d?) (?:ans|piges|balais)\b"
_I_AM = r"j ai|je viens d avoir|je vais avoir|moi|je suis agee? de"
_SOMEBODY = r"ma|mon|notre|sa|son|leur|une|un|la|le|cette|ce|jeune"
_SELF = (
    re.compile(rf"\b(?:{_I_AM}) (?:que |juste |a peine )?{_AGE}"),
    re.compile(rf"^{_AGE}"),
    re.compile(rf"\bje suis une? (?:\w+ ){{0,2}}de {_AGE}"),
)
_OTHER = (
    re.compile(rf"\b(?:{_SOMEBODY}) (?:\w+ ){{0,3}}(?:de|a|agee? de) {_AGE}"),
    re.compile(rf"\b(?:elle|il|fille|fils|mineure?|jeune|ado) (?:\w+ )?{_AGE}"),
)
_SINCE = re.compile(r"\b(?:depuis|pendant|il y a|dans|quand j avais|a l age de) $")
"""« depuis 16 ans » is no age."""


@dataclass(frozen=True)
class Age:
    """A bracket and whose it is: the person who writes, or someone they write about."""

    bracket: Bracket
    own: bool


def age_of(text: str) -> Age | None:
    """The bracket that a message gives, that of the person who writes first.

    Args:
        text: the message after normalisation of text-speak; kept nowhere.
    """
    folded = fold(text)
    for patterns, own in ((_SELF, True), (_OTHER, False)):
        for pattern in patterns:
            for match in pattern.finditer(folded):
                if not _SINCE.search(folded[: match.start("age")]):
                    return Age(_bracket(int(match["age"])), own)
    return None


def _bracket(age: int) -> Bracket:
    return next(name for name, (low, high) in RANGES.items() if low <= age <= high)
