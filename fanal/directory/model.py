"""The records of the directory, in the words of Open Referral HSDS.

A record is written by hand in data/resources/services and checked field by field: unknown
fields, wrong types and values outside the lists below are refused. What a person may see is
decided here too (`Service.visible_phones`, `Service.visible_hours`), so that no caller can show
more than the editorial status allows.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

Publish = Literal["oui", "oui_sans_horaires", "oui_sans_telephone"]
Confidence = Literal["haute", "moyenne"]
Audience = Literal["young", "family", "professional"]
Channel = Literal["voice", "sms", "chat", "email", "place"]
PhoneKind = Literal["voice", "sms"]

OVERSEAS_LENGTH = 3
"""An INSEE code of overseas begins with a département code of three digits (971 to 988)."""

_DEPARTEMENT = r"^(0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-5]|97[12346])$"
_CALLED_FROM = r"^(overseas|abroad|97[1-8]|98[4678])$"
_COMMUNE = r"^([0-9]{5}|2[AB][0-9]{3})$"
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_Item = TypeVar("_Item")
# YAML gives lists; records hold tuples, so that a loaded record cannot change.
Many = Annotated[tuple[_Item, ...], Field(strict=False)]


def _date_from_text(value: Any) -> date:
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("iso_date", "date attendue sous la forme 2026-11-23")


DepartementCode = Annotated[str, Field(pattern=_DEPARTEMENT)]
CommuneCode = Annotated[str, Field(pattern=_COMMUNE)]
IsoDate = Annotated[date, BeforeValidator(_date_from_text)]
Text = Annotated[str, Field(min_length=1)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Registers(_Record):
    """One text in both registers: « tu » to a young person, « vous » to the others."""

    tu: Text
    vous: Text


class Phone(_Record):
    """A number (HSDS ``phone``)."""

    number: Text = Field(description="As the field writes it: « 119 », « 0 800 235 236 ».")
    kind: PhoneKind = Field(default="voice", description="Call it, or write to it by SMS.")
    description: Text | None = Field(default=None, description="What this number is for.")
    territory: Annotated[str, Field(pattern=r"^(overseas|abroad|97[1-8]|98[4678])$")] | None = (
        Field(
            default=None,
            description="Where it works from, if not everywhere: overseas, abroad or one code.",
        )
    )

    @property
    def digits(self) -> str:
        """The number without spaces or punctuation; a leading + is kept."""
        return re.sub(r"(?!^\+)[^0-9]", "", self.number)

    @property
    def uri(self) -> str:
        """The address that dials the number or writes to it: ``tel:119``, ``sms:114``.

        A number meant to be called from elsewhere is written in its international form.
        """
        digits = self.digits
        if self.territory in ("abroad", "overseas") and re.fullmatch(r"0[0-9]{9}", digits):
            digits = f"+33{digits[1:]}"
        return f"{'sms' if self.kind == 'sms' else 'tel'}:{digits}"


class Location(_Record):
    """Where people are received (HSDS ``location``), or that the place is kept secret."""

    secret: bool = Field(default=False, description="True: nothing of the address is stored.")
    address: Text | None = None
    postal_code: Annotated[str, Field(pattern=r"^[0-9]{5}$")] | None = None
    commune: CommuneCode | None = Field(default=None, description="INSEE code of the commune.")
    city: Text | None = Field(default=None, description="Name of the commune.")
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None

    @model_validator(mode="after")
    def _keeps_the_secret(self) -> Location:
        known = (self.address, self.postal_code, self.commune, self.city, self.latitude)
        if self.secret and any(value is not None for value in known):
            raise PydanticCustomError(
                "secret_place", "adresse tenue secrète : n'écrire que « secret: true »"
            )
        if (self.latitude is None) != (self.longitude is None):
            raise PydanticCustomError("half_point", "écrire latitude et longitude, ou aucune")
        return self


class ServiceArea(_Record):
    """Whom the service serves, by place (HSDS ``service_area``). The first place is its own."""

    national: bool = False
    departements: Many[DepartementCode] = ()
    communes: Many[CommuneCode] = ()
    regions: Many[Annotated[str, Field(pattern=r"^[0-9]{2}$")]] = ()
    territories: Many[Annotated[str, Field(pattern=r"^(97[578]|98[4678])$")]] = Field(
        default=(), description="Overseas collectivités that are not départements."
    )

    @model_validator(mode="after")
    def _says_where(self) -> ServiceArea:
        places = (*self.departements, *self.communes, *self.regions, *self.territories)
        if self.national == bool(places):
            raise PydanticCustomError(
                "area", "écrire « national: true », ou des lieux (départements, communes...)"
            )
        return self

    @property
    def served_departements(self) -> tuple[str, ...]:
        """Codes of the départements and collectivités named, those of the communes included."""
        found = (
            *self.departements,
            *self.territories,
            *(departement_of_commune(code) for code in self.communes),
        )
        return tuple(dict.fromkeys(found))


class Source(_Record):
    """A public page where the facts of a record were read."""

    url: Text
    confirms: Text | None = Field(default=None, description="What that page confirms.")
    date: Text | None = Field(default=None, description="Date of the page, as it was published.")


class Cost(_Record):
    """What it costs the person (HSDS ``cost_option``)."""

    free: bool | None = Field(default=None, description="None: no source says it.")


class Ages(_Record):
    """Ages that the service is for, in years, both included."""

    min: Annotated[int, Field(ge=0, le=120)] | None = None
    max: Annotated[int, Field(ge=0, le=120)] | None = None


class Kind(_Record):
    """A kind of service, as written in data/resources/kinds.yml."""

    label: Text = Field(description="Plain French name.")
    description: Registers = Field(description="What happens there, in our own words.")
    needs: Many[str] = Field(default=(), description="Needs that this kind serves.")
    audience: Many[Audience] = Field(min_length=1, description="Whom it is for by default.")
    specialised: bool = Field(
        description="Whether it is devoted to prostitution or sexual exploitation."
    )


class Withheld(_Record):
    """A service that was studied and may not be shown, as written in withheld.yml."""

    id: Text
    name: Text
    reason: Text
    source: Text | None = Field(default=None, description="Page read, when there is one.")


class Service(_Record):
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
    assured_by: Text = Field(description="How the facts were checked.")
    sources: Many[Source] = Field(min_length=1, description="Best first.")
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
    cost: Cost | None = None
    anonymous: bool | None = Field(default=None, description="None: no source says it.")
    confidential: bool | None = Field(default=None, description="None: no source says it.")
    no_trace_on_bill: bool | None = Field(default=None, description="None: no source says it.")
    audience: Many[Audience] = Field(
        default=(), description="Whom it is for; the directory fills it from the kind if empty."
    )
    ages: Ages | None = None
    languages: Many[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]] = ("fr",)
    accessibility: Text | None = None
    channels: Many[Channel] = ()
    needs: Many[str] = Field(default=(), description="Needs served in particular.")
    editorial_note: Text | None = Field(default=None, description="For editors; never shown.")

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
    def visible_chat_hours(self) -> str | None:
        """The OSM hours of the chat that may be shown."""
        return self.chat_hours if self.publish == "oui" else None

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


def departement_of_commune(code: str) -> str:
    """Code of the département of a commune, from the INSEE code of the commune."""
    return code[:OVERSEAS_LENGTH] if code.startswith(("97", "98")) else code[:2]
