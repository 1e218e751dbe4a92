"""Opens the search over the directory, with the same needs and phrasings as the chat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from fanal.directory import Directory
from fanal.directory.search import (
    Ground,
    Hit,
    NeedGuide,
    NeedReader,
    Query,
    SearchIndex,
    Words,
)
from fanal.geography import Gazetteer
from fanal.language.nearest import known_phrasings
from fanal.matching.needs import Need, Needs
from fanal.records import AUDIENCES
from fanal.settings import ROOT

_NEED = "need/"
_NO_NEED = "out_of_scope"


class DirectorySearch:
    """The index, and the places that people write among their words."""

    def __init__(self, index: SearchIndex, gazetteer: Gazetteer) -> None:
        """Use an index and places already loaded; `open_search` builds the index."""
        self.index = index
        self._gazetteer = gazetteer

    def find(self, query: Query) -> list[Hit]:
        """The services that answer a query, best first.

        A place is looked for in the text when none was given: « crip guéret ». When several are
        possible, none is taken: a search asks no question, so it must not guess.

        Raises:
            ValueError: the moment has no time zone.
        """
        return self.index.search(self.placed(query))

    def placed(self, query: Query) -> Query:
        """The query with the place that its text names, taken out of the words."""
        if query.place is not None or not query.text:
            return query
        found = self._gazetteer.find(query.text)
        if found is None or len(found.places) != 1:
            return query
        rest = f"{query.text[: found.start]} {query.text[found.end :]}"
        return replace(query, place=found.places[0], text=rest.strip())


def open_search(
    directory: Directory,
    needs: Needs,
    data: Path | None = None,
    phrasings: Iterable[tuple[str, str]] | None = None,
) -> SearchIndex:
    """Index the services of the directory.

    Args:
        directory: the services.
        needs: who serves what.
        data: the folder that holds nlu/ and resources/; the project's own when None.
        phrasings: pairs (intent, phrasing) already read; those of ``data`` when None.

    Raises:
        fanal.yaml_files.YamlError: a content file is broken.
        fanal.geography.GeographyError: a table of places is missing or broken.
    """
    folder = data or ROOT / "data"
    words = Words.load(folder / "resources" / "search" / "words.yml")
    return SearchIndex(
        directory.services,
        directory.kinds,
        ground=Ground.load(),
        words=words,
        guides=guides([*needs.all, needs["general"]]),
        reader=NeedReader(need_phrasings(folder, phrasings), words),
    )


def guides(needs: Iterable[Need]) -> list[NeedGuide]:
    """What each need's file says of who serves it."""
    return [
        NeedGuide(
            need.id,
            lines={audience: need.lines.of(audience) for audience in AUDIENCES},
            kinds={audience: need.local.of(audience) for audience in AUDIENCES},
        )
        for need in needs
    ]


def need_phrasings(
    data: Path | None = None, phrasings: Iterable[tuple[str, str]] | None = None
) -> Iterator[tuple[str | None, str]]:
    """Pairs (identifier of a need, phrasing) that the chat learns from; None: nothing to do."""
    for intent, text in known_phrasings(data) if phrasings is None else phrasings:
        if intent.startswith(_NEED):
            yield intent.removeprefix(_NEED), text
        elif intent == _NO_NEED:
            yield None, text
