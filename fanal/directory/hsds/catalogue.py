"""The directory as an HSDS feed: finding entities by identifier, term, day or words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fanal.directory.hsds.entities import (
    Organization,
    PlacedService,
    Service,
    Taxonomy,
    TaxonomyTerm,
    identifier,
)
from fanal.directory.hsds.translator import Translator, organization_id
from fanal.directory.hsds.vocabulary import Vocabulary
from fanal.directory.model import Service as Record
from fanal.directory.store import Directory
from fanal.geography.normalise import fold


class UnknownEntity(KeyError):
    """No entity of this kind has this identifier."""


@dataclass(frozen=True)
class Query:
    """Which services are asked for; None means that it does not matter.

    Attributes:
        search: words that must all be in the name, the organization, the town, the kind or the
            needs, accents and capitals aside.
        modified_after: changed or checked on this day or later.
        taxonomy_term_id: carries this term.
        taxonomy_id: carries a term of this taxonomy.
        organization_id: run by this organization.
        postcode: whose area touches a commune that has this postcode.
    """

    search: str | None = None
    modified_after: date | None = None
    taxonomy_term_id: str | None = None
    taxonomy_id: str | None = None
    organization_id: str | None = None
    postcode: str | None = None


@dataclass(frozen=True)
class _Known:
    """What is looked at to select a record, worked out once."""

    record: Record
    text: str
    terms: frozenset[str]
    organization: str


class Catalogue:
    """Everything that the HSDS feed gives; entities are built when they are asked for.

    Args:
        directory: the records.
        words: the taxonomies.
        today: gives the day of « temporarily closed ».
    """

    def __init__(self, directory: Directory, words: Vocabulary, today: Callable[[], date]) -> None:
        self.words = words
        self._translator = Translator(directory, words, today)
        self._known = {identifier("service", r.id): self._look(r) for r in directory.services}
        by_organization: dict[str, list[Record]] = defaultdict(list)
        for known in self._known.values():
            by_organization[known.organization].append(known.record)
        self._organizations = {key: tuple(records) for key, records in by_organization.items()}
        self._at_location = {
            identifier("service_at_location", record.id): record
            for record in directory.services
            if record.location is not None and not record.location.secret
        }

    def records(self, query: Query) -> list[Record]:
        """The records that fit, in the order of the directory."""
        wanted = fold(query.search or "").split()
        terms = self._wanted_terms(query)
        places = self._translator.places
        return [
            known.record
            for known in self._known.values()
            if all(word in known.text for word in wanted)
            and (terms is None or terms & known.terms)
            and query.organization_id in (None, known.organization)
            and (query.modified_after is None or known.record.modified_on >= query.modified_after)
            and (query.postcode is None or places.covers(known.record, query.postcode))
        ]

    def service(self, service_id: str) -> Service:
        """One service in full.

        Raises:
            UnknownEntity: no service has this identifier.
        """
        try:
            return self._translator.service(self._known[service_id].record)
        except KeyError:
            raise UnknownEntity(service_id) from None

    def service_of(self, record: Record, *, full: bool) -> Service:
        """One record as a service, in full or as lists give it."""
        return self._translator.service(record) if full else self._translator.listed(record)

    def organizations(self, search: str | None = None) -> list[str]:
        """Identifiers of the organizations that run services, whose name holds the words."""
        wanted = fold(search or "").split()
        return [
            key
            for key, records in self._organizations.items()
            if all(w in fold(records[0].organization or records[0].name) for w in wanted)
        ]

    def organization(
        self, organization_id: str, *, services: bool = True, full: bool = False
    ) -> Organization:
        """One organization, with its services by name or in full.

        Raises:
            UnknownEntity: no organization has this identifier.
        """
        records = self._organizations.get(organization_id)
        if records is None:
            raise UnknownEntity(organization_id)
        if not services:
            return self._translator.organization(*records)
        return self._translator.with_services(records, full=full)

    def at_locations(self, query: Query) -> list[Record]:
        """The records that fit and have a place that may be known."""
        return [
            record
            for record in self.records(query)
            if identifier("service_at_location", record.id) in self._at_location
        ]

    def at_location(self, at_location_id: str) -> PlacedService:
        """A service in its place, both in full.

        Raises:
            UnknownEntity: no service_at_location has this identifier.
        """
        record = self._at_location.get(at_location_id)
        if record is None:
            raise UnknownEntity(at_location_id)
        return self.at_location_of(record, full=True)

    def at_location_of(self, record: Record, *, full: bool) -> PlacedService:
        """A record that has a place, as a service in its place, in full or as lists give it."""
        found = next(self._translator.at_locations(record))
        location = found.location
        if location is not None and not full:
            location = location.model_copy(
                update={"addresses": (), "accessibility": (), "attributes": ()}
            )
        return PlacedService(
            id=found.id,
            service_id=found.service_id,
            location_id=found.location_id,
            location=location,
            service=self.service_of(record, full=full),
        )

    def taxonomy(self, taxonomy_id: str) -> Taxonomy:
        """One taxonomy.

        Raises:
            UnknownEntity: no taxonomy has this identifier.
        """
        for taxonomy in self.words.taxonomies:
            if taxonomy.id == taxonomy_id:
                return taxonomy
        raise UnknownEntity(taxonomy_id)

    def term(self, term_id: str) -> TaxonomyTerm:
        """One term.

        Raises:
            UnknownEntity: no term has this identifier.
        """
        for term in self.words.terms:
            if term.id == term_id:
                return term
        raise UnknownEntity(term_id)

    def _look(self, record: Record) -> _Known:
        codes = self.words.codes_of(record)
        names = [self.words.term(taxonomy, code).name for taxonomy, code in codes]
        town = record.location.city if record.location else None
        said = [record.name, record.organization or "", town or "", *names]
        return _Known(
            record=record,
            text=fold(" ".join(said)),
            terms=frozenset(self.words.term(taxonomy, code).id for taxonomy, code in codes),
            organization=organization_id(record),
        )

    def _wanted_terms(self, query: Query) -> frozenset[str] | None:
        """The terms one of which a service must carry; None when any will do."""
        wanted: frozenset[str] | None = None
        if query.taxonomy_term_id is not None:
            wanted = frozenset({query.taxonomy_term_id})
        if query.taxonomy_id is not None:
            of_taxonomy = frozenset(
                term.id for term in self.words.terms if term.taxonomy_id == query.taxonomy_id
            )
            wanted = of_taxonomy if wanted is None else wanted & of_taxonomy
        return wanted
