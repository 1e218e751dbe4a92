"""Opens everything a conversation needs, once, and says so by its name."""

from __future__ import annotations

from pathlib import Path

from fanal.answers import Answers
from fanal.directory import Directory
from fanal.geography import Gazetteer
from fanal.matching import Matcher, Needs
from fanal.records import ByAudience, load_record
from fanal.reply.composer import Composer
from fanal.reply.dialogue import Dialogue
from fanal.reply.texts import Texts
from fanal.settings import ROOT


def load_dialogue(resources: Path | None = None, gazetteer: Gazetteer | None = None) -> Dialogue:
    """Load the directory, the needs, the answers, the texts and the places.

    Args:
        resources: data/resources of another checkout; the project's own when None.
        gazetteer: places already loaded.

    Raises:
        fanal.yaml_files.YamlError: a text is broken; file and line are named.
        fanal.directory.DirectoryError: a record is broken; file and line are named.
    """
    folder = resources or ROOT / "data" / "resources"
    directory = Directory.load(folder)
    matcher = Matcher(
        directory, Needs.load(folder), load_record(folder / "written.yml", ByAudience)
    )
    return Dialogue(
        Composer(
            matcher=matcher,
            answers=Answers.load(folder),
            texts=Texts.load(directory, folder),
            gazetteer=gazetteer or Gazetteer.load(),
        )
    )
