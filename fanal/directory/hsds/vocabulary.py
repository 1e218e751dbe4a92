"""The words that classify services: one HSDS taxonomy for each list of the project.

The French profile is a taxonomy like the others. Its terms take a value: the INSEE code of a
commune, the editorial status, the page that a field comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fanal.directory.hsds.entities.base import identifier
from fanal.directory.hsds.entities.terms import Taxonomy, TaxonomyTerm
from fanal.directory.model import Kind, Service

NEEDS, KINDS, AUDIENCES, CHANNELS = "besoins", "genres", "publics", "moyens-de-contact"
THEMES, PROFILE = "thematiques-data-inclusion", "profil-francais"

_TAXONOMIES = {
    NEEDS: ("Besoins", "Ce qu'une personne cherche."),
    KINDS: ("Genres de services", "Ce qu'est le service."),
    AUDIENCES: ("Publics", "Pour qui est le service."),
    CHANNELS: ("Moyens de contact", "Comment joindre le service."),
    THEMES: ("Thématiques data·inclusion", "Thématiques du schéma data·inclusion v1."),
    PROFILE: ("Profil français", "Codes INSEE, statut éditorial, sûreté et provenance."),
}
_AUDIENCE_NAMES = {"young": "Jeunes", "family": "Familles", "professional": "Professionnels"}
_CHANNEL_NAMES = {
    "voice": "Par téléphone",
    "sms": "Par SMS",
    "chat": "Par tchat",
    "email": "Par courriel",
    "place": "Sur place",
}
_PROFILE_TERMS = {
    "insee_commune": ("Commune", "Code INSEE de la commune."),
    "insee_departement": ("Département", "Code INSEE du département ou de la collectivité."),
    "insee_region": ("Région", "Code INSEE de la région."),
    "record_id": ("Identifiant de la fiche", "Identifiant stable de la fiche dans l'annuaire."),
    "editorial_status": ("Statut éditorial", "oui, oui_sans_horaires ou oui_sans_telephone."),
    "confidence": ("Sûreté", "haute ou moyenne."),
    "source": ("Source", "Page publique où des faits ont été lus."),
    "source_dated": ("Source datée", "true quand une source porte une date."),
    "provenance": ("Provenance d'un champ", "Nom du champ, puis la page qui l'a donné."),
    "identifier": ("Autre identifiant", "Registre, puis numéro dans ce registre."),
    "opening_hours": ("Horaires", "Horaires en notation OpenStreetMap."),
    "chat_hours": ("Horaires du tchat", "Horaires en notation OpenStreetMap."),
    "chat_url": ("Tchat", "Page où l'on écrit à une personne."),
    "timezone": ("Fuseau", "Fuseau des horaires, en nom IANA."),
    "anonymous": ("Anonyme", "true ou false, selon une source."),
    "confidential": ("Confidentiel", "true ou false, selon une source."),
    "no_trace_on_bill": ("Absent des factures", "true ou false, selon une source."),
    "phone_territory": ("Territoire du numéro", "D'où le numéro marche."),
    "access": ("Accès", "wheelchair, sign_language, hearing_loop, visual, easy_language, parking."),
}


@dataclass(frozen=True)
class NeedTerm:
    """A need, as the exports name it.

    Attributes:
        id: its identifier.
        label: its name in French, as professionals say it.
        hsds: its term in Open Referral, in English; empty when it has none.
        themes: thématiques of data·inclusion.
        lines: identifiers of the national services that its replies show.
    """

    id: str
    label: str
    hsds: str
    themes: tuple[str, ...]
    lines: frozenset[str]


class Vocabulary:
    """Every taxonomy and its terms, and which of them a service carries."""

    def __init__(self, needs: tuple[NeedTerm, ...], kinds: Mapping[str, Kind]) -> None:
        self._needs = {need.id: need for need in needs}
        self._kinds = kinds
        self.taxonomies = tuple(
            Taxonomy(id=identifier("taxonomy", code), name=name, description=said)
            for code, (name, said) in _TAXONOMIES.items()
        )
        self._terms = {
            (taxonomy, code): self._term(taxonomy, code, name, said)
            for taxonomy, code, name, said in self._described()
        }

    @property
    def needs(self) -> tuple[str, ...]:
        """Identifiers of the needs."""
        return tuple(self._needs)

    @property
    def terms(self) -> tuple[TaxonomyTerm, ...]:
        """Every term of every taxonomy."""
        return tuple(self._terms.values())

    def term(self, taxonomy: str, code: str) -> TaxonomyTerm:
        """One term.

        Raises:
            KeyError: the taxonomy has no such term.
        """
        return self._terms[taxonomy, code]

    def needs_of(self, service: Service) -> tuple[str, ...]:
        """The needs that a service answers.

        Those that its record names, those whose replies show it, and, for a local service, those
        of its kind.
        """
        named = [*service.needs]
        named += [need.id for need in self._needs.values() if service.id in need.lines]
        if not service.is_national:
            named += self._kinds[service.kind].needs
        return tuple(need for need in dict.fromkeys(named) if need in self._needs)

    def themes_of(self, service: Service) -> tuple[str, ...]:
        """The thématiques of data·inclusion of a service, sorted."""
        found = {theme for need in self.needs_of(service) for theme in self._needs[need].themes}
        return tuple(sorted(found))

    def codes_of(self, service: Service) -> tuple[tuple[str, str], ...]:
        """The terms that classify a service: (taxonomy, code), the profile excepted."""
        return (
            (KINDS, service.kind),
            *((NEEDS, need) for need in self.needs_of(service)),
            *((AUDIENCES, audience) for audience in service.audience),
            *((CHANNELS, channel) for channel in service.reachable_channels),
            *((THEMES, theme) for theme in self.themes_of(service)),
        )

    def kind(self, service: Service) -> Kind:
        """The kind of a service."""
        return self._kinds[service.kind]

    def _described(self) -> Iterator[tuple[str, str, str, str]]:
        for need in self._needs.values():
            said = f"Open Referral : {need.hsds}." if need.hsds else need.label
            yield NEEDS, need.id, need.label, said
        for name, kind in self._kinds.items():
            yield KINDS, name, kind.label, kind.description.vous
        for audience, name in _AUDIENCE_NAMES.items():
            yield AUDIENCES, audience, name, f"Public : {name.lower()}."
        for channel, name in _CHANNEL_NAMES.items():
            yield CHANNELS, channel, name, f"{name}."
        for theme in sorted({theme for need in self._needs.values() for theme in need.themes}):
            yield THEMES, theme, theme, "Thématique du schéma data·inclusion v1."
        for code, (name, said) in _PROFILE_TERMS.items():
            yield PROFILE, code, name, said

    def _term(self, taxonomy: str, code: str, name: str, description: str) -> TaxonomyTerm:
        return TaxonomyTerm(
            id=identifier("taxonomy_term", taxonomy, code),
            code=code,
            name=name,
            description=description,
            taxonomy=_TAXONOMIES[taxonomy][0],
            taxonomy_id=identifier("taxonomy", taxonomy),
            language="fr",
        )
