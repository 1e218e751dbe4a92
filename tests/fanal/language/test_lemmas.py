"""Dictionary forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanal.language import Lemmatizer
from fanal.yaml_files import YamlError


@pytest.fixture(scope="module")
def lemmatizer() -> Lemmatizer:
    return Lemmatizer.load()


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("cherchaient", "chercher"),
        ("Harcelée", "harceler"),
        ("menacee", "menacer"),
        ("violees", "violer"),
        ("suis", "être"),
        ("étais", "être"),
        ("dit", "dire"),
        ("fait", "faire"),
        ("va", "aller"),
        ("j'", "je"),
        ("filles", "fille"),
        ("rue", "rue"),
        ("zzz", "zzz"),
    ],
)
def test_a_word_has_its_lemma(lemmatizer: Lemmatizer, word: str, lemma: str) -> None:
    """Tables and exceptions give the dictionary form, capitals and lost accents aside."""
    assert lemmatizer.lemmas([word]) == [lemma]


def test_one_lemma_a_word(lemmatizer: Lemmatizer) -> None:
    """The two lists have the same length, an empty one included."""
    words = ["l'", "école", "", "aujourd'hui", "😭"]
    assert len(lemmatizer.lemmas(words)) == len(words)
    assert lemmatizer.lemmas([]) == []


def test_broken_exceptions_are_refused(tmp_path: Path) -> None:
    """A list where a table is expected stops the start."""
    path = tmp_path / "lemmas.yml"
    path.write_text("- suis\n", encoding="utf-8")
    with pytest.raises(YamlError):
        Lemmatizer.load(path)
