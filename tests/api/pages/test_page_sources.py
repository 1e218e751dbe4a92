"""What the templates, the styles and the scripts may not hold."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.pages import rendering
from fanal.reply.easy import easy_problems
from tests.api.pages.fakes import fake_app
from tests.api.pages.test_page_routes import PAGES

HERE = Path(rendering.__file__).parent
SOURCES = sorted([*(HERE / "templates").iterdir(), *(HERE / "static").iterdir()])
DRAWINGS = re.compile(r"<symbol.*?</symbol>|<path[^>]*>", re.DOTALL)
PHONE = re.compile(
    r"\b(?:15|17|18|112|114|115|116[ .]?\d{3}|119|196|3\d{3}|0[1-9](?:[ .]?\d\d){4}"
    r"|0[ .]?8\d\d[ .]?\d{3}[ .]?\d{3})\b(?!\s*(?:%|px|rem|em|pt|mm)\b)"
)
FIRST_VIEW = (
    "/",
    *(f"/static/{n}" for n in ("page.css", "exit.js", "chat.js", "reply.js", "reading.js")),
)
MAX_FIRST_VIEW = 60_000


class Reader(HTMLParser):
    """Collects tags and the text that a person reads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(params=[*PAGES, "conversation"])
def page(request: pytest.FixtureRequest) -> Reader:
    client = TestClient(fake_app())
    if request.param == "conversation":
        return Reader(client.post("/conversation", data={"text": "bonjour"}).text)
    return Reader(client.get(request.param).text)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_no_number_is_typed_in_a_source(source: Path) -> None:
    """Numbers live in records: no template, script or style holds one."""
    text = DRAWINGS.sub("", source.read_text(encoding="utf-8"))
    assert PHONE.findall(text) == []
    assert not re.search(r"(?:tel|sms):\+?\d", text)


def test_the_search_for_numbers_finds_numbers() -> None:
    """The pattern above sees the numbers it is meant to see."""
    for number in ("17", "114", "119", "3018", "116 000", "01 45 39 40 00", "0 800 235 236"):
        assert PHONE.search(f"Appeler le {number}.")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_nothing_is_stored_in_the_browser_or_asked_elsewhere(source: Path) -> None:
    """No storage, no cookie, no evaluation and no address of another host."""
    text = source.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    for word in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches."):
        assert word not in text
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "@import", "url("):
        assert word not in text
    assert not re.search(r"https?://\w", text)


EASY = re.compile(r'<(span|div) class="easy">(.*?)</\1>', re.DOTALL)


@pytest.mark.parametrize(
    "source", [s for s in SOURCES if 'class="easy"' in s.read_text("utf-8")], ids=lambda p: p.name
)
def test_easy_texts_of_pages_are_easy(source: Path) -> None:
    """What the pages say in easy French keeps the rules of easy French."""
    found = [text for _, text in EASY.findall(source.read_text(encoding="utf-8"))]
    assert found
    for text in found:
        said = re.sub(r"</(?:p|li|h2)>", "\n", re.sub(r"\{[{%].*?[%}]\}", "", text))
        problems = list(easy_problems(re.sub(r"<[^>]+>", "", said)))
        assert problems == []


def test_pages_hold_nothing_inline(page: Reader) -> None:
    """No inline style, script or handler: the policy needs no exception."""
    for tag, attributes in page.tags:
        assert tag != "style"
        assert tag != "script" or (attributes.get("src") or "").startswith("/static/")
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_pages_load_from_this_host_only(page: Reader) -> None:
    """Scripts, styles, icons and forms stay here; outside links tell nothing about us."""
    for tag, attributes in page.tags:
        loaded = attributes.get("src") or attributes.get("action") or ""
        if tag == "link":
            loaded = attributes.get("href") or ""
        assert not loaded or loaded.startswith("/")
        if tag == "a" and (attributes.get("href") or "").startswith("http"):
            assert attributes.get("rel") == "noopener noreferrer"


def test_fixed_text_asks_nothing(page: Reader) -> None:
    """The pages hold no question."""
    assert "?" not in "".join(page.text)


def test_fields_are_labelled_and_not_remembered(page: Reader) -> None:
    """Every visible field has a label, and no browser keeps or checks elsewhere what is typed."""
    labels = {attributes.get("for") for tag, attributes in page.tags if tag == "label"}
    for tag, attributes in page.tags:
        if tag in {"textarea", "select"}:
            assert attributes["id"] in labels
        if tag == "textarea":
            assert attributes["autocomplete"] == "off"
            assert attributes["spellcheck"] == "false"
        if tag == "form":
            assert attributes["autocomplete"] == "off"


def test_identifiers_are_unique(page: Reader) -> None:
    """Labels and descriptions point to one element each."""
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_first_view_is_light() -> None:
    """All that the first screen loads weighs less than 60 kB before compression."""
    client = TestClient(fake_app())
    weight = sum(len(client.get(path).content) for path in (*FIRST_VIEW, "/static/icon.svg"))
    assert weight < MAX_FIRST_VIEW
