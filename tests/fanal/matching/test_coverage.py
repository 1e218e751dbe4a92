"""Who covers each place: the levels, the map, and the words said when nobody is near."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from fanal.directory import Directory
from fanal.directory.search import Query
from fanal.geography.tables import read_departements, read_tiles
from fanal.geography.zones import DATA
from fanal.language.understanding import Understanding
from fanal.matching import Matcher, Request
from fanal.matching.contacts import answers
from fanal.matching.coverage import LEVELS, Cell, coverage, local_needs
from fanal.matching.coverage_map import as_svg, as_table, summary
from fanal.matching.search import open_search
from fanal.records import AUDIENCES, Audience, register_of
from fanal.reply import Conversation, Dialogue, Turn

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(scope="module")
def cells(dialogue: Dialogue) -> list[Cell]:
    composer = dialogue.composer
    return coverage(composer.matcher, composer.gazetteer, NOW)


@pytest.fixture(scope="module")
def labels(dialogue: Dialogue) -> dict[str, str]:
    return {need.id: need.id for need in dialogue.composer.matcher.needs.all}


def level(cells: list[Cell], departement: str, need: str) -> str:
    [found] = [c for c in cells if (c.departement, c.need) == (departement, need)]
    return found.level


def test_every_place_and_need_has_a_cell(cells: list[Cell], dialogue: Dialogue) -> None:
    """No département and no need is missing from the coverage."""
    places = {row.code for row in read_departements(DATA)}
    needs = {need.id for need in local_needs(dialogue.composer.matcher)}
    assert {(c.departement, c.need) for c in cells} == {(p, n) for p in places for n in needs}
    assert len(cells) == len(places) * len(needs)
    assert {cell.level for cell in cells} == set(LEVELS)


def test_levels(cells: list[Cell], dialogue: Dialogue) -> None:
    """Right, stale, able to orient, or national lines only: told from the records themselves."""
    assert level(cells, "23", "low_mood") == "right"
    assert level(cells, "975", "low_mood") == "national"
    assert level(cells, "23", "student") == "orient"
    matcher = dialogue.composer.matcher
    ancient = Directory(
        {
            s.id: s.model_copy(update={"assured_date": date(2015, 1, 1)})
            for s in matcher.directory.services
        },
        matcher.directory.kinds,
    )
    old = Matcher(ancient, matcher.needs, matcher.written)
    aged = coverage(old, dialogue.composer.gazetteer, NOW)
    assert level(aged, "23", "low_mood") == "stale"
    assert "right" not in {cell.level for cell in aged}


def test_the_table_reads_back(cells: list[Cell]) -> None:
    """The table says what the cells say."""
    lines = list(csv.DictReader(io.StringIO(as_table(cells)), delimiter=";"))
    said = {(line["departement"], need): line[need] for line in lines for need in line}
    assert all(said[cell.departement, cell.need] == cell.level for cell in cells)


def test_the_summary_counts(cells: list[Cell], labels: dict[str, str]) -> None:
    """The worst covered need comes first, and each line counts every place once."""
    lines = summary(cells, labels).splitlines()[1:]
    counts = [[int(word) for word in line.split()[1:]] for line in lines]
    assert {sum(numbers) for numbers in counts} == {len(read_departements(DATA))}
    assert [numbers[0] for numbers in counts] == sorted(numbers[0] for numbers in counts)


def test_the_map_is_a_picture(cells: list[Cell], labels: dict[str, str]) -> None:
    """The picture is well formed and holds a named tile for each cell."""
    root = ET.fromstring(as_svg(cells, labels))  # noqa: S314 - our own picture
    names = [title.text for title in root.iter("{http://www.w3.org/2000/svg}title")]
    assert len(names) == len(cells) + 1
    assert "975 : lignes nationales seulement" in names


def test_each_departement_has_its_own_tile() -> None:
    """Every département and collectivité is on the map, once, where no other is."""
    tiles = read_tiles(DATA)
    assert sorted(t.code for t in tiles) == sorted(r.code for r in read_departements(DATA))
    assert len({(t.column, t.row) for t in tiles}) == len(tiles)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_place_and_need_is_answered_honestly(dialogue: Dialogue, audience: Audience) -> None:
    """For each place and need: somebody near, or words that say there is nobody; lines always."""
    composer = dialogue.composer
    register = register_of(audience)
    for place in composer.gazetteer.departements:
        for need in local_needs(composer.matcher):
            memory = Conversation(
                need=need.id, audience=audience, place=f"departement:{place.code}"
            )
            turn = Turn(Understanding("need", topic=need.id), memory, NOW)
            reply = dialogue.move("need", turn).reply
            where = (place.code, need.id)
            said = {message.text for message in reply.messages}
            told = {
                key
                for key in ("local_found", "local_general", "local_none", "no_place")
                if {m.text for m in composer.texts.say(key, register, place=place.label)} <= said
            }
            near = composer.matcher.local(Request(need, audience, NOW, place))
            if not need.local.of(audience):
                expected = "no_place"
            elif not near:
                expected = "local_none"
            else:
                exact = any(choice.exact for choice in near)
                expected = "local_found" if exact else "local_general"
            assert told == {expected}, where
            shown = {contact.id for contact in reply.contacts}
            assert {choice.service.id for choice in near} <= shown, where
            lines = shown - {choice.service.id for choice in near}
            assert any(answers(composer.matcher.directory.service(name)) for name in lines), where


def test_the_search_answers_every_place_and_need(dialogue: Dialogue) -> None:
    """Searched by need: each place gets a national line, and only its own are said to be here."""
    matcher = dialogue.composer.matcher
    index = open_search(matcher.directory, matcher.needs)
    for place in dialogue.composer.gazetteer.departements:
        for need in local_needs(matcher):
            hits = index.search(Query(NOW, need=need.id, place=place, limit=50))
            where = (place.code, need.id)
            assert any(hit.nearness == "national" for hit in hits), where
            here = {hit.service_id for hit in hits if hit.nearness in ("commune", "served")}
            assert here <= {service.id for service in matcher.directory.local(place.code)}, where
            right = [c for c in matcher.local(Request(need, "young", NOW, place)) if c.exact]
            assert not right or here, where
