from __future__ import annotations

import pytest

from fanal.geography import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()
