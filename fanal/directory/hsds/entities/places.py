"""HSDS entities that say where a service is, and whom it serves by place."""

from __future__ import annotations

from pydantic import Field

from fanal.directory.hsds.entities.base import Entity, Identifier
from fanal.directory.hsds.entities.terms import Attribute


class Address(Entity):
    """A postal address (HSDS ``address``)."""

    id: Identifier
    location_id: str | None = Field(default=None, description="Lieu concerné.")
    address_1: str = Field(description="Numéro et rue.")
    city: str = Field(description="Commune.")
    region: str | None = Field(default=None, description="Région.")
    state_province: str = Field(description="Département.")
    postal_code: str = Field(description="Code postal.")
    country: str = Field(description="Code du pays : FR.")
    address_type: str = Field(description="« physical » : on y est reçu.")


class Accessibility(Entity):
    """Who can get in (HSDS ``accessibility``)."""

    id: Identifier
    location_id: str | None = Field(default=None, description="Lieu concerné.")
    description: str | None = Field(default=None, description="Ce qui existe, en français.")
    details: str | None = Field(default=None, description="Précisions.")
    url: str | None = Field(default=None, description="Page qui décrit l'accès.")


class Location(Entity):
    """A place where people are received (HSDS ``location``); a secret place has none."""

    id: Identifier
    location_type: str = Field(description="« physical » : on y est reçu.")
    name: str | None = Field(default=None, description="Nom du lieu.")
    latitude: float | None = Field(default=None, description="Latitude, en degrés.")
    longitude: float | None = Field(default=None, description="Longitude, en degrés.")
    addresses: tuple[Address, ...] = Field(default=(), description="Adresses.")
    accessibility: tuple[Accessibility, ...] = Field(default=(), description="Accès.")
    attributes: tuple[Attribute, ...] = Field(default=(), description="Code INSEE de la commune.")


class ServiceArea(Entity):
    """Whom the service serves, by place (HSDS ``service_area``)."""

    id: Identifier
    service_id: str | None = Field(default=None, description="Service concerné.")
    name: str | None = Field(default=None, description="Nom du territoire, en français.")
    description: str | None = Field(default=None, description="Sorte de territoire.")
    extent: str | None = Field(default=None, description="Code INSEE du territoire.")
    extent_type: str | None = Field(default=None, description="« text » : un code, pas un tracé.")
    attributes: tuple[Attribute, ...] = Field(default=(), description="Code INSEE.")


class ServiceAtLocation(Entity):
    """A service in one of its places (HSDS ``service_at_location``)."""

    id: Identifier
    service_id: str | None = Field(default=None, description="Service concerné.")
    location_id: str | None = Field(default=None, description="Lieu concerné.")
    description: str | None = Field(default=None, description="Ce qui se passe en ce lieu.")
    location: Location | None = Field(default=None, description="Le lieu.")
