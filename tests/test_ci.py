"""CI requires what it could install, and says what it could not."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from fanal.settings import ROOT
from tests.required import absent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose `make test` prints what is required; nothing can be installed in it."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    (tmp_path / "bin").mkdir()
    for name in ("bash", "dirname", "env"):
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    program(tmp_path, "make", 'echo "required: $FANAL_REQUIRED"; exit "${MADE:-0}"')
    return tmp_path


def program(checkout: Path, name: str, does: str) -> None:
    path = checkout / "bin" / name
    path.write_text(f"#!{shutil.which('bash')}\n{does}\n", encoding="utf-8")
    path.chmod(0o755)


def run(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / ".ci" / "run"],
        env={"PATH": str(checkout / "bin"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_there_is_required(checkout: Path) -> None:
    """With Chromium found and axe-core installed, both are required, and nothing is said."""
    program(checkout, "chromium", "true")
    (checkout / "bin" / "mkdir").symlink_to(str(shutil.which("mkdir")))
    program(checkout, "npm", "mkdir -p node_modules/axe-core; > node_modules/axe-core/axe.min.js")
    done = run(checkout)
    assert (done.stdout.split(), done.stderr) == (["required:", "chromium", "axe-core"], "")


def test_what_cannot_be_installed_is_said(checkout: Path) -> None:
    """Without either, the tests still run, and what was not tested is said first and last."""
    program(checkout, "npm", "exit 1")
    done = run(checkout)
    assert done.returncode == 0
    assert done.stdout.split() == ["required:"]
    assert done.stderr.count("NOT TESTED: no Chromium") == 2
    assert done.stderr.count("NOT TESTED: axe-core") == 2


def test_a_failure_stays_a_failure(checkout: Path) -> None:
    """What is said at the end does not hide that the tests failed."""
    assert run(checkout, MADE="2").returncode == 2


def test_a_skip_is_an_error_where_the_tool_was_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing tool skips a test, unless CI said that it is there."""
    monkeypatch.setenv("FANAL_REQUIRED", "axe-core")
    with pytest.raises(pytest.skip.Exception):
        absent("chromium", "…")
    with pytest.raises(pytest.fail.Exception):
        absent("axe-core", "…")
