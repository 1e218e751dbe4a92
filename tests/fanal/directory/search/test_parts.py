"""The parts of the search: words, spelling, needs, the choice of the best scores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from fanal.directory.search import NeedReader, Words
from fanal.directory.search.ranking import best
from fanal.directory.search.spelling import Spelling
from fanal.yaml_files import YamlError


def test_empty_words_go_and_acronyms_stay_whole() -> None:
    """What says nothing is dropped; what is short is not stemmed."""
    words = Words.load()
    assert words.terms("Je cherche une aide pour mes enfants") == words.terms("aide enfant")
    assert words.terms("PMI") == ["pmi"]


def test_a_broken_word_file_is_refused(tmp_path: Path) -> None:
    """A file of words without its two lists is named, not half read."""
    path = tmp_path / "words.yml"
    path.write_text("empty: [a]\n", encoding="utf-8")
    with pytest.raises(YamlError, match=r"words\.yml"):
        Words.load(path)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("harcelment", "harcelement"), ("adiction", "addiction"), ("violances", "violences"),
     ("ecuote", "ecoute"), ("prostituion", "prostitution")],
)  # fmt: skip
def test_the_nearest_word_is_found(typed: str, meant: str) -> None:
    """A missing, wrong or swapped letter leads to the word that was meant."""
    spelling = Spelling({"harcelement": 3, "addiction": 2, "violences": 9, "ecoute": 5,
                         "prostitution": 4, "ecole": 9})  # fmt: skip
    assert spelling.nearest(typed)[0][0] == meant


@pytest.mark.parametrize("typed", ["le", "pmi", "2a", "", "zzzzzzzz"])
def test_some_words_are_not_guessed(typed: str) -> None:
    """A short word, a code or a word like no other is left alone."""
    assert Spelling({"les": 9, "pmo": 3, "violence": 2}).nearest(typed) == []


def test_needs_are_told_apart_and_unknown_words_say_nothing() -> None:
    """Each need is recognised by its own phrasings; other words give no need at all."""
    words = Words.load()
    reader = NeedReader(
        [
            ("shelter", "je dors dehors ce soir"),
            ("addiction", "je bois trop d'alcool"),
            (None, "une recette de crêpes sans alcool"),
            (None, "la recette de la pâte à crêpes"),
        ],
        words,
        known=1,
    )
    assert next(iter(reader.read(words.terms("dormir dehors")))) == "shelter"
    assert next(iter(reader.read(words.terms("alcool")))) == "addiction"
    nothing = reader.read(words.terms("recette de crêpes"))
    assert max(nothing.values()) < reader.read(words.terms("bois trop alcool"))["addiction"]
    assert reader.read(words.terms("patinoire")) == {}
    assert reader.read([]) == {}


@given(
    arrays(np.float32, st.integers(0, 2_000), elements=st.floats(0, 4, width=16)),
    st.integers(1, 12),
)
def test_the_best_scores_are_those_of_a_plain_sort(scores: np.ndarray, most: int) -> None:
    """The short way gives what sorting everything gives: ties in order, nothing worth 0."""
    plain = [n for n in np.argsort(-scores, kind="stable").tolist() if scores[n] > 0]
    assert best(scores, most).tolist() == plain[:most]
