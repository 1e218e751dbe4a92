"""Follow-ups: questions about the contacts that were just shown."""

from __future__ import annotations

from collections.abc import Callable

from fanal.directory import Service
from fanal.matching import Choice
from fanal.records import Register
from fanal.reply.cards import what
from fanal.reply.composer import Composer, Outcome, Turn
from fanal.reply.model import Message

MAX_FACTS = 3


class Followups:
    """« C'est ouvert ? », « un autre », « mes parents le sauront ? » and the like."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._facts: dict[str, Callable[[Choice, Register], list[Message]]] = {
            "open_now": self._open,
            "free": self._free,
            "anonymous": self._anonymous,
            "phone_bill": self._bill,
            "what_happens": self._what,
        }

    def respond(self, turn: Turn) -> Outcome:
        """Answer about what was last shown; an unknown follow-up shows it again."""
        topic = turn.understanding.topic or ""
        if topic == "another":
            return self._another(turn)
        if topic == "nearer":
            return self._nearer(turn)
        if topic == "cannot_speak":
            return self._cannot_speak(turn)
        if topic == "parents_know":
            return self._parents(turn)
        return self._about_shown(turn, topic)

    def _shown(self, turn: Turn) -> list[Choice]:
        """The services of the last reply, or the best ones when there was none."""
        composer = self._composer
        request = composer.request(turn)
        directory = composer.matcher.directory
        named = turn.understanding.services
        shown = [
            composer.matcher.choice(directory.service(service_id), request)
            for service_id in dict.fromkeys([*named, *turn.conversation.last_shown])
            if service_id in directory
        ]
        return shown or composer.matcher.national(request, 3)

    def _about_shown(self, turn: Turn, topic: str) -> Outcome:
        composer = self._composer
        register = composer.register(turn.conversation)
        shown = self._shown(turn)
        fact = self._facts.get(topic, self._open)
        key = {"phone_bill": "free"}.get(topic, topic if topic in self._facts else "open_now")
        words = composer.texts.say(key, register)
        about = len(turn.understanding.services) or MAX_FACTS
        for choice in shown[:about]:
            words += fact(choice, register)
        ordered = shown
        return composer.reply(
            turn,
            words,
            ordered,
            choices=[composer.texts.button(name) for name in ("another", "write", "nearer")],
            last_shown=[choice.service.id for choice in ordered],
        )

    def _another(self, turn: Turn) -> Outcome:
        composer, memory = self._composer, turn.conversation
        register = composer.register(memory)
        request = composer.request(turn, exclude=frozenset(memory.shown))
        found = [*composer.matcher.national(request, 2), *composer.matcher.local(request)]
        buttons = [composer.texts.button(name) for name in ("another", "write", "nearer")]
        if found:
            words = composer.texts.say("another", register)
            return composer.reply(turn, words, found, choices=buttons)
        again = composer.request(turn)
        best = [*composer.matcher.national(again, 3), *composer.matcher.local(again)]
        return composer.reply(
            turn,
            composer.texts.say("another_none", register),
            best,
            shown=[],
            last_shown=[choice.service.id for choice in best],
        )

    def _nearer(self, turn: Turn) -> Outcome:
        composer, memory = self._composer, turn.conversation
        register = composer.register(memory)
        request = composer.request(turn, near=True)
        local = composer.matcher.local(request, 4)
        if request.place is None or request.place.departement is None:
            found = composer.matcher.national(request, 3)
            words = composer.texts.say("nearer", register)
            return composer.reply(turn, words, found, asks="place")
        key = "local_found" if local else "local_none"
        words = composer.texts.say(key, register, place=request.place.label)
        return composer.reply(turn, words, [*composer.matcher.national(request, 1), *local])

    def _cannot_speak(self, turn: Turn) -> Outcome:
        composer = self._composer
        memory = turn.conversation.model_copy(update={"channel": "written"})
        ready = Turn(turn.understanding, memory, turn.moment)
        register = composer.register(memory)
        # Someone near who hears is no emergency yet: the written lines of the need come first.
        calm = memory.need is not None and memory.crisis is None
        request = composer.request(ready, lines=() if calm else ("urgence-114",))
        return composer.reply(
            ready,
            composer.texts.say("channel_written" if calm else "cannot_speak", register),
            composer.matcher.national(request),
            urgent=bool(memory.crisis),
        )

    def _parents(self, turn: Turn) -> Outcome:
        composer = self._composer
        register = composer.register(turn.conversation)
        shown = self._shown(turn)
        words = composer.texts.say("parents_know", register)
        for choice in shown[:MAX_FACTS]:
            words += self._bill(choice, register)
        return composer.reply(
            turn, words, shown, last_shown=[choice.service.id for choice in shown]
        )

    def _fact(self, key: str, choice: Choice, register: Register, when: str = "") -> list[Message]:
        return self._composer.texts.say(key, register, service=choice.service.name, when=when)

    def _open(self, choice: Choice, register: Register) -> list[Message]:
        return self._fact("fact_open", choice, register, choice.opening.text)

    def _free(self, choice: Choice, register: Register) -> list[Message]:
        free = choice.service.cost.free if choice.service.cost else None
        key = {True: "fact_free", False: "fact_paid", None: "fact_free_unknown"}[free]
        return self._fact(key, choice, register)

    def _anonymous(self, choice: Choice, register: Register) -> list[Message]:
        service: Service = choice.service
        if service.anonymous:
            return self._fact("fact_anonymous", choice, register)
        if service.confidential:
            return self._fact("fact_confidential", choice, register)
        key = "fact_anonymous_no" if service.anonymous is False else "fact_anonymous_unknown"
        return self._fact(key, choice, register)

    def _bill(self, choice: Choice, register: Register) -> list[Message]:
        key = "fact_bill" if choice.service.no_trace_on_bill else "fact_bill_unknown"
        return self._fact(key, choice, register)

    def _what(self, choice: Choice, register: Register) -> list[Message]:
        said = " ".join(what(choice.service, self._composer.texts, register))
        return self._fact("fact_open", choice, register, said.rstrip("."))
