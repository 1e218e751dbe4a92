"""Names as people say or spell them: « Aulnay » for Aulnay-sous-Bois, « ile et vilaine »."""

from __future__ import annotations

import re
from itertools import product

ARTICLES = frozenset({"le", "la", "les", "l"})
LINKS = frozenset(
    {"sur", "sous", "en", "les", "le", "la", "l", "de", "du", "d", "des", "au", "aux", "a"}
)
_SHORTEST = 4


def core(name: str) -> list[str]:
    """Give the words of a folded name without its article."""
    words = name.split()
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def short_form(name: str) -> tuple[str, bool] | None:
    """Cut a folded name short.

    Returns:
        The short form, and whether a link word follows it in the full name (« sur », « en »);
        None when nothing can be cut.
    """
    words = name.split()
    size = 2 if words[0] in ARTICLES or words[0] in {"saint", "sainte"} else 1
    short = " ".join(words[:size])
    if len(words) <= size or len(short) < _SHORTEST:
        return None
    return short, words[size] in LINKS


def loose_spellings(name: str) -> frozenset[str]:
    """Spell a folded name of several words without its plurals, feminines and double letters.

    « bouche du rhone », « ile et vilaine », « haut savoie »; a single word stays as it is, since
    « lande » or « loir » may be something else.
    """
    words = name.split()
    if len(words) < 2:
        return frozenset({name})
    return frozenset(" ".join(spelling) for spelling in product(*map(_spellings, words)))


def _spellings(word: str) -> set[str]:
    if len(word) < _SHORTEST:
        return {word}
    ways = {word, word.rstrip("s")}
    ways |= {re.sub(r"(.)\1", r"\1", way) for way in ways}
    ways |= {way.replace("y", "i") for way in ways}
    return ways | {"haut"} if word.startswith("haut") else ways
