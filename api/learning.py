"""The phrasings of data/nlu, read behind the first replies.

Thirty thousand phrasings take seconds to index. The door opens with those that the content
carries with it (labels, choices, questions), and takes the rest up when they are ready.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass

from fanal.language.nearest import NearestPhrasing, known_phrasings
from fanal.matching.search import DirectorySearch, open_search
from fanal.reply.found import Finder
from fanal.safety import Fallback
from fanal.yaml_files import YamlError

logger = logging.getLogger(__name__)
FIRST_REPLY_SECONDS = 3.0
"""How long the first replies have the processor for themselves."""


@dataclass(frozen=True)
class Learning:
    """What understands better once every phrasing is known.

    Attributes:
        fallback: answers when Rasa does not.
        finder: searches the directory.
    """

    fallback: Fallback
    finder: Finder

    def run(self) -> None:
        """Read and index every phrasing, then hand the two indexes over.

        Raises:
            fanal.yaml_files.YamlError: a content file is broken.
        """
        phrasings = list(known_phrasings())
        self.fallback.learn(NearestPhrasing(phrasings))
        composer = self.fallback.dialogue.composer
        index = open_search(composer.matcher.directory, composer.matcher.needs, phrasings=phrasings)
        self.finder.learn(DirectorySearch(index, composer.gazetteer))

    def run_in_background(self, after: float = FIRST_REPLY_SECONDS) -> threading.Thread:
        """Learn after some seconds; phrasings that cannot be read are logged and done without."""
        thread = threading.Timer(after, self._run_or_log)
        thread.daemon = True
        thread.start()
        return thread

    def _run_or_log(self) -> None:
        try:
            self.run()
        except (OSError, YamlError) as error:
            logger.error("phrasings not read: %s", error)
