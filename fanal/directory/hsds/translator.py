"""From a record of the directory to HSDS 3.0 entities: only what may be shown leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time

from fanal.directory.hsds.entities.base import identifier
from fanal.directory.hsds.entities.contacts import Language, Phone
from fanal.directory.hsds.entities.places import ServiceArea, ServiceAtLocation
from fanal.directory.hsds.entities.services import (
    CostOption,
    Organization,
    OrganizationIdentifier,
    Service,
    ServiceName,
)
from fanal.directory.hsds.places import Places
from fanal.directory.hsds.profile import attribute, attributes_of, metadata_of
from fanal.directory.hsds.schedules import schedules_of
from fanal.directory.hsds.vocabulary import PROFILE, Vocabulary
from fanal.directory.model import Service as Record
from fanal.directory.store import Directory
from fanal.directory.words import filled

_AUDIENCES = {"young": "jeunes", "family": "familles", "professional": "professionnels"}
_SCHEMES = {"siret": "SIRET", "siren": "SIREN", "rna": "RNA", "finess": "FINESS"}
_LANGUAGES = {
    "fr": "français",
    "en": "anglais",
    "es": "espagnol",
    "pt": "portugais",
    "ar": "arabe",
    "ro": "roumain",
    "ru": "russe",
    "it": "italien",
    "de": "allemand",
    "fsl": "langue des signes française",
}


class Translator:
    """Says records of the directory in HSDS 3.0.

    Args:
        directory: the records, for the references of their texts.
        words: the taxonomies.
        today: gives the day for which « temporarily closed » is computed.
    """

    def __init__(self, directory: Directory, words: Vocabulary, today: Callable[[], date]) -> None:
        self._directory = directory
        self._words = words
        self._today = today
        self.places = Places(words)

    def service(self, record: Record) -> Service:
        """One service with everything that belongs to it."""
        service_id = identifier("service", record.id)
        return self.listed(record).model_copy(
            update={
                "phones": tuple(self._phones(record, service_id)),
                "schedules": schedules_of(record, service_id),
                "service_areas": tuple(self._areas(record, service_id)),
                "service_at_locations": tuple(self.at_locations(record)),
                "languages": tuple(_languages(record, service_id)),
                "organization": self.organization(record),
                "cost_options": tuple(_costs(record, service_id)),
                "attributes": attributes_of(record, service_id, self._words),
                "metadata": metadata_of(record, service_id),
            }
        )

    def listed(self, record: Record) -> Service:
        """One service as lists give it: its own fields and its organization."""
        today = self._today() if record.closures else None
        closed = [closure for closure in record.closures if today and closure.covers(today)]
        words = record.description or self._words.kind(record).description
        return Service(
            id=identifier("service", record.id),
            organization_id=organization_id(record),
            name=record.name,
            description=filled(words.vous, self._directory),
            url=record.url,
            email=record.email,
            status="temporarily closed" if closed else "active",
            eligibility_description=_for_whom(record),
            minimum_age=record.ages.min if record.ages else None,
            maximum_age=record.ages.max if record.ages else None,
            assured_date=record.assured_date,
            alert=next((closure.reason for closure in closed if closure.reason), None),
            last_modified=datetime.combine(record.modified_on, time(), UTC),
            organization=self.organization(record),
        )

    def organization(self, record: Record, *records: Record) -> Organization:
        """Who runs a service; ``records``, its other services, are named with the first."""
        organization = organization_id(record)
        found = {known: None for r in (record, *records) for known in r.identifiers}
        return Organization(
            id=organization,
            name=record.organization or record.name,
            description=self._words.kind(record).label,
            organization_identifiers=tuple(
                OrganizationIdentifier(
                    id=identifier("organization_identifier", organization, known.value),
                    organization_id=organization,
                    identifier_scheme=_SCHEMES[known.scheme],
                    identifier_type=_SCHEMES[known.scheme],
                    identifier=known.value,
                )
                for known in found
                if known.scheme in _SCHEMES
            ),
        )

    def with_services(self, records: tuple[Record, ...], *, full: bool = False) -> Organization:
        """An organization with its services, by name or in full."""
        services: tuple[ServiceName | Service, ...] = tuple(
            self.service(record)
            if full
            else ServiceName(
                id=identifier("service", record.id),
                name=record.name,
                status=self.listed(record).status,
            )
            for record in records
        )
        return self.organization(*records).model_copy(update={"services": services})

    def at_locations(self, record: Record) -> Iterator[ServiceAtLocation]:
        """The service in its place; none when it has no place, or a secret one."""
        location = self.places.location(record)
        if location is not None:
            yield ServiceAtLocation(
                id=identifier("service_at_location", record.id),
                service_id=identifier("service", record.id),
                location_id=location.id,
                location=location,
            )

    def _phones(self, record: Record, service_id: str) -> Iterator[Phone]:
        for rank, phone in enumerate(record.visible_phones):
            phone_id = identifier("phone", record.id, str(rank))
            where = (
                attribute(
                    self._words, PROFILE, "phone_territory", "phone", phone_id, phone.territory
                ),
            ) if phone.territory else ()  # fmt: skip
            yield Phone(
                id=phone_id,
                service_id=service_id,
                number=phone.number,
                type="text" if phone.kind == "sms" else "voice",
                description=phone.description,
                attributes=where,
            )

    def _areas(self, record: Record, service_id: str) -> Iterator[ServiceArea]:
        yield from self.places.areas(record, service_id)


def organization_id(record: Record) -> str:
    """Identifier of who runs a service; the service itself when nobody is named."""
    if record.organization:
        return identifier("organization", record.organization)
    return identifier("organization", "service", record.id)


def _for_whom(record: Record) -> str | None:
    names = [_AUDIENCES[audience] for audience in record.audience]
    return f"Pour : {', '.join(names)}." if names else None


def _languages(record: Record, service_id: str) -> Iterator[Language]:
    for code in record.languages:
        yield Language(
            id=identifier("language", record.id, code),
            service_id=service_id,
            name=_LANGUAGES.get(code, code),
            code=code,
        )


def _costs(record: Record, service_id: str) -> Iterator[CostOption]:
    if record.cost is None or record.cost.free is None:
        return
    free = record.cost.free
    yield CostOption(
        id=identifier("cost_option", record.id),
        service_id=service_id,
        option="gratuit" if free else "payant",
        currency="EUR",
        amount=0.0 if free else None,
    )
