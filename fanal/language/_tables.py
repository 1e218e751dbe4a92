"""Where the tables of language and triage stand, and how they are checked when read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from fanal.settings import ROOT
from fanal.yaml_files import YamlError, YamlFile, load_yaml

LANGUAGE = ROOT / "data" / "resources" / "language"
TRIAGE = ROOT / "data" / "resources" / "triage"


class Table:
    """One YAML table, whose fields are checked as they are taken out.

    Every method raises :class:`fanal.yaml_files.YamlError` with the line at fault when the table
    does not have the form that is asked for.
    """

    def __init__(self, path: Path) -> None:
        """Read the file at once, so that a broken table stops the start, not a message."""
        self._file: YamlFile = load_yaml(path)
        self._top = self.mapping(self._file.data)

    @property
    def path(self) -> Path:
        """The file read."""
        return self._file.path

    def error(self, message: str, *keys: str | int) -> YamlError:
        """An error that names the file and the line of a path of keys."""
        return YamlError(self._file.path, self._file.line_of(*keys), message)

    def get(self, key: str) -> object:
        """A top-level field, None when absent."""
        return self._top.get(key)

    def keys(self) -> Iterable[str]:
        """The top-level fields."""
        return self._top.keys()

    def mapping(self, value: object, *keys: str | int) -> Mapping[str, object]:
        """A mapping; absent means empty."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.error("une liste de champs « nom : valeur » est attendue ici", *keys)
        return value

    def texts(self, value: object, *keys: str | int) -> tuple[str, ...]:
        """A list of texts; absent means empty."""
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error("une liste de textes est attendue ici", *keys)
        return tuple(value)

    def rows(self, value: object, *keys: str | int) -> tuple[Mapping[str, object], ...]:
        """A list of mappings; absent means empty."""
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.error("une liste est attendue ici", *keys)
        return tuple(self.mapping(item, *keys, index) for index, item in enumerate(value))

    def text(self, value: object, *keys: str | int) -> str:
        """One text, which may be empty but not absent."""
        if not isinstance(value, str):
            raise self.error("un texte est attendu ici", *keys)
        return value
