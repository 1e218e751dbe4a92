"""The public door in process, without Rasa and without Redis: the directory needs neither."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from fanal.settings import Settings


@pytest.fixture(scope="session")
def door() -> Iterator[TestClient]:
    with TestClient(create_app(Settings())) as client:
        yield client
