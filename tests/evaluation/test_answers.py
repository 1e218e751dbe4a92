"""A question of fact is judged by what is said, not by a name."""

from __future__ import annotations

import pytest

from bench.evaluation.answers import named, sentences
from bench.evaluation.cases import Case
from bench.evaluation.measures import judge
from fanal.reply import Dialogue


def _verdict(dialogue: Dialogue, right: frozenset[str] | None, *said: str) -> bool | None:
    case = Case(id="one", slice="questions", text="le 119 c gratuit ?", answers=right)
    reply = {
        "messages": [{"text": text} for text in said],
        "contacts": [],
        "urgent": False,
        "need": None,
        "place": None,
        "asks": None,
    }
    return judge(case, reply, sentences(dialogue.composer, named([case]))).answer


def test_any_record_that_answers_is_right_and_no_other(dialogue: Dialogue) -> None:
    """A reply is right when it says one of the records of the label, in either register."""
    right = frozenset({"phone_bill", "fact_free/119", "need/report_child", "phrase/hello"})
    texts = dialogue.composer.texts
    for register in ("tu", "vous"):
        bill = texts.render(dialogue.composer.answers["phone_bill"].text.of(register)[0])
        assert _verdict(dialogue, right, "Bonjour.", bill) is True
    assert _verdict(dialogue, right, "119, Allô enfance en danger : gratuit.") is True
    other = texts.render(dialogue.composer.answers["plan_2021"].text.of("tu")[0])
    assert _verdict(dialogue, right, other) is False


def test_a_question_without_an_answer_is_a_miss(dialogue: Dialogue) -> None:
    """No record answers: whatever is said is a miss; what is no question is not counted."""
    assert _verdict(dialogue, frozenset(), "Fanal ne le sait pas.") is False
    assert _verdict(dialogue, None, "Fanal ne le sait pas.") is None


def test_a_name_that_is_nobodys_is_an_error(dialogue: Dialogue) -> None:
    """A label that names no record cannot pass for a miss."""
    for name in ("nothing", "need/nothing", "phrase/nothing", "asks/nothing", "fact_free/nothing"):
        with pytest.raises(KeyError):
            sentences(dialogue.composer, [name])
