"""What no text says: each rule finds what it must, and leaves the rest alone."""

from __future__ import annotations

import pytest

from fanal.reply.wording import Never, Wording

RULES = Wording.load().never


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_can_fail(rule: Never) -> None:
    """Each rule finds each of its bad sentences and none of its good ones."""
    assert [text for text in rule.finds if not rule.said(text)] == []
    assert [text for text in rule.leaves if rule.said(text)] == []
    assert rule.finds
    assert rule.leaves


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_pattern_is_idle(rule: Never) -> None:
    """A rule has a source, and its curly apostrophes and capitals change nothing."""
    assert rule.source
    for text in rule.finds:
        assert rule.said(text.upper().replace("'", "’"))


def test_the_rules_cover_what_a_helpline_never_does() -> None:
    """Blame, minimising, promises, abandonment, labels, investigation, words about suicide."""
    assert {rule.id for rule in RULES} >= {
        *("victim", "label", "promise", "blame", "minimise", "abandon", "investigate"),
        "suicide_words",
    }


def test_no_good_sentence_of_one_rule_breaks_another() -> None:
    """The sentences shown as good are good for every rule."""
    wording = Wording.load()
    for rule in RULES:
        for text in rule.leaves:
            assert [other.id for other in wording.said(text)] == [], text
