"""Whether a service is open, against a table computed by hand (states.yml)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from fanal.directory.hours import ClosedPeriod, OpeningState, opening_state

TABLE = yaml.safe_load(Path(__file__).with_name("states.yml").read_text(encoding="utf-8"))
CASES = [
    (group["claim"], group.get("closures", []), *case) for group in TABLE for case in group["cases"]
]


@pytest.mark.parametrize(
    ("claim", "closures", "moment", "osm", "departement", "state", "text"),
    CASES,
    ids=[f"{case[2]} {case[3]} {case[4] or ''}{' closures' * bool(case[1])}" for case in CASES],
)
def test_state(
    claim: str,
    closures: list[list[str]],
    moment: str,
    osm: str | None,
    departement: str | None,
    state: Any,
    text: str,
) -> None:
    """The state and its words are those computed by hand."""
    found = opening_state(
        osm,
        datetime.fromisoformat(moment),
        departement=departement,
        closures=[
            ClosedPeriod(date.fromisoformat(first), date.fromisoformat(last), *why)
            for first, last, *why in closures
        ],
    )
    assert found == OpeningState(state, text), claim


def test_the_table_is_large_enough() -> None:
    """The table holds at least 150 cases, and every state."""
    assert len(CASES) >= 150
    assert {case[5] for case in CASES} == {"open", "closed", "unknown"}


def test_a_naive_moment_is_refused() -> None:
    """A moment without a time zone is a mistake of the program, not a guess to make."""
    with pytest.raises(ValueError, match="aware moment"):
        opening_state("24/7", datetime(2026, 11, 24, 10))


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_a_moment_outside_the_calendar_is_unknown(year: int) -> None:
    """Where holidays and time zones mean nothing, nothing is said to be open."""
    moment = datetime.fromisoformat(f"{year:04d}-01-01T10:00:00+00:00")
    assert opening_state("Mo-Su 09:00-18:00; PH off", moment).state == "unknown"
