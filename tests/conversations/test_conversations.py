"""Whole conversations, as people type them, with what a helpline worker would demand of each reply.

The conversations are in the YAML files beside this one. One that is not understood yet says what
goes wrong in `known_miss`: it is run and reported all the same. A turn says what the person types
(`user`) and, when it matters, what must come back:

- `need`: the need understood, or a list of acceptable ones; null means none;
- `first`: at least one of these services is among the first three contacts;
- `contains`: every one of these services is somewhere in the contacts;
- `place`: département of the place understood; null means no place is kept;
- `local`: whether a local contact with a phone is shown;
- `kind`: a contact of this kind of kinds.yml is shown;
- `fresh`: whether a contact is shown that the reply before did not hold;
- `urgent`, `asks`: the exact value;
- `says`, `not_says`: text found, or never found, in the messages, whatever the case;
- `register`: `tu` or `vous`, in the messages and in the reasons given on the cards;
- `choices`: the least number of choices;
- `channel`: `written`, when no contact may have a voice number and each can be written to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fanal.directory import Directory, Service
from fanal.settings import ROOT
from fanal.yaml_files import load_yaml
from tests.conftest import RunningStack

Reply = dict[str, Any]
Turn = dict[str, Any]

HERE = Path(__file__).parent
FIRST_SHOWN = 3
ASKS = {None, "place", "audience", "channel", "confirm_place", "confirm_erase"}
ADDRESSED_AS_VICTIM = re.compile(
    r"\b(?:(?:tu|t'|vous)\s*(?:es|as|êtes|étais|étiez|serais|seriez|avez)|toi,?|soyez|sois"
    r"|en tant que|comme une?|vous,?|votre statut de|ton statut de)\s+(?:[\w']+\s+){0,3}victimes?\b"
)
NAMED_AFTER_VICTIMS = re.compile(r"(?:france[ -]victimes|[\w.]+@[\w.-]+)")
WRONG_REGISTER = {
    "tu": re.compile(r"(?<!rendez-)\b(?:vous|votre|vos|vôtres?)\b"),
    "vous": re.compile(r"\b(?:tu|te|toi|ton|ta|tes)\b|\bt'"),
}


def _conversations() -> list[Any]:
    return [
        pytest.param(
            conversation["turns"],
            id=f"{path.stem}: {conversation['name']}",
            marks=_known_miss(conversation),
        )
        for path in sorted(HERE.glob("*.yml"))
        for conversation in _written(path)
    ]


def _known_miss(conversation: dict[str, Any]) -> tuple[pytest.MarkDecorator, ...]:
    """What is demanded stays written, and what is missed is said where it is missed."""
    reason = conversation.get("known_miss")
    # Not strict: a better understanding may cure it at any time.
    return (pytest.mark.xfail(reason=reason, strict=False),) if reason else ()


def _written(path: Path) -> list[dict[str, Any]]:
    found = load_yaml(path).data
    assert isinstance(found, list), f"{path.name} is not a list of conversations"
    return found


@cache
def _directory() -> Directory:
    return Directory.load()


def _said(reply: Reply) -> str:
    return _plain(" ".join(message["text"] for message in reply["messages"]))


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def _ids(reply: Reply) -> list[str]:
    return [contact["id"] for contact in reply["contacts"]]


def _many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


# What a turn may expect: each function returns what is wrong with the reply, or None.


def _need(reply: Reply, wanted: object) -> str | None:
    if reply["need"] in _many(wanted):
        return None
    return f"the need is {reply['need']!r}, not {wanted!r}"


def _first(reply: Reply, wanted: list[str]) -> str | None:
    shown = _ids(reply)[:FIRST_SHOWN]
    if set(wanted) & set(shown):
        return None
    return f"the first contacts are {shown}, none of {wanted}"


def _contains(reply: Reply, wanted: list[str]) -> str | None:
    missing = [service for service in wanted if service not in _ids(reply)]
    return f"{missing} not among the contacts {_ids(reply)}" if missing else None


def _place(reply: Reply, wanted: str | None) -> str | None:
    place = reply["place"]
    found = place["departement"] if place else None
    return None if found == wanted else f"the place is {place!r}, not {wanted!r}"


def _local(reply: Reply, wanted: bool) -> str | None:
    found = [c["id"] for c in reply["contacts"] if c["scope"] == "local" and c["phones"]]
    if bool(found) == wanted:
        return None
    return f"local contacts with a phone: {found}, expected {'some' if wanted else 'none'}"


def _kind(reply: Reply, wanted: str) -> str | None:
    kinds = [service.kind for service in _records(reply)]
    return None if wanted in kinds else f"no contact of kind {wanted!r} among {kinds}"


def _urgent(reply: Reply, wanted: bool) -> str | None:
    found = reply["urgent"]
    return None if found is wanted else f"urgent is {found!r}, not {wanted!r}"


def _asks(reply: Reply, wanted: str | None) -> str | None:
    found = reply["asks"]
    return None if found == wanted else f"it asks {found!r}, not {wanted!r}"


def _says(reply: Reply, wanted: list[str]) -> str | None:
    missing = [text for text in wanted if _plain(text) not in _said(reply)]
    return f"it does not say {missing}" if missing else None


def _not_says(reply: Reply, unwanted: list[str]) -> str | None:
    found = [text for text in unwanted if _plain(text) in _said(reply)]
    return f"it says {found}" if found else None


def _register(reply: Reply, wanted: str) -> str | None:
    reasons = " ".join(contact["why"] or "" for contact in reply["contacts"])
    text = f"{_said(reply)} {_plain(reasons)}"
    for name in sorted({service.name for service in _records(reply)}, key=len, reverse=True):
        text = text.replace(_plain(name), " ")
    found = WRONG_REGISTER[wanted].findall(text)
    return f"not said in « {wanted} »: {found}" if found else None


def _choices(reply: Reply, least: int) -> str | None:
    found = [choice["label"] for choice in reply["choices"]]
    return None if len(found) >= least else f"the choices are {found}, expected {least} or more"


def _channel(reply: Reply, wanted: str) -> str | None:
    assert wanted == "written", f"no check is known for channel {wanted!r}"
    speaking = [c["id"] for c in reply["contacts"] if "voice" in _phone_kinds(c)]
    silent = [c["id"] for c in reply["contacts"] if not _can_be_written_to(c)]
    if not speaking and not silent:
        return None
    return f"with a voice number: {speaking}; with nowhere to write: {silent}"


CHECKS: dict[str, Callable[[Reply, Any], str | None]] = {
    "need": _need,
    "first": _first,
    "contains": _contains,
    "place": _place,
    "local": _local,
    "kind": _kind,
    "urgent": _urgent,
    "asks": _asks,
    "says": _says,
    "not_says": _not_says,
    "register": _register,
    "choices": _choices,
    "channel": _channel,
}
OTHER_FIELDS = {"user", "fresh"}


def _phone_kinds(contact: Reply) -> set[str]:
    return {phone["kind"] for phone in contact["phones"]}


def _can_be_written_to(contact: Reply) -> bool:
    written = contact["chat_url"] or contact["email"] or contact["url"]
    return bool(written) or "sms" in _phone_kinds(contact)


def _records(reply: Reply) -> list[Service]:
    known = _directory()
    return [known.service(service) for service in _ids(reply) if service in known]


def _broken_promises(reply: Reply) -> Iterator[str]:
    """What no reply may do, whatever was typed."""
    contacts = reply["contacts"]
    if not any(c["open"] == "open" and (c["phones"] or c["chat_url"]) for c in contacts):
        yield f"no human can be reached now: {[(c['id'], c['open']) for c in contacts]}"
    if not reply["messages"] or not all(m["text"].strip() for m in reply["messages"]):
        yield f"a message is empty: {reply['messages']}"
    if reply["asks"] not in ASKS:
        yield f"it asks {reply['asks']!r}, which is not a question it may ask"
    if "?" in _said(reply) and reply["asks"] is None:
        yield "there is a question mark and nothing is asked"
    if reply["degraded"] is not False:
        yield f"degraded is {reply['degraded']!r}"
    if found := ADDRESSED_AS_VICTIM.search(NAMED_AFTER_VICTIMS.sub(" ", _said(reply))):
        yield f"the reader is called a victim: « {found.group()} »"
    yield from _strange_numbers(reply)


def _strange_numbers(reply: Reply) -> Iterator[str]:
    known = _directory()
    for contact in reply["contacts"]:
        if contact["id"] not in known:
            yield f"{contact['id']!r} is not in the directory"
            continue
        visible = {phone.digits for phone in known.service(contact["id"]).visible_phones}
        for phone in contact["phones"]:
            if re.sub(r"(?!^\+)[^0-9]", "", phone["number"]) not in visible:
                yield f"{phone['number']!r} is not a number of {contact['id']!r}: {visible}"


def _wrong(turn: Turn, reply: Reply, before: Reply | None) -> list[str]:
    wrong = list(_broken_promises(reply))
    for field, check in CHECKS.items():
        if field in turn and (found := check(reply, turn[field])):
            wrong.append(found)
    if turn.get("fresh"):
        old = _ids(before) if before else []
        if not set(_ids(reply)) - set(old):
            wrong.append(f"no contact but those of the reply before: {_ids(reply)}")
    return wrong


@pytest.mark.stack
@pytest.mark.parametrize("turns", _conversations())
def test_conversation(stack: RunningStack, turns: list[Turn]) -> None:
    """Every reply of this conversation keeps the promises and meets what its turn expects."""
    conversation = stack.open()
    before: Reply | None = None
    failures: list[str] = []
    for number, turn in enumerate(turns, start=1):
        answer = stack.send(conversation, turn["user"])
        where = f"turn {number} « {turn['user'].strip()} »"
        assert answer.status_code == 200, f"{where}: {answer.status_code} {answer.text}"
        reply: Reply = answer.json()
        wrong = _wrong(turn, reply, before)
        if wrong:
            said = " / ".join(message["text"] for message in reply["messages"])
            failures.append(
                "\n    ".join([where, *wrong, f"messages: {said}", f"contacts: {_ids(reply)}"])
            )
        before = reply
    assert not failures, "\n" + "\n".join(failures)


@pytest.mark.parametrize("path", sorted(HERE.glob("*.yml")), ids=lambda path: path.stem)
def test_conversations_are_well_written(path: Path) -> None:
    """Conversations have 2 to 6 turns and name only fields, services, kinds, needs that exist."""
    known = _directory()
    needs = {file.stem for file in (ROOT / "data" / "resources" / "needs").glob("*.yml")}
    names = [conversation["name"] for conversation in _written(path)]
    assert len(names) == len(set(names)), "two conversations have the same name"
    for conversation in _written(path):
        name = conversation["name"]
        assert 2 <= len(conversation["turns"]) <= 6, name
        assert "fresh" not in conversation["turns"][0], f"{name}: nothing comes before"
        for turn in conversation["turns"]:
            where = f"{name}: « {turn['user']} »"
            assert 1 <= len(turn["user"].strip()) <= 1000, where
            assert set(turn) <= {*CHECKS, *OTHER_FIELDS}, f"{where}: unknown field"
            for service in [*turn.get("first", []), *turn.get("contains", [])]:
                assert service in known, f"{where}: no service {service!r}"
            assert turn.get("kind", next(iter(known.kinds))) in known.kinds, where
            assert set(_many(turn.get("need"))) - {None} <= needs, where
            assert turn.get("asks") in ASKS, where
            assert turn.get("register", "tu") in WRONG_REGISTER, where
