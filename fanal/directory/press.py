"""News sites: a page of theirs may be the source of a record, never the site of a service."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from fanal.yaml_files import YamlError, load_yaml


class PressSites:
    """The domains listed in data/resources/news_sites.yml."""

    def __init__(self, domains: frozenset[str]) -> None:
        """Use a list already read."""
        self._domains = domains

    @classmethod
    def load(cls, resources: Path) -> PressSites:
        """Read the list; empty when the folder has none.

        Raises:
            YamlError: the file is no list of domains.
        """
        path = resources / "news_sites.yml"
        if not path.exists():
            return cls(frozenset())
        data = load_yaml(path).data
        if not isinstance(data, list) or not all(isinstance(name, str) for name in data):
            raise YamlError(path, 1, "une liste de domaines est attendue.")
        return cls(frozenset(data))

    def __contains__(self, url: object) -> bool:
        """Whether an address is a page of one of them, or of what stands before their domain."""
        parts = (urlsplit(str(url)).hostname or "").split(".")
        return any(".".join(parts[n:]) in self._domains for n in range(len(parts)))
