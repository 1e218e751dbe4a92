"""A desk that takes reports of mistakes, without Redis and without directory."""

from __future__ import annotations

from typing import NamedTuple

from api.directory.errors import UnknownService


class Kind(NamedTuple):
    id: str
    label: str


class FakeDesk:
    """Knows every service but « inconnu »; ``noted`` holds what was reported."""

    kinds = (Kind("no_answer", "Ce numéro ne répond pas"), Kind("closed", "C'est fermé"))

    def __init__(self) -> None:
        self.noted: list[tuple[str, str]] = []

    def name_of(self, service_id: str) -> str:
        if service_id in {"", "inconnu"}:
            raise UnknownService
        return f"Fiche {service_id}"

    async def take(self, service_id: str, kind: str) -> None:
        self.noted.append((service_id, kind))
