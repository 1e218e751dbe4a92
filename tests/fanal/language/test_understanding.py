"""Deciding what was meant, or admitting that nothing is sure."""

from __future__ import annotations

from fanal.language.understanding import (
    ALARMING,
    NOT_SERIOUS,
    QUITE_SURE,
    SURE,
    Candidate,
    Understanding,
    decide,
    manner_of_speaking,
    plausible,
)

LOW = SURE / 2


def test_a_sure_meaning_is_retained() -> None:
    """Above the threshold the best meaning is acted upon, family and topic apart."""
    ranking = [Candidate("need/bullying", SURE + 0.1), Candidate("need/low_mood", 0.1)]
    assert decide(ranking)[:2] == ("need", "bullying")


def test_doubt_is_admitted() -> None:
    """Below the threshold, or with nothing, the message is unclear."""
    assert decide([Candidate("need/bullying", LOW)])[0] == "unclear"
    assert decide([])[0] == "unclear"


def test_danger_and_suicide_together_come_first() -> None:
    """A likely danger is acted upon even when another meaning seems likelier."""
    half = ALARMING / 2 + 0.01
    ranking = [
        Candidate("need/runaway", 0.5),
        Candidate("need/suicide", half),
        Candidate("need/immediate_danger", half - 0.01),
    ]
    assert decide(ranking)[:2] == ("need", "suicide")
    assert decide(ranking[:2])[:2] == ("need", "runaway")


def test_a_danger_that_is_not_likely_enough_is_a_doubt() -> None:
    """Danger is never acted upon below its own threshold; other needs are."""
    low = ALARMING - 0.01
    assert decide([Candidate("need/suicide", low)], sure=0.1)[0] == "unclear"
    assert decide([Candidate("need/runaway", low)], sure=0.1)[0] == "need"


def test_a_message_that_is_mostly_a_place_is_a_place() -> None:
    """« Lille » is a place even when the classifier sees something else in it."""
    ranking = [Candidate("need/bullying", 0.9)]
    assert decide(ranking, has_place=True, place_coverage=1.0)[0] == "place"
    assert decide(ranking, has_place=True, place_coverage=0.2)[0] == "need"


def test_an_unclear_message_with_a_place_is_a_place() -> None:
    """A place is better than no understanding at all."""
    assert decide([Candidate("need/bullying", LOW)], has_place=True)[0] == "place"


def test_a_need_that_is_quite_sure_is_kept_beside_its_place() -> None:
    """« sdf Strasbourg » is a need and a place, not a place alone."""
    mostly = {"has_place": True, "place_coverage": 0.7}
    assert decide([Candidate("need/shelter", QUITE_SURE)], **mostly)[0] == "need"
    assert decide([Candidate("need/shelter", QUITE_SURE - 0.01)], **mostly)[0] == "place"


def test_what_is_needed_says_more_than_who_one_is() -> None:
    """« je suis le grand-père… » is no answer when needs together outweigh it."""
    who = Candidate("audience/family", 0.4)
    needs = [Candidate("need/relative_exploited", 0.25), Candidate("need/trafficking", 0.2)]
    assert decide([who, *needs])[:2] == ("need", "relative_exploited")
    assert decide([who, needs[0]])[:2] == ("audience", "family")


def test_a_manner_of_speaking_has_to_be_nearly_certain() -> None:
    """Only the near certainty of « nothing to do with it » calms a rule, and never in silence."""
    joke = (Candidate("out_of_scope", NOT_SERIOUS),)
    assert manner_of_speaking(Understanding("emergency", ranking=joke, level="danger"))
    assert not manner_of_speaking(Understanding("emergency", level="danger"))
    assert not manner_of_speaking(
        Understanding("emergency", ranking=joke, level="danger", cannot_speak=True)
    )
    other = (Candidate("need/student", NOT_SERIOUS),)
    assert not manner_of_speaking(Understanding("emergency", ranking=other, level="danger"))


def test_a_known_phrase_wins_over_a_place() -> None:
    """A choice button means what it says even when it holds the name of a commune."""
    ranking = [Candidate("channel/place", 1.0)]
    assert decide(ranking, has_place=True, place_coverage=0.9)[:2] == ("channel", "place")


def test_only_plausible_needs_and_questions_are_offered() -> None:
    """Choices are at most three, of the wanted families, and not far-fetched."""
    ranking = [
        Candidate("need/bullying", 0.3),
        Candidate("smalltalk/greet", 0.2),
        Candidate("need/low_mood", 0.15),
        Candidate("need/student", 0.01),
    ]
    offered = plausible(ranking, frozenset({"need", "question"}))
    assert [c.topic for c in offered] == ["bullying", "low_mood"]
