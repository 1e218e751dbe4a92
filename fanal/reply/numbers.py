"""Finding what looks like a phone number in a French text."""

from __future__ import annotations

import re

_LONG_NUMBER = re.compile(r"(?:\+?\d[\s.\-()]?){8,}\d")
_SHORT_NUMBER = re.compile(r"(?<![\d,.-])\d{2,4}(?:\s\d{3})?(?!\d|[,.-]\d)")
_UNITS = re.compile(
    r"\s*(?:%|€|euros?|ans?|mois|jours?|heures?|h\b|minutes?|personnes?|mineurs?|victimes?|"
    r"départements?|associations?|affaires?|bénéficiaires?|situations?|priorités|actions|axes|"
    r"janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|mai\b)"
)
_SHORT_SHAPE = re.compile(r"1[578]|11\d|3\d{3}|116\d{3}")
"""Shapes of French short numbers: in a text they are numbers to dial unless a unit follows."""


def phone_like(text: str) -> set[str]:
    """What looks like a phone number in a text, digits only.

    Long digit runs always; the shapes of short numbers unless a unit follows them. Amounts such
    as « 75 000 € » are not numbers to dial.
    """
    found = {digits(match.group()) for match in _LONG_NUMBER.finditer(text)}
    for match in _SHORT_NUMBER.finditer(_LONG_NUMBER.sub(" ", text)):
        rest = _LONG_NUMBER.sub(" ", text)[match.end() :]
        number = digits(match.group())
        if _SHORT_SHAPE.fullmatch(number) and not _UNITS.match(rest):
            found.add(number)
    return found


def digits(number: str) -> str:
    """Digits only."""
    return re.sub(r"\D", "", number)
