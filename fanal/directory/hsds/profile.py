"""The French profile: what HSDS has no field for, said through attributes."""

from __future__ import annotations

from collections.abc import Iterator

from fanal.directory.hsds.entities.base import identifier
from fanal.directory.hsds.entities.terms import Attribute, Metadata
from fanal.directory.hsds.schedules import timezone
from fanal.directory.hsds.vocabulary import PROFILE, Vocabulary
from fanal.directory.model import Service


def attributes_of(service: Service, service_id: str, words: Vocabulary) -> tuple[Attribute, ...]:
    """What classifies a service, then its profile; nothing that may not be shown."""
    classified = (
        attribute(words, taxonomy, code, "service", service_id)
        for taxonomy, code in words.codes_of(service)
    )
    profile = (
        attribute(words, PROFILE, code, "service", service_id, value)
        for code, value in _profile(service)
    )
    return (*classified, *profile)


def attribute(
    words: Vocabulary, taxonomy: str, code: str, entity: str, entity_id: str, value: str = ""
) -> Attribute:
    """A term said of an entity, with its value when it takes one."""
    term = words.term(taxonomy, code)
    return Attribute(
        id=identifier("attribute", entity_id, taxonomy, code, value),
        link_id=entity_id,
        link_entity=entity,
        link_type=taxonomy,
        taxonomy_term_id=term.id,
        value=value or None,
        taxonomy_term=term,
    )


def metadata_of(service: Service, service_id: str) -> tuple[Metadata, ...]:
    """The last check: when, how, on which field."""
    return (
        Metadata(
            id=identifier("metadata", service.id, "verify"),
            resource_id=service_id,
            resource_type="service",
            last_action_date=service.assured_date,
            last_action_type="verify",
            field_name="assured_date",
            previous_value="",
            replacement_value=service.assured_date.isoformat(),
            updated_by=service.assured_by,
        ),
    )


def _profile(service: Service) -> Iterator[tuple[str, str]]:
    yield "record_id", service.id
    yield "editorial_status", service.publish
    yield "confidence", service.confidence
    yield "source_dated", _yes_or_no(service.source_dated)
    for source in service.sources:
        yield "source", source.url
    for field, url in service.provenance.items():
        yield "provenance", f"{field} {url}"
    for known in service.identifiers:
        yield "identifier", f"{known.scheme} {known.value}"
    if service.visible_hours:
        yield "opening_hours", service.visible_hours
    if service.chat_url:
        yield "chat_url", service.chat_url
    if service.visible_chat_hours:
        yield "chat_hours", service.visible_chat_hours
    yield "timezone", timezone(service)
    for name in ("anonymous", "confidential", "no_trace_on_bill"):
        value = getattr(service, name)
        if value is not None:
            yield name, _yes_or_no(value)
    if service.accessibility is not None:
        for feature in service.accessibility.features:
            yield "access", feature


def _yes_or_no(value: bool) -> str:
    return "true" if value else "false"
