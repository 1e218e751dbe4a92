"""Danger, suicide, and messages in another language: the lines that cannot wait."""

from __future__ import annotations

from dataclasses import replace

from fanal.matching import Choice, Need
from fanal.matching.needs import GENERAL
from fanal.reply.composer import Composer, Outcome, Turn
from fanal.reply.doubt import Doubt

WITHOUT_VOICE = ("urgence-114",)
FOREIGN_DOUBT = 0.3
"""How much a need understood in another language is doubted: 112 and 119 fit any of them."""


class Emergencies:
    """Replies that put emergency lines first and ask nothing."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self._doubt = Doubt(composer)

    def respond(self, turn: Turn) -> Outcome:
        """Danger or suicide: the emergency lines first, nothing asked."""
        ready = turn
        said, composer = ready.understanding, self.composer
        main = self._main(said.level)
        register = composer.register(ready.conversation, main)
        words = composer.texts.paragraphs(main.words, register)
        theirs = composer.texts.in_language(said.language)
        words = [*theirs, *words]
        if said.cannot_speak:
            words = [*theirs, *composer.texts.say("cannot_speak", register)]
            written = ready.conversation.model_copy(update={"channel": "written"})
            ready = Turn(said, written, ready.moment)
            found = composer.matcher.national(composer.request(ready, main, lines=WITHOUT_VOICE))
            buttons = []
        else:
            lines = ("samu-15",) if said.level == "both" or said.medical else ()
            request = composer.request(ready, main, lines=lines, urgent=True)
            others = [(p, need) for p, need in self._doubt.beliefs(ready) if not need.urgent]
            own = composer.matcher.national(request, 4)
            # By voice, without it, then whoever knows best what else the message holds.
            found = self._doubt.first_lines(ready, own, others, fixed=2)
            found += self.also_likely(ready, {choice.service.id for choice in found})
            buttons = [composer.texts.button("cannot_speak")]
        buttons += composer.need_buttons(main.also, composer.audience(ready.conversation, main))
        outcome = composer.reply(
            ready,
            words,
            found,
            need=main,
            urgent=True,
            any_channel=not said.cannot_speak,
            choices=buttons,
        )
        return _remember_need(outcome, main)

    def manner_of_speaking(self, turn: Turn) -> Outcome:
        """A rule was met by what is most surely a song, a game or a joke: calm, the line first.

        Whoever was misread still finds the line at the top, and « emergency » among the choices.
        """
        composer, main = self.composer, self._main(turn.understanding.level)
        register = composer.register(turn.conversation)
        first = composer.matcher.national(composer.request(turn, main, urgent=True), 1)
        general = composer.matcher.national(composer.request(turn), 3)
        shown = {choice.service.id for choice in first}
        return composer.reply(
            turn,
            composer.texts.say("out_of_scope", register),
            [*first, *(choice for choice in general if choice.service.id not in shown)],
            any_channel=True,
            choices=composer.need_buttons(
                (main.id, *composer.need(turn.conversation).also),
                composer.audience(turn.conversation),
            ),
        )

    def _main(self, level: str) -> Need:
        """The need of a level of danger; whoever is in both is first kept alive."""
        name = "immediate_danger" if level == "danger" else "suicide"
        return self.composer.matcher.needs[name]

    def also_likely(self, turn: Turn, shown: set[str]) -> list[Choice]:
        """After the emergency lines, those of the need that the message seems to hold too."""
        composer = self.composer
        general = composer.matcher.needs[GENERAL]
        lines: tuple[str, ...] = ()
        for need in [*composer.likely(turn)[:1], general]:
            lines += need.lines.of(composer.audience(turn.conversation, need))[:2]
        request = composer.request(turn, general, lines=lines, urgent=True)
        found = composer.matcher.national(request, 6)
        return [choice for choice in found if choice.service.id not in shown][:2]

    def foreign(self, turn: Turn) -> Outcome:
        """Another language: one authored reply in it, and lines that can find an interpreter."""
        composer = self.composer
        general = composer.matcher.needs[GENERAL]
        likely = composer.likely(turn)[:1]
        if likely and likely[0].urgent and turn.understanding.topic == likely[0].id:
            level = "suicide" if likely[0].id == "suicide" else "danger"
            return self.respond(
                Turn(replace(turn.understanding, level=level), turn.conversation, turn.moment)
            )
        request = composer.request(turn, general, lines=("urgence-112", "119"))
        own = composer.matcher.national(request, 2)
        found = self._doubt.first_lines(turn, own, self._doubt.beliefs(turn), sure=FOREIGN_DOUBT)
        return composer.reply(turn, composer.texts.in_language(turn.understanding.language), found)


def _remember_need(outcome: Outcome, need: Need) -> Outcome:
    return Outcome(
        outcome.reply.model_copy(update={"need": need.id}),
        outcome.conversation.model_copy(update={"need": need.id}),
    )
