"""The statistical part of understanding: which need or question a message is about.

Danger and suicide are not decided here: explicit rules (triage) come first, because a
classifier of this size misses what matters most.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from fanal.language.reading import Reading
from fanal.language.understanding import Candidate

_NOT_WORD = re.compile(r"[\W_]+")

EXACT_CONFIDENCE = 1.0
RANKING_LENGTH = 10
FIELDS_WEIGHT = 0.7
"""How much the fields of meaning weigh beside words; chosen on tests/development."""


def phrase_key(text: str) -> str:
    """The same key for two writings of one phrase: no case, accents or punctuation.

    Letters of every alphabet are kept: « أنا 13 » is not « 13 ».
    """
    wide = unicodedata.normalize("NFKD", text.lower())
    bare = "".join(sign for sign in wide if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", bare).strip()


class IntentModel:
    """Words, lemmas, characters and fields of meaning; a linear classifier; calibrated confidence.

    A phrase that is in the training data word for word (a choice button, most often) is
    recognised with certainty instead of being classified.
    """

    def __init__(
        self, phrases: dict[str, str], classifier: Any, features: Any, temperature: float
    ) -> None:
        self._phrases = phrases
        self._classifier = classifier
        self._features = features
        self._temperature = temperature

    @classmethod
    def train(cls, examples: Sequence[tuple[Reading, str]]) -> IntentModel:
        """Train on messages and their intents (``family`` or ``family/topic``), two at least.

        Raises:
            ValueError: fewer than two intents are present.
        """
        names = [name for _, name in examples]
        if len(set(names)) < 2:
            raise ValueError("Il faut des exemples d'au moins deux intentions.")
        features = _Features()
        matrix = features.fit([reading for reading, _ in examples])
        classifier = _new_classifier()
        temperature = _temperature(matrix, names)
        classifier.fit(matrix, names)
        return cls(_unambiguous(examples), classifier, features, temperature)

    def rank(self, reading: Reading) -> tuple[Candidate, ...]:
        """The likeliest intents, best first, with calibrated confidences."""
        known = self._phrases.get(phrase_key(reading.original))
        if known is not None:
            return (Candidate(known, EXACT_CONFIDENCE),)
        import numpy

        matrix = self._features.transform([reading])
        if matrix.nnz == 0:
            return ()
        scores = self._classifier.decision_function(matrix)[0]
        if numpy.ndim(scores) == 0:  # two classes: one signed distance
            scores = numpy.array([-scores, scores])
        weights = _softmax(scores / self._temperature)
        order = numpy.argsort(-weights)[:RANKING_LENGTH]
        return tuple(
            Candidate(str(self._classifier.classes_[index]), float(weights[index]))
            for index in order
        )


class _Features:
    """Sparse features of messages: each view weighs its own n-grams by their rarity."""

    def __init__(self) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        common = {"sublinear_tf": True, "strip_accents": "unicode"}
        words = {"ngram_range": (1, 2), "token_pattern": r"(?u)\b\w+\b", **common}
        self._views = (
            (TfidfVectorizer(**words), _text, 1.0),
            (TfidfVectorizer(**words), _lemmas, 1.0),
            (
                TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, **common),
                _text,
                1.0,
            ),
            (TfidfVectorizer(analyzer=_fields, sublinear_tf=True), _itself, FIELDS_WEIGHT),
        )

    def fit(self, readings: Sequence[Reading]) -> Any:
        # One more reading, so that a view that nobody uses still has a column.
        taught = [*readings, Reading("-", "-", ("-",), ("-",))]
        for vectorizer, view, _ in self._views:
            vectorizer.fit([view(reading) for reading in taught])
        return self.transform(readings)

    def transform(self, readings: Sequence[Reading]) -> Any:
        from scipy.sparse import hstack

        return hstack(
            [
                vectorizer.transform([view(reading) for reading in readings]) * weight
                for vectorizer, view, weight in self._views
            ]
        ).tocsr()


def _text(reading: Reading) -> str:
    return reading.text


def _lemmas(reading: Reading) -> str:
    return " ".join(reading.lemmas)


def _itself(reading: Reading) -> Reading:
    return reading


def _fields(reading: Reading) -> list[str]:
    """The fields of meaning, and every pair of them: « money » with « client » says more."""
    names = sorted(set(reading.concepts))
    return [*reading.concepts, *map("+".join, itertools.combinations(names, 2))]


def _new_classifier() -> Any:
    from sklearn.svm import LinearSVC

    return LinearSVC(C=1.0, tol=1e-3, random_state=7)


def _softmax(scores: Any) -> Any:
    import numpy

    raised = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def _temperature(matrix: Any, names: Sequence[str]) -> float:
    """The softmax temperature with the least log loss on a held-out third.

    Guo et al., "On calibration of modern neural networks" (2017), applied to margins.
    """
    import numpy
    from sklearn.model_selection import StratifiedKFold

    labels = numpy.array(names)
    smallest = min((labels == name).sum() for name in set(names))
    if smallest < 3 or len(set(names)) < 3:
        return 0.3
    folds = StratifiedKFold(3, shuffle=True, random_state=7).split(matrix, labels)
    train, test = next(iter(folds))
    classifier = _new_classifier().fit(matrix[train], labels[train])
    scores = classifier.decision_function(matrix[test])
    index = {name: position for position, name in enumerate(classifier.classes_)}
    truth = [index[name] for name in labels[test]]
    rows = numpy.arange(len(truth))

    def loss(temperature: float) -> float:
        likelihood = _softmax(scores / temperature)[rows, truth]
        return float(-numpy.log(numpy.clip(likelihood, 1e-9, 1.0)).mean())

    return min((step / 100 for step in range(5, 80)), key=loss)


def _unambiguous(examples: Iterable[tuple[Reading, str]]) -> dict[str, str]:
    """Phrases that stand in one intent only, by key."""
    found: dict[str, str | None] = {}
    for reading, name in examples:
        key = phrase_key(reading.original)
        if key:
            found[key] = name if found.get(key, name) == name else None
    return {key: name for key, name in found.items() if name is not None}
