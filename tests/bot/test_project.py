"""The Rasa project and the content agree, without starting Rasa."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import pytest

from fanal.language.intents import phrase_key
from fanal.language.nearest import known_phrasings
from fanal.reply import Dialogue
from fanal.settings import ROOT
from fanal.yaml_files import load_yaml

LEAST_EXAMPLES = 30


@pytest.fixture(scope="module")
def domain() -> dict[str, Any]:
    found: Any = load_yaml(ROOT / "bot" / "domain" / "domain.yml").data
    return dict(found)


def test_every_example_has_a_known_intent(domain: dict[str, Any], dialogue: Dialogue) -> None:
    """Each intent of data/nlu is in the domain, and its topic is a need, an answer or a move."""
    composer = dialogue.composer
    for name, _ in known_phrasings():
        family, _, topic = name.partition("/")
        assert family in domain["intents"], name
        if family == "need":
            assert topic in composer.matcher.needs, name
        if family == "question":
            assert topic in composer.answers, name


def test_every_need_has_at_least_thirty_examples(dialogue: Dialogue) -> None:
    """Thirty ways of writing each need, choices not counted."""
    labels = {
        phrase_key(label)
        for need in dialogue.composer.matcher.needs.all
        if need.label
        for label in (need.label.young, need.label.family, need.label.professional)
    }
    counts = Counter(name for name, text in known_phrasings() if phrase_key(text) not in labels)
    for need in dialogue.composer.matcher.needs.all:
        assert counts[f"need/{need.id}"] >= LEAST_EXAMPLES, need.id


def test_a_phrase_means_one_thing() -> None:
    """Hardly any phrase is an example of two intents; a button never is."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, text in known_phrasings():
        found[phrase_key(text)].add(name)
    double = {text: names for text, names in found.items() if text and len(names) > 1}
    assert double == {}


def test_every_rule_uses_known_names(domain: dict[str, Any]) -> None:
    """Intents and actions of the rules exist in the domain."""
    rules: Any = load_yaml(ROOT / "bot" / "rules" / "rules.yml").data
    for rule in rules["rules"]:
        for step in rule["steps"]:
            assert step.get("intent", "need") in domain["intents"]
            assert step.get("action", "action_need") in domain["actions"]


def test_only_rules_decide() -> None:
    """RulePolicy is the only policy: nothing guesses what to say to someone in danger."""
    config: Any = load_yaml(ROOT / "bot" / "config.yml").data
    assert [policy["name"] for policy in config["policies"]] == ["RulePolicy"]
