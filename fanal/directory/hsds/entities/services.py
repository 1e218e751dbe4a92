"""HSDS entities at the heart of the directory: organizations and their services."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from fanal.directory.hsds.entities.base import Entity, Identifier
from fanal.directory.hsds.entities.contacts import Contact, Language, Phone, Schedule
from fanal.directory.hsds.entities.places import ServiceArea, ServiceAtLocation
from fanal.directory.hsds.entities.terms import Attribute, Metadata


class OrganizationIdentifier(Entity):
    """A number in another register (HSDS ``organization_identifier``)."""

    id: Identifier
    organization_id: str | None = Field(default=None, description="Organisme concerné.")
    identifier_scheme: str | None = Field(default=None, description="Registre, en code.")
    identifier_type: str = Field(description="Registre, en français.")
    identifier: str = Field(description="Le numéro.")


class ServiceName(Entity):
    """A service by its name, inside its organization."""

    id: Identifier
    name: str = Field(description="Nom du service.")
    status: str = Field(description="« active » ou « temporarily closed ».")


class Organization(Entity):
    """Who runs services (HSDS ``organization``)."""

    id: Identifier
    name: str = Field(description="Nom de l'organisme.")
    description: str = Field(description="Ce qu'il est.")
    website: str | None = Field(default=None, description="Site.")
    organization_identifiers: tuple[OrganizationIdentifier, ...] = Field(
        default=(), description="Numéros dans d'autres registres."
    )
    services: tuple[ServiceName | Service, ...] = Field(default=(), description="Ses services.")


class CostOption(Entity):
    """What it costs (HSDS ``cost_option``)."""

    id: Identifier
    service_id: str | None = Field(default=None, description="Service concerné.")
    option: str | None = Field(default=None, description="Le prix, en mots.")
    currency: str | None = Field(default=None, description="Code de la monnaie : EUR.")
    amount: float | None = Field(default=None, description="Montant ; 0 : gratuit.")
    amount_description: str | None = Field(default=None, description="Précision.")


class Service(Entity):
    """A service (HSDS ``service``), with what is known of it and of how it was checked."""

    id: Identifier
    organization_id: str | None = Field(default=None, description="Organisme qui le tient.")
    name: str = Field(description="Nom du service.")
    description: str | None = Field(default=None, description="Ce qui se passe, en français.")
    url: str | None = Field(default=None, description="Site.")
    email: str | None = Field(default=None, description="Courriel.")
    status: Literal["active", "temporarily closed"] = Field(description="Ouvert ou en pause.")
    eligibility_description: str | None = Field(default=None, description="Pour qui.")
    minimum_age: int | None = Field(default=None, description="Âge le plus bas, compris.")
    maximum_age: int | None = Field(default=None, description="Âge le plus haut, compris.")
    assured_date: date | None = Field(default=None, description="Jour du dernier contrôle.")
    alert: str | None = Field(default=None, description="À savoir avant d'y aller.")
    last_modified: datetime | None = Field(default=None, description="Dernier changement.")
    phones: tuple[Phone, ...] = Field(default=(), description="Numéros, le meilleur d'abord.")
    schedules: tuple[Schedule, ...] = Field(default=(), description="Horaires.")
    service_areas: tuple[ServiceArea, ...] = Field(default=(), description="Territoires servis.")
    service_at_locations: tuple[ServiceAtLocation, ...] = Field(
        default=(), description="Lieux ; aucun quand l'adresse est tenue secrète."
    )
    languages: tuple[Language, ...] = Field(default=(), description="Langues parlées.")
    organization: Organization | None = Field(default=None, description="L'organisme.")
    cost_options: tuple[CostOption, ...] = Field(default=(), description="Prix.")
    contacts: tuple[Contact, ...] = Field(default=(), description="Fonctions à joindre.")
    attributes: tuple[Attribute, ...] = Field(
        default=(), description="Besoins, genre, publics, et profil français."
    )
    metadata: tuple[Metadata, ...] = Field(default=(), description="Dernier contrôle.")


Organization.model_rebuild()


class PlacedService(ServiceAtLocation):
    """A service in one of its places, with the service itself (HSDS ``service_at_location``)."""

    service: Service | None = Field(default=None, description="Le service.")
