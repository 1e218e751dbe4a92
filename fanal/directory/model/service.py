"""One record of the directory, and what of it may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fanal.directory.hours import ClosedPeriod
from fanal.directory.model.base import (
    Audience,
    Channel,
    Confidence,
    IsoDate,
    Many,
    Publish,
    Record,
    Text,
)
from fanal.directory.model.parts import (
    Accessibility,
    Ages,
    Closure,
    Cost,
    Identifier,
    Location,
    Phone,
    Registers,
    ServiceArea,
    Source,
)


class Service(Record):
    """One service (HSDS ``service``, with its organization, location, phones and schedule)."""

    id: Annotated[str, Field(pattern=r"^[0-9A-Za-z]+(-[0-9A-Za-z]+)*$", max_length=80)]
    name: Annotated[str, Field(min_length=1, max_length=160)] = Field(
        description="Plain name, shown on the card."
    )
    kind: Text = Field(description="One of kinds.yml.")
    organization: Text | None = Field(default=None, description="Who runs the service.")
    status: Literal["active"] = "active"
    description: Registers | None = Field(
        default=None, description="What happens there; the text of the kind when None."
    )
    publish: Publish = Field(description="What may be shown.")
    confidence: Confidence = Field(description="How sure the facts are.")
    assured_date: IsoDate = Field(
        description="Date of the newest dated source; the day of reading when none is dated."
    )
    source_dated: bool = Field(description="False: assured_date is only the day of reading.")
    assured_by: Text = Field(description="Who checked the facts, or how.")
    last_modified: IsoDate | None = Field(
        default=None, description="Day of the last change; assured_date when None."
    )
    sources: Many[Source] = Field(min_length=1, description="Best first.")
    provenance: Mapping[Text, Text] = Field(
        default_factory=dict,
        description="Field name to the url of the source that gave it; the first source if absent.",
    )
    identifiers: Many[Identifier] = Field(
        default=(), description="What other registers call it: siret, finess, dila..."
    )
    same_as: Text | None = Field(
        default=None,
        description="Imported records only: the record of another source that it completes.",
    )
    service_area: ServiceArea
    location: Location | None = None
    phones: Many[Phone] = Field(default=(), description="Best first.")
    url: Text | None = None
    chat_url: Text | None = Field(default=None, description="Where one writes and is answered.")
    chat_hours: Text | None = Field(default=None, description="OSM opening_hours of the chat.")
    email: Text | None = None
    opening_hours: Text | None = Field(
        default=None, description="OSM opening_hours; None when no source is sure."
    )
    hours_text: Text | None = Field(default=None, description="Hours as published, in French.")
    closures: Many[Closure] = Field(default=(), description="Temporary closures.")
    cost: Cost | None = None
    anonymous: bool | None = Field(default=None, description="None: no source says it.")
    confidential: bool | None = Field(default=None, description="None: no source says it.")
    no_trace_on_bill: bool | None = Field(default=None, description="None: no source says it.")
    audience: Many[Audience] = Field(
        default=(), description="Whom it is for; the directory fills it from the kind if empty."
    )
    ages: Ages | None = None
    languages: Many[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]] = ("fr",)
    accessibility: Accessibility | None = None
    channels: Many[Channel] = ()
    needs: Many[str] = Field(default=(), description="Needs served in particular.")
    editorial_note: Text | None = Field(default=None, description="For editors; never shown.")

    @model_validator(mode="after")
    def _comes_from_its_sources(self) -> Service:
        urls = {source.url for source in self.sources}
        for name, url in self.provenance.items():
            if name not in type(self).model_fields or name == "provenance":
                raise PydanticCustomError("provenance", "champ inconnu dans provenance")
            if url not in urls:
                raise PydanticCustomError(
                    "provenance", "cette page n'est pas dans les sources de la fiche"
                )
        return self

    def __hash__(self) -> int:
        return hash(self.id)

    def source_of(self, field: str) -> Source:
        """The source that gave a field: the one provenance names, else the first."""
        url = self.provenance.get(field)
        return next((source for source in self.sources if source.url == url), self.sources[0])

    @property
    def modified_on(self) -> date:
        """Day of the last change known: never before the last check."""
        return max(self.assured_date, self.last_modified or self.assured_date)

    @property
    def is_national(self) -> bool:
        """Whether it serves the whole country."""
        return self.service_area.national

    @property
    def departement(self) -> str | None:
        """Code of its own département or collectivité; None for a national service."""
        served = self.service_area.served_departements
        return served[0] if served else None

    @property
    def visible_phones(self) -> tuple[Phone, ...]:
        """The numbers that may be shown."""
        return () if self.publish == "oui_sans_telephone" else self.phones

    @property
    def visible_hours(self) -> str | None:
        """The OSM hours that may be shown."""
        return self.opening_hours if self.publish == "oui" else None

    @property
    def closed_periods(self) -> tuple[ClosedPeriod, ...]:
        """The temporary closures, as the computing of hours reads them."""
        return tuple(ClosedPeriod(c.valid_from, c.valid_to, c.reason) for c in self.closures)

    @property
    def visible_chat_hours(self) -> str | None:
        """The OSM hours of the chat that may be shown."""
        return self.chat_hours if self.publish == "oui" else None

    @property
    def written_hours(self) -> str | None:
        """The OSM hours that hold for someone who writes and may be shown.

        Those of a phone line say nothing of its chat; an SMS number keeps the hours of the line.
        """
        if any(phone.kind == "sms" for phone in self.visible_phones):
            return self.visible_hours
        if self.visible_chat_hours:
            return self.visible_chat_hours
        return None if self.visible_phones else self.visible_hours

    @property
    def reachable_channels(self) -> tuple[Channel, ...]:
        """The ways to make contact that the record really carries and that may be shown."""
        kinds = {phone.kind for phone in self.visible_phones}
        place = self.location is not None and self.location.address is not None
        present: dict[Channel, bool] = {
            "voice": "voice" in kinds,
            "sms": "sms" in kinds,
            "chat": self.chat_url is not None,
            "email": self.email is not None,
            "place": place,
        }
        return tuple(channel for channel, there in present.items() if there)

    @property
    def can_be_contacted(self) -> bool:
        """Whether the record gives a number, a page, a chat or an address to write to."""
        return bool(self.visible_phones or self.url or self.chat_url or self.email)
