"""Small directories to search, and the real one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from fanal.directory import Directory, Service
from fanal.directory.search import Ground, NeedGuide, NeedReader, Query, SearchIndex, Words
from fanal.geography import Gazetteer

FRIDAY = datetime(2026, 11, 27, 17, 50, tzinfo=ZoneInfo("Europe/Paris"))

Build = Callable[..., SearchIndex]


def record(service_id: str, **fields: Any) -> Service:
    """A service that says only what a test needs."""
    data: dict[str, Any] = {
        "id": service_id,
        "name": service_id,
        "kind": "sante",
        "publish": "oui",
        "confidence": "haute",
        "assured_date": "2026-10-01",
        "source_dated": True,
        "assured_by": "test",
        "sources": [{"url": "https://exemple.fr"}],
        "service_area": {"departements": ["23"]},
        "phones": [{"number": "01 99 00 00 01"}],
        "audience": ["young", "family", "professional"],
    }
    return Service.model_validate({**data, **fields})


def query(text: str = "", **fields: Any) -> Query:
    return Query(FRIDAY, text=text, **fields)


@pytest.fixture(scope="session")
def ground() -> Ground:
    return Ground.load()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="session")
def build(ground: Ground) -> Build:
    """Indexes a few records with the project's kinds and words."""
    kinds, words = Directory.load().kinds, Words.load()

    def index(*services: Service, **needs: Any) -> SearchIndex:
        guides = [NeedGuide(name, **lists) for name, lists in needs.get("guides", {}).items()]
        reader = NeedReader(needs["phrasings"], words, known=1) if "phrasings" in needs else None
        return SearchIndex(
            services, kinds, ground=ground, words=words, guides=guides, reader=reader
        )

    return index
