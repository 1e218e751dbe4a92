"""Every test says in one sentence what it claims."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from fanal.settings import ROOT

FILES = sorted((ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_tests_say_what_they_claim(path: Path) -> None:
    """A test function has a docstring, and its first line is a sentence."""
    silent = [
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.name.startswith("test_")
        and not (ast.get_docstring(node) or "").rstrip().endswith((".", "»", "…"))
    ]
    assert silent == []
