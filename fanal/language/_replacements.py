"""The replacement tables of normalisation: which writing is read as what, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fanal.language._tables import LANGUAGE, Table
from fanal.language.fold import fold
from fanal.language.tokens import split_elisions, starts_with_vowel

PLAIN_TABLES = {"text_speak.yml": "abbreviation", "slang.yml": "slang"}
"""Tables whose entries hold wherever they stand, and the kind of step they make."""

GUARDED_TABLE = "guarded.yml"
EMOJI_TABLE = "emoji.yml"

_GUARDS = ("after", "not_after", "before", "not_before", "near", "without")
_NEAR = 3
"""How many words before count as near."""


@dataclass(frozen=True)
class Entry:
    """One writing and what it is read as.

    Attributes:
        words: the words it is read as; none when it is dropped.
        kind: the table it comes from.
        after: the word before must be one of these; empty means any.
        not_after: the word before must be none of these.
        before: the word that follows must be one of these; empty means any.
        not_before: the word that follows must be none of these.
        near: one of the three words before must be one of these; empty means any.
        without: the message must hold none of these words.

    Guards hold folded words, or ``<start>``, ``<end>``, ``<number>``, ``<vowel>``.
    """

    words: tuple[str, ...]
    kind: str
    after: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    def holds(self, before: Sequence[str], after: Sequence[str], message: Sequence[str]) -> bool:
        """Whether the guards hold.

        Args:
            before: words of the sentence already read, the nearest last.
            after: words of the sentence still to read, the nearest first.
            message: every key of the message.
        """
        previous = _kinds_of(before[-1]) if before else frozenset({"<start>"})
        following = _kinds_of(after[0]) if after else frozenset({"<end>"})
        if (self.after and not self.after & previous) or self.not_after & previous:
            return False
        if (self.before and not self.before & following) or self.not_before & following:
            return False
        if self.near and self.near.isdisjoint(before[-_NEAR:]):
            return False
        return not self.without or self.without.isdisjoint(message)


class Replacements:
    """Every entry of the tables, found by its key."""

    def __init__(self, entries: Mapping[str, Sequence[Entry]], known: frozenset[str]) -> None:
        """Use entries already read; :meth:`load` is the usual way."""
        self._entries = entries
        self._known = known
        self.longest = max((key.count(" ") + 1 for key in entries), default=1)

    @classmethod
    def load(cls, directory: Path | None = None) -> Replacements:
        """Read the tables of a directory (data/resources/language when None).

        Raises:
            fanal.yaml_files.YamlError: a table is missing, malformed, or gives one writing twice.
        """
        home = directory or LANGUAGE
        entries: dict[str, list[Entry]] = {}
        for name, kind in PLAIN_TABLES.items():
            _read_plain(Table(home / name), kind, entries)
        _read_emoji(Table(home / EMOJI_TABLE), entries)
        guarded = Table(home / GUARDED_TABLE)
        _read_guarded(guarded, entries)
        doubled = guarded.texts(guarded.get("doubled_letters"), "doubled_letters")
        return cls(entries, frozenset(fold(word) for word in doubled))

    def entries(self, key: str) -> Sequence[Entry]:
        """The entries of a key, the guarded ones in the order of the table."""
        return self._entries.get(key, ())

    def knows(self, key: str) -> bool:
        """Whether the key is a writing of a table or a word written with a doubled letter."""
        return key in self._known or key in self._entries


def _kinds_of(word: str) -> frozenset[str]:
    """The word and the classes it belongs to."""
    classes = {word}
    if word.isdigit():
        classes.add("<number>")
    if starts_with_vowel(word):
        classes.add("<vowel>")
    return frozenset(classes)


def _key(writing: str) -> str:
    return " ".join("'".join(fold(part) for part in word.split("'")) for word in writing.split())


def _words(read: str) -> tuple[str, ...]:
    return tuple(part for word in read.split() for part, _, _ in split_elisions(word))


def _read_plain(table: Table, kind: str, entries: dict[str, list[Entry]]) -> None:
    for section in table.keys():  # noqa: SIM118 - a method of ours, not of a dict
        for writing, read in table.mapping(table.get(section), section).items():
            key = _key(writing)
            if key in entries:
                raise table.error(f"« {writing} » est déjà dans une table", section, writing)
            entries[key] = [Entry(_words(table.text(read, section, writing)), kind)]


def _read_emoji(table: Table, entries: dict[str, list[Entry]]) -> None:
    for sign, read in table.mapping(table.get("plain"), "plain").items():
        entries[sign] = [Entry(_words(table.text(read, "plain", sign)), "emoji")]
    for index, row in enumerate(table.rows(table.get("guarded"), "guarded")):
        sign = table.text(row.get("write"), "guarded", index)
        entries[sign] = [_guarded_entry(table, row, index, "guarded", {}, "emoji")]


def _read_guarded(table: Table, entries: dict[str, list[Entry]]) -> None:
    lists = {
        name: table.texts(words, "lists", name)
        for name, words in table.mapping(table.get("lists"), "lists").items()
    }
    for index, row in enumerate(table.rows(table.get("guarded"), "guarded")):
        entry = _guarded_entry(table, row, index, "guarded", lists, "guarded")
        for writing in table.texts(row.get("write"), "guarded", index, "write"):
            entries.setdefault(_key(writing), []).insert(0, entry)
    for found in entries.values():
        # Rows were put in front of the plain reading; give them back the order of the table.
        guarded = [entry for entry in found if entry.kind == "guarded"]
        found[: len(guarded)] = reversed(guarded)


def _guarded_entry(
    table: Table,
    row: Mapping[str, object],
    index: int,
    section: str,
    lists: Mapping[str, Sequence[str]],
    kind: str,
) -> Entry:
    unknown = set(row) - {"write", "read", "why", *_GUARDS}
    if unknown:
        raise table.error(f"champ inconnu : {', '.join(sorted(unknown))}", section, index)
    guards: dict[str, frozenset[str]] = {}
    for name in _GUARDS:
        words: set[str] = set()
        for word in table.texts(row.get(name), section, index, name):
            if word.startswith("<") and word.strip("<>") in lists:
                words.update(fold(item) for item in lists[word.strip("<>")])
            else:
                words.add(word if word.startswith("<") else _key(word))
        guards[name] = frozenset(words)
    read = table.text(row.get("read"), section, index, "read")
    return Entry(_words(read), kind, **guards)
