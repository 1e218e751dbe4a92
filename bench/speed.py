"""What opening and reading cost: places, directory, danger rules. Medians of processor time.

    .venv/bin/python -m bench.speed

Never a test: the same machine is twice as slow on a busy day.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date

from fanal.directory.check import check
from fanal.geography import Gazetteer
from fanal.language import Language
from fanal.settings import ROOT

RUNS = 7
MESSAGES = ("je suis a toulouze", "j'habite à Lille", "il me frappe et j'ai peur, aide moi stp")
LONG = "je suis a toulouzze de marseyye, " * 5_000


def main() -> None:
    """Print one line a measure."""
    gazetteer, language = Gazetteer.load(), Language.load()
    resources = ROOT / "data" / "resources"
    measures: dict[str, Callable[[], object]] = {
        "open the gazetteer": Gazetteer.load,
        "find a place, three messages": lambda: [gazetteer.find(m) for m in MESSAGES],
        "find a place, a text without end": lambda: gazetteer.find(LONG),
        "open language and danger rules": Language.load,
        "assess danger, three messages": lambda: [language.triage.assess(m) for m in MESSAGES],
        "check the whole directory": lambda: check(resources, today=date(2026, 11, 24)),
    }
    for name, work in measures.items():
        print(f"{name:<36} {statistics.median(_cost(work) for _ in range(RUNS)) * 1e3:9.1f} ms")


def _cost(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
