"""What an easy-to-read text (FALC) must look like, as far as a program can tell.

The rules that can be counted come from « L'information pour tous » (Inclusion Europe and Unapei,
2009): short sentences, one idea each, no bracket, no abbreviation, short words. Whether a text is
easy is for people with an intellectual disability to say: no program replaces that reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_SENTENCE = 14
"""Words. The guide asks for short sentences; national guides count twelve to fifteen."""
LONGEST_WORD = 14
"""Letters: « professionnels » is the longest word that has no shorter name."""
_SENTENCES = re.compile(r"[.!\n]+\s*")
_WORD = re.compile(r"[^\W\d_]+")
_HARD = re.compile(r"[;()\[\]/&%]|\betc\b|\bcf\b|\bex\b", re.IGNORECASE)
_REFERENCE = re.compile(r"\{[^{}]*\}")


def easy_problems(text: str) -> Iterator[str]:
    """What makes this text hard to read, in French; nothing when all is well."""
    said = _REFERENCE.sub("nom", text)
    for sentence in _SENTENCES.split(said):
        words = sentence.split()
        if len(words) > LONGEST_SENTENCE:
            yield f"facile à lire : phrase de {len(words)} mots, {LONGEST_SENTENCE} au plus."
    long = sorted({word for word in _WORD.findall(said) if len(word) > LONGEST_WORD})
    if long:
        yield f"facile à lire : mot trop long : {', '.join(long)}."
    hard = _HARD.search(said)
    if hard:
        yield f"facile à lire : sans parenthèse, sigle ni abréviation : « {hard.group()} »."


def unpaired(record: object, keys: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where a ``falc`` form has not one text for each ordinary one, inside YAML data."""
    if isinstance(record, list):
        for index, item in enumerate(record):
            yield from unpaired(item, (*keys, index))
    if not isinstance(record, dict):
        return
    easy = record.get("falc")
    if isinstance(easy, dict):
        for register in ("tu", "vous"):
            ordinary, simple = record.get(register), easy.get(register)
            if type(ordinary) is not type(simple) or (
                isinstance(ordinary, list) and len(ordinary) != len(simple or [])
            ):
                yield (*keys, "falc", register)
    for key, item in record.items():
        yield from unpaired(item, (*keys, key))
