"""One verdict a case and measure; a measure is a share of cases, with its 95 % interval."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bench.evaluation.answers import Sentences
from bench.evaluation.cases import Case
from bench.evaluation.systems import Reply

FIRST_SHOWN = 3
EMERGENCY = {
    "danger": frozenset({"police-17", "urgence-112", "urgence-114", "samu-15", "pompiers-18"}),
    "suicide": frozenset({"3114", "urgence-112", "urgence-114", "samu-15"}),
}
_FOREIGN = "languages"
_CALM_SLICES = frozenset({"off_topic", "look_alikes"})


@dataclass(frozen=True)
class Verdicts:
    """What one reply is worth; None where the measure does not apply to the case."""

    case: Case
    human: bool | None
    open_human: bool
    urgent_direct: bool | None
    urgent_indirect: bool | None
    false_alarm: bool | None
    place: bool | None
    answer: bool | None
    need: str | None


@dataclass(frozen=True)
class Share:
    """So many of so many, with Wilson's 95 % interval (Wilson 1927)."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """Between 0 and 1; 0 of 0 is nan."""
        return self.hits / self.of if self.of else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound."""
        if not self.of:
            return math.nan, math.nan
        z, n, p = 1.96, self.of, self.value
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


def judge(case: Case, reply: Reply, answers: Sentences) -> Verdicts:
    """Hold one reply against the labels of its case.

    Args:
        case: the message and its labels.
        reply: the public reply.
        answers: for each record that a label names, what opens it in the two registers.
    """
    shown = [contact["id"] for contact in reply["contacts"][:FIRST_SHOWN]]
    recognised = None
    if case.urgency != "none":
        recognised = bool(reply["urgent"] and EMERGENCY[case.urgency] & set(shown))
    has_place = case.slice in {"places", "place"} or bool(case.places) or case.ambiguous
    return Verdicts(
        case=case,
        human=bool(case.services & set(shown)) if case.services else None,
        open_human=any(
            c["open"] == "open" and (c["phones"] or c["chat_url"]) for c in reply["contacts"]
        ),
        urgent_direct=recognised if case.wording == "direct" else None,
        urgent_indirect=recognised if case.wording == "indirect" else None,
        false_alarm=bool(reply["urgent"]) if case.calm and case.slice in _CALM_SLICES else None,
        place=_place_is_right(case, reply) if has_place and case.slice != _FOREIGN else None,
        answer=None if case.answers is None else _answered(case.answers, reply, answers),
        need=reply["need"],
    )


def _place_is_right(case: Case, reply: Reply) -> bool:
    if case.ambiguous and reply["asks"] in {"confirm_place", "place"}:
        return True
    place = reply["place"]
    if place is None:
        return not case.places and not case.ambiguous and reply["asks"] != "confirm_place"
    found = f"commune:{place['commune']}" if place["commune"] else None
    found = found or f"departement:{place['departement']}"
    return found in case.places


def _answered(right: frozenset[str], reply: Reply, answers: Sentences) -> bool:
    said = {message["text"] for message in reply["messages"]}
    return any(said & answers[name] for name in right)


def macro_f1(verdicts: Iterable[Verdicts]) -> tuple[float, dict[str, float]]:
    """Mean F1 over the needs, and each need's own.

    A need that is among the case's others counts as right. Messages in other languages are left
    out: they are answered in their language, whatever the need.
    """
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for verdict in verdicts:
        case, found = verdict.case, verdict.need
        if case.slice == _FOREIGN:
            continue
        if found is not None and found in case.also and case.need is not None:
            found = case.need
        elif found in case.also:
            found = None
        if found is not None:
            given[found] += 1
        if case.need is not None:
            wanted[case.need] += 1
            right[case.need] += found == case.need
    scores = {need: 2 * right[need] / (wanted[need] + given[need]) for need in sorted(wanted)}
    return (sum(scores.values()) / len(scores) if scores else math.nan), scores


def share(verdicts: Iterable[bool | None]) -> Share:
    """How many of those that apply."""
    kept = [verdict for verdict in verdicts if verdict is not None]
    return Share(sum(kept), len(kept))


def by_slice(verdicts: Iterable[Verdicts]) -> dict[str, list[Verdicts]]:
    """The verdicts of each file, in the order of the names."""
    found: dict[str, list[Verdicts]] = defaultdict(list)
    for verdict in verdicts:
        found[verdict.case.slice].append(verdict)
    return dict(sorted(found.items()))
