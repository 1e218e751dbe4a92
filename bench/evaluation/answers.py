"""The sentences by which one recognises that a reply holds a record named by a label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bench.evaluation.cases import Case
from fanal.records import Register
from fanal.reply.composer import Composer

REGISTERS: tuple[Register, ...] = ("tu", "vous")
Sentences = Mapping[str, frozenset[str]]


def sentences(composer: Composer, names: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each name, what opens it in the two registers.

    Args:
        composer: holds the answers, the needs, the phrases, the questions and the directory.
        names: as in question_answers.yml: an answer, ``need/ID``, ``phrase/KEY``, ``asks/KEY`` or
            ``fact_…/SERVICE``.

    Raises:
        KeyError: a name is nobody's.
    """
    return {name: frozenset(_opening(composer, name, r) for r in REGISTERS) for name in names}


def _opening(composer: Composer, name: str, register: Register) -> str:
    kind, slash, key = name.partition("/")
    if not slash:
        return composer.texts.render(composer.answers[name].text.of(register)[0])
    if kind == "need":
        return composer.texts.render(composer.matcher.needs[key].words.of(register)[0])
    if kind == "asks":
        return composer.texts.ask(key, register).text
    if kind == "phrase":
        return composer.texts.say(key, register)[0].text
    service = composer.matcher.directory.service(key)
    return composer.texts.say(kind, register, service=service.name)[0].text


def named(cases: Iterable[Case]) -> set[str]:
    """Every name that the labels of some cases use."""
    return {name for case in cases for name in case.answers or ()}
