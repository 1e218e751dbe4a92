"""The pages without script, over a fake door."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.pages.forms import MAX_BODY
from api.pages.routes import build_router
from tests.api.pages.fakes import FakeChat, FakeNumbers, fake_app, kept_id, voice

PAGES = [
    "/",
    "/annuaire/liste",
    "/numeros",
    "/annuaire",
    "/confidentialite",
    "/a-propos",
    "/accessibilite",
]


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
