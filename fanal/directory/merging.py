"""Two records of one service made one, each field remembering the page it came from."""

from __future__ import annotations

from typing import Any

from fanal.directory.model import Service

_LISTS = ("phones", "identifiers", "needs", "audience", "sources")
_ITS_OWN = ("id", "provenance", "same_as", "last_modified")


def merged(first: Service, second: Service) -> Service:
    """One record of two rows: what the first one says, filled in with what the second adds.

    Lists are joined; the provenance of each field that came from the second is kept.
    """
    one, two = _said(first), _said(second)
    source = second.sources[0].url
    provenance: dict[str, str] = dict(first.provenance)
    for field, value in two.items():
        if field in _LISTS:
            one[field] = [*one.get(field, ()), *(v for v in value if v not in one.get(field, ()))]
            if field == "sources":
                one[field] = _one_a_page(one[field])
        elif field not in one and field not in _ITS_OWN:
            one[field] = value
            if source != first.sources[0].url:
                provenance[field] = source
    # A secret address stays secret, whichever row said so.
    if (second.location and second.location.secret) or (first.location and first.location.secret):
        one["location"] = {"secret": True}
    one.setdefault("languages", [])
    changes = [day for day in (first.last_modified, second.last_modified) if day]
    if changes:
        one["last_modified"] = max(changes).isoformat()
    if provenance:
        one["provenance"] = provenance
    return Service.model_validate(one)


def _said(service: Service) -> dict[str, Any]:
    """What a record says; French is said like another language, and none is nothing."""
    said = service.model_dump(mode="json", exclude_defaults=True)
    said.pop("languages", None)
    return {**said, "languages": list(service.languages)} if service.languages else said


def _one_a_page(sources: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({source["url"]: source for source in reversed(sources)}.values())[::-1]
