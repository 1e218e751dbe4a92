"""The reply: the public chat interface, field by field."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Asks = Literal["place", "audience", "channel", "confirm_place", "confirm_erase"]
"""Every question Fanal can ask (promise 2)."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Message(_Part):
    """One paragraph for the reader."""

    text: str
    falc: str | None = Field(default=None, description="The same in easy French, when written.")
    lang: str | None = Field(default=None, description="Its language when it is not French.")


class ContactPhone(_Part):
    """A number as the field writes it, and the address that dials or writes to it."""

    number: str
    uri: str
    kind: Literal["voice", "sms"]


class Contact(_Part):
    """A human to turn to, as the card shows it."""

    id: str
    name: str
    scope: Literal["national", "local"]
    departement: str | None = None
    commune: str | None = None
    phones: list[ContactPhone] = []
    url: str | None = None
    chat_url: str | None = None
    email: str | None = None
    address: str | None = None
    open: Literal["open", "closed", "unknown"]
    hours: str | None = Field(default=None, description="State at that minute, in French.")
    schedule: str | None = Field(default=None, description="Usual hours, in French.")
    free: bool | None = None
    anonymous: bool | None = None
    confidential: bool | None = None
    verified_on: str | None = Field(default=None, description="ISO date of the last check.")
    verified: str | None = Field(default=None, description="The same in French, with its limits.")
    source_url: str | None = None
    why: str
    why_falc: str | None = Field(default=None, description="« why » in easy French, when written.")


class ReplyPlace(_Part):
    """The place that was understood."""

    departement: str | None
    commune: str | None
    label: str


class ReplyChoice(_Part):
    """A button: what it says, and the message it sends."""

    label: str
    text: str


class Reply(_Part):
    """What the reader gets for one message."""

    messages: list[Message]
    contacts: list[Contact]
    urgent: bool = False
    need: str | None = None
    place: ReplyPlace | None = None
    asks: Asks | None = None
    choices: list[ReplyChoice] = []
    degraded: bool = False
