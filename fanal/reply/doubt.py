"""The lines shown first when a message may mean several needs."""

from __future__ import annotations

from collections.abc import Sequence

from fanal.matching import Choice, Need
from fanal.matching.cover import FAINT, cover
from fanal.reply.composer import Composer, Turn

FIRST_READ = 3
"""How many contacts are read before giving up, at most."""


class Doubt:
    """Chooses the first lines over everything that the message may mean."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer

    def beliefs(self, turn: Turn, *, but: str | None = None) -> list[tuple[float, Need]]:
        """The needs that the message may hold and how likely each is, likeliest first.

        Args:
            turn: the message.
            but: a need already known to be held.
        """
        needs = self.composer.matcher.needs
        return [
            (candidate.confidence, needs[candidate.topic])
            for candidate in turn.understanding.ranking
            if candidate.family == "need"
            and candidate.topic is not None
            and candidate.topic in needs
            and candidate.topic != but
            and candidate.confidence >= FAINT
        ]

    def first_lines(
        self,
        turn: Turn,
        own: Sequence[Choice],
        beliefs: Sequence[tuple[float, Need]],
        *,
        sure: float = 0.0,
        fixed: int = 0,
    ) -> list[Choice]:
        """The lines of the need retained, with those of the likeliest others among the first.

        Args:
            turn: the message.
            own: the lines of the need retained, best first; as many come back.
            beliefs: the other needs, as :meth:`beliefs` gives them.
            sure: how likely the need retained is.
            fixed: how many of its lines come first whatever else is likely.
        """
        if not beliefs:
            return list(own)
        known = {choice.service.id: choice for choice in own}
        lists = [(sure, [choice.service.id for choice in own])]
        for probability, need in beliefs:
            theirs = self._lines(turn, need)
            known = {choice.service.id: choice for choice in theirs} | known
            lists.append((probability, [choice.service.id for choice in theirs]))
        first = cover(lists, [choice.service.id for choice in own[:fixed]], FIRST_READ)
        rest = [choice for choice in own if choice.service.id not in first]
        return [*(known[name] for name in first), *rest][: max(len(own), FIRST_READ)]

    def _lines(self, turn: Turn, need: Need) -> list[Choice]:
        """The lines of one need that can be shown to this person, best first."""
        composer = self.composer
        audience = composer.audience(turn.conversation, need)
        request = composer.request(turn, need, urgent=need.urgent)
        found = composer.matcher.national(request, len(need.lines.of(audience)))
        return [choice for choice in found if choice.service.id in need.lines.of(audience)]
