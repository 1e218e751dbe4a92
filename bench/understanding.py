"""How the classifier does on held-out examples of data/nlu, and what each threshold would cost.

    .venv/bin/python -m bench.understanding

Four folds, held-out quarters. These are our own examples, not the evaluation set: the figures say
how two settings compare, not how well Fanal understands strangers.
"""

from __future__ import annotations

import statistics
import time

from sklearn.model_selection import StratifiedKFold

from bench.evaluation.systems import examples as read_examples
from fanal.language.intents import IntentModel
from fanal.language.reading import Reader
from fanal.language.understanding import SURE

FOLDS = 4
THRESHOLDS = (0.25, 0.35, SURE, 0.55, 0.65)


def main() -> None:
    """Print accuracy, first three, and precision by threshold, as medians over the folds."""
    examples = read_examples(Reader.load())
    names = [name for _, name in examples]
    first, three, seconds = [], [], []
    kept: dict[float, list[tuple[float, float]]] = {threshold: [] for threshold in THRESHOLDS}
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(names, names)
    for train, test in folds:
        begun = time.perf_counter()
        model = IntentModel.train([examples[i] for i in train])
        seconds.append(time.perf_counter() - begun)
        ranked = [(names[i], model.rank(examples[i][0])) for i in test]
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


if __name__ == "__main__":
    main()
