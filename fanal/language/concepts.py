"""Fields of meaning: words that point at the same thing, whatever the register.

« thune », « oseille » and « moula » are money; « remonte », « en bas de chez moi » and « il a les
clés » are someone coming near. A classifier that only knows words learns nothing of « moula » from
an example with « oseille »; with the name of the field beside the words, it does. The table
(data/resources/language/concepts.yml) decides nothing by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from fanal.language._tables import LANGUAGE, Table
from fanal.language.fold import fold, sound_key
from fanal.language.lemmas import Lemmatizer

Key = tuple[str, ...]


class Concepts:
    """Finds the fields that the words of a message belong to."""

    def __init__(self, fields: Mapping[Key, frozenset[str]]) -> None:
        """Use fields already read, by the sound keys of their words; :meth:`load` is usual."""
        self._fields = fields
        self._longest = max(map(len, fields), default=0)

    @classmethod
    def load(cls, lemmatizer: Lemmatizer, path: Path | None = None) -> Concepts:
        """Read the table.

        Args:
            lemmatizer: gives the dictionary form of the table's own words.
            path: data/resources/language/concepts.yml when None.

        Raises:
            fanal.yaml_files.YamlError: the table is missing or malformed; file and line are named.
        """
        table = Table(path or LANGUAGE / "concepts.yml")
        found: dict[Key, set[str]] = {}
        for name in table.keys():  # noqa: SIM118 - a method of ours, not of a dict
            for written in table.texts(table.get(name), name):
                words = fold(written).split()
                for form in (words, lemmatizer.lemmas(words)):
                    if key := _key(form):
                        found.setdefault(key, set()).add(name)
        return cls({key: frozenset(names) for key, names in found.items()})

    def of(self, words: Sequence[str], lemmas: Sequence[str]) -> list[str]:
        """The fields met, once each time they are met, in the order of the words.

        Args:
            words: words of the normalised message.
            lemmas: their lemmas; a field met by a word and by its lemma counts twice, which
                gives an exact word more weight.
        """
        return [*self._met(words), *self._met(lemmas)]

    def _met(self, words: Sequence[str]) -> list[str]:
        keys = _key(words)
        found: list[str] = []
        for start in range(len(keys)):
            for length in range(min(self._longest, len(keys) - start), 0, -1):
                names = self._fields.get(keys[start : start + length])
                if names:
                    found.extend(sorted(names))
                    break
        return found


def _key(words: Sequence[str]) -> Key:
    return tuple(sound_key(part) for word in words for part in fold(word).split())
