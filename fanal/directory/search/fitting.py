"""How well each service serves a need: by its kind, or by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fanal.directory.model import Audience, Kind, Service
from fanal.directory.search.around import Around
from fanal.directory.search.levels import LEVELS, REACH
from fanal.directory.search.needs import NeedGuide
from fanal.directory.search.ranking import Weights

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

GENERAL = "general"
"""The guide followed when neither words nor a need were given."""
_NATIONAL_BY_KIND = 0.5
"""The kind of a national line says less of it than the lists of the need, which name it."""


class _Fit(NamedTuple):
    """Who serves one need: kinds and national services in one row, local ones by themselves.

    The row says how far each kind at each level serves the need, then each national service; then,
    in the same order, whether the need is a specialised one's own.
    """

    row: Floats
    devoted: frozenset[int]
    docs: Ints
    fits: Floats
    named: frozenset[int]
    serving: frozenset[int]


class Fits:
    """The guides of the needs, as numbers over services; computed when first asked for."""

    def __init__(
        self, services: Sequence[Service], kinds: Mapping[str, Kind], guides: Iterable[NeedGuide]
    ) -> None:
        """Read what records and guides say.

        Args:
            services: in the order of the index.
            kinds: kinds by name, in the order of their numbers.
            guides: who serves each need.
        """
        self._kinds = kinds
        self._guides = {guide.id: guide for guide in guides}
        self._lines = {s.id: number for number, s in enumerate(services) if s.is_national}
        numbers = {kind: number for number, kind in enumerate(kinds)}
        self._kind_of = {line: numbers[services[line].kind] for line in self._lines.values()}
        self._own: dict[str, list[int]] = {}
        for number, service in enumerate(services):
            for need in service.needs:
                self._own.setdefault(need, []).append(number)
        self._ready: dict[tuple[str, Audience | None], _Fit] = {}

    def __contains__(self, need: object) -> bool:
        return need in self._guides

    def scores(
        self,
        needs: Mapping[str, float],
        audience: Audience | None,
        around: Around,
        weights: Weights,
    ) -> tuple[Floats, frozenset[int]]:
        """How well each service around a place serves some needs, and which kinds are devoted.

        A service that is out of reach of the place is worth less; one devoted to exploitation,
        when the need is its own, a little more.
        """
        row: Floats | None = None
        devoted: frozenset[int] = frozenset()
        for need, sure in needs.items():
            fit = self._of(need, audience)
            one = fit.row * np.float32(sure)
            row = one if row is None else np.maximum(row, one, out=row)
            devoted |= fit.devoted
        if row is None:
            return np.zeros(len(around.docs), dtype=np.float32), devoted
        half = len(row) // 2
        special = row[half:] * np.float32(weights.special)
        worth = row[:half] * np.float32(weights.need)
        worth += special
        scores: Floats = worth.take(around.standing)
        # National services come first, in the same order for every place.
        scores[: around.nationals] = worth[len(self._kinds) * LEVELS :]
        for need, sure in needs.items():
            places, own = self._named(need, audience, around)
            if len(places):
                by_itself = own * np.float32(sure * weights.need)
                by_itself += special.take(around.standing[places])
                scores[places] = np.maximum(scores[places], by_itself)
        return scores, devoted

    def _named(
        self, need: str, audience: Audience | None, around: Around
    ) -> tuple[npt.NDArray[np.int64], Floats]:
        """Where the local services that name a need are around a place, and what it is worth."""
        found = around.named.get((need, audience))
        if found is None:
            fit = self._of(need, audience)
            places = around.docs.searchsorted(fit.docs)
            places[places == len(around.docs)] = 0
            there = around.docs[places] == fit.docs
            places = places[there]
            found = (places, fit.fits[there] * REACH[around.level[places]])
            around.named[need, audience] = found
        return found

    def served(
        self, needs: Iterable[str], audience: Audience | None, kinds: list[int], docs: list[int]
    ) -> list[str | None]:
        """For each of some services, the first of the needs that it serves, if any."""
        fits = [(need, self._of(need, audience)) for need in needs if need != GENERAL]
        served: list[str | None] = []
        for kind, doc in zip(kinds, docs, strict=True):
            for need, fit in fits:
                if kind in fit.serving or doc in fit.named:
                    served.append(need)
                    break
            else:
                served.append(None)
        return served

    def first_lines(self, need: str, audience: Audience | None) -> tuple[int, ...]:
        """The services that a need calls first, for one audience or for any."""
        lines = self._guides[need].lines.items()
        firsts = dict.fromkeys(row[0] for who, row in lines if row and audience in (None, who))
        return tuple(self._lines[line] for line in firsts if line in self._lines)

    def _of(self, need: str, audience: Audience | None) -> _Fit:
        found = self._ready.get((need, audience))
        if found is None:
            guide = self._guides[need]
            kinds = [guide.of_kind(name, kind, audience) for name, kind in self._kinds.items()]
            own = dict.fromkeys(self._own.get(need, ()), guide.of_records)
            for line, fit in guide.of_lines(audience).items():
                if line in self._lines:
                    number = self._lines[line]
                    own[number] = max(own.get(number, 0.0), fit)
            special = [float(kind.specialised and need in kind.needs)
                       for kind in self._kinds.values()]  # fmt: skip
            lines = self._lines.values()
            nationals = [
                max(own.get(line, 0.0), _NATIONAL_BY_KIND * kinds[self._kind_of[line]])
                for line in lines
            ]
            devoted = [special[self._kind_of[line]] for line in lines]
            local = sorted(own.keys() - set(self._lines.values()))
            by_level = np.outer(np.asarray(kinds, np.float32), REACH).ravel()
            found = self._ready[need, audience] = _Fit(
                row=np.asarray(
                    [*by_level, *nationals, *np.repeat(special, LEVELS), *devoted], np.float32
                ),
                devoted=frozenset(n for n, its_own in enumerate(special) if its_own),
                docs=np.fromiter(local, np.int32, len(local)),
                fits=np.fromiter((own[doc] for doc in local), np.float32, len(local)),
                named=frozenset(own),
                serving=frozenset(n for n, fit in enumerate(kinds) if fit > 0),
            )
        return found
