"""The pages without script, over a fake door."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.pages.forms import MAX_BODY
from api.pages.routes import build_router
from api.pages.visits import LeftVisits
from tests.api.pages.fakes import EXIT_URL, FakeChat, FakeDirectory, FakeNumbers, fake_app, voice

PAGES = [
    "/",
    "/annuaire/liste",
    "/numeros",
    "/annuaire",
    "/confidentialite",
    "/a-propos",
    "/accessibilite",
]


@pytest.fixture
def chat() -> FakeChat:
    return FakeChat()


@pytest.fixture
def client(chat: FakeChat) -> TestClient:
    return TestClient(fake_app(chat), follow_redirects=False)


def hidden(html: str, name: str) -> str:
    """The value of a hidden field: the same in every form of the page."""
    body = html.partition("<template")[0]
    found = set(re.findall(rf'name="{name}" value="([^"]*)"', body))
    assert len(found) == 1
    return found.pop()


def kept_id(html: str) -> str:
    return hidden(html, "conversation_id")


def test_first_screen_says_robot_keeps_nothing_and_shows_numbers(client: TestClient) -> None:
    """The first screen says what this is, what it keeps, and shows numbers to touch."""
    html = client.get("/").text
    assert "Fanal est un robot" in html
    assert "Il ne garde rien" in html
    for uri in ("tel:17", "sms:114", "tel:119"):
        assert f'href="{uri}"' in html


def test_first_screen_opens_no_conversation(client: TestClient, chat: FakeChat) -> None:
    """Looking at the page leaves nothing on the server."""
    client.get("/")
    assert chat.open_conversations == {}


def test_numbers_come_from_the_port_only() -> None:
    """Other lines in the port are the only lines on the page."""

    class Others(FakeNumbers):
        def emergency(self) -> list[dict[str, Any]]:
            return [super().emergency()[0] | {"phones": [voice("999")], "short": "Ailleurs"}]

    html = TestClient(fake_app(numbers=Others())).get("/").text
    assert set(re.findall(r'href="(?:tel|sms):([^"]+)"', html)) == {"999"}


def test_a_message_opens_a_conversation_and_shows_the_reply(
    client: TestClient, chat: FakeChat
) -> None:
    """One form is enough: words, cards and choices come back in the whole page."""
    answer = client.post("/conversation", data={"conversation_id": "", "text": "salut\r\nca va"})
    assert answer.status_code == 200
    assert chat.open_conversations == {kept_id(answer.text): ["salut\nca va"]}
    for shown in ("t&#39;écouter", "Appeler le", 'href="tel:119"', "Je préfère écrire"):
        assert shown in answer.text


def test_a_conversation_goes_on(client: TestClient, chat: FakeChat) -> None:
    """The hidden field continues the same conversation."""
    first = kept_id(client.post("/conversation", data={"text": "un"}).text)
    second = client.post("/conversation", data={"conversation_id": first, "text": "deux"})
    assert kept_id(second.text) == first
    assert chat.open_conversations == {first: ["un", "deux"]}


def test_a_choice_is_sent_and_the_draft_stays(client: TestClient, chat: FakeChat) -> None:
    """A pressed button sends its own words; what was being written is still in the box."""
    answer = client.post("/conversation", data={"text": "je voulais dire", "choice": "autre"})
    assert list(chat.open_conversations.values()) == [["autre"]]
    assert "je voulais dire</textarea>" in answer.text
    same = client.post("/conversation", data={"text": "encore", "choice": "encore"})
    assert "encore</textarea>" not in same.text


def test_easy_french_is_carried_by_forms_and_links(client: TestClient) -> None:
    """The choice comes back checked and goes on in every link, without a cookie."""
    answer = client.post("/conversation", data={"text": "bonjour", "facile": "1"}).text
    assert re.search(r'<input[^>]* id="easy"[^>]* checked', answer)
    assert 'href="/numeros?facile=1"' in answer
    assert '<span class="easy">Merci d&#39;en parler.\nCe n' in answer
    erased = client.post("/effacer", data={"facile": "1"})
    assert erased.headers["location"] == "/?facile=1"
    plain = client.get("/").text
    assert not re.search(r'<input[^>]* id="easy"[^>]* checked', plain)
    assert "facile=1" not in plain.partition("<noscript>")[0]


def test_another_language_says_its_name(client: TestClient) -> None:
    """An Arabic line is marked as Arabic, and its own letters decide its direction."""
    answer = client.post("/conversation", data={"text": "arabe"}).text
    assert '<p lang="ar" dir="auto">أنا' in answer


class TestWidget:
    """The page that partners frame."""

    @pytest.fixture
    def client(self, chat: FakeChat) -> TestClient:
        app = fake_app(chat, framed_by=("https://ecole.example",))
        return TestClient(app, follow_redirects=False)

    def test_only_the_widget_may_be_framed(self, client: TestClient) -> None:
        """The listed site may frame /widget, and nobody any other page."""
        framed = client.get("/widget").headers
        assert "frame-ancestors https://ecole.example;" in framed["content-security-policy"]
        assert "x-frame-options" not in framed
        for path in (*PAGES, "/widgets", "/static/chat.js"):
            headers = client.get(path).headers
            assert "frame-ancestors 'none'" in headers["content-security-policy"], path
            assert headers["x-frame-options"] == "DENY"

    def test_a_conversation_stays_in_the_frame(self, client: TestClient, chat: FakeChat) -> None:
        """Forms lead to framed pages, links open beside, and the way out takes the window."""
        first = client.get("/widget").text
        assert 'action="/widget#reponse"' in first
        assert 'formaction="/widget/effacer"' in first
        assert 'action="/quitter" target="_top"' in first
        shown = client.post("/widget", data={"text": "bonjour"})
        assert list(chat.open_conversations) == [kept_id(shown.text)]
        assert "frame-ancestors https://ecole.example" in shown.headers["content-security-policy"]
        erased = client.post("/widget/effacer", data={"conversation_id": kept_id(shown.text)})
        assert (erased.status_code, erased.headers["location"]) == (303, "/widget")
        assert chat.open_conversations == {}
        links = re.findall(r'<a [^>]*href="/[^>]*>', first.partition("<template")[0])
        assert links
        assert all('target="_blank"' in link for link in links)

    def test_without_partners_there_is_no_widget(self) -> None:
        """An instance that lists nobody has no page to frame."""
        client = TestClient(fake_app())
        assert client.get("/widget").status_code == 404
        assert "'none'" in client.get("/widget").headers["content-security-policy"]


def test_a_forgotten_conversation_begins_again(client: TestClient, chat: FakeChat) -> None:
    """Half an hour later the same words are answered in a new conversation."""
    answer = client.post("/conversation", data={"conversation_id": "gone", "text": "encore"})
    assert answer.status_code == 200
    assert chat.open_conversations == {kept_id(answer.text): ["encore"]}


def test_nothing_of_a_conversation_is_in_an_address(client: TestClient) -> None:
    """No link and no form target carries the identifier or the words."""
    html = client.post("/conversation", data={"text": "motrare"}).text
    for address in re.findall(r'(?:href|action|src)="([^"]*)"', html):
        assert "motrare" not in address
        assert kept_id(html) not in address
        assert address.startswith(("tel:", "sms:", "mailto:", "https://")) or "?" not in address


def test_a_refused_message_is_explained_and_kept(client: TestClient) -> None:
    """The words of the refusal are shown and what was written stays in the box."""
    long_text = "é" * 1001
    answer = client.post("/conversation", data={"text": long_text})
    assert answer.status_code == 422
    assert "1 000 caractères au plus" in answer.text
    assert f"{long_text}</textarea>" in answer.text
    assert 'href="tel:119"' in answer.text


def test_an_empty_message_is_explained(client: TestClient, chat: FakeChat) -> None:
    """Spaces alone are not sent, and the page says what to do."""
    answer = client.post("/conversation", data={"conversation_id": "abc", "text": "  \n "})
    assert answer.status_code == 422
    assert "Le message est vide" in answer.text
    assert kept_id(answer.text) == "abc"
    assert chat.open_conversations == {}


def test_a_failure_keeps_numbers_and_words(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    """When no reply comes the lines are there, the words too, and the log has none of them."""
    answer = client.post("/conversation", data={"text": "panne motrare"})
    assert answer.status_code == 503
    assert "n'est pas arrivée" in answer.text
    assert answer.text.partition("<template")[0].count('href="tel:17"') == 1
    assert "panne motrare</textarea>" in answer.text
    assert "RuntimeError" in caplog.text
    assert "motrare" not in caplog.text


def test_an_unreadable_form_still_gets_a_page_with_numbers(client: TestClient) -> None:
    """Too long, of another type or broken: the page explains and the lines are there."""
    form = {"content-type": "application/x-www-form-urlencoded"}
    for body, headers, status in (
        (b"text=" + b"a" * MAX_BODY, form, 413),
        (b'{"text": "a"}', {"content-type": "application/json"}, 415),
        ("text=é".encode("latin-1"), form, 400),
        (b"&".join(b"a=1" for _ in range(90)), form, 400),
    ):
        answer = client.post("/conversation", content=body, headers=headers)
        assert answer.status_code == status
        assert 'role="alert"' in answer.text
        assert 'href="tel:119"' in answer.text


def test_what_is_written_is_never_run(client: TestClient) -> None:
    """Tags in a message or in a record are shown as text; a script address is no link."""
    html = client.post("/conversation", data={"text": "<img src=x> piège"}).text
    assert "&lt;img src=x&gt; piège" in html
    assert "&lt;script&gt;1&lt;/script&gt;" in html
    assert "Une &lt;b&gt;fiche" in html
    assert "javascript:" not in html


def test_urgent_and_degraded_replies_are_marked(client: TestClient) -> None:
    """Urgency changes the look, and a part that is down is said."""
    urgent = client.post("/conversation", data={"text": "danger"}).text.partition("<template")[0]
    assert '<li id="reponse" class="turn robot urgent"' in urgent
    assert urgent.index("Appeler le") < urgent.index("peut envoyer une équipe")
    degraded = client.post("/conversation", data={"text": "réduit"}).text.partition("<template")[0]
    assert "Une partie de Fanal ne répond pas" in degraded
    assert "urgent" not in degraded


def test_erasing_leaves_nothing_and_returns_to_the_start(
    client: TestClient, chat: FakeChat
) -> None:
    """The erase button works as a plain form."""
    conversation_id = kept_id(client.post("/conversation", data={"text": "un"}).text)
    answer = client.post("/effacer", data={"conversation_id": conversation_id})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert chat.open_conversations == {}


def test_leaving_erases_and_shows_a_neutral_page(client: TestClient, chat: FakeChat) -> None:
    """The exit works without script and its page says nothing of this site."""
    conversation_id = kept_id(client.post("/conversation", data={"text": "un"}).text)
    answer = client.post("/quitter", data={"conversation_id": conversation_id})
    assert answer.status_code == 200
    assert answer.headers["refresh"] == f"0; url={EXIT_URL}"
    assert chat.erased == [conversation_id]
    assert "Fanal" not in answer.text


@pytest.mark.parametrize("path", ["/quitter", "/effacer"])
def test_a_form_of_a_visit_that_is_over_is_not_answered_again(
    client: TestClient, chat: FakeChat, path: str
) -> None:
    """What Back sends once more after the exit leads to the first screen and opens nothing."""
    visit = hidden(client.get("/").text, "visit")
    first = {"visit": visit, "conversation_id": "", "text": "un secret"}
    shown = client.post("/conversation", data=first).text
    assert hidden(shown, "visit") == visit
    client.post(path, data={"visit": visit, "conversation_id": kept_id(shown)})
    echo = client.post("/conversation", data=first)
    assert (echo.status_code, echo.headers["location"]) == (303, "/")
    assert chat.open_conversations == {}
    assert hidden(client.get("/").text, "visit") != visit


def test_left_visits_are_bounded() -> None:
    """The oldest visits are dropped, and odd words are not remembered."""
    left = LeftVisits(kept=2)
    odd = ("", "x" * 33)
    for visit in ("a", "b", "c", *odd):
        left.end(visit)
    assert [visit in left for visit in ("a", "b", "c", *odd)] == [False, True, True, False, False]


def test_leaving_works_when_erasing_does_not() -> None:
    """Nothing holds back the exit: neither a broken store nor an unreadable form."""

    class Stuck(FakeChat):
        async def erase(self, conversation_id: str) -> None:
            raise RuntimeError

    client = TestClient(fake_app(Stuck()))
    assert "refresh" in client.post("/quitter", data={"conversation_id": "a"}).headers
    assert "refresh" in client.post("/quitter", content=b"\xff").headers


@pytest.mark.parametrize("path", ["/conversation", "/quitter", "/effacer"])
def test_form_targets_opened_as_addresses_lead_to_the_start(client: TestClient, path: str) -> None:
    """Going back or typing the address of a form shows the first screen."""
    answer = client.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_the_exit_must_be_https() -> None:
    """An exit that a network could read or change is refused when the door starts."""
    with pytest.raises(ValueError, match="https"):
        build_router(FakeChat(), FakeNumbers(), exit_url="http://exit.example/")


def test_numbers_page_is_grouped_and_needs_no_chat(client: TestClient, chat: FakeChat) -> None:
    """The national lines stand under their titles when the conversation is broken."""
    chat.broken = True
    html = client.get("/numeros").text
    assert html.index("<h2>Urgence") < html.index("tel:17") < html.index("<h2>Enfants et jeunes")
    assert "tous les jours, de 9 h à 23 h" in html


@pytest.mark.parametrize("path", PAGES)
def test_every_page_can_be_left_and_sets_no_cookie(client: TestClient, path: str) -> None:
    """Each page has the exit, the neutral title, French as its language and no cookie."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert '<html lang="fr">' in answer.text
    assert "<title>Fanal</title>" in answer.text
    assert 'action="/quitter"' in answer.text
    assert answer.text.count("<h1") == 1


def test_operator_is_said_when_declared() -> None:
    """« À propos » names who runs the site, or says that nobody declared it."""
    app = FastAPI()
    app.include_router(build_router(FakeChat(), FakeNumbers(), operator="l'association Essai"))
    assert "l&#39;association Essai" in TestClient(app).get("/a-propos").text
    assert "ne s'est pas encore déclaré" in TestClient(fake_app()).get("/a-propos").text


def test_without_directory_the_page_and_its_links_do_not_exist() -> None:
    """An instance without directory shows no dead link."""
    app = FastAPI()
    app.include_router(build_router(FakeChat(), FakeNumbers()))
    client = TestClient(app)
    assert client.get("/annuaire").status_code == 404
    assert "/annuaire" not in client.get("/").text


def test_static_files_are_served_and_nothing_beside_them(client: TestClient) -> None:
    """Style, script and icon have their type; any other name is not found."""
    for name, kind in (("page.css", "text/css"), ("chat.js", "text/javascript")):
        assert client.get(f"/static/{name}").headers["content-type"].startswith(kind)
    assert client.get("/static/icon.svg").headers["content-type"] == "image/svg+xml"
    for name in ("../routes.py", "..%2Froutes.py", "routes.py", ""):
        assert client.get(f"/static/{name}").status_code == 404


class TestDirectory:
    """The page /annuaire."""

    @pytest.fixture
    def directory(self) -> FakeDirectory:
        return FakeDirectory()

    @pytest.fixture
    def client(self, directory: FakeDirectory) -> TestClient:
        return TestClient(fake_app(directory=directory))

    def test_nothing_is_searched_before_a_departement_is_chosen(
        self, client: TestClient, directory: FakeDirectory
    ) -> None:
        """The empty form shows no result."""
        assert "resultats" not in client.get("/annuaire").text.replace("#resultats", "")
        assert directory.asked == []

    def test_the_form_and_the_shared_link_find_the_same(
        self, client: TestClient, directory: FakeDirectory
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

    def test_filters_leave_out_what_does_not_fit(self, client: TestClient) -> None:
        """Open now and without speaking can be asked together."""
        open_now = client.post("/annuaire", data={"departement": "59", "open_now": "1"}).text
        assert "1 contact<" in open_now
        for channel, found in (("written", 2), ("voice", 3), ("place", 1)):
            asked = {"departement": "59", "channel": channel}
            said = f"{found} contacts<" if found > 1 else "1 contact<"
            assert said in client.post("/annuaire", data=asked).text, channel

    def test_a_town_is_enough(self, client: TestClient, directory: FakeDirectory) -> None:
        """A town or a postcode finds without a département; one that nobody knows is said so."""
        assert "Dans ce département." in client.post("/annuaire", data={"place": " Lille "}).text
        assert [asked.place for asked in directory.asked] == ["Lille"]
        unknown = client.post("/annuaire", data={"place": "Nulle-Part"})
        assert unknown.status_code == 422
        assert "Ce lieu n&#39;existe pas" in unknown.text
        assert 'value="Nulle-Part"' in unknown.text

    def test_a_list_is_carried_from_search_to_search(self, client: TestClient) -> None:
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

    def test_an_empty_list_says_how_to_fill_it(self, client: TestClient) -> None:
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
        self, client: TestClient, directory: FakeDirectory, fields: dict[str, str]
    ) -> None:
        """A value that was not offered is explained and searches nothing."""
        answer = client.post("/annuaire", data=fields)
        assert answer.status_code == 422
        assert "pas dans la liste" in answer.text
        assert directory.asked == []
