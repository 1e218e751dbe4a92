"""Checks every authored text: references, registers, questions, numbers, lists of lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from fanal.matching import Need
from fanal.records import AUDIENCES, ByAudience
from fanal.reply.composer import Composer
from fanal.reply.easy import easy_problems, unpaired
from fanal.reply.numbers import phone_like
from fanal.reply.texts import UnknownText
from fanal.reply.wording import WRONG_REGISTER, Form, Severity, Wording
from fanal.yaml_files import YamlFile, load_yaml

Keys = tuple[str | int, ...]
ALWAYS = "24/7"
LONGEST_WORDS = 110
_FORMS: tuple[Form, ...] = ("falc", "tu", "vous")


@dataclass(frozen=True)
class TextProblem:
    """One thing to correct.

    Attributes:
        path: the file.
        line: where, from 1.
        field: which part of the record.
        message: what to do, in French.
        severity: an error makes the check fail; a warning asks to reread.
    """

    path: Path
    line: int
    field: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        see = "À VOIR  " if self.severity == "warning" else ""
        return f"{see}{self.path.name}:{self.line} : {self.field} : {self.message}"


@dataclass(frozen=True)
class AuthoredText:
    """One sentence or paragraph that a person may read, and where it stands."""

    file: YamlFile
    keys: Keys
    text: str
    is_question: bool = False

    def problem(self, message: str) -> TextProblem:
        """A problem at this text."""
        field = ".".join(str(key) for key in self.keys)
        return TextProblem(self.file.path, self.file.line_of(*self.keys), field, message)


def authored_texts(composer: Composer, resources: Path) -> Iterator[AuthoredText]:
    """Every text of needs, answers, phrases, questions, choices, kinds and services."""
    needs, answers = composer.matcher.needs, composer.answers
    for path in sorted(set(needs.files.values()) | set(answers.files.values())):
        yield from _walk(load_yaml(path), {"words", "text", "label"})
    folder = resources / "texts"
    yield from _walk(load_yaml(folder / "phrases.yml"), None)
    yield from _walk(load_yaml(folder / "foreign.yml"), None)
    yield from _walk(load_yaml(resources / "search" / "reasons.yml"), None)
    yield from _walk(load_yaml(folder / "choices.yml"), {"label", "text"})
    yield from _walk(load_yaml(folder / "questions.yml"), None, is_question=True)
    yield from _walk(load_yaml(resources / "kinds.yml"), {"label", "description"})
    for path in sorted((resources / "services").rglob("*.yml")):
        yield from _walk(load_yaml(path), {"name", "description"})


def check_texts(composer: Composer, resources: Path) -> list[TextProblem]:
    """Every problem found; an empty list means that all is well."""
    texts, wording = list(authored_texts(composer, resources)), Wording.load(resources)
    problems = [p for text in texts for p in _text(text, composer, wording)]
    problems += _hard(texts, composer, wording)
    problems += _easy_forms(composer, resources)
    problems += _unwritten(composer, resources)
    problems += _needs(composer)
    problems += _answers(composer)
    problems += _labels(composer)
    return sorted(problems, key=lambda problem: (str(problem.path), problem.line))


def _text(authored: AuthoredText, composer: Composer, wording: Wording) -> Iterator[TextProblem]:
    text = authored.text
    if "?" in text and not authored.is_question:
        yield authored.problem(
            "point d'interrogation : les questions sont dans texts/questions.yml."
        )
    for rule in wording.said(text):
        yield authored.problem(rule.message)
    for register, wrong in WRONG_REGISTER.items():
        if register in authored.keys and wrong.search(text):
            yield authored.problem(f"mot de l'autre registre dans un texte en « {register} ».")
    bare = re.sub(r"\{[^{}]*\}", "", text)
    is_name = "name" in authored.keys
    typed = {number for number in phone_like(bare) if number}
    if typed and not is_name and "label" not in authored.keys:
        yield authored.problem(
            f"numéro écrit à la main ({', '.join(sorted(typed))}) : écrire {{phone:ID}}."
        )
    try:
        composer.texts.render(text)
    except UnknownText as error:
        yield authored.problem(f"renvoi inconnu ou sans numéro : {error.args[0]}")
    if "falc" in authored.keys:
        yield from map(authored.problem, easy_problems(text))
    if len(text.split()) > LONGEST_WORDS:
        yield authored.problem(f"plus de {LONGEST_WORDS} mots : couper en paragraphes.")


def _hard(
    texts: Iterable[AuthoredText], composer: Composer, wording: Wording
) -> Iterator[TextProblem]:
    """The paragraphs of one record in one form are read together, as the reader gets them."""
    records: dict[tuple[Path, Keys], list[AuthoredText]] = defaultdict(list)
    for text in texts:
        keys = text.keys[:-1] if isinstance(text.keys[-1], int) else text.keys
        records[text.file.path, keys].append(text)
    for (_, keys), paragraphs in records.items():
        form = next((form for form in _FORMS if form in keys), None)
        if form is None:
            continue
        rendered = [_rendered(text, composer) for text in paragraphs]
        for severity, message in wording.hard(rendered, form):
            yield replace(paragraphs[0].problem(message), severity=severity)


def _rendered(authored: AuthoredText, composer: Composer) -> str:
    try:
        return composer.texts.render(authored.text)
    except UnknownText:  # said by _text, at this very line
        return authored.text


def _easy_forms(composer: Composer, resources: Path) -> Iterator[TextProblem]:
    """Each easy form stands beside as many paragraphs as it replaces."""
    files = set(composer.matcher.needs.files.values()) | set(composer.answers.files.values())
    for path in sorted({*files, resources / "texts" / "phrases.yml"}):
        file = load_yaml(path)
        for keys in unpaired(file.data):
            yield _at(file, keys, "facile à lire : autant de paragraphes que le texte habituel.")


def _unwritten(composer: Composer, resources: Path) -> Iterator[TextProblem]:
    """What a person reads and has no easy form: needs, answers, phrases, kinds, national lines.

    The dates of a card (« verified… ») are parts of a sentence and have none; the services of a
    département may leave theirs to their kind.
    """
    needs, answers = composer.matcher.needs, composer.answers
    directory, phrases = composer.matcher.directory, resources / "texts" / "phrases.yml"
    written: list[tuple[Path, tuple[str, ...], object]] = [
        *((path, ("words",), needs[name].words.falc) for name, path in needs.files.items()),
        *((path, ("text",), answers[name].text.falc) for name, path in answers.files.items()),
        *(
            (phrases, (key,), words.falc)
            for key, words in composer.texts.phrases.items()
            if not key.startswith("verified")
        ),
        *(
            (resources / "kinds.yml", (name, "description"), kind.description.falc)
            for name, kind in directory.kinds.items()
        ),
        *(
            (
                resources / "services" / "national" / f"{service.id}.yml",
                ("description",),
                service.description.falc,
            )
            for service in directory.national
            if service.description is not None
        ),
    ]
    for path, keys, easy in written:
        if easy is None:
            yield _at(load_yaml(path), keys, "facile à lire : écrire la forme « falc ».")


def _needs(composer: Composer) -> Iterator[TextProblem]:
    matcher = composer.matcher
    for need_id, path in matcher.needs.files.items():
        need, file = matcher.needs[need_id], load_yaml(path)
        yield from _lists(file, ("lines",), need.lines, composer)
        for audience in AUDIENCES:
            for kind in need.local.of(audience):
                if kind not in matcher.directory.kinds:
                    yield _at(file, ("local", audience), f"genre inconnu : {kind}.")
        for other in need.also:
            if other not in matcher.needs:
                yield _at(file, ("also",), f"besoin inconnu : {other}.")
        if need.of_a_relative is not None and need.of_a_relative not in matcher.needs:
            yield _at(file, ("of_a_relative",), f"besoin inconnu : {need.of_a_relative}.")
        yield from _always_open(file, need, composer)


def _always_open(file: YamlFile, need: Need, composer: Composer) -> Iterator[TextProblem]:
    """Each list holds a line with a phone or a chat that answers at any hour."""
    directory = composer.matcher.directory
    for audience in AUDIENCES:
        lines = [directory.service(i) for i in need.lines.of(audience) if i in directory]
        if not any(s.visible_hours == ALWAYS and (s.visible_phones or s.chat_url) for s in lines):
            yield _at(file, ("lines", audience), "aucune ligne ouverte jour et nuit.")


def _answers(composer: Composer) -> Iterator[TextProblem]:
    for answer_id, path in composer.answers.files.items():
        answer, file = composer.answers[answer_id], load_yaml(path)
        yield from _lists(file, ("lines",), answer.lines, composer)
        if answer.need is not None and answer.need not in composer.matcher.needs:
            yield _at(file, ("need",), f"besoin inconnu : {answer.need}.")
        if not answer.sources and not answer_id.startswith("about_"):
            yield _at(file, ("sources",), "une réponse sur un fait doit avoir une source.")


def _lists(
    file: YamlFile, keys: tuple[str, ...], lists: ByAudience, composer: Composer
) -> Iterator[TextProblem]:
    for audience in AUDIENCES:
        for service_id in lists.of(audience):
            if service_id not in composer.matcher.directory:
                yield _at(file, (*keys, audience), f"service inconnu ou retenu : {service_id}.")


def _labels(composer: Composer) -> Iterator[TextProblem]:
    """A button means one thing: no label twice."""
    seen: dict[str, list[tuple[Path, str]]] = defaultdict(list)
    for need in composer.matcher.needs.all:
        if need.label is not None:
            for label in {need.label.of(audience) for audience in AUDIENCES}:
                seen[label.casefold()].append((composer.matcher.needs.files[need.id], "label"))
    for answer in composer.answers.all:
        seen[answer.label.casefold()].append((composer.answers.files[answer.id], "label"))
    for label, places in seen.items():
        for path, field in places[1:]:
            message = f"« {label} » sert déjà dans {places[0][0].name}."
            yield TextProblem(path, load_yaml(path).line_of(field), field, message)


def _at(file: YamlFile, keys: Iterable[str | int], message: str) -> TextProblem:
    path = tuple(keys)
    return TextProblem(file.path, file.line_of(*path), ".".join(map(str, path)), message)


def _walk(
    file: YamlFile, fields: set[str] | None, *, is_question: bool = False
) -> Iterator[AuthoredText]:
    def inside(value: object, keys: tuple[str | int, ...], wanted: bool) -> Iterator[AuthoredText]:
        if isinstance(value, dict):
            for key, item in value.items():
                yield from inside(item, (*keys, key), wanted or (fields or set()).__contains__(key))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield from inside(item, (*keys, index), wanted)
        elif isinstance(value, str) and wanted:
            yield AuthoredText(file, keys, value, is_question)

    yield from inside(file.data, (), fields is None)
