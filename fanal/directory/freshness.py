"""How long ago a record was checked, and what that means for whoever reads it.

Nothing expires silently: past a year a record says « à confirmer », past two years it gives way to
a line that was checked since, and both ask an editor to look (`fanal directory stale`).
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from fanal.directory.model import Service

FRESH_MONTHS = 12
"""Up to this age, a record is shown without a doubt."""
STALE_MONTHS = 24
"""Past this age, its facts may well be wrong."""

Age = Literal["fresh", "old", "stale"]


def months_since(day: date, today: date) -> int:
    """Whole months between two days; 0 when ``day`` is in the future."""
    months = (today.year - day.year) * 12 + today.month - day.month
    return max(0, months - (today.day < day.day))


def age(service: Service, today: date) -> Age:
    """Fresh up to 12 months after the last check, the day itself included; stale past 24."""
    if _past(service.assured_date, STALE_MONTHS, today):
        return "stale"
    return "old" if _past(service.assured_date, FRESH_MONTHS, today) else "fresh"


def _past(day: date, months: int, today: date) -> bool:
    passed = months_since(day, today)
    return passed > months or (passed == months and today.day != day.day)
