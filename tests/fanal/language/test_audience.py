"""Who is writing."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanal.language import AudienceCues
from fanal.yaml_files import YamlError
from tests.fanal.language.tables import pairs


@pytest.mark.parametrize(("audience", "text"), pairs("audience"))
def test_who_is_writing(cues: AudienceCues, audience: str, text: str) -> None:
    """Cues tell young people, families and professionals apart; nothing is guessed without one."""
    assert (cues.audience_of(text) or "unclear") == audience


def test_two_marks_of_style_are_needed(cues: AudienceCues) -> None:
    """One abbreviation says nothing of an age, the same one twice neither."""
    assert cues.audience_of("jsuis perdue") is None
    assert cues.audience_of("jsuis jsuis") is None
    assert cues.audience_of("jsuis perdue jsp quoi faire") == "young"


def test_everybodys_abbreviations_say_nothing(cues: AudienceCues) -> None:
    """« svp », « rdv » and « tel » are written at every age."""
    assert cues.audience_of("svp un rdv par tel bcp de pb") is None


@pytest.mark.parametrize(
    "content",
    [
        "cues:\n  - audience: baby\n    patterns: [oui]\n",
        "cues:\n  - audience: young\n    patterns: [<nobody>]\n",
        "lists:\n  a: [<b>]\ncues: []\n",
        "cues: oui\n",
    ],
)
def test_broken_cues_are_refused(broken: Path, content: str) -> None:
    """An unknown audience or a pattern written wrongly names the file and the line."""
    path = broken / "audience.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(YamlError):
        AudienceCues.load(path)
