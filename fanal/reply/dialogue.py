"""The conversation, move by move. Each move answers one family of meanings.

Rasa's rules choose the move; without Rasa the door asks :meth:`Dialogue.respond` to choose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fanal.language.understanding import (
    PLAUSIBLE,
    Understanding,
    manner_of_speaking,
    plausible,
)
from fanal.matching.needs import GENERAL
from fanal.records import AUDIENCES, register_of
from fanal.reply.composer import Composer, Outcome, Turn
from fanal.reply.doubt import Doubt
from fanal.reply.emergencies import Emergencies
from fanal.reply.followups import Followups
from fanal.reply.needs import NeedReplies
from fanal.reply.places import PlaceReplies, among
from fanal.reply.state import Conversation

ALSO_HELD = 0.25
"""Confidence from which a second need is held by the message too."""
CHANGES_SUBJECT = 0.35
"""Confidence from which a new need replaces the one being talked about; below, it is a doubt."""
SAID_ANEW = 0.8
"""Confidence from which suicide, guessed after a danger was said, takes its place; below, « il est
parti » stays about the danger."""
OFFERED = frozenset({"need", "question"})
_CHANNELS = ("voice", "written", "place")


class Dialogue:
    """Answers one message at a time; holds no state of its own."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self._doubt = Doubt(composer)
        self._followups = Followups(composer)
        self._emergencies = Emergencies(composer)
        self._needs = NeedReplies(composer)
        self._places = PlaceReplies(composer, self._needs)
        self.moves: dict[str, Callable[[Turn], Outcome]] = {
            "emergency": self._emergencies.respond,
            "need": self.need,
            "question": self.question,
            "followup": self._followups.respond,
            "place": self._places.respond,
            "audience": self.audience,
            "channel": self.channel,
            "smalltalk": self.smalltalk,
            "affirm": self.affirm,
            "deny": self.deny,
            "erase": self.ask_erase,
            "out_of_scope": self.out_of_scope,
            "unclear": self.unclear,
        }

    def open(self, turn: Turn) -> Outcome:
        """The first words, before the person has written anything."""
        composer = self.composer
        general = composer.matcher.needs[GENERAL]
        found = composer.matcher.national(composer.request(turn, general))
        buttons = [composer.texts.button(name) for name in ("for_me", "for_relative", "for_work")]
        outcome = composer.reply(
            turn, composer.texts.say("greeting", "vous"), found, need=general, choices=buttons
        )
        # Nothing was asked for yet: showing these lines again is not showing them twice.
        return Outcome(outcome.reply, Conversation())

    def respond(self, turn: Turn) -> Outcome:
        """Choose the move by itself, as Rasa's rules do."""
        if turn.understanding.level != "none":
            return self.move("emergency", turn)
        return self.move(turn.understanding.family, turn)

    def move(self, family: str, turn: Turn) -> Outcome:
        """One move, after taking in what the message says of the place and of the person."""
        if turn.conversation.crisis is None and manner_of_speaking(turn.understanding):
            return self._emergencies.manner_of_speaking(turn)
        ready = self.absorb(turn)
        if ready.understanding.language in self.composer.texts.foreign and family != "emergency":
            return self._emergencies.foreign(ready)
        pending = ready.conversation.pending_places
        if pending and family in {"place", "need"} and turn.understanding.places:
            return self._places.which_place(ready, family)
        return self.moves.get(family, self.unclear)(ready)

    def absorb(self, turn: Turn) -> Turn:
        """Remember the place, the audience, the channel and a crisis, whatever else is said."""
        said, memory = turn.understanding, turn.conversation
        update: dict[str, object] = {}
        chosen = among(memory, said.places, self.composer)
        if chosen:
            update |= {"place": chosen, "pending_places": []}
        elif len(said.places) == 1:
            update |= {"place": said.places[0], "pending_places": [], "place_declined": False}
        elif said.places:
            update |= {"pending_places": list(said.places)}
        if said.audience and memory.audience is None:
            update["audience"] = said.audience
        if said.channel and memory.channel is None:
            update["channel"] = said.channel
        if said.level != "none":
            update["crisis"] = "suicide" if said.level == "suicide" else "danger"
        if update.get("place", memory.place) != memory.place:
            update["shown"] = []
        return Turn(said, memory.model_copy(update=update), turn.moment)

    def need(self, turn: Turn) -> Outcome:
        """A need: its words, its lines, and local humans when the place is known."""
        topic = turn.understanding.topic
        if topic is None or topic not in self.composer.matcher.needs:
            return self.unclear(turn)
        known, confidence = turn.conversation.need, turn.understanding.confidence
        if known and topic != known and confidence < CHANGES_SUBJECT:
            return self.unclear(turn)
        topic = self._gravest(turn, topic)
        if topic == "suicide" and turn.conversation.crisis == "danger" and confidence < SAID_ANEW:
            topic = "immediate_danger"
        theirs = self.composer.matcher.needs[topic].of_a_relative
        if theirs and _writes_of_a_relative(turn.understanding):
            topic = theirs
        turn = Turn(replace(turn.understanding, topic=topic), turn.conversation, turn.moment)
        memory = turn.conversation
        if memory.need != topic:
            memory = memory.model_copy(update={"need": topic, "shown": []})
        if self.composer.need(memory).urgent:
            crisis = "suicide" if topic == "suicide" else "danger"
            memory = memory.model_copy(update={"crisis": crisis})
        return self._needs.respond(Turn(turn.understanding, memory, turn.moment))

    def _gravest(self, turn: Turn, topic: str) -> str:
        """Of the needs that the message holds about as surely, the gravest."""
        ranking = turn.understanding.ranking
        enough = max(ALSO_HELD, (ranking[0].confidence if ranking else 1.0) / 2)
        held = [c.topic or "" for c in ranking if c.family == "need" and c.confidence >= enough]
        needs = self.composer.matcher.needs
        known = [topic, *(name for name in held if name in needs and not needs[name].urgent)]
        return max(known, key=lambda name: needs[name].gravity)  # the first of equals

    def question(self, turn: Turn) -> Outcome:
        """A question of fact: the authored answer, its source, and a human."""
        composer, topic = self.composer, turn.understanding.topic
        if topic is None or topic not in composer.answers:
            return self.unclear(turn)
        answer = composer.answers[topic]
        memory = turn.conversation
        if answer.need and memory.place and memory.need != answer.need:
            memory = memory.model_copy(update={"need": answer.need, "shown": []})
            turn = Turn(turn.understanding, memory, turn.moment)
        audience = memory.audience or answer.audience or composer.audience(memory)
        register = register_of(audience) if answer.audience else composer.register(memory)
        words = composer.texts.paragraphs(answer.text, register)
        if answer.sources:
            source = answer.sources[0]
            words += composer.texts.say(
                "source",
                register,
                service=source.title or source.url,
                when=source.date or answer.as_of or "sans date",
            )
        request = composer.request(turn, composer.need(memory), lines=answer.lines.of(audience))
        found = composer.matcher.national(request, 3)
        if turn.understanding.places:
            found = [*found, *composer.matcher.local(replace(request, audience=audience), 2)]
        near = [a.id for a in composer.answers.all if a.topic == answer.topic and a.id != topic]
        return composer.reply(
            turn, words, found, choices=composer.answer_buttons(near[:3]), answer=topic
        )

    def audience(self, turn: Turn) -> Outcome:
        """Who is writing: the register and the lines change, and it is remembered."""
        composer, topic = self.composer, turn.understanding.topic
        memory = turn.conversation
        # A young person who asks for a sister is still a young person.
        speaks_for_another = topic == "family" and memory.audience == "young"
        if topic in AUDIENCES and not speaks_for_another:
            memory = memory.model_copy(update={"audience": topic})
        ready = Turn(turn.understanding, memory, turn.moment)
        if memory.need:
            return self._needs.respond(ready)
        general = composer.need(memory)
        words = composer.texts.say("audience_noted", composer.register(memory))
        audience = composer.audience(memory)
        first = {
            "family": ("relative_exploited", "runaway", "cyberviolence", "parenting"),
            "professional": ("professional_contact", "report_child", "relative_exploited"),
        }.get(audience, general.also)
        request = composer.request(ready)
        found = [*composer.matcher.national(request, 3), *composer.matcher.local(request)]
        return composer.reply(
            ready, words, found, choices=composer.need_buttons(tuple(first), audience)
        )

    def channel(self, turn: Turn) -> Outcome:
        """How to make contact: the cards switch to what can be used."""
        composer = self.composer
        said = turn.understanding.topic
        topic = said if said in _CHANNELS else "voice"
        memory = turn.conversation.model_copy(update={"channel": topic})
        ready = Turn(turn.understanding, memory, turn.moment)
        register = composer.register(memory)
        words = composer.texts.say(f"channel_{topic}", register)
        request = composer.request(ready)
        local = composer.matcher.local(request)
        national = composer.matcher.national(request, 2 if local else 4)
        found = [*local, *national] if topic == "place" else [*national, *local]
        if topic == "place" and not local:
            return composer.reply(ready, words, national, asks="place")
        return composer.reply(ready, words, found, choices=composer.usual_buttons(memory))

    def smalltalk(self, turn: Turn) -> Outcome:
        """Hello, thanks, goodbye: short, and a human all the same."""
        topic = turn.understanding.topic
        keys = {"greet": "hello", "thanks": "thanks", "goodbye": "goodbye"}
        return self._short(turn, keys.get(topic or "", "smalltalk"))

    def affirm(self, turn: Turn) -> Outcome:
        """Yes, to whatever was asked."""
        memory = turn.conversation
        if memory.asks == "confirm_erase":
            return self.erase(turn)
        if memory.asks == "confirm_place" and memory.pending_places:
            return self._places.which_place(turn, "place")
        return self._short(turn, "affirm")

    def deny(self, turn: Turn) -> Outcome:
        """No, or never mind."""
        memory = turn.conversation
        if memory.asks == "confirm_erase":
            return self._short(turn, "kept")
        if memory.asks in {"place", "confirm_place"}:
            quiet = memory.model_copy(update={"place_declined": True, "pending_places": []})
            return self._short(Turn(turn.understanding, quiet, turn.moment), "no_place")
        return self._short(turn, "never_mind")

    def ask_erase(self, turn: Turn) -> Outcome:
        """Erasing is confirmed once."""
        composer = self.composer
        buttons = [composer.texts.button("yes_erase"), composer.texts.button("no_erase")]
        found = composer.matcher.national(composer.request(turn), 2)
        return composer.reply(turn, [], found, asks="confirm_erase", choices=buttons)

    def erase(self, turn: Turn) -> Outcome:
        """Nothing is remembered any more; the door deletes the rest."""
        composer = self.composer
        register = composer.register(turn.conversation)
        empty = Turn(turn.understanding, Conversation(), turn.moment)
        found = composer.matcher.national(composer.request(empty), 3)
        outcome = composer.reply(empty, composer.texts.say("erased", register), found)
        return Outcome(outcome.reply, Conversation(), erase=True)

    def out_of_scope(self, turn: Turn) -> Outcome:
        """Something else entirely: honest words, choices, a human."""
        return self._short(turn, "out_of_scope")

    def unclear(self, turn: Turn) -> Outcome:
        """Not understood: honest words, three or four choices, a human."""
        composer, memory = self.composer, turn.conversation
        if turn.understanding.services:
            said = replace(turn.understanding, family="followup", topic="what_happens")
            return self._followups.respond(Turn(said, memory, turn.moment))
        if memory.asks == "place" and not turn.understanding.places:
            return self._places.respond(turn)
        register, audience = composer.register(memory), composer.audience(memory)
        likely = plausible(turn.understanding.ranking, OFFERED)
        needs = tuple(c.topic for c in likely if c.family == "need" and c.topic)
        questions = [c.topic for c in likely if c.family == "question" and c.topic]
        key = "unsure" if likely else "unclear"
        if not likely and memory.lost >= 1:
            key = "unclear_again"
        buttons = composer.need_buttons(needs, audience) + composer.answer_buttons(questions)
        filler = composer.need_buttons(composer.matcher.needs[GENERAL].also, audience)
        buttons += [button for button in filler if button not in buttons]
        crisis = memory.crisis is not None
        found = composer.matcher.national(composer.request(turn, urgent=crisis), 3)
        if crisis:
            found += self._emergencies.also_likely(turn, {choice.service.id for choice in found})
        else:
            beliefs = self._doubt.beliefs(turn)
            found = self._doubt.first_lines(turn, found, beliefs, sure=PLAUSIBLE)
        return composer.reply(
            turn,
            composer.texts.say(key, register),
            found,
            urgent=crisis,
            any_channel=crisis,
            choices=buttons,
            lost=memory.lost + 1,
            last_shown=[choice.service.id for choice in found],
        )

    def _short(self, turn: Turn, key: str) -> Outcome:
        """A short phrase with the contacts that fit what is known so far."""
        composer, memory = self.composer, turn.conversation
        register, audience = composer.register(memory), composer.audience(memory)
        request = composer.request(turn)
        local = composer.matcher.local(request, 2)
        found = [*composer.matcher.national(request, 3), *local]
        buttons = (
            composer.usual_buttons(memory)
            if memory.need
            else composer.need_buttons(composer.need(memory).also, audience)
        )
        return composer.reply(
            turn,
            composer.texts.say(key, register),
            found,
            choices=buttons,
            last_shown=[choice.service.id for choice in found],
        )


def _writes_of_a_relative(said: Understanding) -> bool:
    """Whether this very message is a family's, and not that of an adult who says their own age."""
    return said.audience == "family" and said.age != "adult"
