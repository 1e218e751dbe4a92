"""Who is writing: a young person, a family or a professional, from what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fanal.language._tables import LANGUAGE, Table
from fanal.language.fold import fold
from fanal.language.hearing import Hearing, compiled
from fanal.language.normalise import Normalised, Normaliser
from fanal.language.patterns import Grammar, Pattern, PatternError, Word

Audience = Literal["young", "family", "professional"]

STYLE_MARKS = 2
"""Different marks of the young's way of writing that decide, when no word does."""

_AUDIENCES: dict[object, Audience] = {
    "young": "young",
    "family": "family",
    "professional": "professional",
}
_STYLE_STEPS = frozenset({"abbreviation", "slang", "guarded", "glued", "repeated"})


@dataclass(frozen=True)
class _Cue:
    audience: Audience
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]

    def holds(self, words: Sequence[Word]) -> bool:
        if any(pattern.found_in(words) for pattern in self.unless):
            return False
        return any(pattern.found_in(words) for pattern in self.patterns)


class AudienceCues:
    """The cues of data/resources/language/audience.yml, ready to read messages."""

    def __init__(
        self,
        cues: Sequence[_Cue],
        hearing: Hearing,
        everybodys: frozenset[str],
        normaliser: Normaliser,
    ) -> None:
        """Use cues already read; :meth:`load` is the usual way."""
        self._cues = tuple(cues)
        self._hearing = hearing
        self._everybodys = everybodys
        self._normaliser = normaliser

    @classmethod
    def load(cls, path: Path | None = None, normaliser: Normaliser | None = None) -> AudienceCues:
        """Read the cues.

        Args:
            path: the table; data/resources/language/audience.yml when None.
            normaliser: an open normaliser to share; a new one is opened when None.

        Raises:
            fanal.yaml_files.YamlError: the file is broken or a cue is not written correctly.
        """
        table = Table(path or LANGUAGE / "audience.yml")
        grammar = Grammar()
        for name, items in table.mapping(table.get("lists"), "lists").items():
            try:
                grammar.define(name, table.texts(items, "lists", name))
            except PatternError as error:
                raise table.error(str(error), "lists", name) from error
        cues = []
        for index, row in enumerate(table.rows(table.get("cues"), "cues")):
            audience = _AUDIENCES.get(row.get("audience"))
            if audience is None:
                raise table.error("public inconnu : young, family ou professional", "cues", index)
            try:
                patterns = compiled(grammar, table.texts(row.get("patterns"), "cues", index))
                unless = compiled(grammar, table.texts(row.get("unless"), "cues", index))
            except PatternError as error:
                raise table.error(str(error), "cues", index) from error
            cues.append(_Cue(audience, patterns, unless))
        everybodys = table.texts(table.get("everybodys"), "everybodys")
        return cls(
            cues,
            Hearing(grammar),
            frozenset(fold(writing) for writing in everybodys),
            normaliser or Normaliser.load(),
        )

    def audience_of(self, text: str) -> Audience | None:
        """Who seems to be writing, or None when nothing tells."""
        message = self._normaliser.normalise(text)
        words = self._hearing.words(message)
        for cue in self._cues:
            if cue.holds(words):
                return cue.audience
        return "young" if self._style_marks(message) >= STYLE_MARKS else None

    def _style_marks(self, message: Normalised) -> int:
        """How many different writings of the young stand in the message."""
        marks = {
            fold(step.before)
            for step in message.steps
            if step.kind in _STYLE_STEPS and fold(step.before) != fold(step.after)
        }
        return len(marks - self._everybodys)
