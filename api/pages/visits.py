"""Visits that were left or erased: their forms are not answered again.

Without script a browser keeps the body of each form in the history of its tab, and Back may
send it once more. A random word, given with each first screen and carried by every form of the
same visit, tells such an echo from someone who comes back to a page left open.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict

KEPT = 10_000
"""How many left visits are remembered; the oldest is dropped first."""


class LeftVisits:
    """Remembers, in this process only, which visits are over."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._over: OrderedDict[str, None] = OrderedDict()

    @staticmethod
    def begin() -> str:
        """A new visit: 12 random characters that mean nothing."""
        return secrets.token_urlsafe(9)

    def end(self, visit: str) -> None:
        """This visit is over."""
        if not visit or len(visit) > 32:
            return
        self._over[visit] = None
        if len(self._over) > self._kept:
            self._over.popitem(last=False)

    def __contains__(self, visit: object) -> bool:
        return visit in self._over
