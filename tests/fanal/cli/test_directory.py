"""The commands of those who keep the directory."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import fanal.cli
from fanal.cli import directory as commands
from fanal.directory import Directory
from fanal.directory.freshness import age
from fanal.directory.schema import SCHEMA_FILE

CLOCK = "2026-11-24T10:00:00+01:00"


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANAL_CLOCK", CLOCK)


def run(*arguments: str) -> int:
    return fanal.cli.main(["directory", *arguments])


def test_stale_lists_the_most_shown_first(
    capsys: pytest.CaptureFixture[str], directory: Directory
) -> None:
    """Every old record is listed once, by how many first screens show it."""
    assert run("stale", "--limit", "0") == 0
    lines = capsys.readouterr().out.splitlines()
    shown = [int(line[:7]) for line in lines[1:-1]]
    assert shown == sorted(shown, reverse=True)
    listed = [line.split(" · ")[0].split()[-1] for line in lines[1:-1]]
    today = commands.now().date()
    assert sorted(listed) == sorted(s.id for s in directory.services if age(s, today) != "fresh")
    assert listed[0] == "119"


def test_stale_is_the_same_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    """The order is computed, not drawn: two runs agree."""
    run("stale", "--limit", "10")
    first = capsys.readouterr().out
    run("stale", "--limit", "10")
    assert capsys.readouterr().out == first
    assert len(first.splitlines()) == 12


def test_verify_refuses_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    """A record that nobody has is refused, with its name."""
    assert run("verify", "59-inconnu", "--source", "https://exemple.fr") == 1
    assert "59-inconnu" in capsys.readouterr().err


def test_schema_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """The schema shown is the one that is kept beside the records."""
    assert run("schema", "--print") == 0
    assert capsys.readouterr().out == SCHEMA_FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["hsds", "oruk", "data-inclusion", "csv", "vcard"])
def test_export_to_a_file(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], directory: Directory
) -> None:
    """Each format is written whole; data·inclusion tells its quality score."""
    path = tmp_path / "export"
    assert run("export", "--format", name, "--output", str(path), "--departement", "23") == 0
    said = capsys.readouterr().err
    count = len(directory.local("23"))
    assert f"{count} fiche(s)" in said
    assert ("Score de qualité" in said) == (name == "data-inclusion")
    text = path.read_text(encoding="utf-8")
    if name in {"hsds", "oruk"}:
        assert json.loads(text)["total_items"] == count
    elif name == "data-inclusion":
        assert len(json.loads(text)["services"]) == count
    elif name == "vcard":
        assert text.count("END:VCARD") == count
    else:
        assert len(list(csv.reader(text.splitlines(), delimiter=";"))) == count + 1


def test_export_of_no_place(capsys: pytest.CaptureFixture[str]) -> None:
    """A département that does not exist is refused."""
    assert run("export", "--format", "csv", "--departement", "00") == 1
    assert "inconnu" in capsys.readouterr().err


def test_coverage_writes_a_table_and_a_map(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The summary is said, the table and the picture are files."""
    assert run("coverage", "--output", str(tmp_path / "out")) == 0
    assert "lieux à chaque niveau" in capsys.readouterr().out
    assert (tmp_path / "out" / "coverage.csv").read_text("utf-8").startswith("departement;")
    assert (tmp_path / "out" / "coverage.svg").read_text("utf-8").startswith("<svg")
