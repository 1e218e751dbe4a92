"""The correspondences of data/resources/imports: what a public category is in our directory.

A category that a table does not list is not imported: that is the policy of inclusion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fanal.language.fold import fold
from fanal.settings import ROOT
from fanal.yaml_files import YamlError, load_yaml

FOLDER = ROOT / "data" / "resources" / "imports"


@dataclass(frozen=True)
class Listed:
    """A category that may be imported.

    Attributes:
        kind: kind of the directory.
        needs: needs it serves, besides those of the kind.
        secret: its address is never kept, whatever the file says.
        names: folded words; when given, only services whose name holds one of them.
    """

    kind: str
    needs: tuple[str, ...] = ()
    secret: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """The categories of one format."""

    categories: Mapping[str, Listed]
    secret_words: tuple[str, ...] = field(default=())

    def listed(self, category: str, name: str = "") -> Listed | None:
        """What a category is here, or None when it may not be imported."""
        found = self.categories.get(category)
        if found is None or (found.names and not _holds(name, found.names)):
            return None
        return found

    def keeps_secret(self, *texts: str) -> bool:
        """Whether words of a service say that its address must not be shown."""
        return any(_holds(text, self.secret_words) for text in texts)


def load_table(name: str, folder: Path = FOLDER) -> Table:
    """One table, by the name of its file.

    Raises:
        YamlError: the file is missing or broken.
    """
    path = folder / f"{name}.yml"
    data = load_yaml(path).data
    if not isinstance(data, dict) or not isinstance(data.get("categories"), dict):
        raise YamlError(path, 1, "le champ categories est attendu.")
    secret = load_yaml(folder / "secret.yml").data
    words = secret.get("words", []) if isinstance(secret, dict) else []
    folded = tuple(fold(str(word)) for word in words)
    categories = {str(k): _listed(path, v) for k, v in data["categories"].items()}
    return Table(categories, folded)


def _listed(path: Path, data: Any) -> Listed:
    if isinstance(data, str):
        return Listed(data)
    if not isinstance(data, dict) or set(data) - {"kind", "needs", "secret", "names"}:
        raise YamlError(path, 1, "champs attendus : kind, needs, secret, names.")
    return Listed(
        str(data["kind"]),
        tuple(map(str, data.get("needs", ()))),
        bool(data.get("secret", False)),
        tuple(fold(str(name)) for name in data.get("names", ())),
    )


def _holds(text: str, words: tuple[str, ...]) -> bool:
    folded = f" {fold(text)} "
    return any(f" {word} " in folded for word in words)
