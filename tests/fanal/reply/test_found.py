from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from fanal.directory.search import Query
from fanal.matching.search import DirectorySearch, open_search
from fanal.reply import Dialogue
from fanal.reply.found import Finder, Found, load_reasons

FRIDAY = datetime(2026, 11, 27, 17, 50, tzinfo=ZoneInfo("Europe/Paris"))
NIGHT = datetime(2026, 11, 28, 3, 10, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(scope="module")
def finder(dialogue: Dialogue) -> Finder:
    composer = dialogue.composer
    index = open_search(composer.matcher.directory, composer.matcher.needs)
    return Finder(composer, DirectorySearch(index, composer.gazetteer), load_reasons())


def names(found: list[Found]) -> list[str]:
    return [one.contact.id for one in found]


def test_a_place_among_the_words_is_understood(finder: Finder) -> None:
    """« mda guéret » is a search for a place, and the reasons say so."""
    found = finder.find(Query(FRIDAY, text="maison des adolescents guéret"))
    assert found[0].contact.id == "23-mda-01"
    assert "Dans la même commune : Guéret (23)." in found[0].reasons
    assert "Correspond à : maison, adolescents." in found[0].reasons


@pytest.mark.parametrize("text", ["", "zzzz", "cidff", "maison des ados", "crip", "je suis perdue"])
@pytest.mark.parametrize("code", ["23", "974", "988", "75"])
@pytest.mark.parametrize("moment", [FRIDAY, NIGHT])
def test_somebody_open_is_always_there(
    finder: Finder, text: str, code: str, moment: datetime
) -> None:
    """Promises 1 and 4: whatever is searched, wherever and whenever, a human answers now."""
    place = finder._composer.gazetteer.departement(code)
    found = finder.find(Query(moment, text=text, place=place))
    assert any(f.contact.open == "open" and (f.contact.phones or f.contact.chat_url) for f in found)
    assert all(one.reasons for one in found)


def test_every_reason_is_complete(finder: Finder, dialogue: Dialogue) -> None:
    """No result, for any need or place, shows a reason with a hole in it."""
    for need in dialogue.composer.matcher.needs.all:
        for code in ("23096", "97411", "75118"):
            place = dialogue.composer.gazetteer.commune(code)
            for found in finder.find(Query(FRIDAY, need=need.id, place=place, limit=30)):
                for reason in found.reasons:
                    assert "{" not in reason
                    assert ": ." not in reason
                    assert "?" not in reason


def test_danger_comes_first(finder: Finder) -> None:
    """Promise 5: the emergency lines come first, once each, before what was searched."""
    found = finder.find(Query(FRIDAY, text="police"), danger=("danger", "suicide"))
    assert names(found)[:2] == ["police-17", "urgence-114"]
    assert "3114" in names(found)[:3]
    assert len(names(found)) == len(set(names(found)))


def test_no_national_line_is_promised_where_nothing_says_it_answers(finder: Finder) -> None:
    """In Nouvelle-Calédonie, only local lines and the three emergency numbers are shown."""
    place = finder._composer.gazetteer.departement("988")
    found = finder.find(Query(FRIDAY, text="écoute", place=place))
    national = {one.contact.id for one in found if one.contact.scope == "national"}
    assert national <= {"police-17", "samu-15", "pompiers-18"}


@pytest.mark.parametrize("code", ["23", "15", "48", "976"])
def test_a_crip_is_never_that_of_a_neighbour(finder: Finder, code: str) -> None:
    """A CRIP may act in its own département only: no other one is shown, the 119 is."""
    place = finder._composer.gazetteer.departement(code)
    found = finder.find(Query(FRIDAY, text="crip", place=place, limit=20))
    directory = finder._composer.matcher.directory
    crips = [one for one in found if directory.service(one.contact.id).kind == "crip"]
    assert all(one.contact.departement == code for one in crips)
    assert "119" in names(found)
