"""The pages of the directory: the search, and the list a person puts aside."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from tests.api.pages.fakes import FakeDirectory, fake_app


@pytest.fixture
def directory() -> FakeDirectory:
    return FakeDirectory()


@pytest.fixture
def client(directory: FakeDirectory) -> TestClient:
    return TestClient(fake_app(directory=directory))


def test_nothing_is_searched_before_a_departement_is_chosen(
    client: TestClient, directory: FakeDirectory
) -> None:
    """The empty form shows no result."""
    assert "resultats" not in client.get("/annuaire").text.replace("#resultats", "")
    assert directory.asked == []


def test_the_form_and_the_shared_link_find_the_same(
    client: TestClient, directory: FakeDirectory
) -> None:
    """The form keeps the need out of the address; the link repeats the search."""
    asked = {"departement": "59", "need": "shelter", "audience": "family"}
    posted = client.post("/annuaire", data=asked)
    link = re.search(r'class="share" href="(/annuaire\?[^"]+)"', posted.text)
    assert link is not None
    shared = client.get(link[1].replace("&amp;", "&"))
    assert shared.text == posted.text
    one, same = directory.asked
    assert (one.departement, one.need, one.audience) == ("59", "shelter", "family")
    assert one == same
    assert "Maison des adolescents" in shared.text


def test_filters_leave_out_what_does_not_fit(client: TestClient) -> None:
    """Open now and without speaking can be asked together."""
    open_now = client.post("/annuaire", data={"departement": "59", "open_now": "1"}).text
    assert "1 contact<" in open_now
    for channel, found in (("written", 2), ("voice", 3), ("place", 1)):
        asked = {"departement": "59", "channel": channel}
        said = f"{found} contacts<" if found > 1 else "1 contact<"
        assert said in client.post("/annuaire", data=asked).text, channel


def test_a_town_is_enough(client: TestClient, directory: FakeDirectory) -> None:
    """A town or a postcode finds without a département; one that nobody knows is said so."""
    assert "Dans ce département." in client.post("/annuaire", data={"place": " Lille "}).text
    assert [asked.place for asked in directory.asked] == ["Lille"]
    unknown = client.post("/annuaire", data={"place": "Nulle-Part"})
    assert unknown.status_code == 422
    assert "Ce lieu n&#39;existe pas" in unknown.text
    assert 'value="Nulle-Part"' in unknown.text


def test_a_list_is_carried_from_search_to_search(client: TestClient) -> None:
    """What was put aside stays ticked, is shown as a list, and comes back with the search."""
    asked = {"departement": "59", "channel": "place", "keep": ["3018", "mda-59", "gone"]}
    found = client.post("/annuaire", data=asked).text
    assert set(re.findall(r'name="keep" value="([^"]+)"[^>]*checked', found)) == {
        "3018",
        "mda-59",
    }
    kept = client.post("/annuaire/liste", data=asked).text
    assert re.findall(r'name="keep" value="([^"]+)"[^>]*checked', kept) == ["3018", "mda-59"]
    assert 'name="channel" value="place"' in kept
    assert "services.csv?keep=3018&amp;keep=mda-59&amp;keep=gone" in kept
    shared = re.search(r'class="share" href="([^"]+)"', kept)
    assert shared is not None
    again = client.get(shared[1].replace("&amp;", "&")).text
    assert "Maison des adolescents" in again


def test_an_empty_list_says_how_to_fill_it(client: TestClient) -> None:
    """Nothing put aside is not an error."""
    assert "La liste est vide" in client.get("/annuaire/liste").text


@pytest.mark.parametrize(
    "fields",
    [
        {"departement": "999"},
        {"departement": "59", "need": "x"},
        {"audience": "x"},
        {"channel": "x"},
    ],
)
def test_values_out_of_the_lists_are_refused(
    client: TestClient, directory: FakeDirectory, fields: dict[str, str]
) -> None:
    """A value that was not offered is explained and searches nothing."""
    answer = client.post("/annuaire", data=fields)
    assert answer.status_code == 422
    assert "pas dans la liste" in answer.text
    assert directory.asked == []
