"""Where a service is and whom it serves, said in HSDS with the names of the territories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from fanal.directory.hsds.entities.base import identifier
from fanal.directory.hsds.entities.places import Accessibility, Address, Location, ServiceArea
from fanal.directory.hsds.profile import attribute
from fanal.directory.hsds.vocabulary import PROFILE, Vocabulary
from fanal.directory.model import Service, departement_of_commune
from fanal.geography.tables import read_communes, read_departements, read_regions
from fanal.geography.zones import DATA

_ACCESS = {
    "wheelchair": "accessible en fauteuil roulant",
    "sign_language": "langue des signes",
    "hearing_loop": "boucle auditive",
    "visual": "aménagé pour les personnes malvoyantes",
    "easy_language": "textes simples",
    "parking": "place de stationnement réservée",
}


class Places:
    """Locations and service areas of records, with the names of INSEE."""

    def __init__(self, words: Vocabulary) -> None:
        """Read the names of the communes, départements and régions."""
        self._words = words
        self._departements = {row.code: row for row in read_departements(DATA)}
        self._regions = {row.code: row.name for row in read_regions(DATA)}
        communes = read_communes(DATA)
        self._communes = {row.code: row.name for row in communes}
        self._by_postcode: dict[str, set[str]] = defaultdict(set)
        for row in communes:
            region = self._departements[row.departement].region
            for postcode in row.postcodes.split():
                self._by_postcode[postcode] |= {row.code, row.departement, f"region {region}"}

    def location(self, record: Service) -> Location | None:
        """Where people are received; None when it is not known, or kept secret."""
        place = record.location
        if place is None or place.secret:
            return None
        location_id = identifier("location", record.id)
        codes = (
            ()
            if place.commune is None
            else (
                ("insee_commune", place.commune),
                ("insee_departement", departement_of_commune(place.commune)),
            )
        )
        return Location(
            id=location_id,
            location_type="physical",
            name=record.name,
            latitude=place.latitude,
            longitude=place.longitude,
            addresses=tuple(self._addresses(record, location_id)),
            accessibility=tuple(_access(record, location_id)),
            attributes=tuple(
                attribute(self._words, PROFILE, code, "location", location_id, value)
                for code, value in codes
            ),
        )

    def areas(self, record: Service, service_id: str) -> Iterator[ServiceArea]:
        """The territories that a service serves, each with its name and INSEE code."""
        area = record.service_area
        if area.national:
            yield ServiceArea(
                id=identifier("service_area", record.id, "national"),
                service_id=service_id,
                name="France entière",
                description="pays",
            )
        kinds = (
            ("insee_departement", "département", (*area.departements, *area.territories)),
            ("insee_commune", "commune", area.communes),
            ("insee_region", "région", area.regions),
        )
        for term, kind, codes in kinds:
            for code in codes:
                area_id = identifier("service_area", record.id, term, code)
                said = attribute(self._words, PROFILE, term, "service_area", area_id, code)
                yield ServiceArea(
                    id=area_id,
                    service_id=service_id,
                    name=self._name(term, code),
                    description=kind,
                    extent=code,
                    extent_type="text",
                    attributes=(said,),
                )

    def covers(self, record: Service, postcode: str) -> bool:
        """Whether the area of a service touches a commune that has this postcode."""
        area = record.service_area
        served = {*area.departements, *area.territories, *area.communes}
        served |= {f"region {code}" for code in area.regions}
        here = self._by_postcode.get(postcode, set())
        return bool(here) and (area.national or bool(served & here))

    def _name(self, term: str, code: str) -> str:
        if term == "insee_departement":
            return self._departements[code].name if code in self._departements else code
        names = self._regions if term == "insee_region" else self._communes
        return names.get(code, code)

    def _addresses(self, record: Service, location_id: str) -> Iterator[Address]:
        place = record.location
        if place is None or not (place.address and place.city and place.postal_code):
            return
        code = departement_of_commune(place.commune) if place.commune else record.departement
        departement = self._departements.get(code or "")
        yield Address(
            id=identifier("address", record.id),
            location_id=location_id,
            address_1=place.address,
            city=place.city,
            region=self._regions.get(departement.region) if departement else None,
            state_province=departement.name if departement else "",
            postal_code=place.postal_code,
            country="FR",
            address_type="physical",
        )


def _access(record: Service, location_id: str) -> Iterator[Accessibility]:
    access = record.accessibility
    if access is not None:
        features = ", ".join(_ACCESS[feature] for feature in access.features)
        yield Accessibility(
            id=identifier("accessibility", record.id),
            location_id=location_id,
            description=features or None,
            details=access.details,
            url=access.url,
        )
