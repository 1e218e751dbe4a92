"""What is asked of the directory, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from fanal.directory.hours import OpeningState
from fanal.directory.model import Audience
from fanal.geography import Place

By = Literal["voice", "written", "place"]
"""How the person wants to make contact: call, write, go there."""
Nearness = Literal["commune", "served", "neighbour", "region", "national", "elsewhere"]


@dataclass(frozen=True)
class Query:
    """What is looked for; everything but the moment may be left out.

    Attributes:
        moment: aware time for which « open » is computed.
        text: free words, typing mistakes included.
        need: identifier of a need, when it was chosen and not written.
        place: where; services of other places come after.
        audience: only services for them.
        by: only services that can be contacted this way.
        open_now: only services that are surely open.
        languages: only services that speak one of these (ISO 639 codes).
        accessible: only services that say something of their accessibility.
        limit: how many results at most.
    """

    moment: datetime
    text: str = ""
    need: str | None = None
    place: Place | None = None
    audience: Audience | None = None
    by: By | None = None
    open_now: bool = False
    languages: tuple[str, ...] = ()
    accessible: bool = False
    limit: int = 10


@dataclass(frozen=True)
class Hit:
    """One service found, and why.

    Attributes:
        service_id: identifier of the record.
        score: for ordering only; means nothing by itself.
        words: words of the query that its record holds.
        need: the need it serves, when one was given or recognised.
        nearness: how it stands to the place asked for; None without a place, for local services.
        distance: kilometres, when both places are known and it is local.
        opening: state at the moment of the query.
        specialised: devoted to prostitution or sexual exploitation.
        stale: last checked more than two years before the moment.
    """

    service_id: str
    score: float
    words: tuple[str, ...]
    need: str | None
    nearness: Nearness | None
    distance: float | None
    opening: OpeningState
    specialised: bool
    stale: bool
