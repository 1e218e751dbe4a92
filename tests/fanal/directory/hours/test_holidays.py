"""Public holidays, against dates known by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fanal.directory.hours.holidays import is_public_holiday


def holidays(year: int, departement: str | None = None) -> set[str]:
    days = (date(year, 1, 1) + timedelta(days=offset) for offset in range(366))
    return {
        f"{day:%m-%d}" for day in days if day.year == year and is_public_holiday(day, departement)
    }


NATIONAL_2026 = {
    "01-01",
    "04-06",  # Easter Monday
    "05-01",
    "05-08",
    "05-14",  # Ascension
    "05-25",  # Whit Monday
    "07-14",
    "08-15",
    "11-01",
    "11-11",
    "12-25",
}


def test_the_national_holidays() -> None:
    """The eleven days of article L3133-1 of the Code du travail, and no other."""
    assert holidays(2026) == NATIONAL_2026
    assert holidays(2026, "75") == NATIONAL_2026
    assert holidays(2026, "2B") == NATIONAL_2026


def test_the_days_that_follow_easter_move() -> None:
    """In 2027 Easter is on 28 March."""
    assert {"03-29", "05-06", "05-17"} <= holidays(2027)
    assert not {"04-06", "05-14", "05-25"} & holidays(2027)


@pytest.mark.parametrize(
    ("departement", "more"),
    [
        ("57", {"04-03", "12-26"}),
        ("67", {"04-03", "12-26"}),
        ("68", {"04-03", "12-26"}),
        ("54", set()),
        ("971", {"05-27", "04-03", "03-12", "07-21"}),
        ("972", {"05-22", "07-21"}),
        ("973", {"06-10"}),
        ("974", {"12-20"}),
        ("975", set()),
        ("976", {"04-27"}),
        ("977", {"10-09"}),
        ("978", {"05-28", "07-21"}),
        ("986", {"04-28", "06-29", "07-29"}),
        ("987", {"03-05", "04-03", "11-20"}),
        ("988", {"09-24"}),
    ],
)
def test_the_local_holidays(departement: str, more: set[str]) -> None:
    """Alsace-Moselle and each overseas place add their own days."""
    assert holidays(2026, departement) == NATIONAL_2026 | more


def test_polynesia_changed_in_2025() -> None:
    """20 November took the place of 29 June in French Polynesia from 2025 on."""
    assert is_public_holiday(date(2024, 6, 29), "987")
    assert not is_public_holiday(date(2025, 6, 29), "987")
    assert is_public_holiday(date(2025, 11, 20), "987")
