"""What the chat refuses, each with its status and words a person can act on."""

from __future__ import annotations


class ChatError(Exception):
    """A message that cannot be answered as it is; nothing of the conversation is lost.

    Attributes:
        status: HTTP status.
        code: stable identifier for programs.
        message: what to do, in French.
    """

    status = 400
    code = "bad_request"
    message = "Demande incomprise. Rien n'est perdu : il suffit de réessayer."

    def __init__(self, message: str | None = None) -> None:
        self.message = message or self.message
        super().__init__(self.message)


class UnknownConversation(ChatError):
    """The identifier is unknown, or the conversation was erased or forgotten."""

    status = 404
    code = "unknown_conversation"
    message = (
        "Cette conversation n'existe plus : elle a été effacée, ou trente minutes ont passé. "
        "Il suffit d'en commencer une autre."
    )


class RefusedMessage(ChatError):
    """Empty, too long or unreadable text."""

    status = 422
    code = "refused_message"


class BrokenRequest(ChatError):
    """The request is not the expected JSON."""

    status = 422
    code = "broken_request"
    message = 'Demande illisible : envoyer {"text": "…"} en JSON. Rien n\'est perdu.'
