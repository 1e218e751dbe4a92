"""Places: understood, asked when ambiguous, remembered."""

from __future__ import annotations

from fanal.matching import Need
from fanal.matching.needs import GENERAL
from fanal.reply.composer import Composer, Outcome, Turn
from fanal.reply.needs import NeedReplies
from fanal.reply.state import Conversation


class PlaceReplies:
    """Replies to a place, with or without a need."""

    def __init__(self, composer: Composer, needs: NeedReplies) -> None:
        self.composer = composer
        self._needs = needs

    def respond(self, turn: Turn) -> Outcome:
        """A place: the right national line, then humans near it."""
        composer, memory = self.composer, turn.conversation
        place = composer.place(memory.place)
        register = composer.register(memory)
        if not turn.understanding.places and memory.asks == "place":
            found = composer.matcher.national(composer.request(turn))
            return composer.reply(
                turn, composer.texts.say("place_unknown", register), found, asks="place"
            )
        if place is None:
            found = composer.matcher.national(composer.request(turn))
            return composer.reply(
                turn, composer.texts.say("place_unknown", register), found, asks="place"
            )
        if place.kind == "region":
            return self._needs.which_departement(turn, place)
        if memory.need and not composer.need(memory).urgent:
            return self._needs.respond(turn, near_first=True)
        words = composer.texts.say("place_only", register, place=place.label)
        need, general = composer.need(memory), composer.matcher.needs[GENERAL]
        local = composer.matcher.local(composer.request(turn, general, near=True))
        if not local:
            words = composer.texts.say("local_none", register, place=place.label)
        audience = composer.audience(memory)
        buttons = composer.need_buttons(need.also, audience)
        request = composer.request(turn, need, urgent=need.urgent)
        national = composer.matcher.national(request, 3 if need.urgent or not local else 1)
        return composer.reply(turn, words, [*national, *local], choices=buttons)

    def which_place(self, turn: Turn, family: str) -> Outcome:
        """Several places have this name: the person chooses."""
        composer, memory = self.composer, turn.conversation
        topic = turn.understanding.topic
        if family == "need" and topic in composer.matcher.needs:
            memory = memory.model_copy(update={"need": topic, "shown": []})
        ready = Turn(turn.understanding, memory.model_copy(update={"place": None}), turn.moment)
        need: Need = composer.need(memory)
        words = (
            composer.texts.paragraphs(need.words, composer.register(memory, need))
            if family == "need"
            else []
        )
        found = composer.matcher.national(composer.request(ready, need), 3)
        return composer.reply(
            ready,
            words,
            found,
            need=need,
            urgent=need.urgent,
            asks="confirm_place",
            choices=composer.place_buttons(memory.pending_places),
        )


def among(memory: Conversation, found: tuple[str, ...], composer: Composer) -> str | None:
    """« Celui de la Réunion »: the pending place that the answer points at, or None."""
    if not memory.pending_places or len(found) != 1 or found[0] in memory.pending_places:
        return None
    answer = composer.place(found[0])
    pending = [(code, composer.place(code)) for code in memory.pending_places]
    same = [
        code
        for code, place in pending
        if place and answer and place.departement == answer.departement
    ]
    return same[0] if len(same) == 1 else None
