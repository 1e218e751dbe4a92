"""How someone wants to make contact, when they say it beside something else.

« Pas au téléphone » is heard in any message: a need said with it must not hide it, because a
number shown to somebody who cannot speak helps nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from fanal.language._tables import LANGUAGE, Table
from fanal.language.cues import Cue, read_cues
from fanal.language.hearing import Hearing
from fanal.language.normalise import Normaliser

SaidChannel = Literal["written"]

_CHANNELS: dict[object, SaidChannel] = {"written": "written"}


class ChannelCues:
    """The cues of data/resources/language/channel.yml, ready to read messages."""

    def __init__(
        self, cues: Sequence[Cue[SaidChannel]], hearing: Hearing, normaliser: Normaliser
    ) -> None:
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
        grammar, cues = read_cues(table, "channel", _CHANNELS, "canal inconnu : written")
        return cls(cues, Hearing(grammar), normaliser or Normaliser.load())

    def channel_of(self, text: str) -> SaidChannel | None:
        """The way of making contact that the message asks for, None when it says nothing of it."""
        words = self._hearing.words(self._normaliser.normalise(text))
        return next((cue.tells for cue in self._cues if cue.holds(words)), None)
