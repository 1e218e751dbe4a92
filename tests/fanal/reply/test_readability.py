"""How hard a text is to read: the counting, by hand, and the limits."""

from __future__ import annotations

import pytest

from fanal.reply.readability import read, syllables
from fanal.reply.wording import Wording


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("le", 1),
        ("jour", 1),
        ("juge", 1),
        ("vie", 1),
        ("écoute", 2),
        ("personnes", 2),
        ("police", 2),
        ("équipes", 2),
        ("quelqu'un", 2),
        ("guerre", 1),
        ("payer", 2),
        ("oublier", 3),
        ("théâtre", 2),
        ("protégée", 3),
        ("gendarmerie", 4),
        ("préoccupante", 4),
        ("119", 1),
    ],
)
def test_syllables_are_those_that_one_hears(word: str, count: int) -> None:
    """Mute e is not counted, « qu » is one sound, two vowels said apart are two."""
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "words", "sentences", "spoken", "longest", "score"),
    [
        # Tu-peux-ap-pe-ler-le-119: 207 - 1.015 x 5 - 73.6 x 7 / 5
        ("Tu peux appeler le 119.", 5, 1, 7, 5, 98.885),
        # 1 + 2 + 3 words, 2 + 4 + 3 syllables: 207 - 1.015 x 2 - 73.6 x 9 / 6
        ("Appelle : quelqu'un répond. Jour et nuit.", 6, 3, 9, 3, 94.57),
        # Loi-L-221-1 and 5 000: no point inside « L.221-1 » ends a sentence, a number is one word
        ("Loi L.221-1 : 5 000 €", 5, 2, 5, 4, 130.8625),
        ("", 0, 1, 0, 0, 207.0),
    ],
)
def test_a_text_is_counted_as_by_hand(
    text: str, words: int, sentences: int, spoken: int, longest: int, score: float
) -> None:
    """Words, sentences, syllables, the longest sentence and the score of Kandel and Moles."""
    found = read(text)
    assert (found.words, found.sentences, found.syllables, found.longest) == (
        words,
        sentences,
        spoken,
        longest,
    )
    assert found.score == pytest.approx(score, abs=0.001)


def test_plain_words_are_easier_than_the_administration() -> None:
    """The same thing said plainly has a better score than said by an office."""
    plain = "Au 119, quelqu'un peut t'écouter. Tu dis ce que tu veux."
    office = "Des professionnels spécialisés assurent une évaluation personnalisée des situations."
    assert read(plain).score > 80 > 0 > read(office).score


def test_a_hard_text_is_named_and_a_short_one_has_no_score() -> None:
    """Far from the limit, an error; near it, a warning; under twenty words only length counts."""
    wording = Wording.load()
    long = " ".join(["mot"] * (wording.readable.tu.error.sentence + 1))
    near = " ".join(["mot"] * wording.readable.tu.error.sentence)
    assert [severity for severity, _ in wording.hard([long], "tu")] == ["error"]
    assert [severity for severity, _ in wording.hard([near], "tu")] == ["warning"]
    office = "Accompagnement individualisé. " * 10
    assert [severity for severity, _ in wording.hard([office], "vous")] == ["error"]
    assert list(wording.hard(["Accompagnement individualisé."], "vous")) == []
