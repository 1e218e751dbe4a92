"""What a message was understood to mean, and when to admit that it was not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fanal.language.age import Bracket
from fanal.language.fold import fold

SURE = 0.2
"""Confidence from which one meaning is acted upon. Chosen on tests/development
(docs/comprehension.md), never on the evaluation set."""

GRAVE = frozenset({"need/immediate_danger", "need/suicide"})
ALARMING = 0.4
"""Confidence of danger and suicide together from which the gravest is acted upon, whatever else
seems likelier. The explicit rules see danger first; this is a second net."""

NOT_SERIOUS = 0.75
"""Confidence in « nothing to do with it » from which the words that met a danger rule are taken
for a manner of speaking: « le bus m'a planté ». The emergency line is shown all the same."""

QUITE_SURE = 0.5
"""From here on, a short message that names a place tells a need: « sdf Strasbourg »."""

_MOSTLY_A_PLACE = 0.6

PLAUSIBLE = 0.08
"""Below this, a meaning is not even offered as a choice."""

MAX_CHOICES = 3

EXACT = 0.999
"""Confidence of a phrase known word for word."""


@dataclass(frozen=True)
class Candidate:
    """One meaning and how likely it is.

    Attributes:
        name: ``family`` or ``family/topic`` as written in data/nlu, for example
            ``need/cyberviolence``.
        confidence: between 0 and 1; the confidences of one message sum to at most 1.
    """

    name: str
    confidence: float

    @property
    def family(self) -> str:
        """The part before the slash, need or question for example."""
        return self.name.partition("/")[0]

    @property
    def topic(self) -> str | None:
        """The part after the slash, or None."""
        return self.name.partition("/")[2] or None


@dataclass(frozen=True)
class Understanding:
    """The meaning of one message.

    Attributes:
        family: need, question, followup, place, audience, channel, smalltalk, unclear…
        topic: which need, question or follow-up; None for families that have none.
        confidence: of the meaning retained, between 0 and 1.
        ranking: the likeliest meanings, best first, for choices when unsure.
        places: place codes found, ``commune:59350`` or ``departement:59``; several when the
            place is ambiguous and has to be asked.
        audience: young, family, professional or None.
        level: none, danger, suicide or both, from the explicit rules, never from statistics.
        cannot_speak: the person says they cannot talk aloud.
        medical: a body needs care at once, from the explicit rules.
        channel: ``written`` when the person says, beside anything else, that they will not phone.
        language: code of the language, when it is plainly not French.
        services: services that the message names by their number.
        story: the person tells at length what happened to them.
        age: the bracket of the person concerned, when volunteered; used for this reply only.
    """

    family: str
    topic: str | None = None
    confidence: float = 0.0
    ranking: tuple[Candidate, ...] = ()
    places: tuple[str, ...] = ()
    audience: str | None = None
    level: str = "none"
    cannot_speak: bool = False
    medical: bool = False
    language: str | None = None
    channel: str | None = None
    services: tuple[str, ...] = ()
    story: bool = False
    age: Bracket | None = None


_BARE_CODE = re.compile(r"\s*(?:\d{2,3}|2[abAB]|\d{5})\s*[.!?]*\s*")
PLACE_QUESTIONS = frozenset({"place", "confirm_place"})
"""Questions that a bare name of a place answers."""


def place_expected(text: str, asks: str | None) -> bool:
    """Whether a bare name or number may be taken for a place.

    After the question of the place, or when the message is nothing but the number of a
    département or a postcode.
    """
    return asks in PLACE_QUESTIONS or _BARE_CODE.fullmatch(text) is not None


_WHICH_ONE = re.compile(r"^\s*(?:celui|celle) (?:de |du |d')", re.IGNORECASE)


def place_answer(text: str, asks: str | None) -> str:
    """The message as an answer to « which place »: « celui de la Réunion » is « à la Réunion ».

    Positions stay those of the message.
    """
    if asks not in PLACE_QUESTIONS:
        return text
    return _WHICH_ONE.sub(lambda match: "à ".rjust(len(match.group())), text)


_AROUND_A_PLACE = frozenset(
    """
    a ai alors au aux ba bah ben bon c celle celles celui chez chui chuis cote coin d dans
    de departement des ds du e en enfin erreur est et etais euh fait h habite habitons j je
    jhabite jme jsuis jui l la le les loin ma mais me moi ms non nous ok on ou oui par
    pardon pas plutot pour pres s secteur sommes sui suis sur t trompe trompee trouve ui
    vers vis vit ville vivons y
    """.split()  # noqa: SIM905 - sixty short words read better in lines
)
"""Words that say nothing but where someone is."""


def place_coverage(text: str, start: int, end: int) -> float:
    """Share of a message that names a place: 1 when the rest only says that someone is there.

    Args:
        text: the message.
        start: where the name of the place begins.
        end: where it ends.
    """
    around = fold(f"{text[:start]} {text[end:]}").split()
    if all(word in _AROUND_A_PLACE for word in around):
        return 1.0
    return (end - start) / max(len(text.strip()), 1)


_LESS_THAN_A_PLACE = frozenset({"smalltalk", "out_of_scope", "audience", "affirm", "deny"})
"""Families that a place in the message outweighs: « oui, à Lille »."""


def _what_is_needed(ranking: Sequence[Candidate]) -> Candidate:
    """The likeliest meaning, or the need behind it.

    Saying who one is, or asking for what Fanal cannot do, hides a need: needs that outweigh the
    first, and a likely need beside a doubtful « nothing to do with it », come before them.
    """
    best = ranking[0]
    if best.family not in {"audience", "out_of_scope"}:
        return best
    needs = [candidate for candidate in ranking if candidate.family == "need"]
    calm = next((candidate for candidate in needs if candidate.name not in GRAVE), None)
    if calm is None:
        return best
    if best.family == "out_of_scope":
        hidden = best.confidence < QUITE_SURE and calm.confidence >= SURE
        return calm if hidden else best
    weight = sum(candidate.confidence for candidate in needs)
    return Candidate(calm.name, weight) if weight >= best.confidence else best


def decide(
    ranking: Sequence[Candidate],
    *,
    has_place: bool = False,
    place_coverage: float = 0.0,
    asked_place: bool = False,
    sure: float = SURE,
    alarming: float = ALARMING,
) -> tuple[str, str | None, float]:
    """Retain one meaning, or admit that there is none.

    A message that is little else than a place is a place, whatever the classifier says: the
    names of 35,000 communes are not in its training data.

    Args:
        ranking: meanings, best first.
        has_place: whether a place was found in the message.
        place_coverage: share of the message's characters that name the place, 0 to 1; 1 when
            the rest only says that someone is there.
        asked_place: whether the place was just asked for.
        sure: confidence from which one meaning is acted upon.
        alarming: confidence of danger and suicide together from which they come first.

    Returns:
        (family, topic, confidence); the family is ``unclear`` when nothing is sure enough.
    """
    best = _what_is_needed(ranking) if ranking else Candidate("unclear", 0.0)
    exact = best.confidence >= EXACT
    if has_place and place_coverage >= 1.0 and not exact:
        return "place", None, 1.0
    grave = [candidate for candidate in ranking if candidate.name in GRAVE]
    alarm = sum(candidate.confidence for candidate in grave)
    nothing = best.confidence if best.family == "out_of_scope" else 0.0
    if grave and alarm >= max(alarming, nothing) and not exact:
        return grave[0].family, grave[0].topic, alarm
    if (
        has_place
        and not exact
        and (
            asked_place
            or (place_coverage >= _MOSTLY_A_PLACE and best.confidence < QUITE_SURE)
            or best.confidence < sure
            or best.family in _LESS_THAN_A_PLACE
        )
    ):
        return "place", None, max(place_coverage, best.confidence)
    if best.confidence < sure or (best.name in GRAVE and not exact):
        return "unclear", None, best.confidence
    return best.family, best.topic, best.confidence


def manner_of_speaking(said: Understanding) -> bool:
    """Whether words that met a danger rule are most surely a song, a game or a joke."""
    best = said.ranking[0] if said.ranking else None
    return (
        said.level != "none"
        and not said.cannot_speak
        and best is not None
        and best.name == "out_of_scope"
        and best.confidence >= NOT_SERIOUS
    )


def plausible(ranking: Sequence[Candidate], families: frozenset[str]) -> tuple[Candidate, ...]:
    """The meanings worth offering as choices when unsure, best first, at most three."""
    return tuple(
        candidate
        for candidate in ranking
        if candidate.family in families and candidate.topic and candidate.confidence >= PLAUSIBLE
    )[:MAX_CHOICES]
