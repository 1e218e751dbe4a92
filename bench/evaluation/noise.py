"""Automatic noise: what a bad keyboard and a hurry do to a message."""

from __future__ import annotations

import random
import re
import unicodedata

NEIGHBOURS = {
    "a": "zq", "z": "aes", "e": "zrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok",
    "o": "ipl", "p": "om", "q": "asw", "s": "qdzx", "d": "sfec", "f": "dgrv", "g": "fhtb",
    "h": "gjyn", "j": "hkun", "k": "jlio", "l": "kmop", "m": "lp", "w": "xqs", "x": "wcs",
    "c": "xvd", "v": "cbf", "b": "vng", "n": "bhj",
}  # fmt: skip
"""Keys beside each key of a French keyboard."""
TYPO_RATE = 0.05
"""Share of the letters that are mistyped."""


def noisy(text: str, seed: int) -> str:
    """The message without accents, 5 % of its letters mistyped, in any case, marks glued.

    Args:
        text: a message.
        seed: makes two runs equal.
    """
    chance = random.Random(seed)
    bare = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    typed = "".join(_typed(letter, chance) for letter in bare)
    cased = "".join(letter.upper() if chance.random() < 0.1 else letter.lower() for letter in typed)
    return re.sub(r"([.,;:!?])\s+", r"\1", cased)


def _typed(letter: str, chance: random.Random) -> str:
    """The letter, or what slips from a finger: another key, none, or twice."""
    if letter.lower() not in NEIGHBOURS or chance.random() >= TYPO_RATE:
        return letter
    kind = chance.randrange(3)
    if kind == 0:
        return chance.choice(NEIGHBOURS[letter.lower()])
    return "" if kind == 1 else letter * 2
