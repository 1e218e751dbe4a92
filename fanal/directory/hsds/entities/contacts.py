"""HSDS entities that say how and when to reach a service."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from fanal.directory.hsds.entities.base import Entity, Identifier
from fanal.directory.hsds.entities.terms import Attribute


class Language(Entity):
    """A language spoken (HSDS ``language``)."""

    id: Identifier
    service_id: str | None = Field(default=None, description="Service concerné.")
    name: str | None = Field(default=None, description="Nom de la langue, en français.")
    code: str | None = Field(default=None, description="Code ISO 639.")
    note: str | None = Field(default=None, description="Précision.")


class Phone(Entity):
    """A number (HSDS ``phone``)."""

    id: Identifier
    service_id: str | None = Field(default=None, description="Service concerné.")
    number: str = Field(description="Le numéro, comme on l'écrit en France.")
    type: str | None = Field(default=None, description="« voice » ou « text » (SMS).")
    description: str | None = Field(default=None, description="À quoi sert ce numéro.")
    languages: tuple[Language, ...] = Field(default=(), description="Langues parlées.")
    attributes: tuple[Attribute, ...] = Field(default=(), description="Profil français.")


class Contact(Entity):
    """A function to turn to (HSDS ``contact``); never a private person."""

    id: Identifier
    service_id: str | None = Field(default=None, description="Service concerné.")
    name: str | None = Field(default=None, description="Nom de la fonction ou de l'équipe.")
    title: str | None = Field(default=None, description="Fonction.")
    department: str | None = Field(default=None, description="Équipe.")
    email: str | None = Field(default=None, description="Courriel.")
    phones: tuple[Phone, ...] = Field(default=(), description="Numéros.")


class Schedule(Entity):
    """When a service is open (HSDS ``schedule``), in the local time of the service."""

    id: Identifier
    service_id: str | None = Field(default=None, description="Service concerné.")
    valid_from: date | None = Field(default=None, description="Premier jour concerné.")
    valid_to: date | None = Field(default=None, description="Dernier jour concerné, compris.")
    freq: str | None = Field(default=None, description="« WEEKLY » : chaque semaine.")
    interval: int | None = Field(default=None, description="Toutes les combien de semaines.")
    byday: str | None = Field(default=None, description="Jours : MO,TU,WE,TH,FR,SA,SU.")
    opens_at: str | None = Field(default=None, description="Ouverture, à l'heure locale.")
    closes_at: str | None = Field(default=None, description="Fermeture, à l'heure locale.")
    description: str | None = Field(default=None, description="Les horaires, en français.")
    attending_type: str | None = Field(default=None, description="« online » pour un tchat.")
    notes: str | None = Field(default=None, description="Fuseau et notation OpenStreetMap.")
