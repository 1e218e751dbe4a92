"""Kinds of services, and services that were studied but may not be shown."""

from __future__ import annotations

from pydantic import Field

from fanal.directory.model.base import Audience, CommuneCode, Many, Record, Text
from fanal.directory.model.parts import Identifier, Registers


class Kind(Record):
    """A kind of service, as written in data/resources/kinds.yml."""

    label: Text = Field(description="Plain French name.")
    description: Registers = Field(description="What happens there, in our own words.")
    needs: Many[str] = Field(default=(), description="Needs that this kind serves.")
    audience: Many[Audience] = Field(min_length=1, description="Whom it is for by default.")
    specialised: bool = Field(
        description="Whether it is devoted to prostitution or sexual exploitation."
    )
    at_home_only: bool = Field(
        default=False,
        description="Whether it may act in its own département only: never shown for a neighbour.",
    )


class Withheld(Record):
    """A service that was studied and may not be shown, as written in withheld.yml."""

    id: Text
    name: Text
    reason: Text
    source: Text | None = Field(default=None, description="Page read, when there is one.")
    commune: CommuneCode | None = Field(
        default=None,
        description="INSEE code of its commune: a row of that name there is not imported.",
    )
    identifiers: Many[Identifier] = Field(
        default=(), description="What other registers call it: a row that has one is not imported."
    )
