"""The pages over a fake door, asked one request at a time."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.api.pages.fakes import FakeChat, fake_app


@pytest.fixture
def chat() -> FakeChat:
    return FakeChat()


@pytest.fixture
def framed_by() -> tuple[str, ...]:
    """The partners who may frame the widget; a test file that has some says so."""
    return ()


@pytest.fixture
def client(chat: FakeChat, framed_by: tuple[str, ...]) -> TestClient:
    return TestClient(fake_app(chat, framed_by=framed_by), follow_redirects=False)
