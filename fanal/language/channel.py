"""How someone wants to make contact, when they say it beside something else.

« Pas au téléphone » is heard in any message: a need said with it must not hide it, because a
number shown to somebody who cannot speak helps nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fanal.language._tables import LANGUAGE, Table
from fanal.language.hearing import Hearing, compiled
from fanal.language.normalise import Normaliser
from fanal.language.patterns import Grammar, Pattern, PatternError

SaidChannel = Literal["written"]

_CHANNELS: dict[object, SaidChannel] = {"written": "written"}


@dataclass(frozen=True)
class _Cue:
    channel: SaidChannel
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]


class ChannelCues:
    """The cues of data/resources/language/channel.yml, ready to read messages."""

    def __init__(self, cues: Sequence[_Cue], hearing: Hearing, normaliser: Normaliser) -> None:
        """Use cues already read; :meth:`load` is the usual way."""
        self._cues = tuple(cues)
        self._hearing = hearing
        self._normaliser = normaliser

    @classmethod
    def load(cls, path: Path | None = None, normaliser: Normaliser | None = None) -> ChannelCues:
        """Read the cues.

        Args:
            path: the table; data/resources/language/channel.yml when None.
            normaliser: an open normaliser to share; a new one is opened when None.

        Raises:
            fanal.yaml_files.YamlError: the file is broken or a cue is not written correctly.
        """
        table = Table(path or LANGUAGE / "channel.yml")
        grammar = Grammar()
        cues = []
        for index, row in enumerate(table.rows(table.get("cues"), "cues")):
            channel = _CHANNELS.get(row.get("channel"))
            if channel is None:
                raise table.error("canal inconnu : written", "cues", index)
            try:
                patterns = compiled(grammar, table.texts(row.get("patterns"), "cues", index))
                unless = compiled(grammar, table.texts(row.get("unless"), "cues", index))
            except PatternError as error:
                raise table.error(str(error), "cues", index) from error
            cues.append(_Cue(channel, patterns, unless))
        return cls(cues, Hearing(grammar), normaliser or Normaliser.load())

    def channel_of(self, text: str) -> SaidChannel | None:
        """The way of making contact that the message asks for, None when it says nothing of it."""
        words = self._hearing.words(self._normaliser.normalise(text))
        for cue in self._cues:
            if any(pattern.found_in(words) for pattern in cue.unless):
                continue
            if any(pattern.found_in(words) for pattern in cue.patterns):
                return cue.channel
        return None
