"""What a conversation remembers, and nothing more."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from fanal.records import Audience
from fanal.reply.model import Asks


class Conversation(BaseModel):
    """The memory of one conversation: 30 minutes at most, under a random identifier.

    Attributes:
        need: what the person is looking for, once understood.
        place: ``commune:59350``, ``departement:59`` or ``region:32``.
        place_declined: the person preferred not to give a place; it is not asked again.
        pending_places: candidates of an ambiguous place, to be confirmed.
        audience: who is writing, once said.
        channel: voice, written or place: how they want to make contact.
        asks: the question that waits for an answer.
        answer: the last answer of fact shown.
        shown: services shown so far for this need and place, in order.
        last_shown: services of the last reply, in order.
        crisis: danger or suicide, kept for the rest of the conversation.
        lost: messages in a row that were not understood.
    """

    model_config = ConfigDict(extra="ignore")
    need: str | None = None
    place: str | None = None
    place_declined: bool = False
    pending_places: list[str] = []
    audience: Audience | None = None
    channel: str | None = None
    asks: Asks | None = None
    answer: str | None = None
    shown: list[str] = []
    last_shown: list[str] = []
    crisis: str | None = None
    lost: int = 0
