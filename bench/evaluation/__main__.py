"""``python -m bench.evaluation``: see the package."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from bench.evaluation.answers import named, sentences
from bench.evaluation.cases import SETS, Case, load_cases
from bench.evaluation.measures import Verdicts, judge
from bench.evaluation.noise import noisy
from bench.evaluation.report import needs_table, picture, shares, table
from bench.evaluation.systems import InProcess, OverHttp, System, trained_ranker
from fanal.reply import load_dialogue

AFTERNOON = "2026-11-24T15:10:00+01:00"
"""A Tuesday afternoon: most lines are open, so that hours do not hide what was understood."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, draw the picture."""
    parser = argparse.ArgumentParser(prog="bench.evaluation")
    parser.add_argument("--set", choices=sorted(SETS), default="development")
    parser.add_argument("--in-process", action="store_true", help="without the running stack")
    parser.add_argument("--url", help="a running Fanal")
    parser.add_argument("--clock", default=AFTERNOON)
    parser.add_argument("--noise", action="store_true", help="the same set after automatic noise")
    parser.add_argument("--picture", type=Path, help="where to draw the picture")
    parser.add_argument("--misses", type=Path, help="where to write the misses (development only)")
    options = parser.parse_args(arguments)
    if options.misses and options.set == "evaluation":
        parser.error("the evaluation set is not tuned on: its misses are not listed")
    cases = load_cases(SETS[options.set])
    system = _system(options)
    verdicts = _run("as written", system, cases, lambda case: case.text)
    print(table(verdicts), end="\n\n")
    print(needs_table(verdicts), end="\n\n")
    if options.picture:
        picture(verdicts, options.picture, "Le bon humain parmi les trois premiers contacts")
    if options.misses:
        _write_misses(verdicts, options.misses)
    if options.noise:
        rough = _run("after noise", system, cases, lambda case: noisy(case.text, _seed(case)))
        plain, loud = shares(verdicts)["human"].value, shares(rough)["human"].value
        print(f"right human: {plain:.3f} as written, {loud:.3f} after noise, {loud - plain:+.3f}")
    return 0


def _system(options: argparse.Namespace) -> System:
    if options.in_process:
        return InProcess(trained_ranker(), datetime.fromisoformat(options.clock))
    if options.url:
        return OverHttp(options.url)
    raise SystemExit("--url of a running Fanal, or --in-process")


def _run(
    title: str, system: System, cases: Sequence[Case], text_of: Callable[[Case], str]
) -> list[Verdicts]:
    openings = sentences(load_dialogue().composer, named(cases))
    found = []
    for number, case in enumerate(cases, start=1):
        found.append(judge(case, system.reply(text_of(case)[:1000]), openings))
        if number % 100 == 0:
            print(f"  {title}: {number} of {len(cases)}", file=sys.stderr)
    return found


def _write_misses(verdicts: Sequence[Verdicts], target: Path) -> None:
    with target.open("w", encoding="utf-8") as file:
        for verdict in verdicts:
            case = verdict.case
            wrong = [
                name
                for name in ("human", "urgent_direct", "urgent_indirect", "place", "answer")
                if getattr(verdict, name) is False
            ]
            wrong += ["alarm"] if verdict.false_alarm else []
            if case.need and verdict.need != case.need and verdict.need not in case.also:
                wrong.append(f"need={verdict.need}")
            if wrong:
                row = {"id": case.id, "text": case.text, "want": case.need, "wrong": wrong}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _seed(case: Case) -> int:
    return int.from_bytes(case.id.encode()[-4:], "big")


if __name__ == "__main__":
    sys.exit(main())
