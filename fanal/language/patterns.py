"""A small language to write, readably, what people say.

A pattern is a line of French. Case, accents, usual misspellings (see
:func:`fanal.language.fold.sound_key`) and « ne » do not count: ``je veux plus vivre`` meets
« Je ne veu plu vivre ».

=================  ==========================================================================
``il va me tuer``  these words, side by side
``(il|mon mec)``   one of these
``(trop)?``        this, or nothing
``mineure?``       with or without its last letter
``<them>``         one of the words of the list ``them``
``<15-17>``        a whole number from 15 to 17
``~3``             at most three words, none of which denies (pas, plus, jamais…), in one sentence
``~~3``            at most three words, whatever they are, across sentences too
``-(pas|plus)``    what follows is not this
``=veux``          this spelling exactly (accents and case still do not count)
``suicid*``        a word that begins so (``j'ecri*``: after « j' »)
``^`` and ``$``    the message begins, the message ends
=================  ==========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from fanal.language.fold import fold, sound_key

DENIALS = frozenset({"pas", "plus", "jamais", "aucun", "aucune", "ni", "sans"})
"""Words that a gap ``~n`` never jumps over: they would turn the meaning round."""

UNHEARD = frozenset({"ne", "n", "n'"})
"""Words left out of messages, as half of the people do not write them (« né » is another word)."""

_MAX_NUMBER = 120
_PIECES = re.compile(r"-?\(|\)\??|\||<[^<>]*>|~~?\d+|\^|\$|[^\s()<>|~^$]+")


class PatternError(ValueError):
    """A pattern is not written correctly; the message, in French, says what is wrong."""


@dataclass(frozen=True)
class Word:
    """One word of a message as patterns see it."""

    exact: str
    key: str
    new_sentence: bool = False
    hidden: bool = False

    @classmethod
    def of(cls, folded: str, *, new_sentence: bool = False) -> Word:
        """The word of a folded text without spaces."""
        return cls(folded, sound_key(folded), new_sentence)


class Node:
    """One piece of a pattern."""

    def ends(self, words: Sequence[Word], start: int) -> set[int]:
        """Every position where this piece may end when it begins at ``start``."""
        raise NotImplementedError


@dataclass(frozen=True)
class _Atom(Node):
    value: str
    kind: str  # key, exact or prefix

    def ends(self, words: Sequence[Word], start: int) -> set[int]:
        if start >= len(words) or words[start].hidden:
            return set()
        word = words[start]
        if self.kind == "key":
            found = word.key == self.value
        elif self.kind == "exact":
            found = word.exact == self.value
        else:
            found = word.exact.startswith(self.value)
        return {start + 1} if found else set()


@dataclass(frozen=True)
class _Number(Node):
    low: int
    high: int

    def ends(self, words: Sequence[Word], start: int) -> set[int]:
        if start >= len(words) or words[start].hidden:
            return set()
        digits = words[start].exact.removesuffix("ans")
        fits = digits.isascii() and digits.isdigit() and len(digits) <= 3
        return {start + 1} if fits and self.low <= int(digits) <= self.high else set()


@dataclass(frozen=True)
class _Gap(Node):
    most: int
    loose: bool

    def ends(self, words: Sequence[Word], start: int) -> set[int]:
        found = {start}
        for end in range(start + 1, min(start + self.most, len(words)) + 1):
            jumped = words[end - 1]
            if not self.loose:
                if jumped.exact in DENIALS or jumped.new_sentence:
                    break
                if end < len(words) and words[end].new_sentence:
                    break
            found.add(end)
        return found


@dataclass(frozen=True)
class _Edge(Node):
    at_end: bool

    def ends(self, words: Sequence[Word], start: int) -> set[int]:
        return {start} if start == (len(words) if self.at_end else 0) else set()


class _OneOf(Node):
    """Alternatives, found by their first word."""

    def __init__(self, sequences: Iterable[tuple[Node, ...]], *, optional: bool = False) -> None:
        self.by_key: dict[str, list[tuple[Node, ...]]] = {}
        self.others: list[tuple[Node, ...]] = []
        self.optional = optional
        for sequence in sequences:
            first = sequence[0] if sequence else None
            if isinstance(first, _Atom) and first.kind == "key":
                self.by_key.setdefault(first.value, []).append(sequence[1:])
            else:
                self.others.append(sequence)

    def ends(self, words: Sequence[Word], start: int) -> set[int]:
        found = {start} if self.optional else set()
        if start < len(words) and not words[start].hidden:
            for rest in self.by_key.get(words[start].key, ()):
                found |= _ends_of(rest, words, start + 1)
        for sequence in self.others:
            found |= _ends_of(sequence, words, start)
        return found


@dataclass(frozen=True)
class _Not(Node):
    inner: _OneOf

    def ends(self, words: Sequence[Word], start: int) -> set[int]:
        return set() if self.inner.ends(words, start) else {start}


class Words(tuple[Word, ...]):
    """The words of a whole message, and the keys that a pattern can find among them."""

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of the words that are not hidden."""
        return frozenset(word.key for word in self if not word.hidden)


def _ends_of(nodes: Sequence[Node], words: Sequence[Word], start: int) -> set[int]:
    positions = {start}
    for node in nodes:
        positions = {end for position in positions for end in node.ends(words, position)}
        if not positions:
            break
    return positions


def _first_keys(node: Node) -> frozenset[str] | None:
    """The keys of which a match begins with one, None when they cannot be listed."""
    if isinstance(node, _Atom) and node.kind == "key":
        return frozenset({node.value})
    if not isinstance(node, _OneOf) or node.optional:
        return None
    keys = set(node.by_key)
    for sequence in node.others:
        inner = _first_keys(sequence[0])
        if inner is None:
            return None
        keys |= inner
    return frozenset(keys)


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern and the line it was written as."""

    source: str
    nodes: tuple[Node, ...]
    first_keys: frozenset[str] | None = None  # None when it may begin with any word
    needs: tuple[frozenset[str], ...] = ()  # a message without a key of each cannot meet it

    def spans(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Where the pattern stands: (first word, word after the last), the shortest of each."""
        if isinstance(words, Words) and any(words.keys.isdisjoint(keys) for keys in self.needs):
            return
        for start in range(len(words)):
            if self.first_keys is not None and words[start].key not in self.first_keys:
                continue
            ends = _ends_of(self.nodes, words, start)
            if ends:
                yield start, min(ends)

    def found_in(self, words: Sequence[Word]) -> bool:
        """Whether the pattern stands somewhere."""
        return next(self.spans(words), None) is not None


class Grammar:
    """Compiles patterns that share named lists of words."""

    def __init__(self) -> None:
        """Begin with no list."""
        self.keys: set[str] = set()
        self._lists: dict[str, tuple[tuple[Node, ...], ...]] = {}
        # The rules repeat the same words six times over: each is folded once.
        self._words: dict[str, tuple[Node, ...]] = {}

    def define(self, name: str, items: Sequence[str]) -> None:
        """Name a list of words or short patterns; it may use the lists named before it.

        Raises:
            PatternError: an item is not written correctly, or the name is taken.
        """
        if name in self._lists:
            raise PatternError(f"liste <{name}> en double")
        self._lists[name] = tuple(self._sequence(item, item) for item in items)

    def compile(self, source: str) -> Pattern:
        """Compile one pattern.

        Raises:
            PatternError: unknown list, unbalanced bracket, a word the messages never hold.
        """
        nodes = self._sequence(source, source)
        needs = [keys for keys in map(_first_keys, nodes) if keys is not None]
        return Pattern(source, nodes, _first_keys(nodes[0]), tuple(sorted(needs, key=len)))

    def _sequence(self, text: str, source: str) -> tuple[Node, ...]:
        left_over = _PIECES.sub("", text).strip()
        if left_over:
            raise PatternError(f"« {source} » : signe inattendu « {left_over} »")
        pieces = _PIECES.findall(text)
        choices, end = self._choices(pieces, 0, source)
        if end < len(pieces) or len(choices) > 1:
            raise PatternError(f"« {source} » : parenthèses ou barre mal placées")
        return choices[0]

    def _choices(
        self, pieces: Sequence[str], position: int, source: str
    ) -> tuple[list[tuple[Node, ...]], int]:
        """Alternatives up to the closing bracket, and the position of that bracket."""
        choices: list[list[Node]] = [[]]
        while position < len(pieces) and not pieces[position].startswith(")"):
            piece = pieces[position]
            if piece == "|":
                choices.append([])
            elif piece in {"(", "-("}:
                inner, position = self._choices(pieces, position + 1, source)
                if position >= len(pieces):
                    raise PatternError(f"« {source} » : parenthèse non fermée")
                group = _OneOf(inner, optional=pieces[position] == ")?")
                choices[-1].append(_Not(group) if piece == "-(" else group)
            else:
                choices[-1].extend(self._nodes(piece, source))
            position += 1
        if not all(choices):
            raise PatternError(f"« {source} » : rien à reconnaître entre deux signes")
        return [tuple(choice) for choice in choices], position

    def _nodes(self, piece: str, source: str) -> tuple[Node, ...]:
        if piece in {"^", "$"}:
            return (_Edge(at_end=piece == "$"),)
        if piece.startswith("~"):
            return (_Gap(int(piece.lstrip("~")), loose=piece.startswith("~~")),)
        if piece.startswith("<"):
            return (self._listed(piece[1:-1], source),)
        if piece.endswith("?"):
            whole = piece.removesuffix("?")
            return (_OneOf((self._atoms(whole, source), self._atoms(whole[:-1], source))),)
        return self._atoms(piece, source)

    def _listed(self, name: str, source: str) -> Node:
        numbers = re.fullmatch(r"(\d+)-(\d+)", name)
        if numbers:
            low, high = int(numbers[1]), int(numbers[2])
            if not low <= high <= _MAX_NUMBER:
                raise PatternError(f"« {source} » : nombres {name} hors limites")
            return _Number(low, high)
        if name not in self._lists:
            raise PatternError(f"« {source} » : liste <{name}> inconnue")
        return _OneOf(self._lists[name])

    def _atoms(self, piece: str, source: str) -> tuple[Node, ...]:
        if piece not in self._words:
            self._words[piece] = self._new_atoms(piece, source)
        return self._words[piece]

    def _new_atoms(self, piece: str, source: str) -> tuple[Node, ...]:
        kind = "exact" if piece.startswith("=") else "prefix" if piece.endswith("*") else "key"
        found = fold(piece).split()
        if not found or piece in UNHEARD:
            raise PatternError(f"« {source} » : « {piece} » n'est jamais lu dans un message")
        if kind == "exact" and len(found) > 1:
            raise PatternError(f"« {source} » : un seul mot après =")
        last = [] if kind == "key" else [_Atom(found.pop(), kind)]
        keys = [sound_key(word) for word in found]
        self.keys.update(keys)
        return (*(_Atom(key, "key") for key in keys), *last)
