"""What every export test needs: the words, and the feed."""

from __future__ import annotations

from datetime import date

import pytest

from fanal.directory import Directory
from fanal.directory.hsds import Catalogue, Vocabulary
from fanal.reply import Dialogue


@pytest.fixture(scope="session")
def words(dialogue: Dialogue) -> Vocabulary:
    matcher = dialogue.composer.matcher
    return matcher.needs.vocabulary(matcher.directory)


@pytest.fixture(scope="session")
def catalogue(directory: Directory, words: Vocabulary) -> Catalogue:
    return Catalogue(directory, words, lambda: date(2026, 11, 24))
