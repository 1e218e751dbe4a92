"""The messages of an evaluation folder and their labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fanal.settings import ROOT
from fanal.yaml_files import load_yaml

SETS = {
    "evaluation": ROOT / "tests" / "evaluation",
    "development": ROOT / "tests" / "development",
}
QUESTION_TABLE = "question_answers.yml"


@dataclass(frozen=True)
class Case:
    """One message and what a helpline worker would want to come back.

    Attributes:
        id: stable identifier.
        slice: the file it stands in.
        text: what the person typed.
        need: the need, or None (off topic, a question, a place alone, too vague).
        also: other needs whose detection is not an error.
        urgency: none, danger or suicide.
        wording: direct (said in words) or indirect, when there is an urgency.
        places: every right place (``commune:35238``); empty when none is said.
        ambiguous: asking which place is right.
        services: at least one has to be among the first three contacts; empty when none is
            expected.
        answers: records of which one has to be given (see question_answers.yml); None when the
            message is no question of fact, empty when nothing that Fanal can say answers it.
    """

    id: str
    slice: str
    text: str
    need: str | None = None
    also: frozenset[str] = frozenset()
    urgency: str = "none"
    wording: str | None = None
    places: frozenset[str] = frozenset()
    ambiguous: bool = False
    services: frozenset[str] = frozenset()
    answers: frozenset[str] | None = None

    @property
    def calm(self) -> bool:
        """Whether raising the alarm would be an error."""
        grave = {"immediate_danger", "suicide"}
        return self.urgency == "none" and not grave & self.also and self.need not in grave


def load_cases(folder: Path) -> list[Case]:
    """Every message of a folder, in the order of the files.

    Raises:
        fanal.yaml_files.YamlError: a file is broken.
        KeyError: a question has no entry in the table of right answers, or the other way round.
    """
    answers: dict[str, list[str]] = load_yaml(folder / QUESTION_TABLE).data
    cases = [
        _case(path.stem, row, answers)
        for path in sorted(folder.glob("*.yml"))
        if path.name != QUESTION_TABLE
        for row in _rows(path)
    ]
    if strangers := answers.keys() - {case.id for case in cases if case.answers is not None}:
        raise KeyError(f"right answers to no question: {', '.join(sorted(strangers))}")
    return cases


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    found = load_yaml(path).data
    yield from found if isinstance(found, list) else ()


def _case(name: str, row: dict[str, Any], answers: Mapping[str, list[str]]) -> Case:
    places = [row.get("place"), *(row.get("place_also") or [])]
    return Case(
        id=str(row["id"]),
        slice=name,
        text=str(row["text"]),
        need=row.get("need"),
        also=frozenset(row.get("also") or ()),
        urgency=row.get("urgency") or "none",
        wording=row.get("wording"),
        places=frozenset(str(place) for place in places if place),
        ambiguous=bool(row.get("ambiguous")),
        services=frozenset(map(str, row.get("services") or ())),
        answers=frozenset(answers[str(row["id"])]) if row.get("question") else None,
    )
