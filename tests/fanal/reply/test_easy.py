"""Easy French: what is counted, what is paired, and how it reaches a reply."""

from __future__ import annotations

import pytest

from fanal.records import Paragraphs, Words
from fanal.reply import Dialogue, Message
from fanal.reply.easy import easy_problems, unpaired


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Appelle le {phone:119}.\nQuelqu'un répond.", []),
        ("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze.", []),
        ("a b c d e f g h i j k l m n o.", ["phrase de 15 mots"]),
        ("La confidentialité compte.", ["mot trop long : confidentialité"]),
        ("Appelle (vite).", ["sans parenthèse"]),
        ("Des photos, etc.", ["sans parenthèse"]),
    ],
)
def test_what_makes_a_text_hard(text: str, said: list[str]) -> None:
    """Long sentences, long words, brackets and abbreviations are named; the rest passes."""
    problems = list(easy_problems(text))
    assert len(problems) == len(said)
    for problem, part in zip(problems, said, strict=True):
        assert part in problem


def test_each_ordinary_paragraph_has_its_easy_one() -> None:
    """A form with more or fewer paragraphs, or of another shape, is found where it stands."""
    right = {"tu": ["a", "b"], "vous": ["a"], "falc": {"tu": ["a", "b"], "vous": ["a"]}}
    short = {"tu": ["a", "b"], "vous": ["a"], "falc": {"tu": ["a"], "vous": ["a"]}}
    shape = {"tu": "a", "vous": "a", "falc": {"tu": "a", "vous": ["a"]}}
    assert list(unpaired({"words": right})) == []
    assert list(unpaired({"words": short})) == [("words", "falc", "tu")]
    assert list(unpaired([shape])) == [(0, "falc", "vous")]


def test_a_missing_easy_form_leaves_the_ordinary_words() -> None:
    """Nothing is lost when nobody wrote the easy form, or when it is too short."""
    assert Words(tu=("a",), vous=("b",)).easy("tu") == (None,)
    partial = Words(tu=("a", "b"), vous=("c",), falc=Paragraphs(tu=("x",), vous=("y",)))
    assert partial.easy("tu") == ("x", None)


def test_a_reply_carries_both_forms(dialogue: Dialogue) -> None:
    """Numbers are filled in in the easy form as in the other."""
    texts = dialogue.composer.texts
    need = dialogue.composer.matcher.needs["suicide"]
    said: list[Message] = texts.paragraphs(need.words, "tu")
    assert [message.falc is not None for message in said] == [True, True]
    numbers = {service.visible_phones[0].number for service in (texts.directory.service("3114"),)}
    assert all(number in str(said[0].falc) for number in numbers)


def test_danger_is_always_easy_to_read(dialogue: Dialogue) -> None:
    """Every need, what is said in a crisis, and the cards of its lines have an easy form."""
    composer = dialogue.composer
    for need in composer.matcher.needs.all:
        assert need.words.falc is not None or need.id == "general", need.id
    for key in ("greeting", "unclear", "cannot_speak", "crisis_stays", "suicide_stays", "erased"):
        assert composer.texts.phrases[key].falc is not None, key
    for name in ("immediate_danger", "suicide"):
        for line in composer.matcher.needs[name].lines.of("young"):
            service = composer.matcher.directory.service(line)
            words = service.description or composer.texts.directory.kinds[service.kind].description
            assert words.falc is not None, line
