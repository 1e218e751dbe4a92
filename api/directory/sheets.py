"""The contacts of a département on one sheet of paper."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from fanal.clock import now
from fanal.matching import Choice, Request
from fanal.reply import Dialogue
from fanal.reply.cards import card, french_date

LINES = ("police-17", "urgence-114", "119", "3018", "116000", "3114")
"""National lines printed at the top of every sheet."""


class Sheets:
    """What /annuaire/fiche prints."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._composer = dialogue.composer

    def sheet(self, departement: str) -> dict[str, Any] | None:
        """Label, date, national lines and local services by kind, or None for no such place.

        Specialised kinds come first, then the kinds with the most services.
        """
        composer = self._composer
        place = composer.place(f"departement:{departement.upper()}")
        if place is None or place.departement is None:
            return None
        matcher = composer.matcher
        moment = now()
        request = Request(matcher.needs["general"], "professional", moment, place)

        def contact(choice: Choice) -> dict[str, Any]:
            found = card(choice, composer.texts, "vous", moment, place=place)
            return found.model_dump(mode="json")

        by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for service in matcher.directory.local(place.departement):
            by_kind[service.kind].append(contact(matcher.choice(service, request)))
        kinds = matcher.directory.kinds
        order = sorted(
            by_kind, key=lambda k: (not kinds[k].specialised, -len(by_kind[k]), kinds[k].label)
        )
        lines = [matcher.directory.service(name) for name in LINES if name in matcher.directory]
        lines = [service for service in lines if matcher.serves(service, place)]
        return {
            "label": place.label,
            "printed_on": french_date(moment.date()),
            "lines": [contact(matcher.choice(service, request)) for service in lines],
            "groups": [(kinds[kind].label, by_kind[kind]) for kind in order],
            "nobody": [
                said.text for said in composer.texts.say("local_none", "vous", place=place.label)
            ],
        }
