"""Telling that two rows are one service: by their identifiers, else by name, number and commune."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from rapidfuzz import fuzz

from fanal.directory.model import Service
from fanal.language.fold import fold

SAME_NAME = 85.0
"""Likeness of two names (token_set_ratio, 0 to 100) that share a number and a commune."""


class Known:
    """Services already met, found again by what identifies them."""

    def __init__(
        self, services: Iterable[Service] = (), imported: Container[str] = frozenset()
    ) -> None:
        """Learn services.

        Args:
            services: those already met.
            imported: which of them were imported: others were written by hand.
        """
        self.imported = imported
        self._by_key: dict[str, str] = {}
        self._completes: dict[str, str] = {}
        self._by_phone: dict[str, list[tuple[str, str]]] = {}
        for service in services:
            self.add(service)

    def add(self, service: Service) -> None:
        """Learn one service."""
        if service.same_as is not None:
            self._completes[service.id] = service.same_as
        for key in _keys(service):
            self._by_key.setdefault(key, service.id)
        for key in _phone_keys(service):
            self._by_phone.setdefault(key, []).append((fold(service.name), service.id))

    def twin(self, service: Service) -> str | None:
        """Identifier of a service already met that is the same one, or None.

        Several services may share a switchboard, and a name serves in many towns: a number alone
        or a name alone proves nothing. A record that already completes this one is no twin: it
        gives way to it.
        """
        for key in _keys(service):
            found = self._by_key.get(key)
            if found is not None and self._completes.get(found) != service.id:
                return found
        name = fold(service.name)
        for key in _phone_keys(service):
            for other, found in self._by_phone.get(key, ()):
                if self._completes.get(found) == service.id:
                    continue
                if fuzz.token_set_ratio(name, other) >= SAME_NAME:
                    return found
        return None


def _keys(service: Service) -> Iterator[str]:
    for known in service.identifiers:
        # A SIRET or a SIREN is shared by the services of one house; the others name one service.
        if known.scheme not in ("siret", "siren", "rna"):
            yield f"{known.scheme}:{known.value}"
    commune = _commune(service)
    if commune:
        yield f"name:{fold(service.name)}@{commune}"


def _phone_keys(service: Service) -> Iterator[str]:
    commune = _commune(service)
    if commune:
        for phone in service.visible_phones:
            yield f"{phone.digits}@{commune}"


def _commune(service: Service) -> str | None:
    return service.location.commune if service.location else None
