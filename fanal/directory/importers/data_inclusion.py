"""data·inclusion v1: services and their structures, checked by the package of the schema.

The file is ``{"structures": [...], "services": [...]}``, a list of services that each hold their
``structure`` (the API), or a folder with structures.json and services.json. Contacts that are
persons (``contact_nom_prenom``) are never read, descriptions are not copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanal.directory.importers.draft import EVERYWHERE, Draft, Issue, Options, Refused, Row
from fanal.directory.importers.files import Progress, Raw, json_items, rows_of
from fanal.directory.importers.tables import Listed, Table, load_table
from fanal.directory.importers.values import of_object, text, texts

if TYPE_CHECKING:
    from data_inclusion.schema import v1

LOWEST_SCORE = 0.4
"""Below this quality (score_qualite, 0 to 1), a service is refused."""
_SURE_SCORE = 0.8
_AUDIENCES = {"jeunes": "young", "etudiants": "young", "familles": "family"}
_STRUCTURE_FIELDS = ("telephone", "courriel", "adresse", "code_postal", "code_insee", "commune",
                     "latitude", "longitude", "horaires_accueil", "nom", "siret", "site_web",
                     "reseaux_porteurs")  # fmt: skip
_PREFIXES = ("services.item", "results.item", "items.item", "item")


def read_data_inclusion(path: Path, options: Options, progress: Progress) -> Iterator[Row | Issue]:
    """The services whose network or theme data/resources/imports/data_inclusion.yml lists."""
    structures: dict[str, dict[str, Any]] = {}
    yield from _structures(path, structures)
    services = path / "services.json" if path.is_dir() else path
    read = partial(_service, load_table("data_inclusion"), structures)
    yield from rows_of(json_items(services, _PREFIXES, progress), read)


def _structures(path: Path, found: dict[str, dict[str, Any]]) -> Iterator[Issue]:
    """Fill ``found``: structures by identifier, with only the fields that complete a service.

    What is wrong is told for a file of structures; a file of services tells it by itself.
    """
    source = path / "structures.json" if path.is_dir() else path
    prefixes = ("item",) if path.is_dir() else ("structures.item",)
    if not source.exists():
        return
    for raw in json_items(source, prefixes, lambda _: None):
        if isinstance(raw, Raw):
            item = raw.value
            if isinstance(item, dict) and "structure_id" not in item:
                kept = {k: v for k, v in item.items() if k in _STRUCTURE_FIELDS}
                found[str(item.get("id"))] = kept
        elif path.is_dir():
            yield Issue(0, "fichier", "", f"{source.name}, n° {raw.row} : {raw.reason}")


def _service(
    table: Table, structures: dict[str, dict[str, Any]], number: int, item: Any
) -> Draft | Issue | str:
    from data_inclusion.schema import v1
    from pydantic import ValidationError

    if not isinstance(item, dict):
        raise Refused("", "un service est attendu, avec ses champs")
    structure = of_object(item, "structure") or structures.get(str(item.get("structure_id")), {})
    known = {name: item[name] for name in v1.Service.model_fields if name in item}
    try:
        service = v1.Service.model_validate(known)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        name = str(item.get("nom") or "")
        return Issue(number, "refusée", where, "non conforme au schéma data·inclusion", name)
    return _draft(number, service, structure, table)


def _draft(
    number: int, service: v1.Service, structure: dict[str, Any], table: Table
) -> Draft | Issue | str:
    from data_inclusion.schema.v1.score_qualite import score

    networks = texts(structure, "reseaux_porteurs")
    owner = text(structure, "nom")
    themes = sorted(str(theme.value) for theme in service.thematiques or ())
    listed = _listed(table, [*networks, *themes], f"{service.nom} {owner}")
    if listed is None:
        return (themes or networks or ["sans thématique"])[0]
    quality, _ = score(service)
    if quality < LOWEST_SCORE:
        reason = f"qualité trop basse : {quality:.2f}, il faut {LOWEST_SCORE}"
        return Issue(number, "refusée", "", reason, service.nom)
    place = _place(service, structure)
    publics = {_AUDIENCES[p.value] for p in service.publics or () if p.value in _AUDIENCES}
    professionals = {p.value for p in service.mobilisable_par or ()} == {"professionnels"}
    return Draft(
        row=number,
        key=service.id,
        scheme="data_inclusion",
        name=service.nom,
        kind=listed.kind,
        needs=listed.needs,
        organization=owner,
        phones=tuple(filter(None, [str(service.telephone or text(structure, "telephone"))])),
        email=str(service.courriel or text(structure, "courriel")),
        url=str(
            service.lien_mobilisation or text(structure, "site_web") or service.lien_source or ""
        ),
        hours_text=service.horaires_accueil or text(structure, "horaires_accueil"),
        checked=service.date_maj.isoformat(),
        source_url=str(service.lien_source or ""),
        confidence="haute" if quality >= _SURE_SCORE else "moyenne",
        free={"gratuit": True, "payant": False}.get(service.frais.value if service.frais else ""),
        audience=("professional",) if professionals else tuple(sorted(publics)),
        area=_area(service),
        secret=listed.secret or table.keeps_secret(service.nom, owner),
        also=(("siret", text(structure, "siret")),) if structure.get("siret") else (),
        **place,
    )


def _listed(table: Table, categories: list[str], name: str) -> Listed | None:
    return next((found for c in categories if (found := table.listed(c, name))), None)


def _place(service: v1.Service, structure: dict[str, Any]) -> dict[str, Any]:
    """The place of the service; that of the structure when the service has none."""
    own = service.code_insee or service.adresse or service.commune
    of = service.model_dump() if own else structure
    return {
        "address": text(of, "adresse"),
        "postal_code": text(of, "code_postal"),
        "commune": text(of, "code_insee"),
        "city": text(of, "commune"),
        "latitude": text(of, "latitude"),
        "longitude": text(of, "longitude"),
    }


def _area(service: v1.Service) -> tuple[str, ...]:
    """Départements served; one that is named by a commune or an EPCI stays that of the place."""
    codes = [str(code) for code in service.zone_eligibilite or ()]
    if EVERYWHERE in codes and service.code_insee is None:
        return (EVERYWHERE,)
    return tuple(code for code in codes if len(code) in (2, 3))
