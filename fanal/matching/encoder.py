"""A sentence encoder trained from our own phrasings, and what it is used for.

No pretrained French model ships with the project. A static embedding (one vector a word piece)
trained on the phrasings of data/nlu takes half a minute and two megabytes; a deployer with a
better model names it in ``FANAL_ENCODER``.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from fanal.directory import Directory
from fanal.language.intents import phrase_key
from fanal.language.nearest import known_phrasings
from fanal.language.understanding import GRAVE, Candidate
from fanal.matching.needs import Needs

DIMENSIONS = 128
VOCABULARY = 6000
EPOCHS = 3
BATCH = 256
LEARNING_RATE = 0.02
SCALE = 20.0
SEED = 7
NEIGHBOURS = 5


class Encoder:
    """Sentences to unit vectors, and the needs and services nearest to them."""

    def __init__(self, model: Any, names: Sequence[str], vectors: Any) -> None:
        self._model = model
        self._names = names
        self._vectors = vectors

    @classmethod
    def load(cls, model: str | Path) -> Encoder:
        """Open a model by name or path and encode the known phrasings (a few seconds).

        Raises:
            OSError: there is no such model.
        """
        from sentence_transformers import SentenceTransformer

        loaded = SentenceTransformer(str(model), device="cpu", local_files_only=True)
        pairs = list(known_phrasings())
        vectors = _encode(loaded, [text for _, text in pairs])
        return cls(loaded, [name for name, _ in pairs], vectors)

    def nearest(self, text: str) -> tuple[Candidate, ...]:
        """Intents of the nearest phrasings, best first; confidence is a mean cosine, 0 to 1."""
        import numpy

        scores = self._vectors @ _encode(self._model, [text])[0]
        votes: dict[str, list[float]] = defaultdict(list)
        for index in numpy.argsort(-scores)[: NEIGHBOURS * 4]:
            votes[self._names[index]].append(float(scores[index]))
        ranked = sorted(
            (
                (name, max(0.0, sum(found[:NEIGHBOURS]) / NEIGHBOURS))
                for name, found in votes.items()
            ),
            key=lambda item: -item[1],
        )
        return tuple(Candidate(name, min(score, 0.99)) for name, score in ranked[:NEIGHBOURS])

    def closeness(self, directory: Directory, needs: Needs) -> dict[str, float]:
        """How near each kind of local service is to each need, by what both say of themselves.

        Returns:
            ``need:kind`` to cosine, -1 to 1; used to order services that the needs' own lists
            do not order.
        """
        import numpy

        kinds = sorted(directory.kinds)
        described = _encode(
            self._model,
            [f"{directory.kinds[k].label} {directory.kinds[k].description.vous}" for k in kinds],
        )
        found: dict[str, float] = {}
        names = numpy.array(self._names)
        for need in needs.all:
            rows = self._vectors[names == f"need/{need.id}"]
            if len(rows):
                for kind, score in zip(kinds, described @ rows.mean(axis=0), strict=True):
                    found[f"{need.id}:{kind}"] = float(score)
        return found


AGREEMENT = 0.7
NOT_NOTHING = 0.25
"""Cosine, and confidence of the classifier, from which their agreement settles a doubt."""


def second_opinion(
    ranking: Sequence[Candidate], nearest: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Two rankings as one, best first.

    When both put the same meaning first and the encoder is close, it comes back with confidence
    1.0: the doubt is settled. Otherwise confidences are averaged, and stay doubts.
    """
    if (
        ranking
        and nearest
        and ranking[0].name == nearest[0].name
        and nearest[0].confidence >= AGREEMENT
        and ranking[0].confidence >= NOT_NOTHING
        and ranking[0].family in {"need", "question"}
        and ranking[0].name not in GRAVE
    ):
        return (Candidate(ranking[0].name, 1.0), *ranking[1:])
    scores: dict[str, float] = defaultdict(float)
    for candidate in (*ranking, *nearest):
        scores[candidate.name] += candidate.confidence / 2
    ordered = sorted(scores.items(), key=lambda item: -item[1])
    return tuple(Candidate(name, min(score, 0.99)) for name, score in ordered)


def train(output: Path, seed: int = SEED) -> int:
    """Train the encoder on pairs of phrasings of one intent and save it.

    Args:
        output: folder to write.
        seed: makes two trainings equal.

    Returns:
        The number of training pairs.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    torch.manual_seed(seed)
    groups = _groups(known_phrasings())
    texts = [text for group in groups.values() for text in group]
    model = SentenceTransformer(
        modules=[StaticEmbedding(_tokenizer(texts), embedding_dim=DIMENSIONS)], device="cpu"
    )
    pairs = list(_pairs(groups))
    optimiser = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    for _ in range(EPOCHS):
        order = torch.randperm(len(pairs)).tolist()
        for start in range(0, len(order), BATCH):
            batch = [pairs[index] for index in order[start : start + BATCH]]
            _step(model, optimiser, batch)
    model.save(str(output))
    return len(pairs)


def _step(model: Any, optimiser: Any, batch: Sequence[tuple[str, str]]) -> None:
    """One step of contrastive learning: each phrasing finds its pair among the batch's others.

    Henderson et al., « Efficient natural language response suggestion » (2017).
    """
    import torch

    sides = [
        torch.nn.functional.normalize(
            model(model.preprocess([pair[side] for pair in batch]))["sentence_embedding"], dim=1
        )
        for side in (0, 1)
    ]
    scores = sides[0] @ sides[1].T * SCALE
    loss = torch.nn.functional.cross_entropy(scores, torch.arange(len(batch)))
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()


def _groups(phrasings: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for name, text in phrasings:
        groups[name].append(phrase_key(text))
    return groups


def _pairs(groups: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Each phrasing with two others of its intent, always the same ones."""
    for texts in groups.values():
        for index, text in enumerate(texts):
            for step in (1, 7):
                other = texts[(index + step) % len(texts)]
                if other != text:
                    yield text, other


def _tokenizer(texts: Sequence[str]) -> Any:
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.trainers import WordPieceTrainer

    tokenizer = Tokenizer(WordPiece(unk_token="[UNK]"))  # noqa: S106 - a word piece
    tokenizer.normalizer = BertNormalizer(lowercase=True, strip_accents=True)
    tokenizer.pre_tokenizer = Whitespace()
    trainer = WordPieceTrainer(
        vocab_size=VOCABULARY, special_tokens=["[UNK]", "[PAD]"], show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def _encode(model: Any, texts: Sequence[str]) -> Any:
    return model.encode(
        [phrase_key(text) for text in texts], normalize_embeddings=True, show_progress_bar=False
    )


if __name__ == "__main__":
    print(train(Path(sys.argv[1])), "paires")  # noqa: T201 - the build shows it in its log
