"""What the tests of the page need: absent, they are skipped at home, and fail where promised."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def absent(name: str, how: str) -> NoReturn:
    """Skip the test, or fail it where ``FANAL_REQUIRED`` says that the tool is there.

    Args:
        name: ``chromium`` or ``axe-core``.
        how: what to type to have it.
    """
    if name in os.environ.get("FANAL_REQUIRED", "").split():
        pytest.fail(f"{name} is said to be here (FANAL_REQUIRED), and is not: {how}")
    pytest.skip(f"{name} is not installed: {how}")
