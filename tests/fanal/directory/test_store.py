"""The directory is loaded whole or not at all, and answers by identifier, place and kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanal.directory import Directory, DirectoryError, Service, UnknownService

from .conftest import LOCAL, change


def test_by_identifier(directory: Directory) -> None:
    """A known identifier gives its record; another is an error of its own, and a KeyError."""
    assert "119" in directory
    assert directory.service("119").is_national
    assert "personne" not in directory
    with pytest.raises(UnknownService, match="personne"):
        directory.service("personne")
    assert issubclass(UnknownService, KeyError)


def test_national_and_local_are_apart(directory: Directory) -> None:
    """No national service is given as local, and every service is one or the other."""
    codes = {service.departement for service in directory.services if not service.is_national}
    local = {service.id for code in codes for service in directory.local(code or "")}
    national = {service.id for service in directory.national}
    assert not local & national
    assert local | national == {service.id for service in directory.services}


def test_local_follows_the_service_area(directory: Directory) -> None:
    """A service is given in each place that it serves: département, collectivité, région."""
    assert "nc-sos-ecoute" in _ids(directory.local("988"))
    assert {"2A-uaped-25"} <= _ids(directory.local("2A")) & _ids(directory.local("2B"))
    for code in ("75", "77", "95"):  # a service of the whole Île-de-France
        assert "75-prostitution-accompagnement-16" in _ids(directory.local(code))
    assert "75-prostitution-accompagnement-16" not in _ids(directory.local("59"))
    assert "67-institution-10" in _ids(directory.local("67"))  # Strasbourg only
    assert directory.local("00") == ()


def test_by_kind(directory: Directory) -> None:
    """Every service is found under its kind, and every kind used is described."""
    for service in directory.services:
        assert service in directory.of_kind(service.kind)
        assert directory.kinds[service.kind].label


def test_whom_it_is_for_comes_from_the_kind(directory: Directory) -> None:
    """A record that does not say whom it is for takes it from its kind."""
    assert all(service.audience for service in directory.services)
    assert directory.service("29-crip-06").audience == ("family", "professional")


def test_withheld_services_are_nowhere(directory: Directory) -> None:
    """What may not be shown has no record, and its entry holds neither number nor hours."""
    assert len(directory.withheld) > 20
    for item in directory.withheld:
        assert item.id not in directory
        assert set(item.model_dump()) == {
            "id", "name", "reason", "source", "commune", "identifiers"
        }  # fmt: skip


@pytest.mark.parametrize("status", ["a_verifier", "non"])
def test_a_status_that_cannot_be_shown_is_refused(resources: Path, status: str) -> None:
    """A record with another status stops the loading and is sent to withheld.yml."""
    path = resources / "services/national/3018.yml"
    line = change(path, "publish: oui", f"publish: {status}")
    with pytest.raises(DirectoryError, match=r"withheld\.yml") as caught:
        Directory.load(resources)
    assert [(p.path, p.line, p.record, p.field) for p in caught.value.problems] == [
        (path, line, "3018", "publish")
    ]


def test_low_confidence_is_refused(resources: Path) -> None:
    """A record whose facts are weak cannot be loaded."""
    change(resources / LOCAL, "confidence: haute", "confidence: faible")
    with pytest.raises(DirectoryError, match="confidence"):
        Directory.load(resources)


def test_a_withheld_identifier_cannot_come_back(resources: Path) -> None:
    """A record whose identifier is withheld stops the loading."""
    with (resources / "withheld.yml").open("a", encoding="utf-8") as file:
        file.write('\n- id: "3018"\n  name: x\n  reason: y\n')
    with pytest.raises(DirectoryError, match="ne peut pas être montrée"):
        Directory.load(resources)


def test_all_problems_are_told_at_once(resources: Path) -> None:
    """Broken YAML, a duplicate identifier and an unknown kind are all in one error."""
    change(resources / "services/national/3018.yml", "name:", "name: [")
    change(resources / "services/national/3919.yml", "kind: helpline", "kind: inconnu")
    change(resources / "services/national/3114.yml", 'id: "3114"', 'id: "119"')
    with pytest.raises(DirectoryError) as caught:
        Directory.load(resources)
    said = " ".join(str(problem) for problem in caught.value.problems)
    assert "3018.yml" in said
    assert "« inconnu » absent de kinds.yml" in said
    assert "« 119 » existe déjà" in said


def test_nothing_to_read(tmp_path: Path) -> None:
    """A folder without the directory is an error, not an empty directory."""
    with pytest.raises(DirectoryError, match=r"kinds\.yml"):
        Directory.load(tmp_path)


def _ids(services: tuple[Service, ...]) -> set[str]:
    return {service.id for service in services}
