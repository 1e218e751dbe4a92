"""The docs are a contract: what the project offers is documented, and what they say exists."""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast, get_args

import pytest
import tomllib
import yaml
from fastapi import APIRouter
from fastapi.routing import APIRoute
from pydantic import BaseModel

import api
import fanal
import fanal.cli
from api.pages.routes import build_router
from fanal.directory.hours import validate_hours
from fanal.directory.hsds.entities import Entity
from fanal.reply.model import Asks
from fanal.reply.numbers import phone_like
from fanal.settings import ROOT, Settings

DOCS = ROOT / "docs"
RESOURCES = ROOT / "data" / "resources"
PAGES = sorted(DOCS.glob("*.md"))
READABLE = [*PAGES, *(page for page in [ROOT / "README.md"] if page.exists())]

FORBIDDEN = ("/work/", "shared/", "/root/", "/home/")
"""Paths of one machine: nobody else has them."""

SOURCES = ("fanal", "api", "actions", "bot", "deploy", "Makefile")
_SETTING = re.compile(r"\b(?:FANAL(?:_[A-Z]+)+|REDIS_URL)\b")
_ROW = re.compile(r"^\| `([^`]+)`", re.MULTILINE)
_SNAKE = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(page: str, title: str) -> str:
    """What stands under the heading that begins so, up to the next heading."""
    found = re.search(rf"^#+ {re.escape(title)}.*?$(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no heading begins with « {title} »"
    return found.group(1)


def rows(text: str) -> list[str]:
    """The first cells of the tables, in order, when they are code."""
    return _ROW.findall(text)


def source_files(*suffixes: str, also: tuple[str, ...] = ()) -> Iterator[Path]:
    for name in (*SOURCES, *also):
        path = ROOT / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (f for f in files if f.suffix in suffixes and f.is_file())


def modules(package: Any) -> Iterator[Any]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def record_models() -> dict[str, type[BaseModel]]:
    """Every public pydantic model that fanal and api define, by name."""
    found: dict[str, type[BaseModel]] = {}
    for module in (*modules(fanal), *modules(api)):
        for name, value in vars(module).items():
            if (
                inspect.isclass(value)
                and issubclass(value, BaseModel)
                and value.__module__ == module.__name__
                and not name.startswith("_")
                and value.model_fields
                and "[" not in value.__name__  # Page[Service] is Page
                and not issubclass(value, Entity)
            ):
                found[name] = value
    return found


def public_routes() -> set[str]:
    """« METHOD /path » of every router of the door; nothing is opened."""
    nothing = cast("Any", None)
    some = cast("Any", object())
    routers = [build_router(nothing, nothing, some, some, some, widget=True)]
    for module in modules(api):
        routers += [v for v in vars(module).values() if isinstance(v, APIRouter)]
    return {
        f"{method} {route.path}"
        for router in routers
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods
    } | {"GET /api/v1/openapi.json"}


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code forges make them."""
    found = set()
    for title in re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        kept = "".join(
            c for c in title.lower() if c in " -_" or unicodedata.category(c)[0] in "LNM"
        )
        found.add(kept.replace(" ", "-"))
    return found


def stems(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.yml")}


def domain() -> dict[str, list[str]]:
    text = (ROOT / "bot" / "domain" / "domain.yml").read_text(encoding="utf-8")
    return cast("dict[str, list[str]]", yaml.safe_load(text))


def same(documented: Iterable[str], real: Iterable[str]) -> None:
    listed, there = list(documented), set(real)
    assert len(listed) == len(set(listed)), f"twice: {sorted(listed)}"
    assert set(listed) - there == set(), "documented, but does not exist"
    assert there - set(listed) == set(), "exists, but is not documented"


def test_every_setting() -> None:
    """Each setting that the project reads is in the tables of settings, and no other."""
    read_somewhere = {
        name
        for path in source_files(".py", ".sh", ".yml", "", also=("tests",))
        if path.name != Path(__file__).name
        for name in _SETTING.findall(path.read_text(encoding="utf-8"))
    }
    same(rows(section(read("exploitation.md"), "Les réglages")), read_somewhere)


def test_every_setting_named_anywhere_exists() -> None:
    """No page names a setting that the tables of settings do not hold."""
    known = set(rows(section(read("exploitation.md"), "Les réglages")))
    for page in READABLE:
        assert set(_SETTING.findall(page.read_text(encoding="utf-8"))) <= known, page.name


def test_defaults_of_settings() -> None:
    """The default written for each setting is the one of the code."""
    said_by_code = re.findall(r"(\w+): ``([A-Z_]+)``", Settings.__doc__ or "")
    names = {variable: field for field, variable in said_by_code}
    assert set(names.values()) == set(Settings.__dataclass_fields__)
    table = section(read("exploitation.md"), "Les réglages")
    for variable, field in names.items():
        default = getattr(Settings(), field)
        if isinstance(default, Path):
            default = default.relative_to(ROOT)
        said = re.search(rf"^\| `{variable}` \| (?:`([^`]+)`|(vide)) \|", table, re.MULTILINE)
        assert said, variable
        assert (said.group(1) or "") == ("" if default in (None, ()) else str(default)), variable


def test_every_route() -> None:
    """Each public route is in the table of the public interface, and no page names another."""
    real = public_routes()
    listed = rows(section(read("conception.md"), "L'interface publique"))
    same([*listed, "GET /api/v1/openapi.json"], real)
    for page in READABLE:
        text = page.read_text(encoding="utf-8")
        named = set(re.findall(r"`((?:GET|POST|DELETE|PUT) /[^`\s]*)`", text))
        assert named <= real, page.name


def test_every_field() -> None:
    """Each field of each record and of each reply is explained in one table, and no other is.

    A record that adds fields to another may explain those alone.
    """
    pages = [read("contenu.md"), read("conception.md"), read("echanges.md")]
    models = record_models()
    for name, model in models.items():
        bases = [base for base in model.__mro__[1:] if base in models.values()]
        inherited = {field for base in bases for field in base.model_fields}
        explained = [page for page in pages if f" `{name}` : " in page]
        assert len(explained) == 1, f"{name}: explained in {len(explained)} pages"
        listed = rows(section(explained[0], f"`{name}`"))
        own = set(model.model_fields) - inherited
        same([row for row in listed if row not in inherited], own)


def test_every_intent() -> None:
    """Each intent of the domain is a documented family, for editors and for developers."""
    intents = domain()["intents"]
    same(rows(section(read("conception.md"), "Les sens et les actions")), intents)
    families = rows(section(read("contenu.md"), "Les familles de sens"))
    same([row for row in families if "/" not in row], intents)


def test_every_action() -> None:
    """Each action of the domain is documented beside its intent, and no other."""
    table = section(read("conception.md"), "Les sens et les actions")
    same(set(re.findall(r"`(action_\w+)`", table)), domain()["actions"])


def test_every_dialogue_topic() -> None:
    """Each topic of data/nlu/dialogue is named in the page for editors, and no other."""
    real = set()
    for path in (ROOT / "data" / "nlu" / "dialogue").glob("*.yml"):
        real |= {block["intent"] for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]}
    text = section(read("contenu.md"), "Les familles de sens")
    listed = set(re.findall(r"`((?:followup|audience|channel|smalltalk)/\w+)`", text))
    same(listed, {name for name in real if re.match(r"(?!need|question)\w+/", name)})


def test_every_need() -> None:
    """Each need is in the list of needs, and no other."""
    same(rows(section(read("contenu.md"), "Les besoins")), stems(RESOURCES / "needs"))


def test_every_answer() -> None:
    """Each answer of fact is in the list of answers, and no other."""
    same(rows(section(read("contenu.md"), "Les réponses")), stems(RESOURCES / "answers"))


def test_every_content_file() -> None:
    """Each file or folder that holds content is named in the page for editors."""
    page = read("contenu.md")
    for path in (*RESOURCES.iterdir(), *(RESOURCES / "texts").iterdir()):
        assert str(path.relative_to(ROOT)) in page, path.name


def test_every_kind() -> None:
    """Each kind of service is in the list of kinds, and no other."""
    kinds = yaml.safe_load((RESOURCES / "kinds.yml").read_text("utf-8"))
    same(rows(section(read("contenu.md"), "Les genres de services")), kinds)


def test_examples_of_hours() -> None:
    """Each example of opening hours given to editors passes the check of the directory."""
    examples = rows(section(read("contenu.md"), "Les horaires"))
    assert examples
    for hours in examples:
        validate_hours(hours)


def test_every_question() -> None:
    """The questions that Fanal may ask are documented, and no other (promise 2)."""
    listed = rows(section(read("contenu.md"), "Les phrases, les questions, les boutons"))
    same(listed, get_args(Asks))


def test_every_refusal() -> None:
    """Each error code of the door is in the table of refusals, and no other."""
    codes: set[str] = set()
    for path in (ROOT / "api").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        codes |= set(re.findall(r'\bcode ?= ?"(\w+)"', text))
        codes |= set(re.findall(r'"code": "(\w+)"', text))
        codes |= set(re.findall(r'answer\(request, [\w.]+, "(\w+)"', text))
    same(rows(section(read("conception.md"), "Les codes de refus")), codes)


def test_every_make_target() -> None:
    """Each documented target of the Makefile is in the page for contributors, and no other."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
    listed = rows(section(read("contribuer.md"), "Les commandes"))
    same([row for row in listed if row.startswith("make ")], [f"make {t}" for t in targets])
    for page in READABLE:
        text = page.read_text(encoding="utf-8")
        named = re.findall(r"(?:`|^ {4}|; |[A-Z]=\S+ )make ([a-z][a-z-]*)", text, re.MULTILINE)
        assert set(named) <= set(targets), page.name


def test_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of « fanal » is in the page for contributors, and no other."""
    parsers: list[argparse.ArgumentParser] = []

    def keep(parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        parsers.append(parser)
        raise KeyboardInterrupt

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", keep)
    with pytest.raises(KeyboardInterrupt):
        fanal.cli.main([])
    listed = rows(section(read("contribuer.md"), "Les commandes"))
    same([row for row in listed if row.startswith("fanal ")], commands(parsers[0]))


def commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    """« fanal directory check »: every complete command of a parser."""
    below = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not below:
        yield parser.prog
    for action in below:
        for child in action.choices.values():
            yield from commands(child)


def test_every_marker() -> None:
    """Each marker of pytest is in the page for contributors."""
    options = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]
    markers = {line.partition(":")[0] for line in options["ini_options"]["markers"]}
    assert markers <= set(rows(section(read("contribuer.md"), "Les tests")))


def test_floors() -> None:
    """The table of floors is the contract of pyproject.toml, line by line."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    layers = [re.findall(r"\w+", layer) for layer in tool["importlinter"]["contracts"][0]["layers"]]
    table = section(read("conception.md"), "Les étages")
    lines = [line for line in table.splitlines() if re.match(r"\| \d", line)]
    said = [re.findall(r"`(\w+)`", line.split("|")[2]) for line in lines]
    assert [sorted(names) for names in said] == [sorted(names) for names in layers]


def test_every_promise() -> None:
    """The promises are numbered without a gap, and the code cites none that does not exist."""
    promises = read("conception.md").partition("## Les promesses")[2].partition("\n## ")[0]
    numbers = re.findall(r"^### (\d+)\. ", promises, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    cited: set[str] = set()
    for path in source_files(".py"):
        text = path.read_text(encoding="utf-8")
        for found in re.findall(r"\bpromises? (\d+(?:(?:,| and| to) \d+)*)", text, re.IGNORECASE):
            cited |= set(re.findall(r"\d+", found))
    assert cited <= set(numbers)


def test_every_promise_code_and_log_line() -> None:
    """What the door and the bot write in their logs is explained to operators."""
    page = section(read("exploitation.md"), "Les journaux")
    for path in source_files(".py"):
        text = path.read_text(encoding="utf-8")
        for said in re.findall(r"\b_?log(?:ger)?\.(?:info|warning|error)\(\s*\"([^\"%:]+)", text):
            assert said.strip() in page or any(row in said for row in rows(page)), (path, said)
        for code in re.findall(r'_note\("(\w+)"\)', text):
            assert f"`{code}`" in page, code


@pytest.mark.parametrize(
    ("page", "title"), [("exploitation.md", "Dépannage"), ("contenu.md", "Vérifier")]
)
def test_messages_of_troubleshooting_exist(page: str, title: str) -> None:
    """Each error message explained to people is one that the code, or a rule, can say."""
    said = [*source_files(".py", ".sh"), RESOURCES / "wording" / "never.yml"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in said)
    listed = rows(section(read(page), title))
    assert listed
    for message in listed:
        for part in message.split("…"):
            assert part.strip() in code, message


@pytest.mark.parametrize("page", READABLE, ids=lambda page: page.name)
def test_links(page: Path) -> None:
    """Each link between pages leads to a file and a heading that exist."""
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        linked = (page.parent / name) if name else page
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), target


@pytest.mark.parametrize("page", READABLE, ids=lambda page: page.name)
def test_paths_exist(page: Path) -> None:
    """Each file or folder of the project that a page names is there."""
    tops = "actions|api|bot|data|deploy|docs|fanal|tests"
    named = re.findall(rf"`((?:{tops})/[\w./-]*)`", page.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", READABLE, ids=lambda page: page.name)
def test_no_path_of_one_machine(page: Path) -> None:
    """No page names a folder that only one machine has."""
    text = page.read_text(encoding="utf-8")
    assert [word for word in FORBIDDEN if word in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_number_to_dial(page: Path) -> None:
    """No page holds a phone number: numbers live in records, with a source and a date."""
    text = _SNAKE.sub("", page.read_text(encoding="utf-8"))
    assert phone_like(text) == set()


def test_accessibility_counts() -> None:
    """The self-check speaks of each of the 106 criteria once, and its totals are right."""
    page = read("rgaa.md")
    found: dict[str, list[str]] = {}
    for title, state in re.findall(r"^\| (\d[^|]*) \| (C|NC|NV|NA) \|", page, re.MULTILINE):
        numbers = [(int(a), int(b)) for a, b in re.findall(r"(\d+)\.(\d+)", title)]
        if re.match(r"[\d.]+ à [\d.]+", title):
            (theme, first), (_, last) = numbers
            numbers = [(theme, number) for number in range(first, last + 1)]
        found.setdefault(state, []).extend(f"{a}.{b}" for a, b in numbers)
    per_theme = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
    every = {f"{t}.{n}" for t, many in enumerate(per_theme, 1) for n in range(1, many + 1)}
    same([criterion for states in found.values() for criterion in states], every)
    totals = re.findall(r"^\| (C|NC|NV|NA) \| [^|]+ \| (\d+) \|", page, re.MULTILINE)
    assert dict(totals) == {state: str(len(names)) for state, names in found.items()}
