"""Whole feeds as one file: HSDS 3.0, and the Open Referral UK form of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fanal.directory.hsds.catalogue import Catalogue
from fanal.directory.model import Service


def as_open_referral(records: Iterable[Service], catalogue: Catalogue) -> dict[str, Any]:
    """The records as one page of an HSDS 3.0 feed, each in full."""
    contents = [catalogue.service_of(record, full=True).as_json() for record in records]
    return _one_page(contents)


def as_open_referral_uk(records: Iterable[Service], catalogue: Catalogue) -> dict[str, Any]:
    """The same in the form of Open Referral UK 3.0.

    The UK profile says three things a second time, under the names of its older version: the
    term of a taxonomy term, the area of a service area, the access of a place; and it writes the
    price in words in ``fees``.
    """
    contents = []
    for record in records:
        service = catalogue.service_of(record, full=True).as_json()
        for area in service.get("service_areas", ()):
            area["service_area"] = area.get("name", "")
        for placed in service.get("service_at_locations", ()):
            for access in placed["location"].get("accessibility", ()):
                access["accessibility"] = access.get("description") or access.get("details", "")
        for said in service.get("attributes", ()):
            said["taxonomy_term"]["term"] = said["taxonomy_term"]["name"]
        costs = [cost["option"] for cost in service.get("cost_options", ()) if "option" in cost]
        if costs:
            service["fees"] = ", ".join(costs)
        contents.append(service)
    return _one_page(contents)


def _one_page(contents: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "total_items": len(contents),
        "total_pages": 1 if contents else 0,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }
