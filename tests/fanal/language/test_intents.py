"""The statistical classifier: learns, ranks, calibrates, and knows its own phrases."""

from __future__ import annotations

import pytest

from fanal.language.intents import IntentModel, phrase_key
from fanal.language.reading import Reading

PHRASES = {
    "need/bullying": ["on me harcele au college", "ils se moquent de moi en classe",
                      "toute la classe me harcele", "on m insulte a l ecole"],
    "need/shelter": ["je sais pas ou dormir ce soir", "j ai plus de toit", "je dors dehors",
                     "besoin d un lit pour la nuit"],
    "smalltalk/greet": ["salut", "bonjour", "coucou toi", "bonsoir a vous"],
}  # fmt: skip


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return IntentModel.train(
        [(read(text), name) for name, texts in PHRASES.items() for text in texts]
    )


def read(text: str) -> Reading:
    return Reading(text, text, tuple(text.split()))


def test_learns_from_examples(model: IntentModel) -> None:
    """A new message near the examples of an intent is ranked with that intent first."""
    text = "ils me harcelent dans ma classe"
    ranking = model.rank(read(text))
    assert ranking[0].name == "need/bullying"


def test_confidences_are_a_distribution(model: IntentModel) -> None:
    """Confidences are between 0 and 1, in order, and sum to at most 1."""
    values = [c.confidence for c in model.rank(read("je dors où"))]
    assert values == sorted(values, reverse=True)
    assert sum(values) <= 1.0 + 1e-6


def test_a_known_phrase_is_certain(model: IntentModel) -> None:
    """A phrase of the training data is recognised word for word, whatever its case or accents."""
    assert model.rank(read("BONJOUR !"))[0].confidence == 1.0


def test_nothing_known_gives_no_ranking(model: IntentModel) -> None:
    """A message without any known letter sequence is not forced into an intent."""
    assert model.rank(read("مرحبا")) == ()


def test_one_intent_cannot_be_learnt() -> None:
    """Training on a single intent is refused with a clear error."""
    with pytest.raises(ValueError, match="deux intentions"):
        IntentModel.train([(read("a"), "need/x")])


def test_phrase_key_ignores_case_accents_and_punctuation() -> None:
    """Two writings of one phrase have the same key."""
    assert phrase_key("C'est où, ça ?") == phrase_key("c est ou ca")
