"""The statistical part of understanding: which need or question a message is about.

Danger and suicide are not decided here: explicit rules (triage) come first, because a
classifier of this size misses what matters most.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fanal.language.understanding import Candidate

_NOT_WORD = re.compile(r"[^a-z0-9]+")

EXACT_CONFIDENCE = 1.0
RANKING_LENGTH = 10


def phrase_key(text: str) -> str:
    """The same key for two writings of one phrase: no case, accents or punctuation."""
    bare = unicodedata.normalize("NFKD", text.lower())
    return _NOT_WORD.sub(" ", bare.encode("ascii", "ignore").decode()).strip()


@dataclass(frozen=True)
class Example:
    """One training example.

    Attributes:
        original: the message as written, used to recognise it again word for word.
        text: the message after normalisation of text-speak.
        lemmas: its lemmas, joined with spaces.
        name: the intent, ``family`` or ``family/topic``.
    """

    original: str
    text: str
    lemmas: str
    name: str


class IntentModel:
    """Word, lemma and character n-grams, a linear classifier, calibrated confidence.

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
    def train(cls, examples: Sequence[Example]) -> IntentModel:
        """Train on examples of at least two intents.

        Raises:
            ValueError: fewer than two intents are present.
        """
        names = [example.name for example in examples]
        if len(set(names)) < 2:
            raise ValueError("Il faut des exemples d'au moins deux intentions.")
        features = _Features()
        matrix = features.fit([(example.text, example.lemmas) for example in examples])
        classifier = _new_classifier()
        temperature = _temperature(matrix, names)
        classifier.fit(matrix, names)
        return cls(_unambiguous(examples), classifier, features, temperature)

    def rank(self, original: str, text: str, lemmas: str) -> tuple[Candidate, ...]:
        """The likeliest intents, best first, with calibrated confidences."""
        known = self._phrases.get(phrase_key(original))
        if known is not None:
            return (Candidate(known, EXACT_CONFIDENCE),)
        import numpy

        matrix = self._features.transform([(text, lemmas)])
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
    """Sparse features of (text, lemmas) pairs."""

    def __init__(self) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        words = {"token_pattern": r"(?u)\b\w+\b"}
        common = {"sublinear_tf": True, "strip_accents": "unicode", "min_df": 1}
        self._words = TfidfVectorizer(ngram_range=(1, 2), **words, **common)
        self._lemmas = TfidfVectorizer(ngram_range=(1, 2), **words, **common)
        self._characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **common)

    def fit(self, pairs: Sequence[tuple[str, str]]) -> Any:
        from scipy.sparse import hstack

        texts, lemmas = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        return hstack(
            [
                self._words.fit_transform(texts),
                self._lemmas.fit_transform(lemmas),
                self._characters.fit_transform(texts),
            ]
        ).tocsr()

    def transform(self, pairs: Sequence[tuple[str, str]]) -> Any:
        from scipy.sparse import hstack

        texts, lemmas = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        return hstack(
            [
                self._words.transform(texts),
                self._lemmas.transform(lemmas),
                self._characters.transform(texts),
            ]
        ).tocsr()


def _new_classifier() -> Any:
    from sklearn.svm import LinearSVC

    return LinearSVC(C=0.6, class_weight="balanced", random_state=7)


def _softmax(scores: Any) -> Any:
    import numpy

    raised = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def _temperature(matrix: Any, names: Sequence[str]) -> float:
    """The softmax temperature with the least log loss on held-out thirds.

    Guo et al., "On calibration of modern neural networks" (2017), applied to margins.
    """
    import numpy
    from sklearn.model_selection import StratifiedKFold

    labels = numpy.array(names)
    smallest = min((labels == name).sum() for name in set(names))
    if smallest < 3 or len(set(names)) < 3:
        return 0.3
    held_out: list[Any] = []
    truth: list[int] = []
    for train, test in StratifiedKFold(3, shuffle=True, random_state=7).split(matrix, labels):
        classifier = _new_classifier().fit(matrix[train], labels[train])
        held_out.append(classifier.decision_function(matrix[test]))
        index = {name: position for position, name in enumerate(classifier.classes_)}
        truth.extend(index[name] for name in labels[test])
    scores = numpy.vstack(held_out)
    rows = numpy.arange(len(truth))

    def loss(temperature: float) -> float:
        likelihood = _softmax(scores / temperature)[rows, truth]
        return float(-numpy.log(numpy.clip(likelihood, 1e-9, 1.0)).mean())

    return min((step / 100 for step in range(5, 80)), key=loss)


def _unambiguous(examples: Iterable[Example]) -> dict[str, str]:
    """Phrases that stand in one intent only, by key."""
    found: dict[str, str | None] = {}
    for example in examples:
        key = phrase_key(example.original)
        if key:
            found[key] = example.name if found.get(key, example.name) == example.name else None
    return {key: name for key, name in found.items() if name is not None}
