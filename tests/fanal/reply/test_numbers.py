"""What looks like a phone number in a text."""

from __future__ import annotations

import pytest

from fanal.reply.numbers import phone_like


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Appelle le 119.", {"119"}),
        ("le 3018 ou le 0 800 235 236", {"3018", "0800235236"}),
        ("116 000 pour les fugues", {"116000"}),
        ("75 000 € d'amende et 5 ans", set()),
        ("entre 7 000 et 10 000 mineurs", set()),
        ("15 ans en moyenne", set()),
        ("en 2021, 14 millions", set()),
        ("06 12 34 56 78", {"0612345678"}),
        ("+33 1 80 52 33 76", {"33180523376"}),
        ("de 15 à 17 ans", {"15"}),
    ],
)
def test_phone_like(text: str, found: set[str]) -> None:
    """Numbers to dial are seen; years, amounts and counts are not."""
    assert phone_like(text) == found
