"""data·inclusion v1: services and their structures, checked by the package of the schema.

The file is ``{"structures": [...], "services": [...]}``, a list of services that each hold their
``structure`` (the API), or a folder with structures.json and services.json. Contacts that are
persons (``contact_nom_prenom``) are never read, descriptions are not copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanal.directory.importers.draft import EVERYWHERE, Draft, Issue, Options
from fanal.directory.importers.files import Progress, json_items
from fanal.directory.importers.tables import Listed, Table, load_table

if TYPE_CHECKING:
    from data_inclusion.schema import v1

LOWEST_SCORE = 0.4
"""Below this quality (score_qualite, 0 to 1), a service is refused."""
_SURE_SCORE = 0.8
_AUDIENCES = {"jeunes": "young", "etudiants": "young", "familles": "family"}
_STRUCTURE_FIELDS = ("telephone", "courriel", "adresse", "code_postal", "code_insee", "commune",
                     "latitude", "longitude", "horaires_accueil")  # fmt: skip


def read_data_inclusion(
    path: Path, options: Options, progress: Progress
) -> Iterator[Draft | Issue | str]:
    """The services whose network or theme data/resources/imports/data_inclusion.yml lists."""
    from data_inclusion.schema import v1
    from pydantic import ValidationError

    table = load_table("data_inclusion")
    structures = _structures(path)
    services = path / "services.json" if path.is_dir() else path
    for row in json_items(
        services, ("services.item", "results.item", "items.item", "item"), progress
    ):
        if isinstance(row, Issue):
            yield row
            continue
        number, item = row
        if not isinstance(item, dict):
            yield Issue(number, "refusée", "", "un service est attendu, avec ses champs")
            continue
        structure = item.pop("structure", None) or structures.get(str(item.get("structure_id")))
        known = {name: item[name] for name in v1.Service.model_fields if name in item}
        try:
            service = v1.Service.model_validate(known)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            name = str(item.get("nom") or "")
            yield Issue(number, "refusée", where, "non conforme au schéma data·inclusion", name)
            continue
        yield from _drafts(number, service, structure, table)


def _structures(path: Path) -> dict[str, dict[str, Any]]:
    """The structures by identifier, with only the fields that complete a service."""
    source = path / "structures.json" if path.is_dir() else path
    prefixes = ("item",) if path.is_dir() else ("structures.item",)
    found: dict[str, dict[str, Any]] = {}
    if not source.exists():
        return found
    for row in json_items(source, prefixes, lambda _: None):
        if isinstance(row, tuple) and isinstance(row[1], dict) and "structure_id" not in row[1]:
            kept = (
                *_STRUCTURE_FIELDS,
                "nom",
                "siret",
                "site_web",
                "reseaux_porteurs",
                "accessibilite_lieu",
            )
            found[str(row[1].get("id"))] = {k: v for k, v in row[1].items() if k in kept}
    return found


def _drafts(
    number: int, service: v1.Service, structure: dict[str, Any] | None, table: Table
) -> Iterator[Draft | Issue | str]:
    from data_inclusion.schema.v1.score_qualite import score

    structure = structure or {}
    networks = [str(name) for name in structure.get("reseaux_porteurs") or ()]
    themes = sorted(str(theme.value) for theme in service.thematiques or ())
    listed = _listed(table, [*networks, *themes], f"{service.nom} {structure.get('nom') or ''}")
    if listed is None:
        yield (themes or networks or ["sans thématique"])[0]
        return
    quality, _ = score(service)
    if quality < LOWEST_SCORE:
        reason = f"qualité trop basse : {quality:.2f}, il faut {LOWEST_SCORE}"
        yield Issue(number, "refusée", "", reason, service.nom)
        return
    place = _place(service, structure)
    publics = {_AUDIENCES[p.value] for p in service.publics or () if p.value in _AUDIENCES}
    professionals = {p.value for p in service.mobilisable_par or ()} == {"professionnels"}
    yield Draft(
        row=number,
        key=service.id,
        scheme="data_inclusion",
        name=service.nom,
        kind=listed.kind,
        needs=listed.needs,
        organization=str(structure.get("nom") or ""),
        phones=tuple(filter(None, [str(service.telephone or structure.get("telephone") or "")])),
        email=str(service.courriel or structure.get("courriel") or ""),
        url=str(
            service.lien_mobilisation or structure.get("site_web") or service.lien_source or ""
        ),
        hours_text=str(service.horaires_accueil or structure.get("horaires_accueil") or ""),
        checked=service.date_maj.isoformat(),
        source_url=str(service.lien_source or ""),
        confidence="haute" if quality >= _SURE_SCORE else "moyenne",
        free={"gratuit": True, "payant": False}.get(service.frais.value if service.frais else ""),
        audience=("professional",) if professionals else tuple(sorted(publics)),
        area=_area(service),
        secret=listed.secret or table.keeps_secret(service.nom, str(structure.get("nom") or "")),
        also=(("siret", str(structure["siret"])),) if structure.get("siret") else (),
        **place,
    )


def _listed(table: Table, categories: list[str], name: str) -> Listed | None:
    return next((found for c in categories if (found := table.listed(c, name))), None)


def _place(service: v1.Service, structure: dict[str, Any]) -> dict[str, Any]:
    """The place of the service; that of the structure when the service has none."""
    own = service.code_insee or service.adresse or service.commune
    of = service.model_dump() if own else structure

    def said(name: str) -> str:
        value = of.get(name)
        return "" if value is None else str(value)

    return {
        "address": said("adresse"),
        "postal_code": said("code_postal"),
        "commune": said("code_insee"),
        "city": said("commune"),
        "latitude": said("latitude"),
        "longitude": said("longitude"),
    }


def _area(service: v1.Service) -> tuple[str, ...]:
    """Départements served; one that is named by a commune or an EPCI stays that of the place."""
    codes = [str(code) for code in service.zone_eligibilite or ()]
    if EVERYWHERE in codes and service.code_insee is None:
        return (EVERYWHERE,)
    return tuple(code for code in codes if len(code) in (2, 3))
