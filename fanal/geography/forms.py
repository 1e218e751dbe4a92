"""Names cut short, as people say them: « Aulnay » for Aulnay-sous-Bois."""

from __future__ import annotations

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
