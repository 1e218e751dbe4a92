"""Phrasings that content carries with it: labels of needs and answers, choices, questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fanal.settings import ROOT
from fanal.yaml_files import load_yaml

RESOURCES = ROOT / "data" / "resources"


def authored_phrasings(resources: Path | None = None) -> Iterator[tuple[str, str]]:
    """Pairs (intent, phrase) found in data/resources, in a stable order.

    Args:
        resources: the directory to read; the project's own when None.

    Raises:
        fanal.yaml_files.YamlError: a file is not valid YAML.
    """
    directory = resources or RESOURCES
    for path in sorted((directory / "needs").glob("*.yml")):
        need = load_yaml(path).data
        if isinstance(need, dict):
            for label in dict(need.get("label") or {}).values():
                yield f"need/{need['id']}", str(label)
    for path in sorted((directory / "answers").glob("*.yml")):
        answer = load_yaml(path).data
        if isinstance(answer, dict):
            for phrase in [answer.get("label"), *(answer.get("phrasings") or [])]:
                yield f"question/{answer['id']}", str(phrase)
    choices = load_yaml(directory / "texts" / "choices.yml").data
    for choice in choices if isinstance(choices, list) else []:
        for key in ("text", "label"):
            if choice.get(key):
                yield str(choice["intent"]), str(choice[key])
