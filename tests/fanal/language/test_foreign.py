"""Which language a message is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.evaluation.cases import SETS, load_cases
from fanal.language import Languages
from fanal.language.foreign import LANGUAGES
from fanal.yaml_files import YamlError
from tests.fanal.language.tables import pairs


@pytest.mark.parametrize(("language", "text"), pairs("languages"))
def test_the_language_is_told(languages: Languages, language: str, text: str) -> None:
    """A message plainly in another language is told, French and text-speak never are."""
    assert (languages.language_of(text) or "french") == language


def test_an_empty_message_has_no_language(languages: Languages) -> None:
    """Nothing is told of nothing."""
    assert languages.language_of("") is None


def test_french_messages_are_french(languages: Languages) -> None:
    """Of the French messages of tests/development, 1 in 100 at most is taken for another."""
    french = [c for c in load_cases(SETS["development"]) if c.slice not in {"languages", "places"}]
    wrong = [case.id for case in french if languages.language_of(case.text) is not None]
    assert len(wrong) <= 0.01 * len(french), wrong


@pytest.mark.parametrize(
    "content",
    [
        "words:\n  xx: [a, b]\ntelling:\n  en: [help]\n",
        "telling:\n  en: [help]\n",
        "words:\n  en: help\ntelling:\n  en: [help]\n",
    ],
)
def test_a_broken_table_is_refused(broken: Path, content: str) -> None:
    """An unknown language, a missing section or a wrong form names the file and the line."""
    path = broken / "foreign.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(YamlError):
        Languages.load(path)


def test_every_language_of_the_table_is_announced(languages: Languages) -> None:
    """Whatever language is told belongs to the announced list."""
    assert {languages.language_of(text) for _, text in pairs("languages")} - {None} <= set(
        LANGUAGES
    )
