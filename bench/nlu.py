"""Against what a user would pick instead: the pipeline that `rasa init` writes, and a linear SVM.

    make bench-nlu                                   # DIET with its own 100 epochs: half an hour
    .venv/bin/python -m bench.nlu --epochs 20
    .venv/bin/python -m bench.nlu --sample 8000      # DIET on all 48,000 takes hours on two cores

Same training data, same messages, same run, same machine. Each system names one meaning a message;
needs are scored by macro-F1 and danger or suicide by recall. With a sample, all three learn from
the same part of the training data, drawn at random with a fixed seed. Fanal is
judged with its rules and its classifier, as its users meet it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from bench.evaluation.cases import SETS, Case, load_cases
from bench.evaluation.measures import Verdicts, macro_f1
from bench.evaluation.systems import trained_ranker
from fanal.language import Language
from fanal.language.intents import phrase_key
from fanal.language.nearest import known_phrasings
from fanal.language.understanding import GRAVE, decide
from fanal.settings import ROOT

BOT_PYTHON = ROOT / ".venv-bot" / "bin" / "python"
FALLBACK = 0.3
"""Confidence below which the pipeline of `rasa init` says that it did not understand."""
_READ = """
import asyncio, json, sys
from rasa.core.agent import Agent
agent = Agent.load(sys.argv[1])
async def main():
    for text in json.load(open(sys.argv[2])):
        found = (await agent.parse_message(text))["intent"]
        print("\\x1e" + json.dumps([found["name"], found["confidence"]]), flush=True)
asyncio.run(main())
"""


def main() -> None:
    """Print one line a system."""
    parser = argparse.ArgumentParser(prog="bench.nlu")
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--sample", type=int, help="learn from so many examples; all when absent")
    parser.add_argument("--without-diet", action="store_true")
    parser.add_argument("--set", choices=sorted(SETS), default="evaluation")
    options = parser.parse_args()
    cases = [c for c in load_cases(SETS[options.set]) if c.slice not in {"languages", "places"}]
    examples = _examples(options.sample)
    systems: dict[str, Callable[[], list[str]]] = {
        "Fanal": lambda: _fanal(examples, cases),
        "TF-IDF + linear SVC": lambda: _svc(examples, cases),
        f"rasa init (DIET, {options.epochs} epochs)": lambda: _diet(
            examples, cases, options.epochs
        ),
    }
    if options.without_diet:
        systems.popitem()
    print(f"{len(examples)} examples, {len(cases)} messages of tests/{options.set}")
    for name, run in systems.items():
        begun = time.monotonic()
        f1, crisis = _score(cases, run())
        print(
            f"{name:<32} macro-F1 {f1:.3f}  danger and suicide {crisis:.3f}  "
            f"{time.monotonic() - begun:.0f} s",
            flush=True,
        )


def _examples(sample: int | None) -> list[tuple[str, str]]:
    """The training data, each phrasing once; or a part of it, every meaning in its proportion."""
    found: dict[str, tuple[str, str]] = {}
    for name, text in known_phrasings():
        found.setdefault(phrase_key(text), (name, text))
    examples = list(found.values())
    if sample is None or sample >= len(examples):
        return examples
    from sklearn.model_selection import train_test_split

    names = [name for name, _ in examples]
    kept, _ = train_test_split(examples, train_size=sample, stratify=names, random_state=7)
    return [(str(name), str(text)) for name, text in kept]


def _score(cases: Sequence[Case], names: Sequence[str]) -> tuple[float, float]:
    """Macro-F1 of the needs, and recall of danger and suicide."""
    empty = Verdicts(cases[0], None, False, None, None, None, None, None, None)
    verdicts = [
        replace(empty, case=case, need=name.partition("/")[2] if name.startswith("need/") else None)
        for case, name in zip(cases, names, strict=True)
    ]
    urgent = [v for v in verdicts if v.case.urgency != "none"]
    heard = sum(f"need/{v.need}" in GRAVE for v in urgent)
    return macro_f1(verdicts)[0], heard / len(urgent)


def _fanal(examples: Sequence[tuple[str, str]], cases: Sequence[Case]) -> list[str]:
    ranker, language = trained_ranker(examples), Language.load()
    names = []
    for case in cases:
        level = language.hear(case.text).level
        if level != "none":
            names.append("need/immediate_danger" if level == "danger" else "need/suicide")
            continue
        family, topic, _ = decide(ranker.rank(case.text))
        names.append(f"{family}/{topic}")
    return names


def _svc(examples: Sequence[tuple[str, str]], cases: Sequence[Case]) -> list[str]:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.svm import LinearSVC

    model = make_pipeline(
        make_union(
            TfidfVectorizer(ngram_range=(1, 2)),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)),
        ),
        LinearSVC(),
    )
    model.fit([text for _, text in examples], [name for name, _ in examples])
    return [str(name) for name in model.predict([case.text for case in cases])]


def _diet(examples: Sequence[tuple[str, str]], cases: Sequence[Case], epochs: int) -> list[str]:
    """The pipeline that `rasa init` writes in Rasa 3.6, without its response selector."""
    import json

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        # « need/suicide » would be a retrieval intent: names are flattened.
        blocks: dict[str, list[str]] = {}
        for name, text in examples:
            blocks.setdefault(name.replace("/", "__"), []).append(text)
        nlu = [
            {"intent": name, "examples": "".join(f"- {text}\n" for text in texts)}
            for name, texts in blocks.items()
        ]
        (home / "nlu.yml").write_text(
            yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True), encoding="utf-8"
        )
        letters = {"analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}
        pipeline = [
            {"name": "WhitespaceTokenizer"},
            {"name": "RegexFeaturizer"},
            {"name": "LexicalSyntacticFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            {"name": "CountVectorsFeaturizer", **letters},
            {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True},
            {"name": "FallbackClassifier", "threshold": FALLBACK, "ambiguity_threshold": 0.1},
        ]  # fmt: skip
        config = {"recipe": "default.v1", "language": "fr", "pipeline": pipeline}
        (home / "config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        (home / "texts.json").write_text(json.dumps([case.text for case in cases]))
        quiet = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
        train = ["-m", "rasa", "train", "nlu", "--nlu", "nlu.yml", "--config", "config.yml"]
        train += ["--out", "models", "--fixed-model-name", "diet"]
        subprocess.run([str(BOT_PYTHON), *train], cwd=home, env=quiet, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        read = [str(BOT_PYTHON), "-c", _READ, "models/diet.tar.gz", "texts.json"]
        said = subprocess.run(read, cwd=home, env=quiet, check=True, capture_output=True, text=True)
        lines = [line for line in said.stdout.split("\n") if line.startswith("\x1e")]
        return [str(json.loads(line[1:])[0]).replace("__", "/") for line in lines]


if __name__ == "__main__":
    main()
