"""The words that tell whether a name is said as a place (data/geography/lexicon.txt)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

from fanal.geography.model import GeographyError
from fanal.geography.tables import read_words

Words = frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """One set of folded words or phrases for each section of the file, named after it."""

    home_verbs: Words
    being_verbs: Words
    coming_verbs: Words
    past_marks: Words
    place_nouns: Words
    place_labels: Words
    near_phrases: Words
    prepositions: Words
    having_subjects: Words
    articles: Words
    no: Words
    plus_verbs: Words
    between: Words
    streets: Words
    followers: Words
    fillers: Words
    units: Words
    months: Words
    arrondissement_words: Words
    emergency_numbers: Words
    calling_verbs: Words
    local_services: Words
    not_places: Words
    plain_names: Words
    land_names: Words
    island_names: Words
    never: Words
    people: Words
    abroad: Words
    countries: Words
    titles: Words
    named_after: Words
    sports: Words
    contests: Words
    determiners: Words
    town_parts: Words
    numbered: Words
    work_marks: Words
    function_words: Words

    @cached_property
    def nowhere(self) -> Words:
        """Names that are never a French place unless said as one in so many words."""
        return self.never | self.abroad | self.countries

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """Read the file.

        Raises:
            GeographyError: the file is missing, or a section is missing, unknown or empty.
        """
        sections = _sections(path)
        expected = {field.name for field in fields(cls)}
        if wrong := expected.symmetric_difference(sections):
            names = ", ".join(sorted(name.replace("_", " ") for name in wrong))
            raise GeographyError(f"{path} : sections absentes ou inconnues : {names}.")
        return cls(**{name: frozenset(words) for name, words in sections.items()})


def _sections(path: Path) -> dict[str, set[str]]:
    sections: dict[str, set[str]] = {}
    current: set[str] | None = None
    for number, line in enumerate(read_words(path), start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith("[") and text.endswith("]"):
            current = sections.setdefault(text[1:-1].replace(" ", "_"), set())
        elif current is None:
            raise GeographyError(f"{path}, ligne {number} : des mots avant la première section.")
        else:
            current.update(word for part in text.split(",") if (word := part.strip()))
    return sections
