"""Public holidays of each département and collectivité.

The dates come from the ``holidays`` package, which quotes the laws: the eleven national days
(article L3133-1 of the Code du travail), Good Friday and 26 December in Alsace-Moselle, the
abolition of slavery and other local days overseas. Its list for Guadeloupe and Polynesia also
holds days that are customary rather than legal (Mi-Carême, for instance): many doors are closed
on those days too, so they count as holidays here.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import cast

_SUBDIVISIONS = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "984": "TF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}


def is_public_holiday(day: date, departement: str | None = None) -> bool:
    """Whether a day is a public holiday there; without a département, in all of France."""
    subdivision = _SUBDIVISIONS.get(departement) if departement else None
    return day in _public_holidays(day.year, subdivision)


@lru_cache(maxsize=256)
def _public_holidays(year: int, subdivision: str | None) -> frozenset[date]:
    # Imported here: the package loads slowly, and most replies are about lines open 24/7.
    from holidays import country_holidays

    return frozenset(cast("dict[date, str]", country_holidays("FR", subdivision, years=year)))
