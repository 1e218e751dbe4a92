"""What points at a person goes, what finds a service stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanal.language.redact import redact
from fanal.yaml_files import load_yaml
from tests.fanal.language.tables import HERE, pairs

_TABLE = load_yaml(HERE / "redact.yml").data
assert isinstance(_TABLE, dict)
CASES = [(text, kept) for group in _TABLE.values() for text, kept in group.items()]


@pytest.mark.parametrize(("text", "kept"), CASES)
def test_a_message_is_redacted_as_the_table_says(text: str, kept: str) -> None:
    """Numbers, accounts, names and streets go; towns, ages and help lines stay."""
    assert redact(text) == kept


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_redacting_twice_changes_nothing(text: str) -> None:
    """A redacted message is left alone."""
    once = redact(text)
    assert redact(once) == once


@pytest.mark.parametrize("text", [text for _, text in pairs("lookalikes")][::5])
def test_messages_without_a_secret_stay_as_they_are(text: str) -> None:
    """Redaction does not touch a message that points at nobody."""
    assert redact(text) == text


@given(st.from_regex(r"0[1-79]([ .-]?[0-9]{2}){4}", fullmatch=True))
def test_no_personal_number_is_left(number: str) -> None:
    """Whatever stands between its digits, a personal number is never kept."""
    assert redact(f"appelle {number} stp") == "appelle [numéro] stp"


@given(st.text(max_size=200))
def test_any_text_can_be_redacted(text: str) -> None:
    """No text breaks the redaction."""
    assert isinstance(redact(text), str)
