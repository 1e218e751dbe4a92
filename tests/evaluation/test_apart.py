"""The held-out messages are apart from what Fanal learns from, and well labelled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.evaluation.answers import named, sentences
from bench.evaluation.cases import SETS, Case, load_cases
from fanal.language.intents import phrase_key
from fanal.language.nearest import known_phrasings
from fanal.reply import Dialogue
from fanal.settings import ROOT
from fanal.yaml_files import load_yaml

SIMILAR = 0.85
"""Cosine of letter trigrams from which two messages are one message written twice."""
SHORTEST = 4
"""Messages of fewer words (« jveux mourir ») are nobody's: they may stand on both sides."""


@pytest.fixture(scope="module", params=sorted(SETS))
def cases(request: pytest.FixtureRequest) -> list[Case]:
    folder: Path = SETS[request.param]
    return load_cases(folder)


def test_no_message_is_a_near_double_of_an_example(cases: list[Case]) -> None:
    """No held-out message of four words or more is nearly an example of the training data."""
    held = [case for case in cases if len(phrase_key(case.text).split()) >= SHORTEST]
    shown = {phrase_key(label) for label in _labels()}
    taught = [key for _, text in known_phrasings() if (key := phrase_key(text)) not in shown]
    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), sublinear_tf=True)
    known = grams.fit_transform(taught)
    nearest = (grams.transform([phrase_key(case.text) for case in held]) @ known.T).max(axis=1)
    close = nearest.toarray().ravel() >= SIMILAR
    assert [case.id for case, near in zip(held, close, strict=True) if near] == []


def _labels() -> Iterator[str]:
    """What buttons say: short names of schemes (« Task force interministérielle ») are nobody's."""
    for path in sorted((ROOT / "data" / "resources" / "answers").glob("*.yml")):
        yield str(load_yaml(path).data["label"])


def test_the_labels_name_what_exists(cases: list[Case], dialogue: Dialogue) -> None:
    """Every need, service and answer that a label names is one of the project's."""
    composer = dialogue.composer
    assert sentences(composer, named(cases)), "a right answer is nobody's"
    for case in cases:
        assert all(need in composer.matcher.needs for need in {*case.also, case.need} - {None})
        # A label may also name a service that was withheld since.
        directory = composer.matcher.directory
        assert not case.services or any(name in directory for name in case.services), case.id
        assert (case.urgency == "none") == (case.wording is None), case.id


def test_the_sets_are_large_enough() -> None:
    """At least 800 messages are never tuned on, with every slice that the field knows."""
    evaluation = load_cases(SETS["evaluation"])
    assert len(evaluation) >= 800
    assert {case.slice for case in evaluation} >= {
        *("standard", "text_speak", "slang", "indirect", "family", "professional", "long"),
        *("short", "identities", "languages", "off_topic", "look_alikes", "hidden_danger"),
    }
    assert len({case.id for case in evaluation}) == len(evaluation)
