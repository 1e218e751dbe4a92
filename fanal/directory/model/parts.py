"""The parts of a service: phones, location, area, sources, cost, ages."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fanal.directory.model.base import (
    AccessFeature,
    CalledFrom,
    CommuneCode,
    DepartementCode,
    IdentifierScheme,
    IsoDate,
    Many,
    PhoneKind,
    Record,
    Text,
    departement_of_commune,
)


class EasyRegisters(Record):
    """The easy-to-read form of a text (FALC), in both registers."""

    tu: Text
    vous: Text


class Registers(Record):
    """One text in both registers: « tu » to a young person, « vous » to the others."""

    tu: Text
    vous: Text
    falc: EasyRegisters | None = Field(
        default=None, description="Shown instead to those who ask for easy French."
    )


class Phone(Record):
    """A number (HSDS ``phone``)."""

    number: Text = Field(description="As the field writes it: « 119 », « 0 800 235 236 ».")
    kind: PhoneKind = Field(default="voice", description="Call it, or write to it by SMS.")
    description: Text | None = Field(default=None, description="What this number is for.")
    territory: CalledFrom | None = Field(
        default=None,
        description="Where it works from, if not everywhere: overseas, abroad or one code.",
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


class Location(Record):
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


class ServiceArea(Record):
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


class Source(Record):
    """A public page where the facts of a record were read."""

    url: Text
    confirms: Text | None = Field(default=None, description="What that page confirms.")
    date: Text | None = Field(default=None, description="Date of the page, as it was published.")


class Cost(Record):
    """What it costs the person (HSDS ``cost_option``)."""

    free: bool | None = Field(default=None, description="None: no source says it.")


class Ages(Record):
    """Ages that the service is for, in years, both included."""

    min: Annotated[int, Field(ge=0, le=120)] | None = None
    max: Annotated[int, Field(ge=0, le=120)] | None = None


class Identifier(Record):
    """What another register calls this service or its organization.

    HSDS ``organization_identifier``.
    """

    scheme: IdentifierScheme = Field(description="The register.")
    value: Text = Field(description="The identifier there, without spaces.")

    @model_validator(mode="after")
    def _fits_its_scheme(self) -> Identifier:
        pattern = _IDENTIFIERS.get(self.scheme)
        if pattern is not None and not re.fullmatch(pattern, self.value):
            raise PydanticCustomError("identifier", "cet identifiant n'a pas la forme attendue")
        return self


_IDENTIFIERS = {
    "siret": r"[0-9]{14}",
    "siren": r"[0-9]{9}",
    "rna": r"W[0-9]{9}",
    "finess": r"[0-9]{2}[0-9]{7}|2[AB][0-9]{7}",
    "dila": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
}


class Closure(Record):
    """Days on which a service is closed although its hours say otherwise (holidays, works)."""

    valid_from: IsoDate = Field(description="First day closed.")
    valid_to: IsoDate = Field(description="Last day closed, included.")
    reason: Text | None = Field(default=None, description="Said as published, in French.")

    @model_validator(mode="after")
    def _runs_forward(self) -> Closure:
        if self.valid_to < self.valid_from:
            raise PydanticCustomError("closure", "la fermeture finit avant de commencer")
        return self

    def covers(self, day: date) -> bool:
        """Whether the service is closed on that day, in its own time zone."""
        return self.valid_from <= day <= self.valid_to


class Accessibility(Record):
    """Who can get in and be understood (HSDS ``accessibility``); only what a source says."""

    features: Many[AccessFeature] = Field(default=(), description="What is there.")
    details: Text | None = Field(default=None, description="More words, in French.")
    url: Text | None = Field(default=None, description="Page that describes the access.")

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: object) -> object:
        """A plain sentence is a short way to write the details."""
        return {"details": value} if isinstance(value, str) else value
