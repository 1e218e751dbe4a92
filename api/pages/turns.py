"""One exchange without script: what was written, what came back, and nothing lost on the way."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus

from api.pages.cards import ReplyView, view
from api.pages.ports import ChatPort, ChatRefused, Reply

_log = logging.getLogger(__name__)
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
EMPTY_MESSAGE = "Le message est vide. Écrire quelques mots, ou choisir une réponse."


@dataclass(frozen=True)
class Turn:
    """One exchange to show.

    Attributes:
        conversation_id: to send along with the next message; empty when there is none.
        said: what the person wrote or chose, as it was sent.
        reply: the answer; None when there is none.
        refused: why the message was not taken, in French; None when it was.
        status: HTTP status of the page.
    """

    conversation_id: str
    said: str
    reply: ReplyView | None = None
    refused: str | None = None
    status: int = HTTPStatus.OK

    @property
    def failed(self) -> bool:
        """Nothing came back and the message is not at fault."""
        return self.reply is None and self.refused is None


async def take_turn(chat: ChatPort, conversation_id: str, text: str) -> Turn:
    """Send one message, in a new conversation when there is none or when it was forgotten.

    Never raises: a person who wrote something always gets a page with numbers on it.
    """
    text = text.strip()
    if not text:
        return Turn(conversation_id, "", refused=EMPTY_MESSAGE, status=422)
    try:
        conversation_id, reply = await _exchange(chat, conversation_id, text)
    except ChatRefused as refused:
        kept = "" if refused.status in _GONE else conversation_id
        return Turn(kept, text, refused=refused.message_fr, status=refused.status)
    except Exception as error:
        # The name only: a message of an exception could hold the words of the person.
        _log.error("no reply: %s", type(error).__name__)
        return Turn(conversation_id, text, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return Turn(conversation_id, text, reply=view(reply))


async def _exchange(chat: ChatPort, conversation_id: str, text: str) -> tuple[str, Reply]:
    if conversation_id:
        try:
            return conversation_id, await chat.send(conversation_id, text)
        except ChatRefused as refused:
            if refused.status not in _GONE:
                raise
    conversation_id, _ = await chat.open()
    return conversation_id, await chat.send(conversation_id, text)
