"""Replies: what is said, who is shown, what is remembered."""

from fanal.reply.composer import Composer, Outcome, Turn
from fanal.reply.dialogue import Dialogue
from fanal.reply.load import load_dialogue
from fanal.reply.model import Contact, Message, Reply, ReplyChoice
from fanal.reply.state import Conversation

__all__ = [
    "Composer",
    "Contact",
    "Conversation",
    "Dialogue",
    "Message",
    "Outcome",
    "Reply",
    "ReplyChoice",
    "Turn",
    "load_dialogue",
]
