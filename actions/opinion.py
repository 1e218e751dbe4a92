"""The encoder beside the classifier: loaded in the background, asked only when in doubt."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

from fanal.language.understanding import Understanding
from fanal.matching import Matcher
from fanal.matching.encoder import Encoder, second_opinion

logger = logging.getLogger(__name__)


@dataclass
class Opinion:
    """A second opinion that may not be there yet: the first replies do not wait for torch."""

    matcher: Matcher
    model: str | Path
    _encoder: Encoder | None = field(default=None, init=False)

    def load_in_background(self) -> threading.Thread:
        """Start loading; a model that is missing or broken is logged and done without."""
        thread = threading.Thread(target=self._load, name="encoder", daemon=True)
        thread.start()
        return thread

    def on(self, understanding: Understanding, text: str) -> Understanding:
        """The understanding of an unclear message, helped by the nearest phrasings."""
        if self._encoder is None or understanding.family != "unclear":
            return understanding
        ranking = second_opinion(understanding.ranking, self._encoder.nearest(text))
        best = ranking[0] if ranking else None
        if best is not None and best.confidence >= 1.0:
            return replace(understanding, family=best.family, topic=best.topic, ranking=ranking)
        return replace(understanding, ranking=ranking)

    def _load(self) -> None:
        try:
            encoder = Encoder.load(self.model)
            self.matcher.closeness.update(
                encoder.closeness(self.matcher.directory, self.matcher.needs)
            )
        except (OSError, ValueError, ImportError) as error:
            logger.warning("no encoder: %s", type(error).__name__)
            return
        self._encoder = encoder
