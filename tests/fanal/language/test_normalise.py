"""Text-speak read as plain French, never as another need."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanal.language.normalise import Normaliser, normalise
from fanal.yaml_files import YamlError, load_yaml
from tests.fanal.language.tables import HERE

_TABLE = load_yaml(HERE / "normalise.yml").data
assert isinstance(_TABLE, dict)
CASES = [(text, read) for group in _TABLE.values() for text, read in group.items()]


@pytest.mark.parametrize(("text", "read"), CASES)
def test_a_writing_is_read_as_the_table_says(normaliser: Normaliser, text: str, read: str) -> None:
    """Each writing of the table has the plain form beside it."""
    assert normaliser.normalise(text).text == read


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_a_plain_form_is_left_alone(normaliser: Normaliser, text: str) -> None:
    """Reading the plain form again changes nothing."""
    plain = normaliser.normalise(text).text
    assert normaliser.normalise(plain).text == plain


def test_each_replacement_is_told(normaliser: Normaliser) -> None:
    """The steps say what was written, what it was read as, and which table did it."""
    steps = normaliser.normalise("jsuis ac mon reuf aideeez 🔪").steps
    assert [(step.before, step.after, step.kind) for step in steps] == [
        ("jsuis", "je suis", "abbreviation"),
        ("ac", "avec", "abbreviation"),
        ("reuf", "frère", "slang"),
        ("aideeez", "aidez", "repeated"),
        ("🔪", "couteau", "emoji"),
    ]


def test_places_point_into_the_message_as_written(normaliser: Normaliser) -> None:
    """Every word knows which letters of the original it comes from."""
    text = "Slt, jsuis à l'école"
    found = normaliser.normalise(text)
    assert [(token.text, text[token.start : token.end]) for token in found.tokens] == [
        ("salut", "Slt"),
        ("je", "jsuis"),
        ("suis", "jsuis"),
        ("à", "à"),
        ("l'", "l'"),
        ("école", "école"),
    ]


def test_a_girlfriend_never_becomes_a_daughter(normaliser: Normaliser) -> None:
    """« ma meuf » is read as a girlfriend: « ma fille » would be another need and audience."""
    assert normaliser.normalise("ma meuf veut partir").text == "ma copine veut partir"
    assert "ma fille" not in normaliser.normalise("c'est ma meuf").text


def test_a_laugh_keeps_jpp_from_being_distress(normaliser: Normaliser) -> None:
    """« jpp » is distress alone and amusement beside a laugh."""
    assert normaliser.normalise("jpp").text == "j'en peux plus"
    assert normaliser.normalise("jpp mdrrr").text == "jpp mdr"


def test_an_ambiguous_emoji_says_nothing(normaliser: Normaliser) -> None:
    """😭 and 💀 mean laughing as often as crying or dying: they are dropped."""
    assert normaliser.normalise("😭💀").text == ""


def test_a_fruit_is_a_fruit(normaliser: Normaliser) -> None:
    """🍇 is read as the young use it only where the words around say so."""
    assert normaliser.normalise("j'ai été 🍇").text == "j'ai été viol"
    assert normaliser.normalise("j'ai mangé du 🍇").text == "j'ai mangé du"


def test_the_shared_function_reads_the_project_tables() -> None:
    """normalise() opens the project's own tables by itself."""
    assert normalise("jsuis là").text == "je suis là"


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    """No text breaks the reading, and places stay inside it, in order."""
    found = normalise(text)
    starts = [token.start for token in found.tokens]
    assert starts == sorted(starts)
    assert all(0 <= token.start < token.end <= len(text) for token in found.tokens)


def _tables(directory: Path, **contents: str) -> Path:
    base = {"text_speak": "{}", "slang": "{}", "emoji": "{}", "guarded": "{}"}
    for name, content in {**base, **contents}.items():
        (directory / f"{name}.yml").write_text(content, encoding="utf-8")
    return directory


def test_a_table_of_ones_own_is_used(broken: Path) -> None:
    """The directory given is the one that is read."""
    found = Normaliser.load(_tables(broken, text_speak="mine:\n  zz: zébu\n"))
    assert found.normalise("zz jsuis").text == "zébu je suis"


@pytest.mark.parametrize(
    "contents",
    [
        {"text_speak": "a:\n  zz: un\nb:\n  zz: deux\n"},
        {"text_speak": "a:\n  zz: [un]\n"},
        {"text_speak": "a: zz\n"},
        {"guarded": "guarded:\n  - write: [c]\n    reed: un\n"},
        {"guarded": "guarded:\n  - write: c\n    read: un\n"},
        {"guarded": "guarded:\n  - write: [c]\n"},
    ],
)
def test_a_broken_table_is_refused(broken: Path, contents: dict[str, str]) -> None:
    """A doubled writing, a wrong type or an unknown field names the file and the line."""
    with pytest.raises(YamlError):
        Normaliser.load(_tables(broken, **contents))


def test_a_missing_table_is_refused(broken: Path) -> None:
    """Opening a directory without the tables fails at once."""
    with pytest.raises(YamlError):
        Normaliser.load(broken)
