"""National lines as plain contacts: they need neither Rasa nor Redis."""

from __future__ import annotations

from typing import Any

from fanal.clock import now
from fanal.matching import Choice, Request, stale_last
from fanal.records import Audience
from fanal.reply import Contact, Dialogue
from fanal.reply.cards import card, french_date

EMERGENCY = (("police-17", "Police"), ("urgence-114", "Par SMS"), ("119", "Enfance en danger"))
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("En danger maintenant", ("police-17", "urgence-114", "samu-15", "pompiers-18", "urgence-112")),
    (
        "Enfants et jeunes",
        ("119", "espace-mineurs-masecurite", "3018", "fil-sante-jeunes", "116000"),
    ),
    ("Envie de mourir, mal-être", ("3114", "sos-amitie", "croix-rouge-ecoute", "nightline")),
)
OTHERS = "Autres services"


class NationalLines:
    """The national part of the directory, grouped for reading and printing."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._composer = dialogue.composer

    def national(self) -> list[dict[str, Any]]:
        """Every national service as a contact, with its ``group``, in reading order."""
        directory = self._composer.matcher.directory
        named = {name: group for group, names in GROUPS for name in names}
        order = list(named)
        services = sorted(
            directory.national,
            key=lambda s: (order.index(s.id) if s.id in named else len(order), s.name),
        )
        return [
            {
                **self._card(service.id).model_dump(mode="json"),
                "group": named.get(service.id, OTHERS),
            }
            for service in services
        ]

    def emergency(self) -> list[dict[str, Any]]:
        """The three contacts shown before a word is typed, each with its ``short`` name."""
        return [
            {**self._card(name).model_dump(mode="json"), "short": short}
            for name, short in EMERGENCY
        ]

    def departements(self) -> list[tuple[str, str]]:
        """Codes and labels, in the order of the codes."""
        return [(d.code, d.label) for d in self._composer.gazetteer.departements]

    def needs(self) -> list[tuple[str, str]]:
        """Identifiers and labels of the needs, as professionals say them."""
        return [
            (need.id, need.label.professional)
            for need in self._composer.matcher.needs.all
            if need.label
        ]

    def search(
        self, departement: str, need: str | None = None, audience: Audience = "family"
    ) -> list[dict[str, Any]]:
        """Contacts for a département: the right national line, then the local services."""
        chosen = self.chosen(departement, need, audience)
        return [self._render(choice).model_dump(mode="json") for choice in chosen]

    def chosen(
        self, departement: str, need: str | None = None, audience: Audience = "family"
    ) -> list[Choice]:
        """The services that `search` shows, best first."""
        matcher = self._composer.matcher
        wanted = matcher.needs[need if need and need in matcher.needs else "general"]
        place = self._composer.place(f"departement:{departement}")
        request = Request(wanted, audience, now(), place)
        found: list[Choice] = [*matcher.national(request, 3), *matcher.local(request, 30)]
        return stale_last(matcher, found, request)

    def freshness(self) -> tuple[int, str, str]:
        """How many services are shown, the dates of the oldest and of the newest check."""
        checked = [s.assured_date for s in self._composer.matcher.directory.services]
        return len(checked), french_date(min(checked)), french_date(max(checked))

    def knows(self, departement: str) -> bool:
        """Whether there is such a département."""
        return self._composer.place(f"departement:{departement.upper()}") is not None

    def one(self, service_id: str) -> dict[str, Any] | None:
        """One service as a contact, or None."""
        if service_id not in self._composer.matcher.directory:
            return None
        return self._card(service_id).model_dump(mode="json")

    def _card(self, service_id: str) -> Contact:
        matcher = self._composer.matcher
        request = Request(matcher.needs["general"], "family", now())
        return self._render(matcher.choice(matcher.directory.service(service_id), request))

    def _render(self, choice: Choice) -> Contact:
        return card(choice, self._composer.texts, "vous", now())
