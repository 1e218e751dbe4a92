"""Place names that are also French words, and French words that look like place names.

« Sens », « Tours » or « Bonne » are communes and words; « bordure » is close to Bordeaux. Both
lists are made once, at rebuild time, from the French word list of spacy-lookups-data (MIT), so
that nothing of it is needed when a message is read.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from fanal.geography.forms import core, short_form
from fanal.geography.normalise import key
from fanal.geography.sounds import sound
from fanal.geography.tables import read_communes, read_departements, read_former, read_regions

FUZZY_POPULATION = 2000
"""Inhabitants from which a misspelt commune is recognised whatever its name."""
FUZZY_LENGTH = 8
"""Letters from which a misspelt smaller commune is recognised too, in answer to the question."""
CITY_POPULATION = 20_000
"""Inhabitants from which a city is also known by its short form, « Aulnay » for Aulnay-sous-Bois,
and recognised one slip of the fingers away, « djion »."""
_CUTOFF, _LONG_CUTOFF = 80.0, 88.0
_FILES = ("fr_lemma_lookup", "fr_lemma_index", "fr_lemma_exc")


def french_words() -> frozenset[str] | None:
    """Read the folded words of the French word list; None when it is not installed."""
    spec = importlib.util.find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        return None
    words: set[str] = set()
    for name in _FILES:
        path = Path(spec.origin).parent / "data" / f"{name}.json.gz"
        with gzip.open(path, "rt", encoding="utf-8") as file:
            content = json.load(file)
        tables = [content] if name.endswith("lookup") else list(content.values())
        for table in tables:
            words.update(key(word.strip("-")) for word in table)
            if isinstance(table, dict):
                # The lemmas: many infinitives (« vendre ») are nowhere else.
                words.update(key(lemma) for lemmas in table.values() for lemma in lemmas)
    return frozenset(word for word in words if word)


def find_ordinary(directory: Path, words: frozenset[str]) -> tuple[list[str], list[str]]:
    """Find the names made of ordinary words, and the words close to a name.

    Args:
        directory: where the tables of places are.
        words: folded French words.

    Returns:
        The keys of names whose every word is French, and the single words that a typing mistake
        could take for a place; both sorted.
    """
    cities: set[str] = set()
    large: set[str] = set()
    small: set[str] = set()
    for commune in read_communes(directory):
        (large if commune.population >= FUZZY_POPULATION else small).add(key(commune.name))
        if commune.population >= CITY_POPULATION:
            cities.add(key(commune.name))
    lands = {key(row.name) for row in read_departements(directory)}
    lands |= {key(row.name) for row in read_regions(directory)}
    large |= lands
    small.update(key(former.name) for former in read_former(directory))

    shortened = {short[0] for name in cities if (short := short_form(name))}
    bare = {" ".join(core(name)) for name in large | small}
    names = {
        name
        for name in large | small | shortened | bare
        if name in words or all(word in words or len(word) == 1 for word in name.split())
    }
    near = _close(_single(large | shortened), words, _CUTOFF, shortest=4, same_initial=False)
    near |= _close(
        _single(small - large), words, _LONG_CUTOFF, shortest=FUZZY_LENGTH, same_initial=True
    )
    near |= _one_slip_away(cities | shortened, words)
    near |= _same_sound(cities | shortened | lands, words)
    return sorted(names), sorted(near)


def _single(names: Iterable[str]) -> set[str]:
    """Keep the names of one word, an article put aside: only these are near a single word."""
    return {words[0] for name in names if len(words := core(name)) == 1}


def _one_slip_away(cities: Iterable[str], words: frozenset[str]) -> set[str]:
    by_initial: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if word.isalpha():
            by_initial[word[0]].append(word)
    found: set[str] = set()
    for city in _single(cities):
        hits = process.extract(
            city, by_initial[city[0]], scorer=OSA.distance, score_cutoff=1, limit=None
        )
        found.update(word for word, _, _ in hits)
    return found


def _same_sound(names: Iterable[str], words: frozenset[str]) -> set[str]:
    codes = {sound(" ".join(core(name))) for name in names}
    return {word for word in words if word.isalpha() and sound(word) in codes}


def _close(
    names: Iterable[str],
    words: frozenset[str],
    cutoff: float,
    *,
    shortest: int,
    same_initial: bool,
) -> set[str]:
    buckets: dict[tuple[int, str], list[str]] = defaultdict(list)
    for word in words:
        if word.isalpha():
            buckets[len(word), word[0] if same_initial else ""].append(word)
    found: set[str] = set()
    for name in names:
        size = len(name)
        if size < shortest:
            continue
        # ratio = 2 * common / (a + b): beyond this difference in length the cutoff is out of reach.
        reach = int(size * 2 * (100 - cutoff) / cutoff) + 1
        for length in range(max(3, size - reach), size + reach + 1):
            choices = buckets.get((length, name[0] if same_initial else ""))
            if choices:
                hits = process.extract(
                    name, choices, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
                )
                found.update(word for word, _, _ in hits)
    return found
