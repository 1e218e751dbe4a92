"""Immediate danger and suicide, recognised by rules that a person can read and discuss.

The rules are data (data/resources/triage), apart from the statistical understanding of messages:
a classifier of this size misses what matters most. Every rule carries sentences that it must
recognise and sentences that it must leave alone; tests walk all of them.

Being wrong on the side of help is accepted, except on everyday look-alikes (« mort de rire »).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fanal.language._tables import TRIAGE, Table
from fanal.language.hearing import Hearing, compiled, hide
from fanal.language.normalise import Normaliser
from fanal.language.patterns import Grammar, Pattern, PatternError, Word

Level = Literal["none", "danger", "suicide", "both"]
About = Literal["self", "other"]
RuleAbout = Literal["self", "other", "either"]

LISTS_TABLE = "words.yml"
IDIOMS_TABLE = "idioms.yml"
RULE_TABLES = (
    "danger.yml",
    "danger_held.yml",
    "danger_hunted.yml",
    "danger_hurt.yml",
    "danger_signs.yml",
    "danger_foreign.yml",
    "suicide.yml",
    "suicide_signs.yml",
    "suicide_other.yml",
    "suicide_foreign.yml",
    "cannot_speak.yml",
)
"""Named, not searched for: a table that went missing has to stop the start."""

TOGETHER = 20
"""Words between two signs that belong together: farther apart, a long story tells other things."""

_LEVELS = {"danger", "suicide", "both", "cannot_speak"}
_ABOUTS: dict[object, RuleAbout] = {"self": "self", "other": "other", "either": "either"}
_FIELDS = {
    "id",
    "says",
    "level",
    "about",
    "medical",
    "patterns",
    "together",
    "unless",
    "unless_sentence",
    "examples",
    "counter_examples",
}


@dataclass(frozen=True)
class Rule:
    """One thing that people say, and what it means for their safety.

    Attributes:
        id: unique name of the rule.
        says: what the person says, in English, for the people who maintain the rules.
        level: ``danger``, ``suicide``, ``both``, or ``cannot_speak`` (no danger by itself).
        medical: a body needs care at once: the SAMU comes first.
        about: whether the person concerned is the one who writes; ``either`` when the words are
            the same for both.
        patterns: one of these has to stand in the message…
        together: …or one of each of these groups, within :data:`TOGETHER` words.
        unless: a match that shares a word with one of these does not count.
        unless_sentence: nor does a match in a sentence that holds one of these.
        examples: sentences that the rule must recognise.
        counter_examples: sentences that the rule must leave alone.
    """

    id: str
    says: str
    level: str
    about: RuleAbout
    patterns: tuple[Pattern, ...]
    together: tuple[tuple[Pattern, ...], ...]
    unless: tuple[Pattern, ...]
    unless_sentence: tuple[Pattern, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    medical: bool = False

    def holds(self, words: Sequence[Word]) -> bool:
        """Whether the rule is met by a message."""
        if self._stands(self.patterns, words):
            return True
        return self._stand_together(words)

    def _stands(self, patterns: Sequence[Pattern], words: Sequence[Word]) -> bool:
        return next(self._places(patterns, words), None) is not None

    def _places(self, patterns: Sequence[Pattern], words: Sequence[Word]) -> Iterator[int]:
        """Where a pattern begins that nothing excuses."""
        return (
            start
            for pattern in patterns
            for start, end in pattern.spans(words)
            if not self._excused(words, start, end)
        )

    def _stand_together(self, words: Sequence[Word]) -> bool:
        """Whether one of each group stands near the same place."""
        if not self.together:
            return False
        first, *others = self.together
        near: set[int] = set(self._places(first, words))
        for group in others:
            if not near:
                return False
            places = set(self._places(group, words))
            near = {here for here in near if any(abs(here - there) <= TOGETHER for there in places)}
        return bool(near)

    def _excused(self, words: Sequence[Word], start: int, end: int) -> bool:
        for pattern in self.unless:
            if any(first < end and start < last for first, last in pattern.spans(words)):
                return True
        if not self.unless_sentence:
            return False
        sentence = _sentence_around(words, start, end)
        return any(pattern.found_in(sentence) for pattern in self.unless_sentence)


@dataclass(frozen=True)
class Assessment:
    """What the rules saw in one message.

    Attributes:
        level: what has to come first in the reply.
        rules: the ids of the rules met, in the order of the tables.
        about: whether the person in danger writes (``self``) or is someone else (``other``);
            None when nothing was seen.
        cannot_speak: the person says that they cannot talk aloud: writing to 114 comes first.
        medical: a body needs care at once.
    """

    level: Level = "none"
    rules: tuple[str, ...] = ()
    about: About | None = None
    cannot_speak: bool = False
    medical: bool = False


class Triage:
    """The rules, ready to assess messages."""

    def __init__(
        self,
        rules: Sequence[Rule],
        idioms: Sequence[Pattern],
        hearing: Hearing,
        normaliser: Normaliser,
    ) -> None:
        """Use rules already read; :meth:`load` is the usual way."""
        self.rules = tuple(rules)
        self.idioms = tuple(idioms)
        self._hearing = hearing
        self._normaliser = normaliser

    @classmethod
    def load(cls, directory: Path | None = None, normaliser: Normaliser | None = None) -> Triage:
        """Read the rules of a directory (data/resources/triage when None).

        Args:
            directory: where the tables are.
            normaliser: an open normaliser to share; a new one is opened when None.

        Raises:
            fanal.yaml_files.YamlError: a table is missing or a rule is malformed; the message,
                in French, names the file, the line and the rule.
        """
        home = directory or TRIAGE
        lists = Table(home / LISTS_TABLE)
        grammar = _grammar(lists)
        idioms_table = Table(home / IDIOMS_TABLE)
        idioms = _patterns(idioms_table, grammar, idioms_table.get("idioms"), "idioms")
        elsewhere = _patterns(idioms_table, grammar, idioms_table.get("elsewhere"), "elsewhere")
        rules = [
            rule for name in RULE_TABLES for rule in _rules(Table(home / name), grammar, elsewhere)
        ]
        _check_unique(rules, home)
        hearing = Hearing(
            grammar,
            fillers=lists.texts(lists.get("fillers"), "fillers"),
            kept=lists.texts(lists.get("not_misspelt"), "not_misspelt"),
        )
        return cls(rules, idioms, hearing, normaliser or Normaliser.load())

    def assess(self, text: str) -> Assessment:
        """What one message says of danger and suicide. The message is kept nowhere."""
        words = self._hearing.words(self._normaliser.normalise(text))
        words = hide(words, self.idioms)
        met = [rule for rule in self.rules if rule.holds(words)]
        alarms = [rule for rule in met if rule.level != "cannot_speak"]
        return Assessment(
            level=_level({rule.level for rule in alarms}),
            rules=tuple(rule.id for rule in met),
            about=_about(alarms),
            cannot_speak=len(alarms) < len(met),
            medical=any(rule.medical for rule in alarms),
        )


def _level(levels: set[str]) -> Level:
    if "both" in levels or {"danger", "suicide"} <= levels:
        return "both"
    if "danger" in levels:
        return "danger"
    return "suicide" if "suicide" in levels else "none"


def _about(alarms: Sequence[Rule]) -> About | None:
    if not alarms:
        return None
    told = {rule.about for rule in alarms}
    return "other" if "other" in told and "self" not in told else "self"


def _sentence_around(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    first = start
    while first > 0 and not words[first].new_sentence:
        first -= 1
    last = max(end, start + 1)
    while last < len(words) and not words[last].new_sentence:
        last += 1
    return words[first:last]


def _grammar(table: Table) -> Grammar:
    grammar = Grammar()
    for name, items in table.mapping(table.get("lists"), "lists").items():
        try:
            grammar.define(name, table.texts(items, "lists", name))
        except PatternError as error:
            raise table.error(str(error), "lists", name) from error
    return grammar


def _patterns(
    table: Table, grammar: Grammar, sources: object, *keys: str | int
) -> tuple[Pattern, ...]:
    try:
        return compiled(grammar, table.texts(sources, *keys))
    except PatternError as error:
        raise table.error(str(error), *keys) from error


def _rules(table: Table, grammar: Grammar, elsewhere: Sequence[Pattern]) -> Iterable[Rule]:
    """The rules of one table; none is met in a sentence that holds one of ``elsewhere``."""
    default = table.text(table.get("level"), "level")
    for index, row in enumerate(table.rows(table.get("rules"), "rules")):
        here = ("rules", index)
        unknown = set(row) - _FIELDS
        if unknown:
            raise table.error(f"champ inconnu : {', '.join(sorted(unknown))}", *here)
        level = table.text(row.get("level", default), *here, "level")
        if level not in _LEVELS:
            raise table.error(f"niveau inconnu : {level}", *here, "level")
        patterns = _patterns(table, grammar, row.get("patterns"), *here, "patterns")
        together = tuple(
            _patterns(table, grammar, group.get("one_of"), *here, "together", position, "one_of")
            for position, group in enumerate(table.rows(row.get("together"), *here, "together"))
        )
        if not patterns and not together:
            raise table.error("une règle a besoin d'au moins un motif (patterns)", *here)
        yield Rule(
            id=table.text(row.get("id"), *here, "id"),
            says=table.text(row.get("says"), *here, "says"),
            level=level,
            about=_about_of(table, row, here),
            patterns=patterns,
            together=together,
            unless=_patterns(table, grammar, row.get("unless"), *here, "unless"),
            unless_sentence=_patterns(
                table, grammar, row.get("unless_sentence"), *here, "unless_sentence"
            )
            + tuple(elsewhere),
            examples=table.texts(row.get("examples"), *here, "examples"),
            counter_examples=table.texts(row.get("counter_examples"), *here, "counter_examples"),
            medical=row.get("medical") is True,
        )


def _about_of(table: Table, row: Mapping[str, object], here: tuple[str, int]) -> RuleAbout:
    about = _ABOUTS.get(row.get("about", "self"))
    if about is None:
        raise table.error("« about » est « self », « other » ou « either »", *here, "about")
    return about


def _check_unique(rules: Sequence[Rule], home: Path) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise Table(home / LISTS_TABLE).error(f"règle en double : {rule.id}")
        seen.add(rule.id)
