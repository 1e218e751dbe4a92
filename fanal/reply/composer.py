"""The parts that every reply is made of: cards, questions, choices, the place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from fanal.answers import Answers
from fanal.geography import Gazetteer, Place
from fanal.language.understanding import Understanding, plausible
from fanal.matching import Choice, Matcher, Need, Request, stale_last
from fanal.matching.contacts import Channel
from fanal.matching.needs import GENERAL
from fanal.records import Audience, Register, register_of
from fanal.reply.cards import card
from fanal.reply.model import Asks, Contact, Message, Reply, ReplyChoice, ReplyPlace
from fanal.reply.state import Conversation
from fanal.reply.texts import Texts

MAX_CHOICES = 4
CRISIS_LINES = {"danger": ("police-17", "urgence-114"), "suicide": ("3114", "urgence-114")}
"""By voice, and without it."""


@dataclass(frozen=True)
class Turn:
    """One message in its conversation.

    Attributes:
        understanding: what the message means.
        conversation: what is remembered; already updated with what the message says of the
            place and of who is writing.
        moment: aware time of the message.
    """

    understanding: Understanding
    conversation: Conversation
    moment: datetime


@dataclass(frozen=True)
class Outcome:
    """A reply and what the conversation remembers after it.

    Attributes:
        reply: for the reader.
        conversation: the new memory.
        erase: everything about the conversation is to be deleted now.
    """

    reply: Reply
    conversation: Conversation
    erase: bool = False


@dataclass(frozen=True)
class Composer:
    """Builds replies from the directory, the texts and the places."""

    matcher: Matcher
    answers: Answers
    texts: Texts
    gazetteer: Gazetteer

    def need(self, conversation: Conversation) -> Need:
        """The need being talked about, or the general one."""
        known = conversation.need if conversation.need in self.matcher.needs else None
        return self.matcher.needs[known or GENERAL]

    def audience(self, conversation: Conversation, need: Need | None = None) -> Audience:
        """Who is writing: as said, else as the need suggests."""
        return conversation.audience or (need or self.need(conversation)).default_audience

    def register(self, conversation: Conversation, need: Need | None = None) -> Register:
        """« tu » or « vous »."""
        return register_of(self.audience(conversation, need))

    def likely(self, turn: Turn, *, but: str | None = None) -> list[Need]:
        """The needs that the message may hold too, likeliest first, at most three."""
        found = plausible(turn.understanding.ranking, frozenset({"need"}))
        topics = [c.topic for c in found if c.topic is not None and c.topic != but]
        return [self.matcher.needs[topic] for topic in topics if topic in self.matcher.needs]

    def place(self, code: str | None) -> Place | None:
        """A place from its code; None when the code is unknown."""
        if not code:
            return None
        kind, _, number = code.partition(":")
        finders = {
            "commune": self.gazetteer.commune,
            "departement": self.gazetteer.departement,
            "region": self.gazetteer.region,
        }
        finder = finders.get(kind)
        try:
            return finder(number) if finder else None
        except KeyError:
            return None

    def request(
        self,
        turn: Turn,
        need: Need | None = None,
        *,
        exclude: frozenset[str] = frozenset(),
        lines: tuple[str, ...] = (),
        urgent: bool = False,
        near: bool = False,
    ) -> Request:
        """What to look for, from what is remembered; an emergency overrides the channel."""
        memory = turn.conversation
        wanted = need or self.need(memory)
        return Request(
            need=wanted,
            audience=self.audience(memory, wanted),
            moment=turn.moment,
            place=self.place(memory.place),
            channel=None if urgent else cast("Channel | None", memory.channel),
            exclude=exclude,
            lines=lines,
            near=near,
            age=turn.understanding.age,
        )

    def reply(
        self,
        turn: Turn,
        messages: list[Message],
        found: list[Choice],
        *,
        need: Need | None = None,
        urgent: bool = False,
        any_channel: bool = False,
        asks: Asks | None = None,
        choices: list[ReplyChoice] | None = None,
        **remember: object,
    ) -> Outcome:
        """Put a reply together and remember what was shown.

        Args:
            turn: the message being answered.
            messages: paragraphs, already rendered.
            found: services, best first.
            need: the need that gives register and label; the remembered one when None.
            urgent: whether the reply has to look urgent.
            any_channel: show voice numbers whatever the person prefers.
            asks: the question asked, if any; its text is added last.
            choices: buttons; at most four are kept.
            **remember: fields of the conversation to change.
        """
        memory = turn.conversation
        register = self.register(memory, need)
        found = [*found, *self._crisis_line(turn, found)]
        found = stale_last(self.matcher, found, self.request(turn, need, urgent=urgent))
        contacts = self.contacts(turn, found, register, any_channel=any_channel)
        ids = [contact.id for contact in contacts]
        said = list(messages)
        if ids and ids == memory.last_shown and not urgent and "last_shown" not in remember:
            said += self.texts.say("same_list", register)
        if memory.crisis and (not urgent or "lost" in remember):
            key = "suicide_stays" if memory.crisis == "suicide" else "crisis_stays"
            said += self.texts.say(key, register)
        if asks is not None:
            said.append(self.texts.ask(asks, register))
        place = self.place(memory.place)
        after = memory.model_copy(
            update={
                "asks": asks,
                "last_shown": ids,
                "shown": list(dict.fromkeys([*memory.shown, *ids])),
                "lost": 0,
                **remember,
            }
        )
        return Outcome(
            Reply(
                messages=said,
                contacts=contacts,
                urgent=urgent,
                need=after.need,
                place=_place(place),
                asks=asks,
                choices=(choices or [])[:MAX_CHOICES],
            ),
            after,
        )

    def _crisis_line(self, turn: Turn, found: list[Choice]) -> list[Choice]:
        """After a crisis, one line for it stays among the contacts until the end."""
        lines = CRISIS_LINES.get(turn.conversation.crisis or "", ())
        if not lines or any(choice.service.id in lines for choice in found):
            return []
        request = self.request(turn, urgent=True)
        directory = self.matcher.directory
        spoken = turn.conversation.channel != "written"
        return [self.matcher.choice(directory.service(lines[0 if spoken else 1]), request)]

    def contacts(
        self, turn: Turn, found: list[Choice], register: Register, *, any_channel: bool = False
    ) -> list[Contact]:
        """Cards of the services found, in order."""
        memory = turn.conversation
        place = self.place(memory.place)
        channel = None if any_channel else cast("Channel | None", memory.channel)
        return [
            card(choice, self.texts, register, turn.moment, place=place, channel=channel)
            for choice in found
        ]

    def need_buttons(self, ids: tuple[str, ...], audience: Audience) -> list[ReplyChoice]:
        """Buttons that say « this is what I need »."""
        labels = [
            need.label.of(audience)
            for need in (self.matcher.needs[name] for name in ids if name in self.matcher.needs)
            if need.label is not None
        ]
        return [ReplyChoice(label=label, text=label) for label in labels]

    def answer_buttons(self, ids: list[str]) -> list[ReplyChoice]:
        """Buttons that ask one of the known questions."""
        labels = [self.answers[name].label for name in ids if name in self.answers]
        return [ReplyChoice(label=label, text=label) for label in labels]

    def usual_buttons(self, memory: Conversation) -> list[ReplyChoice]:
        """What most people want next: another contact, another way, how it goes."""
        names = ["another", "write" if memory.channel != "written" else "call", "what_happens"]
        return [self.texts.button(name) for name in names]

    def place_buttons(self, codes: list[str]) -> list[ReplyChoice]:
        """Buttons that name a place."""
        places = [place for place in map(self.place, codes) if place is not None]
        return [ReplyChoice(label=place.label, text=place.label) for place in places]


def _place(place: Place | None) -> ReplyPlace | None:
    if place is None:
        return None
    return ReplyPlace(departement=place.departement, commune=place.commune, label=place.label)
