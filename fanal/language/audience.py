"""Who is writing: a young person, a family or a professional, from what they say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from fanal.language._tables import LANGUAGE, Table
from fanal.language.cues import Cue, read_cues
from fanal.language.fold import fold
from fanal.language.hearing import Hearing
from fanal.language.normalise import Normalised, Normaliser

Audience = Literal["young", "family", "professional"]

STYLE_MARKS = 2
"""Different marks of the young's way of writing that decide, when no word does."""

_AUDIENCES: dict[object, Audience] = {
    "young": "young",
    "family": "family",
    "professional": "professional",
}
_STYLE_STEPS = frozenset({"abbreviation", "slang", "guarded", "glued", "repeated"})


class AudienceCues:
    """The cues of data/resources/language/audience.yml, ready to read messages."""

    def __init__(
        self,
        cues: Sequence[Cue[Audience]],
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
        grammar, cues = read_cues(
            table, "audience", _AUDIENCES, "public inconnu : young, family ou professional"
        )
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
                return cue.tells
        return "young" if self._style_marks(message) >= STYLE_MARKS else None

    def _style_marks(self, message: Normalised) -> int:
        """How many different writings of the young stand in the message."""
        marks = {
            fold(step.before)
            for step in message.steps
            if step.kind in _STYLE_STEPS and fold(step.before) != fold(step.after)
        }
        return len(marks - self._everybodys)
