"""Telling that two rows are one service: by their identifiers, else by name, number and commune."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rapidfuzz import fuzz

from fanal.directory.model import Service
from fanal.language.fold import fold

SAME_NAME = 85.0
"""Likeness of two names (token_set_ratio, 0 to 100) that share a number and a commune."""
_LISTS = ("phones", "identifiers", "needs", "audience", "sources")


class Known:
    """Services already met, found again by what identifies them."""

    def __init__(self, services: Iterable[Service] = ()) -> None:
        """Learn services."""
        self._by_key: dict[str, str] = {}
        self._by_phone: dict[str, list[tuple[str, str]]] = {}
        for service in services:
            self.add(service)

    def add(self, service: Service) -> None:
        """Learn one service."""
        for key in _keys(service):
            self._by_key.setdefault(key, service.id)
        for key in _phone_keys(service):
            self._by_phone.setdefault(key, []).append((fold(service.name), service.id))

    def twin(self, service: Service) -> str | None:
        """Identifier of a service already met that is the same one, or None.

        Several services may share a switchboard, and a name serves in many towns: a number alone
        or a name alone proves nothing.
        """
        for key in _keys(service):
            found = self._by_key.get(key)
            if found is not None:
                return found
        name = fold(service.name)
        for key in _phone_keys(service):
            for other, found in self._by_phone.get(key, ()):
                if fuzz.token_set_ratio(name, other) >= SAME_NAME:
                    return found
        return None


def merged(first: Service, second: Service) -> Service:
    """One record of two rows: what the first one says, filled in with what the second adds.

    Lists are joined; the provenance of each field that came from the second is kept.
    """
    one = first.model_dump(mode="json", exclude_defaults=True)
    two = second.model_dump(mode="json", exclude_defaults=True)
    source = second.sources[0].url
    provenance: dict[str, str] = dict(first.provenance)
    for field, value in two.items():
        if field in _LISTS:
            one[field] = [*one.get(field, ()), *(v for v in value if v not in one.get(field, ()))]
            if field == "sources":
                one[field] = _one_a_page(one[field])
        elif field not in one and field not in ("id", "provenance"):
            one[field] = value
            if source != first.sources[0].url:
                provenance[field] = source
    # A secret address stays secret, whichever row said so.
    if (second.location and second.location.secret) or (first.location and first.location.secret):
        one["location"] = {"secret": True}
    if provenance:
        one["provenance"] = provenance
    return Service.model_validate(one)


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


def _one_a_page(sources: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({source["url"]: source for source in reversed(sources)}.values())[::-1]
