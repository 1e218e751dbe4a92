"""What no text says, and from where a text is hard to read: rules that are data.

They follow public guidance for helplines and on speaking of suicide; each rule of
data/resources/wording/never.yml names its own, and carries sentences that it must find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from fanal.records import load_record, validate
from fanal.reply.readability import read
from fanal.settings import ROOT
from fanal.yaml_files import YamlError, load_yaml

Severity = Literal["error", "warning"]
Form = Literal["tu", "vous", "falc"]
WRONG_REGISTER = {
    "tu": re.compile(r"(?<!rendez-)\b(?:vous|votre|vos|vôtres?)\b", re.IGNORECASE),
    "vous": re.compile(r"\b(?:tu|te|toi|ton|ta|tes|tiens?)\b|\bt'", re.IGNORECASE),
}
"""What gives away the other register in a text (promise 7)."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Never(_Part):
    """Something that no text says.

    Attributes:
        id: its name.
        message: what the author reads, in French.
        source: the public guidance that says so.
        patterns: regular expressions, whatever the case.
        finds: sentences that it must find.
        leaves: sentences that it must leave alone.
    """

    id: str
    message: str
    source: str
    patterns: tuple[str, ...]
    finds: tuple[str, ...]
    leaves: tuple[str, ...]

    def said(self, text: str) -> bool:
        """Whether the text says it."""
        plain = text.replace("’", "'")
        return any(re.search(pattern, plain, re.IGNORECASE) for pattern in self.patterns)


class Limits(_Part):
    """Least reading ease, and most words in a sentence."""

    score: float
    sentence: int


class Readable(_Part):
    """The limits of one form of the texts."""

    error: Limits
    warning: Limits


class ReadableForms(_Part):
    """The limits of every form; shorter texts than ``least_words`` have no score."""

    least_words: int
    tu: Readable
    vous: Readable
    falc: Readable


@dataclass(frozen=True)
class Wording:
    """The rules of data/resources/wording."""

    never: tuple[Never, ...]
    readable: ReadableForms

    @classmethod
    def load(cls, resources: Path | None = None) -> Wording:
        """Read the rules.

        Raises:
            fanal.yaml_files.YamlError: a file is broken.
        """
        folder = (resources or ROOT / "data" / "resources") / "wording"
        file = load_yaml(folder / "never.yml")
        if not isinstance(file.data, list):
            raise YamlError(file.path, 1, "une liste de règles est attendue.")
        return cls(
            never=tuple(
                validate(row, Never, file.path, file.line_of, number)
                for number, row in enumerate(file.data)
            ),
            readable=load_record(folder / "readable.yml", ReadableForms),
        )

    def said(self, text: str) -> Iterator[Never]:
        """The rules that a text breaks."""
        return (rule for rule in self.never if rule.said(text))

    def hard(self, paragraphs: Sequence[str], form: Form) -> Iterator[tuple[Severity, str]]:
        """What makes one record hard to read in one form, at most once each.

        Args:
            paragraphs: its rendered texts in that form.
            form: the register, or easy French.
        """
        found, limits = read("\n".join(paragraphs)), self._limits[form]
        steps: tuple[tuple[Severity, Limits], ...] = (
            ("error", limits.error),
            ("warning", limits.warning),
        )
        for severity, limit in steps:
            if found.longest > limit.sentence:
                most = f"{limit.sentence} au plus."
                yield severity, f"lisibilité : phrase de {found.longest} mots, {most}"
                break
        for severity, limit in steps:
            if found.words >= self.readable.least_words and found.score < limit.score:
                least = f"{limit.score:.0f} au moins : raccourcir."
                yield severity, f"lisibilité : indice {found.score:.0f}, {least}"
                break

    @cached_property
    def _limits(self) -> dict[Form, Readable]:
        forms = self.readable
        return {"tu": forms.tu, "vous": forms.vous, "falc": forms.falc}
