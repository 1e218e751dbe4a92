"""Nearest known phrasing, in plain Python: understanding when Rasa is missing.

Less good than the classifier, but it opens in a second, needs no trained model and no library,
so that the door can still tell a need from another while everything else is down.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from fanal.language.intents import phrase_key
from fanal.language.phrasings import authored_phrasings
from fanal.language.understanding import Candidate
from fanal.settings import ROOT
from fanal.yaml_files import load_yaml

GRAM = 3
RANKING_LENGTH = 5
NEIGHBOURS = 12
SURE = 0.36
"""Cosine from which the nearest phrasing is acted upon."""
ALARMING = 1.0
"""Sum of the cosines of danger and of suicide from which they come first: half each, or the
nearest phrasing nearly word for word. The explicit rules have already looked."""


def known_phrasings(data: Path | None = None) -> Iterator[tuple[str, str]]:
    """Pairs (intent, example) of data/nlu and data/resources.

    Raises:
        fanal.yaml_files.YamlError: a file is broken.
    """
    root = data or ROOT / "data"
    for path in sorted((root / "nlu").rglob("*.yml")):
        content = load_yaml(path).data
        blocks = content.get("nlu", []) if isinstance(content, dict) else []
        for block in blocks:
            for line in str(block.get("examples", "")).splitlines():
                text = line.strip().removeprefix("-").strip()
                if text:
                    yield str(block["intent"]), text
    yield from authored_phrasings(root / "resources")


class NearestPhrasing:
    """An inverted index of character trigrams, weighted by rarity."""

    def __init__(self, phrasings: Iterable[tuple[str, str]]) -> None:
        self._names: list[str] = []
        self._exact: dict[str, str] = {}
        documents: list[Counter[str]] = []
        for name, text in phrasings:
            key = phrase_key(text)
            self._names.append(name)
            self._exact.setdefault(key, name)
            documents.append(_grams(key))
        frequency = Counter(gram for document in documents for gram in document)
        total = len(documents) or 1
        self._rarity = {gram: math.log(1 + total / count) for gram, count in frequency.items()}
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, document in enumerate(documents):
            for gram, weight in self._vector(document).items():
                self._postings[gram].append((index, weight))

    @classmethod
    def load(cls, data: Path | None = None) -> NearestPhrasing:
        """Index data/nlu and the authored phrasings (about a second)."""
        return cls(known_phrasings(data))

    def rank(self, text: str) -> tuple[Candidate, ...]:
        """Intents with most of the nearest phrasings, best first; confidence: a cosine, 0 to 1."""
        key = phrase_key(text)
        if key in self._exact:
            return (Candidate(self._exact[key], 1.0),)
        scores: dict[int, float] = defaultdict(float)
        for gram, weight in self._vector(_grams(key)).items():
            for index, other in self._postings.get(gram, ()):
                scores[index] += weight * other
        near: dict[str, list[float]] = defaultdict(list)
        for index, score in sorted(scores.items(), key=lambda item: -item[1])[:NEIGHBOURS]:
            near[self._names[index]].append(min(score, 0.99))
        # Among thousands of phrasings one may be near by chance: several near ones say more.
        votes = {name: sum(found) for name, found in near.items()}
        ranked = sorted(votes, key=lambda name: -votes[name])[:RANKING_LENGTH]
        return tuple(Candidate(name, near[name][0]) for name in ranked)

    def _vector(self, grams: Counter[str]) -> dict[str, float]:
        weights = {
            gram: (1 + math.log(count)) * self._rarity[gram]
            for gram, count in grams.items()
            if gram in self._rarity
        }
        norm = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {gram: weight / norm for gram, weight in weights.items()} if norm else {}


def _grams(key: str) -> Counter[str]:
    padded = f" {key} "
    return Counter(padded[i : i + GRAM] for i in range(max(len(padded) - GRAM + 1, 0)))
