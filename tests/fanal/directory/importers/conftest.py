"""A directory to import into, and the samples: rows shaped like the public files, all invented."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from fanal.directory import Directory, Service
from fanal.directory.importers import Options, Outcome, run_import
from fanal.directory.importers.cleaning import Cleaner
from fanal.directory.importers.draft import Draft, Issue, Row
from fanal.settings import ROOT

SAMPLES = Path(__file__).parent / "samples"
TODAY = date(2026, 11, 24)

Import = Callable[..., Outcome]


def come_back(rows: Iterable[Row | Issue], directory: Directory, options: Options) -> list[Service]:
    """The services of a file that we wrote ourselves: every row of it has to be good."""
    cleaner, issues = Cleaner(directory.kinds, options), list[Issue]()
    found = []
    for row in rows:
        assert isinstance(row, Row), row
        draft = row.read()
        assert isinstance(draft, Draft), draft
        found.append(cleaner.clean(draft, issues))
    return found


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """The national services and one département, with no imported record."""
    source, copy = ROOT / "data" / "resources", tmp_path / "resources"
    for folder in ("services/national", "needs"):
        shutil.copytree(source / folder, copy / folder)
    (copy / "services" / "departements").mkdir()
    for file in ("kinds.yml", "withheld.yml", "services/departements/23.yml"):
        shutil.copy(source / file, copy / file)
    return copy


@pytest.fixture
def importing(resources: Path) -> Import:
    """Runs an import into that copy."""

    def run(format_name: str, path: Path, **said: object) -> Outcome:
        how = {name: bool(said.pop(name, False)) for name in ("dry_run", "remove")}
        today = cast(date, said.pop("today", TODAY))
        options = Options(
            **{  # type: ignore[arg-type]
                "source": format_name.replace("-", ""),
                "source_url": "https://exemple.fr/donnees",
                "date": TODAY,
                **said,
            }
        )
        return run_import(format_name, path, options, resources=resources, today=today, **how)

    return run


@pytest.fixture
def imported(resources: Path) -> Callable[[], dict[str, Service]]:
    """The imported records, as the directory loads them."""

    def load() -> dict[str, Service]:
        services = Directory.load(resources).services
        return {s.id: s for s in services if s.assured_by.startswith("import")}

    return load
