"""Danger and suicide: every rule, every example, every look-alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.evaluation.cases import SETS, load_cases
from fanal.language.triage import RULE_TABLES, TOGETHER, Assessment, Triage
from fanal.yaml_files import YamlError
from tests.fanal.language.tables import groups, pairs

TRIAGE = Triage.load()
EXAMPLES = [(rule.id, text) for rule in TRIAGE.rules for text in rule.examples]
COUNTER_EXAMPLES = [(rule.id, text) for rule in TRIAGE.rules for text in rule.counter_examples]
LEAST_RULES = 40
LEAST_LOOKALIKES = 150


def test_there_are_enough_rules_and_each_is_shown() -> None:
    """At least 40 rules, each with 4 sentences to recognise and 2 to leave alone."""
    assert len(TRIAGE.rules) >= LEAST_RULES
    for rule in TRIAGE.rules:
        assert len(rule.examples) >= 4, rule.id
        assert len(rule.counter_examples) >= 2, rule.id
        assert rule.says, rule.id


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_a_rule_recognises_its_examples(rule: str, text: str) -> None:
    """Every example of a rule meets that rule."""
    assert rule in TRIAGE.assess(text).rules


@pytest.mark.parametrize(("rule", "text"), COUNTER_EXAMPLES)
def test_a_rule_leaves_its_counter_examples_alone(rule: str, text: str) -> None:
    """No counter-example of a rule meets that rule."""
    assert rule not in TRIAGE.assess(text).rules


@pytest.mark.parametrize(("level", "text"), pairs("alarms"))
def test_an_alarm_is_heard(level: str, text: str) -> None:
    """Every message of the table is seen at its level, or as both."""
    assert TRIAGE.assess(text).level in {level, "both"}


@pytest.mark.parametrize(("group", "text"), pairs("lookalikes"))
def test_a_lookalike_is_left_alone(group: str, text: str) -> None:
    """Everyday sentences, idioms, negations, the past and lessons raise no alarm."""
    assert TRIAGE.assess(text) == Assessment()


def test_there_are_enough_lookalikes() -> None:
    """At least 150 look-alikes are kept, none of them twice."""
    texts = [text for _, text in pairs("lookalikes")]
    assert len(texts) >= LEAST_LOOKALIKES
    assert len(texts) == len(set(texts))
    assert not set(texts) & {text for _, text in pairs("alarms")}


@pytest.mark.parametrize("text", [text for _, text in pairs("alarms")][::3])
def test_an_alarm_is_heard_however_it_is_typed(text: str) -> None:
    """Capitals, missing accents and a mark at the end change nothing."""
    seen = TRIAGE.assess(text).level
    assert TRIAGE.assess(text.upper()).level == seen
    assert TRIAGE.assess(f"  {text} !!").level == seen


def test_danger_said_in_words_is_heard_and_calm_messages_are_not() -> None:
    """On tests/development, written apart: 85 in 100 dangers said in words, 5 in 100 calm ones."""
    cases = [case for case in load_cases(SETS["development"]) if case.slice != "languages"]
    direct = [TRIAGE.assess(c.text).level != "none" for c in cases if c.wording == "direct"]
    calm = [TRIAGE.assess(case.text).level != "none" for case in cases if case.calm]
    assert sum(direct) >= 0.85 * len(direct) > 0
    assert sum(calm) <= 0.05 * len(calm)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("je veux mourir", "self"),
        ("ma copine veut mourir", "other"),
        ("mon fils dit qu'il va se tuer", "other"),
        ("ma fille est séquestrée dans un appartement", "other"),
        ("il me menace avec un couteau", "self"),
        ("ma copine veut mourir et moi aussi je veux mourir", "self"),
        ("bonjour", None),
    ],
)
def test_it_says_who_is_in_danger(text: str, about: str | None) -> None:
    """The person who writes comes before the person they write about."""
    assert TRIAGE.assess(text).about == about


def test_danger_and_suicide_together_are_both() -> None:
    """A message can raise both alarms, and pills do so alone."""
    assert TRIAGE.assess("il est en train de me frapper et je veux mourir").level == "both"
    assert TRIAGE.assess("g pris tt les cachets").level == "both"


@pytest.mark.parametrize(
    ("text", "cannot_speak", "level"),
    [
        ("je peux pas parler", True, "none"),
        ("jpeux pas parler il est à côté de moi", True, "danger"),
        ("il entend tout", True, "none"),
        ("je suis sourde", True, "none"),
        ("au secours jpeux pas telephoner", True, "danger"),
        ("au secours", False, "danger"),
        ("je peux pas parler de ça à mes parents", False, "none"),
        ("j'ai personne à qui parler", False, "none"),
    ],
)
def test_a_person_who_cannot_speak_is_noticed(text: str, cannot_speak: bool, level: str) -> None:
    """Not being able to talk is told apart, and is no danger by itself."""
    assessment = TRIAGE.assess(text)
    assert (assessment.cannot_speak, assessment.level) == (cannot_speak, level)


def test_a_danger_beside_an_idiom_is_heard() -> None:
    """Hiding an idiom hides nothing else of the message."""
    assert TRIAGE.assess("mdr je suis morte de rire. non en vrai il me menace de mort").level == (
        "danger"
    )


def test_ne_is_not_needed() -> None:
    """A negation is read with or without its « ne »."""
    assert TRIAGE.assess("je ne veux plus vivre").level == "suicide"
    assert TRIAGE.assess("je veux plus vivre").level == "suicide"
    assert TRIAGE.assess("je ne veux pas mourir").level == "none"


@given(st.text(max_size=300))
def test_any_text_can_be_assessed(text: str) -> None:
    """No text breaks the rules."""
    assert TRIAGE.assess(text).level in {"none", "danger", "suicide", "both"}


def test_the_longest_message_is_assessed() -> None:
    """A thousand characters of the words that rules begin with are still assessed."""
    assert TRIAGE.assess(("il me " * 170)[:1000]).level == "none"


RULE = """
level: danger
rules:
  - id: only
    says: a rule
    patterns: [il va me tuer]
    examples: [il va me tuer]
    counter_examples: [il dort]
"""


def _tables(directory: Path, **contents: str) -> Path:
    base = {
        **{Path(name).stem: "level: danger\nrules: []\n" for name in RULE_TABLES},
        "words": "lists: {}\n",
        "idioms": "idioms: []\n",
        "danger": RULE,
        "suicide": "level: suicide\nrules: []\n",
        "cannot_speak": "level: cannot_speak\nrules: []\n",
    }
    for name, content in {**base, **contents}.items():
        (directory / f"{name}.yml").write_text(content, encoding="utf-8")
    return directory


def test_rules_of_ones_own_are_used(broken: Path) -> None:
    """The directory given is the one that is read."""
    own = Triage.load(_tables(broken))
    assert own.assess("il va me tuer").rules == ("only",)
    assert own.assess("je veux mourir").level == "none"


def test_a_story_meets_no_rule(broken: Path) -> None:
    """A sentence that speaks of a story is left alone; the next sentence is not."""
    own = Triage.load(_tables(broken, idioms="elsewhere: [dans le film]\n"))
    assert own.assess("dans le film il va me tuer").level == "none"
    assert own.assess("je regarde la télé dans le film. il va me tuer").level == "danger"


def test_groups_have_to_stand_together(broken: Path) -> None:
    """A rule of signs is met when each group has one, wherever it stands."""
    rule = RULE.replace(
        "patterns: [il va me tuer]",
        "together:\n      - one_of: [peur]\n      - one_of: [couteau, arme]",
    )
    own = Triage.load(_tables(broken, danger=rule))
    assert own.assess("une arme. j'ai peur").level == "danger"
    assert own.assess("j'ai peur").level == "none"


def test_signs_of_two_stories_do_not_stand_together(broken: Path) -> None:
    """Two signs far apart in a long message tell two things."""
    rule = RULE.replace(
        "patterns: [il va me tuer]", "together:\n      - one_of: [peur]\n      - one_of: [couteau]"
    )
    own = Triage.load(_tables(broken, danger=rule))
    assert own.assess("j'ai peur. " + "elle dort " * (TOGETHER // 2 - 2) + "un couteau").level == (
        "danger"
    )
    assert own.assess("j'ai peur. " + "elle dort " * TOGETHER + "un couteau").level == "none"


@pytest.mark.parametrize(
    "text",
    [
        "mdr mais jvais vraiment le faire",
        "jvais me tuer lol",
        "mdr il me suit dans la rue",
        "mdr au lycée ils me disent de me tuer et jvais le faire",
        "jvais me tuer j'ai eu 4 en maths",
        "je suis étudiante et j'ai des idées noires",
        "lettre d'adieu à un ami",
        "je fais des cauchemars où il revient et je veux mourir",
        "si jamais il revient ce soir il me tue",
        "mon prof de théâtre vient de me violer",
        "il casse la porte il va me tuer",
        "pas une blague il va me tuer",
        "il est entré avec un couteau de cuisine",
    ],
)
def test_no_guard_hides_an_alarm(text: str) -> None:
    """Nervous laughter, school, a nightmare, a denial of joking: none is an excuse by itself."""
    assert TRIAGE.assess(text).level != "none"


def test_laughter_about_an_everyday_trouble_is_no_alarm() -> None:
    """An exam, a dish, a game and laughter in one sentence: a manner of speaking."""
    assert TRIAGE.assess("jvais me pendre on a encore maths mdr").level == "none"
    assert TRIAGE.assess("ma mère va m'étrangler j'ai cramé les pates mdr").level == "none"


@pytest.mark.parametrize(
    "danger",
    [
        RULE.replace("id: only", "name: only"),
        RULE.replace("says: a rule", "says: a rule\n    level: mild"),
        RULE.replace("says: a rule", "says: a rule\n    about: nobody"),
        RULE.replace("patterns: [il va me tuer]", "patterns: []"),
        RULE.replace("patterns: [il va me tuer]", "patterns: [<nobody> va]"),
        RULE.replace("patterns: [il va me tuer]", "patterns: il va"),
        RULE + RULE.split("rules:")[1],
        "rules: []\n",
    ],
)
def test_a_broken_rule_is_refused(broken: Path, danger: str) -> None:
    """An unknown field, level, list or form, or a doubled id, stops the start."""
    with pytest.raises(YamlError):
        Triage.load(_tables(broken, danger=danger))


def test_a_broken_list_is_refused(broken: Path) -> None:
    """A list that names an unknown list stops the start."""
    with pytest.raises(YamlError):
        Triage.load(_tables(broken, words="lists:\n  them: [<nobody>]\n"))


def test_tables_of_alarms_have_the_three_levels() -> None:
    """The table of alarms names levels that exist."""
    assert set(groups("alarms")) == {"danger", "suicide", "both"}
