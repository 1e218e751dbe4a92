"""Answers of fact: written and reviewed by people, each with its year and its source."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from fanal.records import Audience, ByAudience, Words, load_record
from fanal.settings import ROOT
from fanal.yaml_files import YamlError


class UnknownAnswer(KeyError):
    """No answer has this identifier."""


class AnswerSource(BaseModel):
    """Who says it, where and when."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    url: str = Field(pattern=r"^https?://")
    title: str | None = None
    date: str | None = None


class Answer(BaseModel):
    """One answer, as written in data/resources/answers/<id>.yml.

    Attributes:
        id: stable identifier, also the topic of the intent ``question/<id>``.
        topic: groups answers.
        label: choice button.
        text: the answer in both registers.
        as_of: the year or years that the fact is about.
        sources: where it comes from; answers about Fanal itself have none.
        confidence: high or medium, from the research notes.
        lines: human contacts that come with the answer.
        audience: who mostly asks this; holds until the person says who is writing.
        need: the need whose local humans come with the answer, when a place is known.
        phrasings: ways of asking that make the answer findable at once.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_]*$")
    topic: str
    label: str = Field(min_length=3, max_length=60)
    text: Words
    as_of: str | None = None
    sources: tuple[AnswerSource, ...] = ()
    confidence: str = Field(default="high", pattern="^(high|medium)$")
    lines: ByAudience
    audience: Audience | None = None
    need: str | None = None
    phrasings: tuple[str, ...] = Field(min_length=1)


class Answers:
    """All answers, by identifier."""

    def __init__(self, answers: dict[str, Answer], files: dict[str, Path]) -> None:
        self._answers = answers
        self.files = files

    @classmethod
    def load(cls, resources: Path | None = None) -> Answers:
        """Read data/resources/answers.

        Raises:
            YamlError: a file is broken, or does not describe an answer.
        """
        directory = (resources or ROOT / "data" / "resources") / "answers"
        answers: dict[str, Answer] = {}
        files: dict[str, Path] = {}
        for path in sorted(directory.glob("*.yml")):
            answer = load_record(path, Answer)
            if answer.id != path.stem:
                raise YamlError(path, 1, f"id « {answer.id} » : écrire « {path.stem} ».")
            answers[answer.id] = answer
            files[answer.id] = path
        return cls(answers, files)

    def __getitem__(self, answer_id: str) -> Answer:
        try:
            return self._answers[answer_id]
        except KeyError:
            raise UnknownAnswer(answer_id) from None

    def __contains__(self, answer_id: object) -> bool:
        return answer_id in self._answers

    @property
    def all(self) -> tuple[Answer, ...]:
        """Every answer, in the order of the files."""
        return tuple(self._answers.values())
