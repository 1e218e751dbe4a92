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
    shared = re.search(r'class="share" href="([^"]+)"', kept)
    assert shared is not None
    again = client.get(shared[1].replace("&amp;", "&")).text
    assert "Maison des adolescents" in again


def test_the_list_is_in_no_address_but_the_link_to_share(client: TestClient) -> None:
    """What a page can lead to or load names no kept contact, the link one asks for excepted."""
    for path in ("/annuaire", "/annuaire/liste"):
        page = client.post(path, data={"departement": "59", "keep": ["3018", "mda-59"]}).text
        addresses = re.findall(r'(<[^>]*)(?:href|src|action)="([^"]*keep=[^"]*)"', page)
        assert all('class="share"' in tag for tag, _ in addresses), path


@pytest.mark.parametrize(("name", "kind"), [("csv", "text/csv"), ("vcf", "text/vcard")])
def test_a_list_is_downloaded_from_the_body_of_a_form(
    client: TestClient, name: str, kind: str
) -> None:
    """The buttons of the list send it in the body and bring a file with a neutral name."""
    shown = client.post("/annuaire/liste", data={"keep": ["3018", "mda-59"]}).text
    assert f'form="search" formaction="/annuaire/liste.{name}"' in shown
    taken = client.post(f"/annuaire/liste.{name}", data={"keep": ["3018", "mda-59"]})
    assert taken.text == "3018,mda-59"
    assert taken.headers["content-type"].startswith(kind)
    assert taken.headers["content-disposition"].startswith("attachment; filename=")
    assert client.get(f"/annuaire/liste.{name}?keep=3018").status_code == 405


def test_a_search_by_town_leads_to_its_sheet(client: TestClient) -> None:
    """The sheet offered is that of the département of the place found; without one, none is."""
    sheet = 'href="/annuaire/fiche/59"'
    for asked in ({"place": "Lille"}, {"departement": "59"}):
        assert sheet in client.post("/annuaire", data=asked).text, asked
    assert "/annuaire/fiche/" not in client.post("/annuaire", data={"place": "ailleurs"}).text


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
