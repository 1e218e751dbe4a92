"""Where the schemas of the standards are, when this machine has them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from fanal.settings import ROOT

STANDARDS = Path(os.environ.get("FANAL_STANDARDS") or ROOT.parent / "shared" / "standards")


def read_standard(name: str) -> Any:
    """One JSON file of the standards; the test is skipped, saying why, where it is absent."""
    path = STANDARDS / name
    if not path.exists():
        pytest.skip(f"{name} absent: put the folder of standards beside the checkout, or give "
                    "its path in FANAL_STANDARDS")  # fmt: skip
    return json.loads(path.read_text(encoding="utf-8"))
