"""What patterns see of a message: its words without padding, misspellings mended, idioms hidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fanal.language.fold import fold
from fanal.language.normalise import Normalised
from fanal.language.patterns import UNHEARD, Grammar, Pattern, Word, Words

SHORTEST_MENDED = 7
"""Keys of fewer letters are too close to one another to be mended (« menace », « ménage »)."""


class Hearing:
    """Turns normalised messages into the words that patterns are matched against."""

    def __init__(
        self, grammar: Grammar, fillers: Iterable[str] = (), kept: Iterable[str] = ()
    ) -> None:
        """Prepare once every pattern has been compiled.

        Args:
            grammar: its words are the ones that misspellings are mended to.
            fillers: words or short phrases that add nothing (« vraiment », « en fait »).
            kept: right words that look like a misspelling of another (« étrange »).
        """
        self._fillers = sorted(
            (tuple(fold(filler).split()) for filler in fillers), key=len, reverse=True
        )
        vocabulary = {key for key in grammar.keys if len(key) >= SHORTEST_MENDED}
        self._known = grammar.keys | {Word.of(fold(word)).key for word in kept}
        self._one_letter_less: dict[str, set[str]] = {}
        for key in vocabulary:
            for shorter in _one_less(key):
                self._one_letter_less.setdefault(shorter, set()).add(key)

    def words(self, message: Normalised) -> Words:
        """The words of a message."""
        heard: list[Word] = []
        new_sentence = False
        for token in message.tokens:
            if token.text not in UNHEARD:
                for folded in fold(token.text).split():
                    heard.append(self._mended(Word.of(folded, new_sentence=new_sentence)))
                    new_sentence = False
            new_sentence = new_sentence or token.ends_sentence
        return self._without_fillers(heard)

    def _without_fillers(self, words: Sequence[Word]) -> Words:
        kept: list[Word] = []
        position = 0
        carried = False  # a dropped word may have begun the sentence
        while position < len(words):
            length = self._filler_at(words, position)
            if length:
                carried = carried or any(
                    word.new_sentence for word in words[position : position + length]
                )
                position += length
                continue
            word = words[position]
            kept.append(replace(word, new_sentence=True) if carried else word)
            carried = False
            position += 1
        return Words(kept)

    def _filler_at(self, words: Sequence[Word], position: int) -> int:
        for filler in self._fillers:
            window = words[position : position + len(filler)]
            if tuple(word.exact for word in window) == filler:
                return len(filler)
        return 0

    def _mended(self, word: Word) -> Word:
        """The word with the key of the one pattern word it misses by one letter."""
        key = word.key
        if len(key) < SHORTEST_MENDED - 1 or key in self._known or not key.isalpha():
            return word
        near = set(self._one_letter_less.get(key, ()))
        for shorter in _one_less(key):
            near |= self._one_letter_less.get(shorter, set())
            near |= {shorter} if shorter in self._known and len(shorter) >= 7 else set()
        close = {other for other in near if _is_one_slip(key, other)}
        return replace(word, key=close.pop()) if len(close) == 1 else word


def hide(words: Sequence[Word], idioms: Iterable[Pattern]) -> Words:
    """The words with idioms (« mort de rire ») hidden: gaps jump over them, nothing meets them."""
    hidden: set[int] = set()
    for idiom in idioms:
        for start, end in idiom.spans(words):
            hidden.update(range(start, end))
    return Words(
        replace(word, hidden=True) if index in hidden else word for index, word in enumerate(words)
    )


def compiled(grammar: Grammar, sources: Iterable[str]) -> tuple[Pattern, ...]:
    """Several patterns, compiled in order."""
    return tuple(grammar.compile(source) for source in sources)


def _one_less(word: str) -> set[str]:
    return {word[:index] + word[index + 1 :] for index in range(len(word))}


def _is_one_slip(written: str, meant: str) -> bool:
    """Whether one letter is missing, added, wrong, or two neighbours are swapped.

    The first letter has to be right: it seldom slips, and it tells « frapper » from « trapper ».
    """
    if written[0] != meant[0]:
        return False
    if abs(len(written) - len(meant)) == 1:
        shorter, longer = sorted((written, meant), key=len)
        return shorter in _one_less(longer)
    if len(written) != len(meant):
        return False
    wrong = [
        index for index, pair in enumerate(zip(written, meant, strict=True)) if pair[0] != pair[1]
    ]
    if len(wrong) == 1:
        return True
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and written[wrong[0]] == meant[wrong[1]]
        and written[wrong[1]] == meant[wrong[0]]
    )
