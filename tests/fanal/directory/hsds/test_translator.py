"""Records said in HSDS: what is there, what is left out, and who runs what."""

from __future__ import annotations

from datetime import date

import pytest

from fanal.directory import Directory, Service
from fanal.directory.hsds import Translator, Vocabulary
from fanal.directory.hsds.translator import organization_id
from fanal.directory.model import Accessibility, Closure, Identifier, Phone
from fanal.reply import Dialogue

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def words(dialogue: Dialogue) -> Vocabulary:
    matcher = dialogue.composer.matcher
    return matcher.needs.vocabulary(matcher.directory)


@pytest.fixture(scope="module")
def translator(directory: Directory, words: Vocabulary) -> Translator:
    return Translator(directory, words, lambda: TODAY)


def changed(directory: Directory, **changes: object) -> Service:
    return directory.service("23-mda-01").model_copy(update=changes)


def profile(translator: Translator, record: Service) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for said in translator.service(record).attributes:
        assert said.taxonomy_term is not None
        found.setdefault(str(said.taxonomy_term.code), []).append(said.value or "")
    return found


def test_a_local_service(translator: Translator, directory: Directory) -> None:
    """Its place, its number, its hours and its area carry INSEE codes and stable links."""
    service = translator.service(directory.service("23-mda-01"))
    [placed] = service.service_at_locations
    assert placed.location is not None
    [address] = placed.location.addresses
    assert (address.city, address.state_province, address.country) == ("Guéret", "Creuse", "FR")
    assert address.region == "Nouvelle-Aquitaine"
    codes = {a.taxonomy_term.code: a.value for a in placed.location.attributes if a.taxonomy_term}
    assert codes == {"insee_commune": "23096", "insee_departement": "23"}
    [area] = service.service_areas
    assert (area.name, area.extent) == ("Creuse", "23")
    assert [phone.type for phone in service.phones] == ["voice"]
    assert placed.service_id == service.id


def test_a_national_service(translator: Translator, directory: Directory) -> None:
    """It serves the whole country, has no place, and its texts carry true numbers."""
    service = translator.service(directory.service("115"))
    assert [area.name for area in service.service_areas] == ["France entière"]
    assert service.service_at_locations == ()
    assert service.description
    assert "{phone:" not in service.description
    assert "119" in service.description


def test_the_profile_says_where_facts_come_from(
    translator: Translator, directory: Directory
) -> None:
    """Status, confidence, sources, provenance and other identifiers are attributes."""
    base = directory.service("23-mda-01")
    record = changed(
        directory,
        provenance={"phones": base.sources[0].url},
        identifiers=(
            Identifier(scheme="siret", value="12345678901234"),
            Identifier(scheme="dila", value="0b6f4a4e-1f0c-5c0e-9c3a-6d2f6f1a7c11"),
        ),
        anonymous=True,
        confidential=False,
    )
    said = profile(translator, record)
    assert said["editorial_status"] == ["oui"]
    assert said["confidence"] == ["moyenne"]
    assert said["source"] == [source.url for source in base.sources]
    assert said["provenance"] == [f"phones {base.sources[0].url}"]
    assert said["identifier"] == [
        "siret 12345678901234",
        "dila 0b6f4a4e-1f0c-5c0e-9c3a-6d2f6f1a7c11",
    ]
    assert (said["anonymous"], said["confidential"]) == (["true"], ["false"])
    assert "no_trace_on_bill" not in said
    assert said["record_id"] == ["23-mda-01"]
    organization = translator.organization(record)
    assert [i.identifier_type for i in organization.organization_identifiers] == ["SIRET"]


def test_the_last_check_is_metadata(translator: Translator, directory: Directory) -> None:
    """Who reads the feed knows when the record was last checked, and how."""
    record = directory.service("23-mda-01")
    [check] = translator.service(record).metadata
    assert check.last_action_date == record.assured_date
    assert (check.last_action_type, check.updated_by) == ("verify", record.assured_by)


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [
        ("2026-11-24", "2026-11-24", "temporarily closed"),
        ("2026-11-25", "2026-11-30", "active"),
        ("2026-11-01", "2026-11-23", "active"),
    ],
)
def test_a_temporary_closure(
    translator: Translator, directory: Directory, first: str, last: str, status: str
) -> None:
    """During a closure the service is temporarily closed, and says why."""
    closure = Closure.model_validate({"valid_from": first, "valid_to": last, "reason": "travaux"})
    service = translator.service(changed(directory, closures=(closure,)))
    assert service.status == status
    assert service.alert == ("travaux" if status == "temporarily closed" else None)


def test_access_and_phones(translator: Translator, directory: Directory) -> None:
    """What is known of the access, and from where a number works, is said."""
    record = changed(
        directory,
        accessibility=Accessibility(features=("wheelchair", "sign_language"), details="Rampe."),
        phones=(Phone(number="114", kind="sms"), Phone(number="119", territory="overseas")),
    )
    service = translator.service(record)
    location = service.service_at_locations[0].location
    assert location is not None
    [access] = location.accessibility
    assert access.description == "accessible en fauteuil roulant, langue des signes"
    assert access.details == "Rampe."
    assert [phone.type for phone in service.phones] == ["text", "voice"]
    assert [a.value for a in service.phones[1].attributes] == ["overseas"]
    assert profile(translator, record)["access"] == ["wheelchair", "sign_language"]


def test_who_runs_what(translator: Translator, directory: Directory) -> None:
    """Services that name the same organization share it; the others are their own."""
    one = changed(directory, id="a", organization="Maison commune")
    two = changed(directory, id="b", organization="Maison commune")
    alone = changed(directory, id="c", organization=None)
    other = changed(directory, id="d", organization=None)
    assert organization_id(one) == organization_id(two)
    assert len({organization_id(r) for r in (one, alone, other)}) == 3
    shared = translator.with_services((one, two))
    assert len(shared.services) == 2
    assert shared.name == "Maison commune"


def test_needs_of_a_service(words: Vocabulary, directory: Directory) -> None:
    """A line answers the needs whose replies show it; a local service those of its kind."""
    assert "cyberviolence" in words.needs_of(directory.service("3018"))
    assert "shelter" not in words.needs_of(directory.service("3018"))
    assert "low_mood" in words.needs_of(directory.service("23-mda-01"))
    named = changed(directory, needs=("rights",))
    assert "rights" in words.needs_of(named)
    assert all(words.needs_of(service) for service in directory.services)


def test_everything_has_its_own_identifier(translator: Translator, directory: Directory) -> None:
    """No two entities of different records share an identifier, terms and organizations aside."""
    seen: dict[str, str] = {}
    for record in directory.services:
        service = translator.service(record)
        own = [
            service.id,
            *(e.id for e in service.phones),
            *(e.id for e in service.schedules),
            *(e.id for e in service.service_areas),
            *(e.id for e in service.service_at_locations),
            *(e.id for e in service.languages),
            *(e.id for e in service.attributes),
            *(e.id for e in service.metadata),
        ]
        assert len(own) == len(set(own)), record.id
        for identifier in own:
            assert seen.setdefault(identifier, record.id) == record.id
