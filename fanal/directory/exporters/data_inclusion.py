"""data·inclusion v1: the schema that French public actors of inclusion share.

The models are those of the ``data-inclusion-schema`` package: what is built here is valid, or
nothing is built. Its quality score says how complete a service is, from 0 to 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fanal.directory.fields import international
from fanal.directory.hsds.translator import organization_id
from fanal.directory.hsds.vocabulary import Vocabulary
from fanal.directory.model import Location, Service
from fanal.directory.store import Directory
from fanal.directory.words import filled
from fanal.geography.tables import read_departements
from fanal.geography.zones import DATA

if TYPE_CHECKING:
    from data_inclusion.schema import v1

SOURCE = "fanal"
LONGEST_NAME = 150
"""data·inclusion refuses a longer name."""


@dataclass(frozen=True)
class DataInclusion:
    """An export: the structures, and their services."""

    structures: tuple[v1.Structure, ...]
    services: tuple[v1.Service, ...]

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """Plain values, lists in a stable order."""
        return {
            "structures": [_plain(structure) for structure in self.structures],
            "services": [_plain(service) for service in self.services],
        }

    def scores(self) -> dict[str, float]:
        """The quality score of each service, by its identifier, from 0 to 1."""
        from data_inclusion.schema.v1.score_qualite import score

        return {service.id: score(service)[0] for service in self.services}


def as_data_inclusion(
    records: Iterable[Service], words: Vocabulary, directory: Directory
) -> DataInclusion:
    """The records as structures and services of data·inclusion v1.

    Raises:
        pydantic.ValidationError: a record cannot be said in this schema.
    """
    # Imported here: the package takes a third of a second, and only exports need it.
    from data_inclusion.schema import v1

    of_region: dict[str, list[str]] = defaultdict(list)
    for row in read_departements(DATA):
        of_region[row.region].append(row.code)
    by_structure: dict[str, list[Service]] = defaultdict(list)
    for record in records:
        by_structure[organization_id(record)].append(record)
    structures, services = [], []
    for key, mine in by_structure.items():
        structures.append(v1.Structure(**_structure(key, mine, words)))
        services += [v1.Service(**_service(key, r, words, directory, of_region)) for r in mine]
    return DataInclusion(tuple(structures), tuple(services))


def _structure(key: str, records: list[Service], words: Vocabulary) -> dict[str, Any]:
    first = records[0]
    siret = [i.value for r in records for i in r.identifiers if i.scheme == "siret"]
    alone = len(records) == 1
    return {
        "source": SOURCE,
        "id": f"{SOURCE}--{key}",
        "nom": _name(first.organization or first.name),
        "date_maj": max(record.modified_on for record in records),
        "description": words.kind(first).label,
        "siret": siret[0] if siret else None,
        "site_web": first.url,
        **(_place(first.location) if alone else {}),
    }


def _service(
    key: str,
    record: Service,
    words: Vocabulary,
    directory: Directory,
    of_region: dict[str, list[str]],
) -> dict[str, Any]:
    said = record.description or words.kind(record).description
    voice = next((p for p in record.visible_phones if p.kind == "voice"), None)
    return {
        "source": SOURCE,
        "structure_id": f"{SOURCE}--{key}",
        "id": f"{SOURCE}--{record.id}",
        "nom": _name(record.name),
        "description": filled(said.vous, directory),
        "date_maj": record.modified_on,
        "thematiques": set(words.themes_of(record)) or None,
        "frais": _cost(record),
        "publics": _publics(record),
        "telephone": (international(voice.digits) or voice.digits) if voice else None,
        "courriel": record.email,
        "modes_accueil": _reception(record),
        "zone_eligibilite": _area(record, of_region),
        "lien_mobilisation": record.chat_url or record.url,
        "modes_mobilisation": _ways(record),
        "mobilisable_par": _by_whom(record),
        "horaires_accueil": record.visible_hours,
        **_place(record.location),
    }


def _plain(model: Any) -> dict[str, Any]:
    found: dict[str, Any] = model.model_dump(mode="json", exclude_none=True)
    return {
        name: sorted(value) if isinstance(value, list) and name != "zone_eligibilite" else value
        for name, value in found.items()
    }


def _name(name: str) -> str:
    """A name short enough, without the final stop that the schema warns about."""
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    return short.rstrip(".")


def _cost(record: Service) -> str | None:
    if record.cost is None or record.cost.free is None:
        return None
    return "gratuit" if record.cost.free else "payant"


def _publics(record: Service) -> set[str] | None:
    names = {"young": "jeunes", "family": "familles"}
    return {names[audience] for audience in record.audience if audience in names} or None


def _by_whom(record: Service) -> set[str] | None:
    who = {"young": "usagers", "family": "usagers", "professional": "professionnels"}
    return {who[audience] for audience in record.audience} or None


def _reception(record: Service) -> set[str] | None:
    channels = set(record.reachable_channels)
    found = {"en-presentiel"} if "place" in channels else set()
    if channels & {"voice", "sms", "chat", "email"}:
        found.add("a-distance")
    return found or None


def _ways(record: Service) -> set[str] | None:
    ways = {
        "voice": "telephoner",
        "email": "envoyer-un-courriel",
        "place": "se-presenter",
        "chat": "utiliser-lien-mobilisation",
    }
    found = {ways[channel] for channel in record.reachable_channels if channel in ways}
    return found or ({"utiliser-lien-mobilisation"} if record.url else None)


def _area(record: Service, of_region: dict[str, list[str]]) -> list[str]:
    area = record.service_area
    if area.national:
        return ["france"]
    regions = [code for region in area.regions for code in of_region.get(region, ())]
    return [*area.departements, *area.territories, *area.communes, *regions]


def _place(place: Location | None) -> dict[str, Any]:
    if place is None or place.secret:
        return {}
    return {
        "adresse": place.address,
        "code_postal": place.postal_code,
        "code_insee": place.commune,
        "commune": place.city,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }
