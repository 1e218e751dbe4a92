"""What the door opens at once."""

from __future__ import annotations

from fanal.language import Language


def test_the_language_opens_whole() -> None:
    """Triage, audience and language are told of one message by one object."""
    language = Language.load()
    message = "jsuis au lycée jveux mourir"
    assert language.triage.assess(message).level == "suicide"
    assert language.audience_of(message) == "young"
    assert language.language_of(message) is None
    assert language.language_of("please help me") == "en"
