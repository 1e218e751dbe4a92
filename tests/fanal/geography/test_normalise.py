from __future__ import annotations

import unicodedata

import pytest

from fanal.geography.normalise import fold, key, tokenise


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("St-Étienne", "saint etienne"),
        ("Ste Geneviève", "sainte genevieve"),
        ("Marcq-en-Barœul", "marcq en baroeul"),
        ("Aÿ-Champagne", "ay champagne"),
        ("Bors (Canton de Charente-Sud)", "bors"),
        ("ÎLE-DE-FRANCE", "ile de france"),
        ("Saint’Denis", "saint denis"),
    ],
)
def test_names_are_written_one_way(name: str, expected: str) -> None:
    """Accents, capitals, hyphens, apostrophes and abbreviations make no difference."""
    assert key(name) == expected


def test_decomposed_letters_are_the_same() -> None:
    """A phone that sends a letter and its accent apart writes the same name."""
    assert key(unicodedata.normalize("NFD", "Nîmes")) == "nimes"


def test_letters_of_other_languages_are_folded() -> None:
    """Rare letters fold too, and letters of other scripts are left alone."""
    assert fold("Ščépán") == "scepan"
    assert fold("лион") == "лион"


def test_tokens_keep_their_place() -> None:
    """Each token can be found again in the text as written."""
    text = "Paris18, à St-Denis (93) 17h30"
    tokens = tokenise(text)
    assert [token.word for token in tokens] == [
        *("paris", "18", "a", "saint", "denis", "93", "17h", "30")
    ]
    assert [text[token.start : token.end] for token in tokens] == [token.raw for token in tokens]
    assert tokens[2].gap == ", "


def test_an_accent_alone_is_no_word() -> None:
    """Accents sent without a letter are skipped."""
    assert [token.word for token in tokenise("\u0301 à \uff9e Metz")] == ["a", "metz"]
