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

    def __init_subclass__(cls, *, status: int = 400, code: str = "", message: str = "") -> None:
        """A kind of refusal says what it is in its first lines; what it leaves out is inherited."""
        super().__init_subclass__()
        cls.status = status
        cls.code = code or cls.code
        cls.message = message or cls.message

    def __init__(self, message: str | None = None) -> None:
        self.message = message or self.message
        super().__init__(self.message)


class UnknownConversation(
    ChatError,
    status=404,
    code="unknown_conversation",
    message="Cette conversation n'existe plus : elle a été effacée, ou trente minutes ont passé. "
    "Il suffit d'en commencer une autre.",
):
    """The identifier is unknown, or the conversation was erased or forgotten."""


class RefusedMessage(ChatError, status=422, code="refused_message"):
    """Empty, too long or unreadable text."""


class BrokenRequest(
    ChatError,
    status=422,
    code="broken_request",
    message='Demande illisible : envoyer {"text": "…"} en JSON. Rien n\'est perdu.',
):
    """The request is not the expected JSON."""
