"""What a card says of the last check, with its limits."""

from __future__ import annotations

from datetime import date

import pytest

from fanal.reply import Dialogue
from fanal.reply.cards import verified

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("checked", "dated", "said"),
    [
        (date(2026, 3, 1), True, "vérifié le 1er mars 2026"),
        (date(2025, 11, 24), True, "vérifié le 24 novembre 2025"),
        (date(2025, 11, 23), True, "vérifié en novembre 2025, à confirmer"),
        (date(2019, 8, 5), True, "vérifié en août 2019, à confirmer"),
        (date(2026, 10, 7), False, "lu le 7 octobre 2026 sur une page sans date, à confirmer"),
        (date(2024, 1, 2), False, "lu le 2 janvier 2024 sur une page sans date, à confirmer"),
    ],
)
@pytest.mark.parametrize("register", ["tu", "vous"])
def test_the_age_of_a_check_is_said(
    dialogue: Dialogue, checked: date, dated: bool, said: str, register: str
) -> None:
    """Past twelve months to the day, or without a date on the page, it is to be confirmed."""
    texts = dialogue.composer.texts
    service = dialogue.composer.matcher.directory.service("119").model_copy(
        update={"assured_date": checked, "source_dated": dated}
    )
    assert verified(service, texts, "tu" if register == "tu" else "vous", TODAY) == said
