"""A need: its words, its lines, and local humans when the place is known."""

from __future__ import annotations

from fanal.geography import Place
from fanal.matching import Choice, Need
from fanal.matching.needs import GENERAL
from fanal.reply.composer import Composer, Outcome, Turn
from fanal.reply.doubt import Doubt
from fanal.reply.model import ReplyChoice

INFERRED_DANGER = ("police-17", "urgence-112")
"""No rule says which danger it is: 112 sends the police, firemen or doctors."""
UNSEEN = 0.12
"""How likely it is that a danger inferred by the classifier alone calls for listening instead."""


class NeedReplies:
    """Replies to a need, near a place or without one."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self._doubt = Doubt(composer)

    def respond(self, turn: Turn, *, near_first: bool = False) -> Outcome:
        """The reply to the remembered need.

        Args:
            turn: the message.
            near_first: the words were said already: say what is near.
        """
        composer, memory = self.composer, turn.conversation
        need = composer.need(memory)
        new = fresh(turn, need)
        register, audience = composer.register(memory, need), composer.audience(memory, need)
        words = (
            []
            if near_first and not need.urgent
            else composer.texts.paragraphs(need.words, register)
        )
        lines = INFERRED_DANGER if need.id == "immediate_danger" and new else ()
        request = composer.request(turn, need, lines=lines, urgent=need.urgent, near=near_first)
        place = request.place
        if place is not None and place.kind == "region":
            return self.which_departement(turn, place)
        local = composer.matcher.local(request) if place and not need.urgent else []
        if place is not None and not need.urgent:
            key = "local_none" if not local else "local_found"
            if not need.local.of(audience):
                key = "no_place"
            if local and not any(choice.exact for choice in local):
                key = "local_general"
            words += composer.texts.say(key, register, place=place.label)
        shown = 2 if local and near_first else 3 if local else 4
        national = composer.matcher.national(request, shown)
        others = self._doubt.beliefs(turn, but=need.id) if new else []
        if need.urgent:  # no explicit rule saw it: someone who listens stands among the first
            others.append((UNSEEN, composer.matcher.needs[GENERAL]))
        national = self._doubt.first_lines(
            turn, national, others, sure=turn.understanding.confidence, fixed=1
        )
        found: list[Choice] = [*national, *local]
        if _first_is_closed(need.lines.of(audience), national):
            words += composer.texts.say("closed_now", register)
        told = need.disclosure and turn.understanding.story and new
        if told:
            words += composer.texts.say("disclosure", register)
        wants_place = (
            not told
            and need.ask_place
            and place is None
            and not need.urgent
            and not memory.place_declined
        )
        buttons: list[ReplyChoice] = []
        if wants_place:
            buttons.append(composer.texts.button("no_place"))
        if need.urgent:
            buttons.append(composer.texts.button("cannot_speak"))
        likely = composer.likely(turn, but=need.id) if new else []
        offered = dict.fromkeys([*(other.id for other in likely), *need.also])
        buttons += composer.need_buttons(tuple(offered), audience)[:2]
        buttons += composer.usual_buttons(memory)
        return composer.reply(
            turn,
            words,
            found,
            need=need,
            urgent=need.urgent,
            any_channel=need.urgent,
            asks="place" if wants_place else None,
            choices=buttons,
        )

    def which_departement(self, turn: Turn, region: Place) -> Outcome:
        """A région is too wide: its départements are offered."""
        composer = self.composer
        register = composer.register(turn.conversation)
        codes = [
            f"departement:{d.code}"
            for d in composer.gazetteer.departements
            if d.region == region.code
        ]
        found = composer.matcher.national(composer.request(turn), 3)
        outcome = composer.reply(
            turn, composer.texts.say("region", register, place=region.label), found, asks="place"
        )
        buttons = composer.place_buttons(codes)
        return Outcome(outcome.reply.model_copy(update={"choices": buttons}), outcome.conversation)


def fresh(turn: Turn, need: Need) -> bool:
    """Whether this very message is what the need was understood from."""
    return turn.understanding.family == "need" and turn.understanding.topic == need.id


def _first_is_closed(lines: tuple[str, ...], shown: list[Choice]) -> bool:
    """Whether the line that usually comes first is closed at that minute."""
    return any(
        choice.service.id == lines[0] and choice.opening.state == "closed" for choice in shown
    )
