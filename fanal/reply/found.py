"""Search results as people see them: a card, and why it is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fanal.directory.search import Hit, Query
from fanal.matching import Choice, Request
from fanal.matching.contacts import answers
from fanal.matching.search import DirectorySearch
from fanal.reply.cards import card
from fanal.reply.composer import CRISIS_LINES, Composer
from fanal.reply.model import Contact
from fanal.settings import ROOT
from fanal.yaml_files import YamlError, load_yaml

REASONS = (
    "urgent",
    "name",
    "need",
    "commune",
    "distance",
    "served",
    "neighbour",
    "region",
    "national",
    "open",
    "specialised",
    "stale",
    "fallback",
)
_NEAR = 1.0
"""Below a kilometre, « dans la même commune » says it better than a distance."""


@dataclass(frozen=True)
class Found:
    """One result.

    Attributes:
        contact: the card.
        reasons: why it is there, in French, the strongest reason first.
    """

    contact: Contact
    reasons: tuple[str, ...]


def load_reasons(resources: Path | None = None) -> dict[str, str]:
    """The sentences of data/resources/search/reasons.yml.

    Raises:
        YamlError: a sentence is missing, or there is one too many.
    """
    path = (resources or ROOT / "data" / "resources") / "search" / "reasons.yml"
    data = load_yaml(path).data
    if not isinstance(data, dict) or set(data) != set(REASONS):
        raise YamlError(path, 1, f"une phrase est attendue pour : {', '.join(REASONS)}.")
    return {name: str(said) for name, said in data.items()}


class Finder:
    """Searches the directory and says why each service is there."""

    def __init__(
        self, composer: Composer, search: DirectorySearch, reasons: Mapping[str, str]
    ) -> None:
        """Use what is already loaded."""
        self._composer = composer
        self._search = search
        self._said = reasons

    def learn(self, search: DirectorySearch) -> None:
        """Search with a better index from now on."""
        self._search = search

    def find(self, query: Query, *, danger: Iterable[str] = ()) -> list[Found]:
        """The services that answer a query, best first.

        Promises 1 and 4 hold here too: when no result is surely open, a line that is comes after
        them. Promise 5: in danger, the emergency lines come first.

        Args:
            query: what is looked for.
            danger: ``danger``, ``suicide`` or both, when the words speak of it.
        """
        placed = self._search.placed(query)
        hits = self._search.index.search(placed)
        found = [self._result(hit, placed) for hit in hits if self._answers_there(hit, placed)]
        urgent = [name for level in danger for name in CRISIS_LINES[level]]
        first = [self._named(name, placed, "urgent") for name in dict.fromkeys(urgent)]
        kept = [one for one in found if one.contact.id not in urgent]
        results = [*first, *kept]
        if not any(self._open_human(one.contact) for one in results):
            results += self._somebody(placed, {one.contact.id for one in results})
        return results

    def _answers_there(self, hit: Hit, query: Query) -> bool:
        """National lines are not said to answer where no source confirms it."""
        matcher = self._composer.matcher
        service = matcher.directory.service(hit.service_id)
        return not service.is_national or matcher.serves(service, query.place)

    def _result(self, hit: Hit, query: Query) -> Found:
        service = self._composer.matcher.directory.service(hit.service_id)
        choice = Choice(service, hit.opening, "national" if service.is_national else "local")
        return Found(self._card(choice, query), tuple(self._why(hit, query)))

    def _named(self, service_id: str, query: Query, reason: str) -> Found:
        matcher = self._composer.matcher
        choice = matcher.choice(matcher.directory.service(service_id), self._request(query))
        return Found(self._card(choice, query), (self._said[reason],))

    def _somebody(self, query: Query, shown: set[str]) -> list[Found]:
        matcher = self._composer.matcher
        lines = matcher.national(self._request(query), limit=20)
        someone = next((c for c in lines if c.opening.state == "open" and answers(c.service)), None)
        if someone is None or someone.service.id in shown:
            return []
        return [self._named(someone.service.id, query, "fallback")]

    def _request(self, query: Query) -> Request:
        needs = self._composer.matcher.needs
        need = needs[query.need if query.need in needs and query.need else "general"]
        return Request(need, query.audience or "family", query.moment, query.place)

    def _card(self, choice: Choice, query: Query) -> Contact:
        channel = query.by
        return card(
            choice,
            self._composer.texts,
            "vous",
            query.moment,
            place=query.place,
            channel=channel,
        )

    @staticmethod
    def _open_human(contact: Contact) -> bool:
        return contact.open == "open" and bool(contact.phones or contact.chat_url)

    def _why(self, hit: Hit, query: Query) -> Iterable[str]:
        said = self._said
        if hit.words:
            yield said["name"].replace("{words}", ", ".join(hit.words))
        need = hit.need and self._composer.matcher.needs[hit.need].label
        if need:
            yield said["need"].replace("{need}", need.professional)
        if hit.nearness is not None and hit.nearness in said:
            yield said[hit.nearness].replace("{place}", self._where(hit, query))
        if hit.distance is not None and hit.distance >= _NEAR:
            yield said["distance"].replace("{distance}", str(round(hit.distance)))
        for name, holds in (
            ("open", hit.opening.state == "open"),
            ("specialised", hit.specialised),
            ("stale", hit.stale),
        ):
            if holds:
                yield said[name]

    def _where(self, hit: Hit, query: Query) -> str:
        """The place to name: the one asked for, or the département of a service of elsewhere."""
        gazetteer = self._composer.gazetteer
        service = self._composer.matcher.directory.service(hit.service_id)
        if hit.nearness == "commune" and query.place is not None:
            return query.place.label
        if hit.nearness == "served" and query.place and query.place.departement:
            return gazetteer.departement(query.place.departement).label
        if service.departement is not None:
            return gazetteer.departement(service.departement).label
        return query.place.label if query.place else ""
