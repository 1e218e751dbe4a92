"""Keys under which two writings of one word are the same.

Two strengths: :func:`fold` forgets case, accents and punctuation; :func:`sound_key` also forgets
what French spelling hides (doubled letters, silent endings), because people in a hurry write what
they hear.
"""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_NOT_WORD = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_SILENT_VERB_ENDING = re.compile(r"(?:ees|ee|es|er|ez)$")

_SHORTEST_KEYED = 4
"""Shorter words are kept whole: « les », « mer », « sang » would meet other words."""


def fold(text: str) -> str:
    """The spelling-insensitive form of a text: no case, no accents, no punctuation.

    Words are separated by one space; an apostrophe or a hyphen separates words too. Fancy
    Unicode letters (mathematical, full width) become plain ones.

    >>> fold("J'ai été à l'École !")
    'j ai ete a l ecole'
    """
    if text.isascii():  # nothing to decompose: the most frequent case is the fastest
        return _NOT_WORD.sub(" ", text.lower()).strip()
    # Capitals are lowered twice: once for İ and friends, once for what NFKD reveals (𝐀, Ａ).
    wide = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES)).lower()
    bare = "".join(sign for sign in wide if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", bare).strip()


def sound_key(word: str) -> str:
    """The key of one folded word, equal for the usual misspellings of that word.

    Doubled letters count once, ``ph`` is ``f``, ``qu`` and ``q`` are ``k``, the endings
    ``-er -ez -é -ée -és -ées`` are one, and one silent ``-s -t -x`` is dropped. Words of three
    letters or fewer and words with a digit are their own key.

    >>> sound_key("frappez") == sound_key("frape")
    True
    """
    if len(word) < _SHORTEST_KEYED or not word.isalpha():
        return word
    key = _DOUBLED.sub(r"\1", word).replace("ph", "f").replace("qu", "k").replace("q", "k")
    if len(key) >= _SHORTEST_KEYED:
        key = _SILENT_VERB_ENDING.sub("e", key)
    if len(key) >= _SHORTEST_KEYED and key[-1] in "stx":
        key = key[:-1]
    return key
