"""The one clock of Fanal: every process asks it what time it is.

``FANAL_CLOCK`` freezes it, for tests and demonstrations. It is read at each call, so a test can
set and unset it. Standard library only: the Python 3.10 environment imports this module too.
"""

from __future__ import annotations

import os
from datetime import datetime
from zoneinfo import ZoneInfo

VARIABLE = "FANAL_CLOCK"
"""The environment variable that freezes the clock, as an ISO 8601 moment with its offset."""

_EXAMPLE = "2026-11-24T03:10:00+01:00"


class ClockError(ValueError):
    """The clock cannot be read; the message, in French, says what to write instead."""


def now(timezone: str = "Europe/Paris") -> datetime:
    """Return the present moment, aware, in a time zone.

    Args:
        timezone: an IANA name, such as ``Europe/Paris`` or ``Indian/Reunion``.

    Raises:
        ClockError: ``FANAL_CLOCK`` is not a moment with an offset, or the zone is unknown.
    """
    zone = _zone(timezone)
    frozen = os.environ.get(VARIABLE, "").strip()
    if not frozen:
        return datetime.now(zone)
    moment = _moment(frozen)
    try:
        return moment.astimezone(zone)
    except OverflowError:
        # Year 1 or year 9999: the moment exists, but not once converted.
        raise ClockError(f"{VARIABLE} : « {frozen} » est hors du calendrier.") from None


def _zone(timezone: str) -> ZoneInfo:
    try:
        return ZoneInfo(timezone)
    except (ValueError, KeyError, OSError):
        # ZoneInfoNotFoundError is a KeyError; a name such as "../x" is a ValueError.
        raise ClockError(
            f"« {timezone} » n'est pas un fuseau horaire connu. Exemple : Europe/Paris."
        ) from None


def _moment(text: str) -> datetime:
    # Python 3.10 does not read the final Z of ISO 8601.
    iso = f"{text[:-1]}+00:00" if text[-1] in "zZ" else text
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        raise ClockError(
            f"{VARIABLE} : « {text} » n'est pas une date et une heure. Exemple : {_EXAMPLE}."
        ) from None
    if moment.utcoffset() is None:
        raise ClockError(
            f"{VARIABLE} : « {text} » ne dit pas le décalage horaire. Exemple : {_EXAMPLE}."
        )
    return moment
