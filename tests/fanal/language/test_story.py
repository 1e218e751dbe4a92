"""A story is told from a request by its length and by who it is about."""

from __future__ import annotations

from fanal.language.normalise import normalise
from fanal.language.story import tells_a_story


def test_a_long_message_about_oneself_is_a_story() -> None:
    """Someone who tells what happened to them, in text-speak too, is heard as telling it."""
    text = (
        "jsais pas par ou commencer jai rencontré un mec cet été au debut il etait gentil il "
        "mofrait des trucs et la il me dit que jdois lui rendre et jdors plus jose rien dire"
    )
    assert tells_a_story(normalise(text).text)


def test_a_request_is_no_story() -> None:
    """A request, or a long note about someone else, is not one's own story."""
    assert not tells_a_story("je cherche un numéro pour parler à quelqu'un ce soir")
    note = "Jeune fille suivie par le service, hébergée en hôtel, en rupture de soins. " * 3
    assert not tells_a_story(note)
