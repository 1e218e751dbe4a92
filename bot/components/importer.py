"""Adds to data/nlu what the content in data/resources says of itself.

A need's labels, an answer's label and phrasings, and the choices of the conversation are training
examples too: adding an answer stays a matter of one file.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from fanal.language.phrasings import authored_phrasings


class FanalImporter(RasaFileImporter):
    """Rasa's own importer plus the authored phrasings of data/resources."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Examples of data/nlu followed by those of data/resources."""
        authored = TrainingData(
            [Message.build(text=text, intent=name) for name, text in authored_phrasings()]
        )
        return super().get_nlu_data(language).merge(authored)
