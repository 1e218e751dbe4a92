"""The directory: every service that may be shown, by identifier, place and kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from fanal.directory.merging import merged
from fanal.directory.model import Kind, Service, Withheld
from fanal.directory.reading import (
    DirectoryError,
    Entries,
    Entry,
    ImportedLine,
    Problem,
    read_entries,
    validated,
)
from fanal.directory.retired import Retired
from fanal.geography.tables import read_departements
from fanal.geography.zones import DATA
from fanal.settings import ROOT


class UnknownService(KeyError):
    """No service of the directory has this identifier."""


@dataclass
class Loaded:
    """What was read: the records that are right, each with where it stands, and the problems."""

    entries: Entries
    problems: list[Problem]
    kinds: dict[str, Kind] = field(default_factory=dict)
    services: list[tuple[Entry, Service]] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)


class Directory:
    """The services that may be shown, their kinds, and those withheld.

    Everything in it is immutable; it is built once and shared.
    """

    def __init__(
        self,
        services: Mapping[str, Service],
        kinds: Mapping[str, Kind],
        withheld: tuple[Withheld, ...] = (),
        imported: frozenset[str] = frozenset(),
    ) -> None:
        """Index the services; `load` is the usual way in."""
        self._services = dict(services)
        self._imported = imported
        self._kinds = MappingProxyType(dict(kinds))
        self._withheld = withheld
        of_region = _departements_by_region(self._services.values())
        by_place: dict[str, list[Service]] = defaultdict(list)
        by_kind: dict[str, list[Service]] = defaultdict(list)
        for service in self._services.values():
            by_kind[service.kind].append(service)
            for code in _places_served(service, of_region):
                by_place[code].append(service)
        self._by_place = {code: tuple(found) for code, found in by_place.items()}
        self._by_kind = {kind: tuple(found) for kind, found in by_kind.items()}

    @classmethod
    def load(cls, directory: Path | None = None, *, without: Path | None = None) -> Directory:
        """Read the directory.

        Args:
            directory: the folder that holds services/, kinds.yml and withheld.yml;
                data/resources when None.
            without: a file of imported records to leave out.

        Raises:
            DirectoryError: at least one file or record is wrong; nothing is loaded.
        """
        loaded = load_records(directory or ROOT / "data" / "resources", without)
        if loaded.problems:
            raise DirectoryError(loaded.problems)
        imported = {s.id for entry, s in loaded.services if isinstance(entry.file, ImportedLine)}
        services = _united([service for _, service in loaded.services], imported)
        return cls(services, loaded.kinds, tuple(loaded.withheld), frozenset(imported))

    def __contains__(self, service_id: object) -> bool:
        """Whether a service with this identifier may be shown."""
        return service_id in self._services

    def service(self, service_id: str) -> Service:
        """One service.

        Raises:
            UnknownService: no service of the directory has this identifier.
        """
        try:
            return self._services[service_id]
        except KeyError:
            raise UnknownService(service_id) from None

    @property
    def services(self) -> tuple[Service, ...]:
        """Every service, the national ones first, by identifier."""
        return tuple(self._services.values())

    @property
    def national(self) -> tuple[Service, ...]:
        """The services of the whole country."""
        return tuple(service for service in self._services.values() if service.is_national)

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """The kinds of services, by name."""
        return self._kinds

    @property
    def imported(self) -> frozenset[str]:
        """Identifiers of the records that were imported, and not written by hand."""
        return self._imported

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """The services that were studied and may not be shown; never for a reply."""
        return self._withheld

    def local(self, departement: str) -> tuple[Service, ...]:
        """The services whose area touches a place, those of its whole région included.

        Args:
            departement: code of a département or collectivité (« 59 », « 2A », « 974 », « 988 »).

        Returns:
            The services by identifier, none of them national.
        """
        return self._by_place.get(departement, ())

    def of_kind(self, kind: str) -> tuple[Service, ...]:
        """The services of one kind."""
        return self._by_kind.get(kind, ())


def _united(services: Iterable[Service], imported: set[str]) -> dict[str, Service]:
    """The services by identifier, each completed by the imported records that say the same one.

    A record whose other half is gone, or was written by hand since, stands by itself or gives way.
    """
    found = {service.id: service for service in services}
    for service in [s for s in found.values() if s.same_as is not None]:
        first = found.get(service.same_as or "")
        if first is None or first.same_as is not None:
            continue
        if first.id in imported:
            found[first.id] = merged(first, service)
        del found[service.id]
    return found


def _places_served(service: Service, of_region: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Codes of every département and collectivité that the service's area touches."""
    area = service.service_area
    found = list(area.served_departements)
    for region in area.regions:
        found += of_region.get(region, [])
    return tuple(dict.fromkeys(found))


def _departements_by_region(services: Iterable[Service]) -> dict[str, list[str]]:
    """The départements of each région; nothing is read when no service names a région."""
    by_region: dict[str, list[str]] = defaultdict(list)
    if any(service.service_area.regions for service in services):
        for row in read_departements(DATA):
            by_region[row.region].append(row.code)
    return by_region


def load_records(resources: Path, without: Path | None = None) -> Loaded:
    """Read and validate every record, keeping what is right and saying what is wrong."""
    entries = read_entries(resources, without)
    loaded = Loaded(entries=entries, problems=list(entries.problems))
    for entry in entries.kinds:
        kind, wrong = validated(entry, Kind)
        loaded.problems += wrong
        if kind is not None:
            loaded.kinds[entry.id] = kind
    for entry in entries.withheld:
        item, wrong = validated(entry, Withheld)
        loaded.problems += wrong
        if item is not None:
            loaded.withheld.append(item)
    known: set[str] = set()
    for entry in (*entries.national, *entries.local, *entries.imported):
        service, wrong = validated(entry, Service)
        loaded.problems += wrong
        if service is None:
            continue
        kind = loaded.kinds.get(service.kind)
        if service.id in known:
            loaded.problems.append(entry.problem(("id",), f"« {service.id} » existe déjà"))
        elif kind is None:
            message = f"genre « {service.kind} » absent de kinds.yml"
            loaded.problems.append(entry.problem(("kind",), message))
        else:
            known.add(service.id)
            loaded.services.append((entry, _completed(service, kind)))
    retired = Retired(loaded.withheld)
    hidden = {item.id for item in loaded.withheld}
    # An imported record gives way at once: its file is rewritten by the next import only.
    loaded.services = [
        (entry, service)
        for entry, service in loaded.services
        if not (isinstance(entry.file, ImportedLine) and retired.entry(service))
    ]
    for entry, service in loaded.services:
        if service.id in hidden:
            message = "cette fiche est aussi dans withheld.yml : elle ne peut pas être montrée"
            loaded.problems.append(entry.problem(("id",), message))
    return loaded


def _completed(service: Service, kind: Kind) -> Service:
    """Whom it is for comes from the kind when the record does not say."""
    if service.audience:
        return service
    return service.model_copy(update={"audience": kind.audience})
