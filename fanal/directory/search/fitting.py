"""How well each service serves a need: by its kind, or by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from fanal.directory.model import Audience, Kind, Service
from fanal.directory.search.around import Around
from fanal.directory.search.needs import NeedGuide

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

GENERAL = "general"
"""The guide followed when neither words nor a need were given."""
_NATIONAL_BY_KIND = 0.5
"""The kind of a national line says less of it than the lists of the need, which name it."""


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
        self._own: dict[str, list[int]] = {}
        for number, service in enumerate(services):
            for need in service.needs:
                self._own.setdefault(need, []).append(number)
        self._ready: dict[tuple[str, Audience | None], tuple[Floats, Ints, Floats]] = {}
        self._special = {
            need: np.array([kind.specialised and need in kind.needs for kind in kinds.values()],
                           dtype=np.float32)
            for need in self._guides
        }  # fmt: skip

    def __contains__(self, need: object) -> bool:
        return need in self._guides

    def scores(
        self, needs: Mapping[str, float], audience: Audience | None, around: Around
    ) -> Floats:
        """How well each service around a place serves some needs, from 0 to 1."""
        by_kind = np.zeros(len(self._kinds), dtype=np.float32)
        named: list[tuple[Ints, Floats]] = []
        for need, sure in needs.items():
            kinds, docs, fits = self._of(need, audience)
            np.maximum(by_kind, kinds * np.float32(sure), out=by_kind)
            if len(docs):
                named.append((docs, fits * np.float32(sure)))
        scores: Floats = by_kind.take(around.kind)
        scores[: around.nationals] *= np.float32(_NATIONAL_BY_KIND)
        for docs, fits in named:
            places = around.docs.searchsorted(docs)
            places[places == len(around.docs)] = 0
            there = around.docs[places] == docs
            places = places[there]
            scores[places] = np.maximum(scores[places], fits[there])
        return scores

    def specialised(self, needs: Mapping[str, float]) -> Floats:
        """For each kind devoted to exploitation, how far the needs are its own."""
        by_kind = np.zeros(len(self._kinds), dtype=np.float32)
        for need, sure in needs.items():
            np.maximum(by_kind, self._special[need] * np.float32(sure), out=by_kind)
        return by_kind

    def served(
        self, needs: Iterable[str], audience: Audience | None, kind: int, doc: int
    ) -> str | None:
        """The first of some needs that a service serves, by its kind or by itself."""
        for need in needs:
            kinds, docs, _ = self._of(need, audience)
            if need != GENERAL and (kinds[kind] > 0 or doc in docs):
                return need
        return None

    def _of(self, need: str, audience: Audience | None) -> tuple[Floats, Ints, Floats]:
        found = self._ready.get((need, audience))
        if found is None:
            guide = self._guides[need]
            kinds = [guide.of_kind(name, kind, audience) for name, kind in self._kinds.items()]
            own = dict.fromkeys(self._own.get(need, ()), guide.of_records)
            for line, fit in guide.of_lines(audience).items():
                if line in self._lines:
                    number = self._lines[line]
                    own[number] = max(own.get(number, 0.0), fit)
            docs = np.fromiter(sorted(own), np.int32, len(own))
            fits = np.fromiter((own[int(doc)] for doc in docs), np.float32, len(own))
            found = self._ready[need, audience] = (np.asarray(kinds, np.float32), docs, fits)
        return found
