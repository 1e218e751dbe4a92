"""How old a check is, to the day."""

from __future__ import annotations

from datetime import date

import pytest

from fanal.directory import Directory
from fanal.directory.freshness import age, months_since


@pytest.mark.parametrize(
    ("checked", "today", "expected"),
    [
        ("2026-11-24", "2026-11-24", "fresh"),
        ("2025-11-24", "2026-11-24", "fresh"),
        ("2025-11-23", "2026-11-24", "old"),
        ("2024-11-24", "2026-11-24", "old"),
        ("2024-11-23", "2026-11-24", "stale"),
        ("2024-02-29", "2025-02-28", "fresh"),
        ("2024-02-29", "2025-03-01", "old"),
        ("2027-01-01", "2026-11-24", "fresh"),
    ],
)
def test_ages(directory: Directory, checked: str, today: str, expected: str) -> None:
    """A record is fresh for 12 months to the day, old for 24, then stale."""
    service = directory.service("119").model_copy(
        update={"assured_date": date.fromisoformat(checked)}
    )
    assert age(service, date.fromisoformat(today)) == expected


def test_months_are_whole() -> None:
    """A month has passed on the same day of the next one, not before."""
    assert months_since(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert months_since(date(2026, 1, 15), date(2026, 3, 15)) == 2
    assert months_since(date(2027, 1, 1), date(2026, 1, 1)) == 0
