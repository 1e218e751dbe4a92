"""How the classifier does on held-out examples of data/nlu, and what each threshold would cost.

    .venv/bin/python -m bench.understanding

Four folds, held-out quarters. These are our own examples, not the evaluation set: the figures say
how two settings compare, not how well Fanal understands strangers.
"""

from __future__ import annotations

import statistics
import time

from sklearn.model_selection import StratifiedKFold

from fanal.language import Lemmatizer, Normaliser
from fanal.language.intents import Example, IntentModel, phrase_key
from fanal.language.nearest import known_phrasings
from fanal.language.understanding import SURE

FOLDS = 4
THRESHOLDS = (0.25, 0.35, SURE, 0.55, 0.65)


def main() -> None:
    """Print accuracy, first three, and precision by threshold, as medians over the folds."""
    examples = _examples()
    names = [example.name for example in examples]
    first, three, seconds = [], [], []
    kept: dict[float, list[tuple[float, float]]] = {threshold: [] for threshold in THRESHOLDS}
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(names, names)
    for train, test in folds:
        begun = time.perf_counter()
        model = IntentModel.train([examples[i] for i in train])
        seconds.append(time.perf_counter() - begun)
        ranked = [
            (
                examples[i].name,
                model.rank(examples[i].original, examples[i].text, examples[i].lemmas),
            )
            for i in test
        ]
        right = [
            (bool(r) and r[0].name == name, r[0].confidence if r else 0.0) for name, r in ranked
        ]
        first.append(sum(ok for ok, _ in right) / len(right))
        three.append(sum(name in [c.name for c in r[:3]] for name, r in ranked) / len(ranked))
        for threshold in THRESHOLDS:
            acted = [ok for ok, confidence in right if confidence >= threshold]
            kept[threshold].append((len(acted) / len(right), sum(acted) / max(len(acted), 1)))
    print(f"{len(examples)} examples, {len(set(names))} intents, {FOLDS} folds, medians")
    print(f"first {statistics.median(first):.3f}  first three {statistics.median(three):.3f}")
    print(f"training {statistics.median(seconds):.1f} s")
    for threshold, values in kept.items():
        coverage, precision = (statistics.median(v[k] for v in values) for k in (0, 1))
        print(f"from {threshold:.2f}: acts on {coverage:.3f}, right {precision:.3f} of the time")


def _examples() -> list[Example]:
    normaliser, lemmatizer = Normaliser.load(), Lemmatizer.load()
    found: dict[str, Example] = {}
    for name, text in known_phrasings():
        normalised = normaliser.normalise(text)
        lemmas = " ".join(lemmatizer.lemmas([token.text for token in normalised.tokens]))
        found.setdefault(phrase_key(text), Example(text, normalised.text, lemmas, name))
    return list(found.values())


if __name__ == "__main__":
    main()
