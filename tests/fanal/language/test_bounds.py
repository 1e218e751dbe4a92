"""What a message may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanal.language.bounds import MAX_LENGTH, MessageError, check_message


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("bonjour", "bonjour"),
        ("un\r\ndeux\rtrois\u2028quatre", "un\ndeux\ntrois\nquatre"),
        ("tab\tulation", "tab\tulation"),
        ("e\u0301", "é"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\u202eenvers\u202c", "envers"),
        ("mou\u200drir", "mourir"),
        ("soft\u00adhyphen", "softhyphen"),
        ("tag\U000e0041", "tag"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("😭😭", "😭😭"),
        ("🏳️\u200d🌈", "🏳️\u200d🌈"),
        ("ساعدوني", "ساعدوني"),
    ],
)
def test_harmless_signs_are_taken_out(text: str, clean: str) -> None:
    """Invisible signs go, line ends become one, emoji stay whole."""
    assert check_message(text) == clean


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("   \n\t", "empty"),
        ("\u200b\ufeff", "empty"),
        ("a" * (MAX_LENGTH + 1), "too_long"),
        ("a\0b", "unreadable"),
        ("\x07", "unreadable"),
        ("\x1b[31m", "unreadable"),
        ("\x9f", "unreadable"),
        ("\ud800", "unreadable"),
    ],
)
def test_a_message_that_cannot_be_read_is_refused(text: str, code: str) -> None:
    """Each refusal has a code and a French sentence that says nothing is lost."""
    with pytest.raises(MessageError) as refusal:
        check_message(text)
    assert refusal.value.code == code
    assert "Rien n'est perdu" in str(refusal.value)
    assert "?" not in str(refusal.value)


def test_the_length_is_counted_after_composition() -> None:
    """A letter and its accent count once; the limit itself is accepted."""
    assert len(check_message("e\u0301" * MAX_LENGTH)) == MAX_LENGTH
    assert len(check_message("😭" * MAX_LENGTH)) == MAX_LENGTH


@given(st.text(max_size=100))
def test_a_clean_message_stays_clean(text: str) -> None:
    """Checking twice changes nothing more."""
    try:
        clean = check_message(text)
    except MessageError:
        return
    assert check_message(clean) == clean
