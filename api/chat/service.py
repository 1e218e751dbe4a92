"""One message, from the door's bounds to the promises kept on the way out."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from api.chat.bot import Bot, BotUnavailable
from api.chat.errors import RefusedMessage, UnknownConversation
from api.chat.sessions import Session, Sessions, StoreUnavailable, new_id, well_formed
from fanal.clock import now
from fanal.language import Language, MessageError, check_message, redact
from fanal.language.understanding import Understanding
from fanal.reply import Conversation, Outcome, Reply, Turn
from fanal.safety import Fallback, Promises

logger = logging.getLogger(__name__)


@dataclass
class Chat:
    """The chat service: holds the parts, no conversation."""

    sessions: Sessions
    bot: Bot
    language: Language
    fallback: Fallback
    promises: Promises

    async def open(self) -> tuple[str, Reply]:
        """A new conversation and its first words, without Rasa."""
        session = Session(new_id())
        turn = Turn(Understanding("smalltalk", "greet"), Conversation(), now())
        outcome = self.fallback.dialogue.open(turn)
        kept = await self._keep(session, outcome, behind=True, new=True)
        reply = self.promises.keep(outcome.reply, turn, outcome.conversation)
        return session.id, reply.model_copy(update={"degraded": not kept})

    async def send(self, session_id: str, text: str) -> Reply:
        """The reply to one message.

        Raises:
            RefusedMessage: empty, too long or unreadable.
            UnknownConversation: the identifier is unknown, erased or forgotten.
        """
        try:
            text = check_message(text)
        except MessageError as error:
            raise RefusedMessage(str(error)) from None
        session, stored = await self._session(session_id)
        named = self.fallback.dialogue.composer.matcher.named(text)
        said = self.language.hear(text, named)
        outcome, answered = await self._answer(session, redact(text), said)
        turn = Turn(
            said,
            Conversation.model_validate(session.conversation),
            now(),
        )
        reply = self.promises.keep(outcome.reply, turn, outcome.conversation)
        if outcome.erase:
            await self.erase(session_id)
            stored = stored and await self._keep(Session(session_id), None, behind=True, new=True)
        else:
            stored = stored and await self._keep(session, outcome, behind=not answered)
        return reply.model_copy(update={"degraded": not (answered and stored)})

    async def erase(self, session_id: str) -> None:
        """Forget a conversation; an unknown one is already forgotten."""
        if not well_formed(session_id):
            return
        try:
            await self.sessions.erase(session_id)
        except StoreUnavailable:
            logger.warning("redis unavailable: the conversation expires by itself")

    async def _session(self, session_id: str) -> tuple[Session, bool]:
        if not well_formed(session_id):
            raise UnknownConversation
        try:
            session = await self.sessions.get(session_id)
        except StoreUnavailable:
            # Without Redis nobody can tell whether the conversation exists: answer all the same.
            return Session(session_id, behind=True), False
        if session is None:
            raise UnknownConversation
        return session, True

    async def _answer(
        self, session: Session, text: str, said: Understanding
    ) -> tuple[Outcome, bool]:
        """The bot's answer, or our own; and whether it was the bot's."""
        memory = Conversation.model_validate(session.conversation)
        try:
            outcome = await self.bot.reply(
                session.id,
                text,
                said,
                expecting="confirm_place" if memory.pending_places else memory.asks,
                conversation=session.conversation if session.behind else None,
            )
        except BotUnavailable as error:
            logger.warning("bot unavailable: %s", error)
        else:
            return outcome, True
        own = self.fallback.respond(text, memory, said, now())
        return own, False

    async def _keep(
        self, session: Session, outcome: Outcome | None, *, behind: bool, new: bool = False
    ) -> bool:
        if outcome is not None:
            session.conversation = outcome.conversation.model_dump(mode="json")
        session.behind = behind
        try:
            if not await self.sessions.put(session, new=new):
                # Erased while Rasa was answering: nothing of that answer stays either.
                await self.sessions.erase(session.id)
        except StoreUnavailable:
            logger.warning("redis unavailable: the conversation is not kept")
            return False
        return True
