"""Whether someone is telling what happened to them: then nothing is asked of them."""

from __future__ import annotations

from fanal.language.fold import fold

LONG = 25
"""Words from which a message is more than a request. A request for a service is shorter: the
median of tests/development is 13 words, nine in ten have fewer than 33."""
ENOUGH = 3
"""Words of the first person that make it one's own story."""

_FIRST_PERSON = frozenset({"je", "j", "me", "m", "moi", "mon", "ma", "mes"})


def tells_a_story(text: str) -> bool:
    """Whether a message is long and speaks of the person who writes.

    Args:
        text: the message after normalisation of text-speak; kept nowhere.
    """
    words = fold(text).split()
    return len(words) >= LONG and sum(word in _FIRST_PERSON for word in words) >= ENOUGH
