"""Whether services are open at a minute: computed once for all those with the same hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fanal.directory.hours import OpeningState, opening_state
from fanal.directory.search.columns import Columns


class Openings:
    """States at the last minute asked for, by hours and place."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._minute: datetime | None = None
        self._states: dict[tuple[int, bool], OpeningState] = {}

    def at(self, moment: datetime, *, written: bool = False) -> Callable[[int], OpeningState]:
        """What gives the state of hours, by their number among the columns, at a moment.

        Args:
            moment: an aware moment.
            written: the hours of its chat or SMS, not those of its phone.

        Raises:
            ValueError: when called, if the moment has no time zone.
        """
        minute = moment.replace(second=0, microsecond=0)
        if minute != self._minute:
            # A new dict, not a cleared one: a reader in another thread keeps its own.
            self._minute, self._states = minute, {}
        states, columns = self._states, self._columns

        def state(number: int) -> OpeningState:
            found = states.get((number, written))
            if found is None:
                hours = columns.hours[number]
                osm = hours.written if written else hours.voice
                found = opening_state(
                    osm, moment, departement=hours.departement, closures=hours.closures
                )
                states[number, written] = found
            return found

        return state
