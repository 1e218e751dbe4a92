"""The tables and the language, opened once for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanal.language import AudienceCues, Languages, Normaliser, Triage


@pytest.fixture(scope="session")
def normaliser() -> Normaliser:
    return Normaliser.load()


@pytest.fixture(scope="session")
def triage(normaliser: Normaliser) -> Triage:
    return Triage.load(normaliser=normaliser)


@pytest.fixture(scope="session")
def cues(normaliser: Normaliser) -> AudienceCues:
    return AudienceCues.load(normaliser=normaliser)


@pytest.fixture(scope="session")
def languages(normaliser: Normaliser) -> Languages:
    return Languages.load(normaliser=normaliser)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """An empty directory for tables written wrongly on purpose."""
    return tmp_path
