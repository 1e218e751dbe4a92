"""Tables of sentences, and how tests read them."""

from __future__ import annotations

from pathlib import Path

from fanal.yaml_files import load_yaml

HERE = Path(__file__).parent


def groups(name: str) -> dict[str, list[str]]:
    """The sentences of a table, by group."""
    data = load_yaml(HERE / f"{name}.yml").data
    assert isinstance(data, dict)
    return data


def pairs(name: str) -> list[tuple[str, str]]:
    """(group, sentence) of a table."""
    return [(group, text) for group, texts in groups(name).items() for text in texts]
