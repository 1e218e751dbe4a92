"""Texts of records, with the numbers and names of other records put in their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fanal.directory.fields import PLACEHOLDER

if TYPE_CHECKING:
    from fanal.directory.store import Directory


class UnknownReference(KeyError):
    """A text refers to a record that is not shown, or to a number that the record has not."""


def filled(text: str, directory: Directory) -> str:
    """Put the first number of the record ``X`` for ``{phone:X}``, its name for ``{name:X}``.

    Raises:
        UnknownReference: see above; the reference is in the error.
    """

    def from_directory(match: re.Match[str]) -> str:
        what, service_id = match.groups()
        if service_id not in directory:
            raise UnknownReference(match.group(0))
        service = directory.service(service_id)
        if what == "name":
            return service.name
        if not service.visible_phones:
            raise UnknownReference(match.group(0))
        return service.visible_phones[0].number

    return PLACEHOLDER.sub(from_directory, text)
