"""From text to the terms of the index: folded, without empty words, reduced to their stems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import Stemmer

from fanal.language.fold import fold
from fanal.settings import ROOT
from fanal.yaml_files import YamlError, load_yaml

SHORTEST_STEMMED = 4
"""Shorter words are acronyms and numbers: they are kept whole."""


class Words:
    """Cuts texts into terms; a word is stemmed once, then remembered."""

    def __init__(self, empty: Iterable[str] = (), means: Mapping[str, str] | None = None) -> None:
        """Use lists already read.

        Args:
            empty: folded words that say nothing of what is looked for.
            means: for an acronym, the words of the directory that mean the same.
        """
        self._empty = frozenset(empty)
        self._stemmer = Stemmer.Stemmer("french")
        self._stems: dict[str, str] = {}
        self._means = {
            fold(short): tuple(self.terms(long)) for short, long in (means or {}).items()
        }

    @classmethod
    def load(cls, path: Path | None = None) -> Words:
        """Read data/resources/search/words.yml.

        Raises:
            YamlError: the file is broken.
        """
        source = path or ROOT / "data" / "resources" / "search" / "words.yml"
        data = load_yaml(source).data
        if not isinstance(data, dict) or set(data) != {"empty", "means"}:
            raise YamlError(source, 1, "les champs empty et means sont attendus.")
        return cls(map(str, data["empty"]), {k: str(v) for k, v in data["means"].items()})

    def split(self, text: str) -> list[str]:
        """The folded words of a text that say something."""
        return [word for word in fold(text).split() if word not in self._empty]

    def stem(self, word: str) -> str:
        """The term of one folded word: « violences » and « violence » share theirs."""
        found = self._stems.get(word)
        if found is None:
            short = len(word) < SHORTEST_STEMMED or not word.isalpha()
            found = word if short else str(self._stemmer.stemWord(word))
            self._stems[word] = found
        return found

    def terms(self, text: str) -> list[str]:
        """The terms of a text, in order, repetitions included."""
        return [self.stem(word) for word in self.split(text)]

    def same_as(self, word: str) -> tuple[str, ...]:
        """Terms that mean the same as an acronym or a familiar word; empty for the others."""
        return self._means.get(word, ())
