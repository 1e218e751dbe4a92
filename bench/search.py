"""The search of the directory on 100,000 generated services, beside SQLite FTS5.

    make bench-search
    .venv/bin/python -m bench.search --count 20000 --no-plot

Same services, same searches, same number of results, same run, one process. Times are processor
time: a busy machine changes them little. Each search is run once to open what is kept for the
next, then five times (once when it takes more than a tenth of a second), its median kept; p50 and
p95 are over the 150 searches of bench/queries.yml. « In turn » runs them one after the other, five
times over, so that none finds the processor's memory as it left it. No result is kept from one
search to the next: what is kept is what a place is worth, what a word means, who is open now.
FTS5 does less: no needs, no nearness, no hours, and no typing mistakes but by trigrams.
Quality is nDCG@3 under the rule written in bench/judged.py, on the searches that the ranking was
once tuned on, then on those of bench/held_out.yml, which it never was.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.fts5 import Fts5
from bench.generated import generated
from bench.judged import HELD_OUT, Judge, Judged, read_judged
from fanal.directory import Directory, Service
from fanal.directory.search import Ground, NeedReader, Query, SearchIndex, Words
from fanal.geography import Gazetteer
from fanal.matching.needs import Needs
from fanal.matching.search import DirectorySearch, guides, need_phrasings
from fanal.settings import ROOT

FRIDAY = datetime(2026, 11, 27, 17, 50, tzinfo=ZoneInfo("Europe/Paris"))
"""The moment of every search: a Friday at 17:50, when offices close."""
RUNS = 5
SLOW_SECONDS = 0.1
"""A search slower than this is run once more only."""
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
PLOT = ROOT / "docs" / "images" / "recherche.png"


class Parts:
    """What does not depend on how many services there are."""

    def __init__(self) -> None:
        """Read the project's own content."""
        self.directory = Directory.load()
        needs = Needs.load()
        self.ground = Ground.load()
        self.words = Words.load()
        self.gazetteer = Gazetteer.load()
        self.guides = guides([*needs.all, needs["general"]])
        self.reader = NeedReader(need_phrasings(), self.words)

    def index(self, services: Sequence[Service]) -> SearchIndex:
        """The index of some services."""
        return SearchIndex(
            services,
            self.directory.kinds,
            ground=self.ground,
            words=self.words,
            guides=self.guides,
            reader=self.reader,
        )

    def search(self, services: Sequence[Service]) -> DirectorySearch:
        """The whole search, which also reads places in the words."""
        return DirectorySearch(self.index(services), self.gazetteer)


def main() -> None:
    """Print the tables and draw the picture."""
    parser = argparse.ArgumentParser(description="Mesure la recherche dans l'annuaire.")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--no-plot", action="store_true")
    options = parser.parse_args()
    parts = Parts()
    made = list(generated(options.count))
    services = [*parts.directory.services, *made]
    judged = read_judged(parts.gazetteer, FRIDAY)
    print(f"{len(services):,} services, {len(judged)} searches, {RUNS} runs each")

    before = _memory()
    begun = time.process_time()
    search = parts.search(services)
    built = time.process_time() - begun
    print(f"index: built in {built:.1f} s, {search.index.size / 1e6:.0f} MB of arrays, "
          f"{_memory() - before:.0f} MB resident")  # fmt: skip
    begun = time.process_time()
    small = parts.index(parts.directory.services)
    print(f"index of the real directory: {len(small)} services in "
          f"{(time.process_time() - begun) * 1e3:.0f} ms")  # fmt: skip
    begun = time.process_time()
    fts5 = Fts5(services, parts.directory.kinds, parts.ground, parts.words)
    print(f"FTS5: two tables built in {time.process_time() - begun:.1f} s\n")

    judge = Judge(services, parts.ground)
    ours = measured(lambda query: [hit.service_id for hit in search.find(query)], judged, judge)
    print(f"{'':24} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} {'nDCG@3':>8} {'p50 / ours':>11}")
    print(_row("fanal", ours, ours))
    for name, way in fts5.ways.items():
        print(_row(f"FTS5 {name}", measured(way, judged, judge), ours))
    turns = {"fanal": search.find, "FTS5 words": fts5.words, "FTS5 in_index": fts5.in_index}
    in_turn = {name: alternated(way, judged) for name, way in turns.items()}
    for name, p50 in in_turn.items():
        print(f"in turn, {name:20} p50 {p50:6.2f} ms, {p50 / in_turn['fanal']:5.1f} times ours")
    _held_out(parts, search, fts5, judge)
    _by_part(judged, ours)
    if not options.no_plot:
        grow(parts, [*made], judged)


class Measured:
    """What a way of searching costs and gives: milliseconds and nDCG@3, search by search."""

    def __init__(self, costs: list[float], quality: list[float]) -> None:
        """Keep both lists, in the order of the searches."""
        self.costs = costs
        self.quality = quality

    def p(self, percent: int) -> float:
        """A percentile of the costs, in milliseconds."""
        return sorted(self.costs)[min(len(self.costs) - 1, len(self.costs) * percent // 100)]


def measured(
    way: Callable[[Query], list[str]], judged: Sequence[Judged], judge: Judge | None
) -> Measured:
    """Run every search, and grade what comes back."""
    costs, quality = [], []
    for item in judged:
        begun = time.process_time()
        found = way(item.query)  # the first one opens what is kept for the next
        slow = time.process_time() - begun > SLOW_SECONDS
        times = []
        for _ in range(1 if slow else RUNS):
            begun = time.process_time()
            found = way(item.query)
            times.append((time.process_time() - begun) * 1e3)
        costs.append(statistics.median(times))
        quality.append(judge.ndcg(item, found) if judge else 0.0)
    return Measured(costs, quality)


def alternated(way: Callable[[Query], object], judged: Sequence[Judged]) -> float:
    """The median cost in milliseconds when no search is run twice in a row."""
    costs: list[list[float]] = [[] for _ in judged]
    for _ in range(RUNS):
        for place, item in enumerate(judged):
            begun = time.process_time()
            way(item.query)
            costs[place].append((time.process_time() - begun) * 1e3)
    return statistics.median(statistics.median(times) for times in costs)


def _held_out(parts: Parts, search: DirectorySearch, fts5: Fts5, judge: Judge) -> None:
    """Quality on the searches kept apart; never which failed, so that nobody tunes on them."""
    apart = read_judged(parts.gazetteer, FRIDAY, path=HELD_OUT)
    ways = {"fanal": lambda q: [hit.service_id for hit in search.find(q)], "FTS5 words": fts5.words}
    for name, way in ways.items():
        quality = statistics.mean(judge.ndcg(item, way(item.query)) for item in apart)
        print(f"held out ({len(apart)} searches), {name:10} nDCG@3 {quality:.3f}")


def grow(parts: Parts, made: Sequence[Service], judged: Sequence[Judged]) -> None:
    """What searches cost as the directory grows, printed and drawn."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    sizes = [size for size in SIZES if size <= len(made)]
    lines: dict[str, list[float]] = {"Fanal": [], "SQLite FTS5 (usage courant)": []}
    print(f"\n{'services':>10} {'build s':>8} {'p50 ms':>8} {'p95 ms':>8} {'FTS5 p50':>9}")
    for size in sizes:
        services = [*parts.directory.services, *made[:size]]
        begun = time.process_time()
        search = parts.search(services)
        built = time.process_time() - begun
        fts5 = Fts5(services, parts.directory.kinds, parts.ground, parts.words, trigrams=False)
        ours = measured(lambda q, s=search: [h.service_id for h in s.find(q)], judged, None)  # type: ignore[misc]
        theirs = measured(fts5.words, judged, None)
        print(f"{size:>10,} {built:8.1f} {ours.p(50):8.2f} {ours.p(95):8.2f} {theirs.p(50):9.2f}")
        lines["Fanal"].append(ours.p(50))
        lines["SQLite FTS5 (usage courant)"].append(theirs.p(50))
    figure, axes = plt.subplots(figsize=(6.4, 3.8))
    for name, values in lines.items():
        axes.plot(sizes, values, marker="o", label=name)
    axes.set(xscale="log", yscale="log", xlabel="services", ylabel="médiane, millisecondes")
    axes.grid(visible=True, which="both", alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(PLOT, dpi=110)
    print(f"drawn in {PLOT.relative_to(ROOT)}")


def _row(name: str, one: Measured, ours: Measured) -> str:
    return (
        f"{name:24} {one.p(50):8.2f} {one.p(95):8.2f} {max(one.costs):8.2f} "
        f"{statistics.mean(one.quality):8.3f} {one.p(50) / ours.p(50):11.1f}"
    )


def _by_part(judged: Sequence[Judged], ours: Measured) -> None:
    """The worst searches, for whoever works on the ranking."""
    worst = sorted(range(len(judged)), key=lambda n: ours.quality[n])[:12]
    print("\nlowest nDCG@3:")
    for n in worst:
        where = judged[n].place.label if judged[n].place else "-"
        print(f"  {ours.quality[n]:.2f}  {judged[n].query.text} ({where})")


def _memory() -> float:
    """Resident memory, in megabytes (Linux; 0 elsewhere)."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * 4096 / 1e6 if status.exists() else 0.0


if __name__ == "__main__":
    main()
