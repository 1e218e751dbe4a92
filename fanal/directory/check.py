"""Checking the directory: everything a file can have wrong, said in French with its line.

Errors make the directory unusable or untrue; warnings ask for a human look (a record that was
checked long ago, two records that look alike).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fanal.clock import now
from fanal.directory.fields import (
    PLACEHOLDER,
    email_problem,
    phone_problem,
    text_problem,
    url_problem,
)
from fanal.directory.freshness import FRESH_MONTHS, STALE_MONTHS, age
from fanal.directory.hours import HoursError, validate_hours
from fanal.directory.model import Registers, Service, departement_of_commune
from fanal.directory.press import PressSites
from fanal.directory.reading import Entry, ImportedLine, Problem
from fanal.directory.store import Loaded, load_records
from fanal.geography.tables import read_communes, read_departements, read_regions
from fanal.geography.zones import DATA
from fanal.settings import ROOT


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes:
        services: how many records are right.
        errors: what must be corrected.
        warnings: what a human should look at.
    """

    services: int
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not self.errors


@dataclass(frozen=True)
class _Known:
    """What a record may refer to."""

    communes: frozenset[str]
    departements: frozenset[str]
    regions: frozenset[str]
    needs: frozenset[str]
    services: dict[str, Service]
    press: PressSites
    today: date


def check(path: Path | None = None, *, today: date | None = None) -> Report:
    """Check every file of the directory.

    Args:
        path: the folder that holds services/, kinds.yml, withheld.yml and needs/;
            data/resources when None.
        today: the day ages are counted from; the clock's when None.
    """
    resources = path or ROOT / "data" / "resources"
    loaded = load_records(resources)
    known = _Known(
        communes=frozenset(row.code for row in read_communes(DATA)),
        departements=frozenset(row.code for row in read_departements(DATA)),
        regions=frozenset(row.code for row in read_regions(DATA)),
        needs=frozenset(file.stem for file in (resources / "needs").glob("*.yml")),
        services={service.id: service for _, service in loaded.services},
        press=PressSites.load(resources),
        today=today or now().date(),
    )
    errors = list(loaded.problems)
    warnings: list[Problem] = []
    for entry, service in loaded.services:
        errors += _in_its_file(entry, service)
        errors += _places(entry, service, known)
        errors += _contacts(entry, service)
        errors += _hours(entry, service)
        errors += _words(entry, service, known)
        errors += _sources(entry, service, known)
        warnings += _own_site(entry, service, known)
        warnings += _age(entry, service, known)
    errors += _kinds(loaded, known)
    errors += _withheld(loaded)
    warnings += _look_alikes(loaded)
    return Report(len(loaded.services), _in_order(errors), _in_order(warnings))


def render(report: Report) -> str:
    """The report in French, one problem a line, errors first."""
    lines = [f"ERREUR  {_placed(problem)}" for problem in report.errors]
    lines += [f"À VOIR  {_placed(problem)}" for problem in report.warnings]
    lines.append(
        f"Annuaire : {report.services} fiches correctes, {len(report.errors)} erreur(s), "
        f"{len(report.warnings)} point(s) à voir."
    )
    return "\n".join(lines)


def _placed(problem: Problem) -> str:
    path = problem.path
    if path.is_relative_to(ROOT):
        path = path.relative_to(ROOT)
    where = " · ".join(part for part in (problem.record, problem.field) if part)
    return f"{path}:{problem.line}: {where + ' : ' if where else ''}{problem.message}"


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (str(problem.path), problem.line)))


def _in_its_file(entry: Entry, service: Service) -> Iterator[Problem]:
    if isinstance(entry.file, ImportedLine):
        return
    stem = entry.file.path.stem
    if not entry.keys:  # the record is the file: services/national
        if service.id != stem:
            yield entry.problem(("id",), f"le fichier s'appelle {stem}.yml : écrire « {stem} »")
    elif service.is_national:
        yield entry.problem(("service_area",), "une fiche nationale va dans services/national")
    elif service.departement != stem:
        yield entry.problem(
            ("service_area",), f"le premier lieu desservi est celui du fichier, {stem}"
        )


def _places(entry: Entry, service: Service, known: _Known) -> Iterator[Problem]:
    area = service.service_area
    for name, codes, allowed in (
        ("departements", area.departements, known.departements),
        ("communes", area.communes, known.communes),
        ("regions", area.regions, known.regions),
        ("territories", area.territories, known.departements),
    ):
        for rank, code in enumerate(codes):
            if code not in allowed:
                yield entry.problem(("service_area", name, rank), f"code inconnu : « {code} »")
    commune = service.location.commune if service.location else None
    if commune is None:
        return
    if commune not in known.communes:
        yield entry.problem(("location", "commune"), f"code de commune inconnu : « {commune} »")
    elif not area.national and not area.regions:
        served = area.served_departements
        if departement_of_commune(commune) not in served:
            yield entry.problem(
                ("location", "commune"), "cette commune n'est pas dans les lieux desservis"
            )


def _contacts(entry: Entry, service: Service) -> Iterator[Problem]:
    places = service.service_area.served_departements
    for rank, phone in enumerate(service.phones):
        wrong = phone_problem(phone, places)
        if wrong:
            yield entry.problem(("phones", rank, "number"), f"« {phone.number} » : {wrong}")
    access = service.accessibility.url if service.accessibility else None
    for keys, url in (
        (("url",), service.url),
        (("chat_url",), service.chat_url),
        (("accessibility", "url"), access),
    ):
        wrong = url_problem(url) if url else None
        if wrong:
            yield entry.problem(keys, wrong)
    wrong = email_problem(service.email) if service.email else None
    if wrong:
        yield entry.problem(("email",), wrong)
    if service.publish == "oui_sans_telephone" and service.phones:
        yield entry.problem(("phones",), "oui_sans_telephone : aucun numéro ne doit être écrit")
    if not service.can_be_contacted:
        yield entry.problem(
            (), "aucun moyen de contact : il faut un numéro, un site, un tchat ou un courriel"
        )
    for rank, channel in enumerate(service.channels):
        if channel not in service.reachable_channels:
            yield entry.problem(
                ("channels", rank), f"« {channel} » : la fiche ne porte pas ce moyen de contact"
            )


def _hours(entry: Entry, service: Service) -> Iterator[Problem]:
    for name, osm in (
        ("opening_hours", service.opening_hours),
        ("chat_hours", service.chat_hours),
    ):
        if osm is None:
            continue
        if service.publish != "oui":
            yield entry.problem((name,), f"{service.publish} : aucun horaire ne doit être écrit")
        try:
            validate_hours(osm)
        except HoursError as error:
            yield entry.problem((name,), str(error))
    if service.chat_hours and not service.chat_url:
        yield entry.problem(("chat_hours",), "des horaires de tchat sans chat_url")


def _words(entry: Entry, service: Service, known: _Known) -> Iterator[Problem]:
    if service.description is not None:
        yield from _registers(entry, service.description, known)
    texts: list[tuple[tuple[str | int, ...], str | None]] = [
        (("name",), service.name if "?" in service.name else None),
        (
            ("accessibility", "details"),
            service.accessibility.details if service.accessibility else None,
        ),
    ]
    for rank, closure in enumerate(service.closures):
        texts.append((("closures", rank, "reason"), closure.reason))
    for keys, text in texts:
        wrong = text_problem(text) if text else None
        if wrong:
            yield entry.problem(keys, wrong)
    for rank, need in enumerate(service.needs):
        if need not in known.needs:
            yield entry.problem(("needs", rank), f"besoin inconnu : « {need} »")


def _registers(entry: Entry, texts: Registers, known: _Known) -> Iterator[Problem]:
    for register, text in (("tu", texts.tu), ("vous", texts.vous)):
        keys = ("description", register)
        wrong = text_problem(text)
        if wrong:
            yield entry.problem(keys, wrong)
        for what, service_id in PLACEHOLDER.findall(text):
            target = known.services.get(service_id)
            if target is None:
                yield entry.problem(keys, f"fiche inconnue : « {service_id} »")
            elif what == "phone" and not target.visible_phones:
                yield entry.problem(keys, f"la fiche « {service_id} » n'a pas de numéro à montrer")


def _sources(entry: Entry, service: Service, known: _Known) -> Iterator[Problem]:
    for rank, source in enumerate(service.sources):
        wrong = url_problem(source.url)
        if wrong:
            yield entry.problem(("sources", rank, "url"), wrong)
    if service.assured_date > known.today:
        yield entry.problem(("assured_date",), "cette date est dans le futur")


def _own_site(entry: Entry, service: Service, known: _Known) -> Iterator[Problem]:
    if service.url is not None and service.url in known.press:
        message = "ce site est un site de presse : le garder en source, donner celui du service"
        yield entry.problem(("url",), message)


def _age(entry: Entry, service: Service, known: _Known) -> Iterator[Problem]:
    months = {"old": FRESH_MONTHS, "stale": STALE_MONTHS}.get(age(service, known.today))
    if months is not None:
        message = f"vérifié il y a plus de {months} mois : à revoir"
        yield entry.problem(("assured_date",), message)


def _kinds(loaded: Loaded, known: _Known) -> Iterator[Problem]:
    for entry in loaded.entries.kinds:
        kind = loaded.kinds.get(entry.id)
        if kind is None:
            continue
        yield from _registers(entry, kind.description, known)
        for rank, need in enumerate(kind.needs):
            if need not in known.needs:
                yield entry.problem(("needs", rank), f"besoin inconnu : « {need} »")


def _withheld(loaded: Loaded) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry in loaded.entries.withheld:
        if entry.id in seen:
            yield entry.problem(("id",), f"« {entry.id} » existe déjà")
        seen.add(entry.id)


def _look_alikes(loaded: Loaded) -> Iterator[Problem]:
    """Two records with the same number at the same place are probably one.

    A number with a description of its own was put there on purpose (a team behind a switchboard).
    """
    first: dict[tuple[str, str | None, str | None], str] = {}
    reported: dict[str, set[str]] = defaultdict(set)
    for entry, service in loaded.services:
        if service.same_as is not None:  # known to be one, and shown as one
            continue
        location = service.location
        address = location.address if location else None
        commune = location.commune if location else service.departement
        for rank, phone in enumerate(service.phones):
            if phone.description is not None:
                continue
            key = (phone.digits + phone.kind, commune, address)
            other = first.setdefault(key, service.id)
            if other != service.id and other not in reported[service.id]:
                reported[service.id].add(other)
                yield entry.problem(
                    ("phones", rank), f"même numéro et même lieu que « {other} » : doublon possible"
                )
