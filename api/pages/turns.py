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
        draft: words that were being written when a choice was made; they stay in the box.
    """

    conversation_id: str
    said: str
    reply: ReplyView | None = None
    refused: str | None = None
    status: int = HTTPStatus.OK
    draft: str = ""

    @property
    def failed(self) -> bool:
        """Nothing came back and the message is not at fault."""
        return self.reply is None and self.refused is None

    @property
    def box(self) -> str:
        """What the box holds afterwards: a message without an answer is not lost."""
        return self.draft or ("" if self.reply else self.said)


async def take_turn(chat: ChatPort, conversation_id: str, text: str, choice: str = "") -> Turn:
    """Send one message, in a new conversation when there is none or when it was forgotten.

    Never raises: a person who wrote something always gets a page with numbers on it.

    Args:
        chat: the conversation.
        conversation_id: empty when none was begun.
        text: what is written in the box.
        choice: the button that was pressed; the box is then a draft.
    """
    text, choice = text.strip(), choice.strip()
    said = choice or text
    draft = text if choice and text != choice else ""
    if not said:
        return Turn(conversation_id, "", refused=EMPTY_MESSAGE, status=422)
    try:
        conversation_id, reply = await _exchange(chat, conversation_id, said)
    except ChatRefused as refused:
        kept = "" if refused.status in _GONE else conversation_id
        return Turn(kept, said, refused=refused.message_fr, status=refused.status, draft=draft)
    except Exception as error:
        # The name only: a message of an exception could hold the words of the person.
        _log.error("no reply: %s", type(error).__name__)
        return Turn(conversation_id, said, status=HTTPStatus.SERVICE_UNAVAILABLE, draft=draft)
    return Turn(conversation_id, said, reply=view(reply), draft=draft)


async def _exchange(chat: ChatPort, conversation_id: str, text: str) -> tuple[str, Reply]:
    if conversation_id:
        try:
            return conversation_id, await chat.send(conversation_id, text)
        except ChatRefused as refused:
            if refused.status not in _GONE:
                raise
    conversation_id, _ = await chat.open()
    return conversation_id, await chat.send(conversation_id, text)
