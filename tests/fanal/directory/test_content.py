"""What the real directory must hold, and must never hold."""

from __future__ import annotations

import hashlib
import re

import pytest

from fanal.directory import Directory

DEPARTEMENTS = [
    *(f"{number:02}" for number in range(1, 96) if number != 20),
    *("2A", "2B", "971", "972", "973", "974", "976"),
]
# Fingerprints (SHA-256, 16 signs) of numbers that were met and set aside: an unverified number is
# not written anywhere, not even here.
UNVERIFIED = {
    "dd54d8bfd8d3a8ce", "2adcf210dc23c680", "2e8081dba185200d", "8091b27624bc6a4e",
    "28a5cfc5a3c620b5", "e0a8753735a1d224", "4aa712ade7d9ab8e", "5de3e6824f846960",
    "695b8680f2366ba5", "db7259c03bb0375a", "e7d5feb3d90286f0", "96c95fb8c9f97727",
    "ffd5b0d601f24f62", "71fbc912b01833c0", "98054dd9573267ce", "4e0049193a485740",
    "9e9bd511e908fb17", "867f5f8723d9c919", "d77d023904470344", "0d7308a0b60425f6",
    "ecd6512bdf3b727d",
}  # fmt: skip
ALWAYS_OPEN = {
    "police-17", "samu-15", "pompiers-18", "urgence-112", "urgence-114", "119", "116000", "115",
    "3919", "3114", "sos-amitie", "espace-mineurs-masecurite", "pnav", "pharos",
    "point-de-contact", "take-it-down", "stopncii",
}  # fmt: skip


@pytest.mark.parametrize("code", DEPARTEMENTS)
def test_every_departement_has_a_number(directory: Directory, code: str) -> None:
    """Each of the 101 départements has at least one local service with a phone to show."""
    assert any(service.visible_phones for service in directory.local(code))


def test_there_are_101_departements() -> None:
    """The list above is complete."""
    assert len(set(DEPARTEMENTS)) == 101


def test_statuses_are_honoured(directory: Directory) -> None:
    """Numbers and hours that may not be shown are not even stored."""
    for service in directory.services:
        if service.publish == "oui_sans_telephone":
            assert not service.phones, service.id
        if service.publish != "oui":
            assert service.opening_hours is None, service.id
            assert service.chat_hours is None, service.id


@pytest.mark.parametrize(
    ("service_id", "publish"),
    [
        ("acpe", "oui_sans_telephone"),
        ("mouvement-du-nid", "oui_sans_telephone"),
        ("amicale-du-nid", "oui_sans_telephone"),
        ("ac-se", "oui_sans_telephone"),
        ("ccem", "oui_sans_telephone"),
        ("hors-la-rue", "oui_sans_telephone"),
        ("voix-de-lenfant", "oui_sans_telephone"),
        ("119-prostitution-mineurs", "oui_sans_horaires"),
        ("sida-info-service", "oui_sans_horaires"),
        ("3039", "oui_sans_horaires"),
        ("defenseur-enfants", "oui_sans_horaires"),
        ("119", "oui"),
        ("3018", "oui"),
    ],
)
def test_status_of_national_services(directory: Directory, service_id: str, publish: str) -> None:
    """The statuses decided by the editors are the ones in force."""
    assert directory.service(service_id).publish == publish


def test_lines_that_never_close(directory: Directory) -> None:
    """The services said to be open day and night are exactly these."""
    found = {service.id for service in directory.national if service.opening_hours == "24/7"}
    assert found == ALWAYS_OPEN


def test_unverified_numbers_are_nowhere(directory: Directory) -> None:
    """Numbers that no source confirms, or that sources contradict, are in no record."""
    found = {
        (service.id, digits)
        for service in directory.services
        for digits in _digit_runs(service.model_dump_json())
        if hashlib.sha256(digits.encode()).hexdigest()[:16] in UNVERIFIED
    }
    assert not found


def test_unverified_numbers_would_be_seen(directory: Directory) -> None:
    """The search above finds a number wherever it is written, with or without spaces."""
    assert "119" in _digit_runs(directory.service("119").model_dump_json())
    assert "0123456789" in _digit_runs("au 01 23 45 67 89, le soir")
    assert "0123456789" in _digit_runs("au 01.23.45.67.89")


def test_special_lines(directory: Directory) -> None:
    """114 is written to, not called; numbers tied to a territory say so."""
    (phone,) = directory.service("urgence-114").phones
    assert (phone.uri, phone.kind) == ("sms:114", "sms")
    territories = {
        (service.id, phone.number): phone.territory
        for service in directory.services
        for phone in service.phones
        if phone.territory
    }
    assert territories[("119", "01 53 06 38 94")] == "abroad"
    assert territories[("116006", "+33 1 80 52 33 76")] == "overseas"
    assert territories[("3039", "09 70 82 31 90")] == "overseas"
    assert territories[("sida-info-service", "05 94 24 10 10")] == "973"
    assert territories[("nc-sos-ecoute", "05 30 30")] == "988"


def test_what_is_said_of_confidence(directory: Directory) -> None:
    """Anonymous and confidential are said only as the sources do."""
    childhood, minors = directory.service("119"), directory.service("espace-mineurs-masecurite")
    assert (childhood.anonymous, childhood.confidential) == (None, True)
    assert childhood.description is not None
    assert "département" in childhood.description.tu  # it may pass the situation on
    assert minors.description is not None
    assert "chercher qui tu es" in minors.description.tu
    assert directory.service("police-17").anonymous is None


def test_secret_places_stay_secret(directory: Directory) -> None:
    """A place kept secret has no address, no commune, no point on a map."""
    secret = [s for s in directory.services if s.location is not None and s.location.secret]
    assert {s.id for s in secret} == {
        "59-dispositif-prostitution-mineurs-17",
    }
    for service in secret:
        assert service.location is not None
        assert service.location.model_dump(exclude={"secret"}, exclude_none=True) == {}
        shown = f"{service.name} {service.description}"
        assert "Dunkerque" not in shown
        assert "Lille" not in shown


def test_every_fact_has_a_source(directory: Directory) -> None:
    """Every record says where it was read, and when that was checked."""
    for service in directory.services:
        assert all(re.match(r"https?://", source.url) for source in service.sources), service.id
        assert service.can_be_contacted, service.id
        mirrors = ("libe.io", "lifelines.name", "reuters-fr.com")
        assert not any(mirror in source.url for source in service.sources for mirror in mirrors)


def test_words_of_the_directory(directory: Directory) -> None:
    """Texts shown never promise, never ask, and call nobody a victim to their face."""
    spoken = [(s.id, s.description) for s in directory.services if s.description]
    spoken += [(name, kind.description) for name, kind in directory.kinds.items()]
    for name, words in spoken:
        intimate = re.sub(r"rendez-vous", "", words.tu)
        assert not re.search(r"\b(vous|votre|vos)\b", intimate, re.IGNORECASE), name
        assert not re.search(r"\b(tu|toi|ton|ta|tes)\b", words.vous, re.IGNORECASE), name
        for text in (words.tu, words.vous):
            assert "?" not in text, name
            assert not re.search(r"vont (t'|vous )|\bvictime tu\b|tu es (une )?victime", text), name


def test_specialised_kinds(directory: Directory) -> None:
    """Two kinds, and only these, are devoted to prostitution."""
    assert {name for name, kind in directory.kinds.items() if kind.specialised} == {
        "dispositif-prostitution-mineurs",
        "prostitution-accompagnement",
    }


def _digit_runs(text: str) -> set[str]:
    """Every run of digits of a text, where spaces and dots inside a run do not count."""
    return {re.sub(r"[^0-9]", "", run) for run in re.findall(r"[0-9](?:[ .]?[0-9])*", text)}
