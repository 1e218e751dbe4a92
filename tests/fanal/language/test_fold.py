"""Keys that forget how a word was spelt."""

from __future__ import annotations

import pytest

from fanal.language.fold import fold, sound_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("J'ai été à l'École !", "j ai ete a l ecole"),
        ("Cœur, ŒUVRE et Ægir", "coeur oeuvre et aegir"),
        ("aujourd’hui", "aujourd hui"),
        ("Saint-Étienne", "saint etienne"),
        ("  deux   espaces\n", "deux espaces"),
        ("𝓳𝓮 𝐯𝐞𝐮𝐱", "je veux"),
        ("e\u0301cole", "ecole"),
        ("a_b", "a b"),
        ("", ""),
        ("!!!", ""),
        ("ساعدوني", "ساعدوني"),
    ],
)
def test_fold_forgets_case_accents_and_punctuation(text: str, folded: str) -> None:
    """Two writings that differ by case, accents or punctuation have one folded form."""
    assert fold(text) == folded


def test_folding_twice_changes_nothing() -> None:
    """A folded text is its own folded form."""
    once = fold("L'Hébergement d'urgence, à Œuilly…")
    assert fold(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("frapper", "frapee"),
        ("frappez", "frape"),
        ("veux", "veut"),
        ("pharmacie", "farmacie"),
        ("quelque", "kelke"),
        ("enfermees", "enferme"),
        ("secours", "secour"),
        ("laisser", "laise"),
    ],
)
def test_sound_key_is_equal_for_usual_misspellings(one: str, other: str) -> None:
    """Doubled letters, verb endings, ph/f, qu/k and a silent end do not count."""
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sang", "sans"),
        ("va", "vais"),
        ("mer", "mes"),
        ("mourir", "nourrir"),
        ("menace", "menage"),
        ("violent", "violer"),
        ("tuer", "tue2"),
    ],
)
def test_sound_key_keeps_other_words_apart(one: str, other: str) -> None:
    """Words that mean something else keep different keys."""
    assert sound_key(one) != sound_key(other)
