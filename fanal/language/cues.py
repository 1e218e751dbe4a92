"""Cues: patterns of a table that tell something of a message, the first one met deciding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from fanal.language._tables import Table
from fanal.language.hearing import compiled
from fanal.language.patterns import Grammar, Pattern, PatternError, Word

Told = TypeVar("Told")


@dataclass(frozen=True)
class Cue(Generic[Told]):
    """One row of a table.

    Attributes:
        tells: what a message says that meets it.
        patterns: one of these has to stand in the message…
        unless: …and none of these.
    """

    tells: Told
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]

    def holds(self, words: Sequence[Word]) -> bool:
        """Whether a message meets it."""
        if any(pattern.found_in(words) for pattern in self.unless):
            return False
        return any(pattern.found_in(words) for pattern in self.patterns)


def read_cues(
    table: Table, field: str, known: Mapping[object, Told], unknown: str
) -> tuple[Grammar, list[Cue[Told]]]:
    """The cues of a table, in its order, with the lists that their patterns name.

    Args:
        table: with ``cues``, and ``lists`` if patterns share words.
        field: the field of a cue that says what it tells.
        known: what that field may say.
        unknown: the message, in French, when it says something else.

    Raises:
        fanal.yaml_files.YamlError: a list or a cue is not written correctly.
    """
    grammar = Grammar()
    for name, items in table.mapping(table.get("lists"), "lists").items():
        try:
            grammar.define(name, table.texts(items, "lists", name))
        except PatternError as error:
            raise table.error(str(error), "lists", name) from error
    cues = []
    for index, row in enumerate(table.rows(table.get("cues"), "cues")):
        tells = known.get(row.get(field))
        if tells is None:
            raise table.error(unknown, "cues", index)
        try:
            patterns = compiled(grammar, table.texts(row.get("patterns"), "cues", index))
            unless = compiled(grammar, table.texts(row.get("unless"), "cues", index))
        except PatternError as error:
            raise table.error(str(error), "cues", index) from error
        cues.append(Cue(tells, patterns, unless))
    return grammar, cues
