"""Time zones and neighbours of the départements."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from fanal.geography.model import GeographyError, UnknownPlaceError
from fanal.settings import ROOT

DATA = ROOT / "data" / "geography"
"""Where the tables are, unless told otherwise."""

_METROPOLE = frozenset({f"{number:02d}" for number in range(1, 96) if number != 20} | {"2A", "2B"})
# IANA time zone database. The zone is the one of the chief town: the Marquesas and the Gambier
# (987) differ from Tahiti by half an hour and an hour.
_OVERSEAS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "984": "Indian/Kerguelen",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
    "989": "Etc/GMT+8",
}


def timezone_of(departement_code: str) -> str:
    """Give the IANA time zone of a département or overseas collectivity.

    Raises:
        UnknownPlaceError: no département has this code.
    """
    if departement_code in _METROPOLE:
        return "Europe/Paris"
    try:
        return _OVERSEAS[departement_code]
    except KeyError:
        raise UnknownPlaceError(f"Département inconnu : {departement_code!r}.") from None


def neighbours(departement_code: str) -> tuple[str, ...]:
    """Give the codes of the départements that share a land border, sorted; none overseas.

    Raises:
        UnknownPlaceError: no département has this code.
        GeographyError: the table of neighbours is missing or broken.
    """
    if departement_code in _OVERSEAS:
        return ()
    if departement_code not in _METROPOLE:
        raise UnknownPlaceError(f"Département inconnu : {departement_code!r}.")
    return _table(DATA / "neighbours.csv")[departement_code]


@lru_cache(maxsize=2)
def _table(path: Path) -> dict[str, tuple[str, ...]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = {row["departement"]: row["neighbours"] for row in csv.DictReader(file)}
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise GeographyError(f"{path} : table des voisins illisible ({error}).") from error
    if missing := _METROPOLE - rows.keys():
        raise GeographyError(f"{path} : il manque {', '.join(sorted(missing))}.")
    return {code: tuple(sorted(cell.split())) for code, cell in rows.items()}
