"""Fixtures of the directory tests: the real one, and small copies to break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fanal.settings import ROOT

RESOURCES = ROOT / "data" / "resources"


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """A copy of data/resources with the national services and one département."""
    copy = tmp_path / "resources"
    shutil.copytree(RESOURCES / "services" / "national", copy / "services" / "national")
    (copy / "services" / "departements").mkdir()
    shutil.copy(RESOURCES / "services" / "departements" / "29.yml", copy / LOCAL)
    shutil.copytree(RESOURCES / "needs", copy / "needs")
    for name in ("kinds.yml", "withheld.yml"):
        shutil.copy(RESOURCES / name, copy / name)
    return copy


LOCAL = Path("services/departements/29.yml")


def change(path: Path, old: str, new: str) -> int:
    """Replace the first occurrence of a text in a file; give the line where it stood."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
