"""The authored texts: loaded once, rendered with numbers that only the directory knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from fanal.directory import Directory
from fanal.directory.words import UnknownReference, filled
from fanal.records import Register, Words, validate
from fanal.reply.model import Message, ReplyChoice
from fanal.settings import ROOT
from fanal.yaml_files import YamlError, load_yaml

_FIELD = re.compile(r"\{([a-z_]+)\}")
_Text = TypeVar("_Text", bound=BaseModel)


class UnknownText(KeyError):
    """No authored text has this key."""


class Question(BaseModel):
    """A question Fanal may ask, in both registers."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    tu: str
    vous: str


class ChoiceText(BaseModel):
    """A button that is neither a need nor an answer, and what it always means."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    label: str
    intent: str
    text: str | None = None


@dataclass(frozen=True)
class Texts:
    """Every sentence that Fanal can say besides needs and answers."""

    phrases: dict[str, Words]
    questions: dict[str, Question]
    choices: dict[str, ChoiceText]
    foreign: dict[str, str]
    directory: Directory

    @classmethod
    def load(cls, directory: Directory, resources: Path | None = None) -> Texts:
        """Read data/resources/texts.

        Raises:
            YamlError: a file is broken or a text has not both registers.
        """
        folder = (resources or ROOT / "data" / "resources") / "texts"
        return cls(
            phrases=_mapping(folder / "phrases.yml", Words),
            questions=_mapping(folder / "questions.yml", Question),
            choices=_choices(folder / "choices.yml"),
            foreign=_sentences(folder / "foreign.yml"),
            directory=directory,
        )

    def say(self, key: str, register: Register, **fields: str) -> list[Message]:
        """The paragraphs of one phrase.

        Raises:
            UnknownText: there is no such phrase.
        """
        try:
            words = self.phrases[key]
        except KeyError:
            raise UnknownText(key) from None
        return self.paragraphs(words, register, **fields)

    def paragraphs(self, words: Words, register: Register, **fields: str) -> list[Message]:
        """Authored paragraphs, each with its easy form when there is one."""
        return [
            Message(
                text=self.render(text, **fields),
                falc=None if falc is None else self.render(falc, **fields),
            )
            for text, falc in zip(words.of(register), words.easy(register), strict=True)
        ]

    def in_language(self, language: str | None) -> list[Message]:
        """The one reply authored in another language, or nothing."""
        sentence = self.foreign.get(language or "")
        return [Message(text=self.render(sentence), lang=language)] if sentence else []

    def ask(self, question: str, register: Register) -> Message:
        """One of the questions that may be asked."""
        entry = self.questions[question]
        return Message(text=entry.tu if register == "tu" else entry.vous)

    def button(self, choice_id: str) -> ReplyChoice:
        """One of the authored buttons."""
        choice = self.choices[choice_id]
        return ReplyChoice(label=choice.label, text=choice.text or choice.label)

    def render(self, text: str, **fields: str) -> str:
        """Fill in numbers and names from the directory, then the given fields.

        Raises:
            UnknownText: the text refers to a record that is not shown, or to a number that the
                record does not carry.
        """
        try:
            known = filled(text, self.directory)
        except UnknownReference as error:
            raise UnknownText(*error.args) from None
        return _FIELD.sub(lambda match: fields.get(match.group(1), match.group(0)), known)


def _mapping(path: Path, model: type[_Text]) -> dict[str, _Text]:
    file = load_yaml(path)
    if not isinstance(file.data, dict):
        raise YamlError(path, 1, "une liste de textes nommés est attendue.")
    return {
        key: validate(value, model, path, file.line_of, key) for key, value in file.data.items()
    }


def _sentences(path: Path) -> dict[str, str]:
    file = load_yaml(path)
    if not isinstance(file.data, dict) or not all(isinstance(v, str) for v in file.data.values()):
        raise YamlError(path, 1, "une phrase par langue est attendue.")
    return dict(file.data)


def _choices(path: Path) -> dict[str, ChoiceText]:
    file = load_yaml(path)
    if not isinstance(file.data, list):
        raise YamlError(path, 1, "une liste de choix est attendue.")
    found = [
        validate(value, ChoiceText, path, file.line_of, index)
        for index, value in enumerate(file.data)
    ]
    return {choice.id: choice for choice in found}
