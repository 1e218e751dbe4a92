"""One table and one picture of an evaluation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.evaluation.measures import Share, Verdicts, by_slice, macro_f1, share

MEASURES: dict[str, tuple[str, float, Callable[[Verdicts], bool | None]]] = {
    "human": ("right human in the first three", 0.97, lambda v: v.human),
    "direct": ("danger and suicide, said in words", 0.995, lambda v: v.urgent_direct),
    "indirect": ("danger and suicide, to be inferred", 0.95, lambda v: v.urgent_indirect),
    "alarm": ("false alarms, off topic and look-alikes", 0.01, lambda v: v.false_alarm),
    "place": ("place understood, or asked", 0.985, lambda v: v.place),
    "answer": ("question answered with the right record", 0.97, lambda v: v.answer),
    "open": ("replies with an open human", 1.0, lambda v: v.open_human),
}
"""Label, what issue 3 asks for (at least; at most for false alarms), verdict."""


def shares(verdicts: Sequence[Verdicts]) -> dict[str, Share]:
    """Every measure over some cases."""
    return {name: share(map(pick, verdicts)) for name, (_, _, pick) in MEASURES.items()}


def table(verdicts: Sequence[Verdicts]) -> str:
    """The whole set, then each slice, in Markdown."""
    found = shares(verdicts)
    lines = ["| measure | asked | found | 95 % | of |", "|---|---|---|---|---|"]
    for name, (label, asked, _) in MEASURES.items():
        value = found[name]
        low, high = value.interval
        sign = "≤" if name == "alarm" else "≥"
        lines.append(
            f"| {label} | {sign} {asked} | {value.value:.3f} | {low:.3f}-{high:.3f} | {value.of} |"
        )
    lines.append(f"| need, macro-F1 | ≥ 0.88 | {macro_f1(verdicts)[0]:.3f} | | {len(verdicts)} |")
    lines += [
        "",
        "| slice | n | right human | danger | false alarm | need F1 |",
        "|---|---|---|---|---|---|",
    ]
    for name, rows in by_slice(verdicts).items():
        part = shares(rows)
        danger = share([v.urgent_direct for v in rows] + [v.urgent_indirect for v in rows])
        hits = [v for v in rows if v.case.need is not None]
        right = share(v.need == v.case.need or v.need in v.case.also for v in hits)
        cells = " | ".join(map(_cell, (part["human"], danger, part["alarm"], right)))
        lines.append(f"| {name} | {len(rows)} | {cells} |")
    return "\n".join(lines)


def needs_table(verdicts: Sequence[Verdicts]) -> str:
    """F1 of each need, the weakest first."""
    scores = macro_f1(verdicts)[1]
    ordered = sorted(scores.items(), key=lambda item: item[1])
    return "\n".join(f"{score:.2f} {need}" for need, score in ordered)


def picture(verdicts: Sequence[Verdicts], target: Path, title: str) -> None:
    """Right human by slice, with intervals, as a PNG."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    rows: Mapping[str, Share] = {
        name: share(v.human for v in found) for name, found in by_slice(verdicts).items()
    }
    kept = [(name, value) for name, value in rows.items() if value.of]
    figure, axes = pyplot.subplots(figsize=(8, 0.4 * len(kept) + 1.6))
    for row, (_, value) in enumerate(kept):
        low, high = value.interval
        axes.plot([low, high], [row, row], color="#5b6b7b", linewidth=2)
        axes.plot(value.value, row, "o", color="#123a5a")
    axes.axvline(0.92, color="#b0b0b0", linestyle=":")
    axes.axvline(0.97, color="#b0b0b0", linestyle="--")
    axes.set_yticks(range(len(kept)), [f"{name} ({value.of})" for name, value in kept])
    axes.set_xlim(min(0.6, *(value.interval[0] for _, value in kept)), 1.005)
    axes.set_title(title, fontsize=11)
    figure.tight_layout()
    target.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(target, dpi=120)
    pyplot.close(figure)


def _cell(value: Share) -> str:
    if not value.of:
        return ""
    low, high = value.interval
    return f"{value.value:.3f} ({low:.2f}-{high:.2f}, {value.of})"
