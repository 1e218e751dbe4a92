"""The door opens before every phrasing is known, and knows them soon after."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fastapi.testclient import TestClient

import api.learning
from api.app import create_app
from api.learning import Learning
from fanal.language.nearest import NearestPhrasing
from fanal.language.phrasings import authored_phrasings
from fanal.language.understanding import Understanding
from fanal.matching.search import DirectorySearch, open_search
from fanal.reply import Conversation, load_dialogue
from fanal.reply.found import Finder, load_reasons
from fanal.safety import Fallback
from fanal.settings import Settings
from fanal.yaml_files import YamlError

HEARD_LATER = "ya un mec il me trouve des rdv et il garde les sous"
MOMENT = datetime(2026, 11, 24, 23, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def learning() -> Learning:
    dialogue = load_dialogue()
    composer = dialogue.composer
    authored = list(authored_phrasings())
    index = open_search(composer.matcher.directory, composer.matcher.needs, phrasings=authored)
    finder = Finder(composer, DirectorySearch(index, composer.gazetteer), load_reasons())
    return Learning(Fallback(dialogue, NearestPhrasing(authored)), finder)


def heard(learning: Learning) -> str | None:
    said = Understanding("unclear")
    return learning.fallback.understand(HEARD_LATER, said).topic


def test_what_data_nlu_teaches_is_known_after_learning(learning: Learning) -> None:
    """A message that no label resembles is understood once the phrasings have been read."""
    before = heard(learning)
    learning.run()
    assert before is None
    assert heard(learning) == "sexual_exploitation"


def test_there_is_a_human_before_learning(learning: Learning) -> None:
    """The first reply does not wait: it has an open human contact before anything is learnt."""
    outcome = learning.fallback.respond(
        HEARD_LATER, Conversation(), Understanding("unclear"), MOMENT
    )
    assert any(contact.open == "open" for contact in outcome.reply.contacts)


def test_broken_phrasings_leave_the_door_as_it_was(
    learning: Learning, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A broken file of data/nlu is logged and silences nothing."""

    def broken() -> list[tuple[str, str]]:
        raise YamlError(Path("data/nlu/x.yml"), 3, "illisible")

    monkeypatch.setattr(api.learning, "known_phrasings", broken)
    before = heard(learning)
    learning.run_in_background(after=0).join()
    assert heard(learning) == before
    assert "phrasings not read" in caplog.text


def test_the_real_door_learns_behind_its_first_reply() -> None:
    """Opened as in production, the door finds services by their words at once."""
    with TestClient(create_app(Settings(), learn_behind=True)) as client:
        answer = client.get("/api/v1/services", params={"q": "crip", "departement": "87"})
    assert answer.status_code == 200
    assert any("CRIP" in found["name"] or "crip" in found["id"] for found in answer.json())
