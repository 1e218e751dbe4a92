"""One row of a public file, as it was read: nothing in it is sure yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from fanal.directory.model import IdentifierScheme

Severity = Literal["refusée", "avertissement", "doublon", "écartée", "fichier"]
EVERYWHERE = "france"
"""The area of a service of the whole country."""


@dataclass(frozen=True)
class Options:
    """What the person who imports says of the file.

    Attributes:
        source: short name of the source; the records go to imported/<source>.jsonl.
        source_url: public page of the data, kept as the source of each record.
        date: day of the data, for rows that say none.
        kind: kind of the services whose row says none.
        area: code of the département (or ``france``) of the services whose row says none.
    """

    source: str
    source_url: str
    date: date
    kind: str | None = None
    area: str | None = None


@dataclass(frozen=True)
class Issue:
    """Something to know about a row.

    Attributes:
        row: number of the row in the file, from 1.
        severity: ``refusée``: the row is left out; ``avertissement``: a field is; ``doublon``: the
            row is merged or already known; ``écartée``: the service is withheld; ``fichier``:
            about the file.
        field: the field meant, or empty.
        reason: what is wrong, in French.
        name: name of the service, when it was read.
    """

    row: int
    severity: Severity
    field: str
    reason: str
    name: str = ""


class Refused(ValueError):
    """A row that cannot become a record; the message, in French, says why.

    Attributes:
        field: the field at fault, or empty.
    """

    def __init__(self, field: str, reason: str) -> None:
        """Keep the field apart, for the report."""
        super().__init__(reason)
        self.field = field


@dataclass
class Draft:
    """A service as its row describes it; values are raw.

    Attributes:
        row: number of the row, from 1.
        key: identifier of the service in its source; empty when it has none.
        scheme: the register that gives the identifier.
        kind: kind of the directory; empty when the row does not say (`Options.kind` then holds).
        commune: INSEE code, checked later.
        area: départements served, or ``france``; empty: that of the commune.
        sms: numbers that are written to, and not called.
        hours: OSM opening hours.
        hours_text: hours in French.
        checked: date as written; empty when the row has none.
        secret: the address must not be shown: nothing of it is kept.
        also: other identifiers.
        extra: further fields of a record, already in its words (YAML rows).
    """

    row: int
    key: str = ""
    scheme: IdentifierScheme | None = None
    name: str = ""
    kind: str = ""
    organization: str = ""
    description: str = ""
    address: str = ""
    postal_code: str = ""
    commune: str = ""
    city: str = ""
    latitude: str = ""
    longitude: str = ""
    area: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    sms: tuple[str, ...] = ()
    email: str = ""
    url: str = ""
    hours: str = ""
    hours_text: str = ""
    checked: str = ""
    source_url: str = ""
    confidence: str = ""
    free: bool | None = None
    audience: tuple[str, ...] = ()
    ages: tuple[int | None, int | None] = (None, None)
    languages: tuple[str, ...] = ()
    accessibility: Mapping[str, Any] | None = None
    needs: tuple[str, ...] = ()
    secret: bool = False
    also: tuple[tuple[IdentifierScheme, str], ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A row that was found in a file and is not understood yet.

    Attributes:
        number: its number in the file, from 1.
        read: gives a draft, an issue when the row is bad, or its category when it is left out.
            Whatever it raises because of a value of the wrong type is told where it is called.
        unended: it is the last of its file and has no end of line: when it is bad, the file is cut.
    """

    number: int
    read: Callable[[], Draft | Issue | str]
    unended: bool = False
