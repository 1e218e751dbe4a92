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

    text: str = Field(description="Un paragraphe.")
    falc: str | None = Field(
        default=None, description="Le même en facile à lire, quand il est écrit."
    )
    lang: str | None = Field(default=None, description="Sa langue, si ce n'est pas le français.")


class ContactPhone(_Part):
    """A number as the field writes it, and the address that dials or writes to it."""

    number: str = Field(description="Le numéro, comme on l'écrit : 119, 0 800 235 236.")
    uri: str = Field(description="L'adresse qui appelle ou écrit : tel:119.")
    kind: Literal["voice", "sms"] = Field(description="Pour parler, ou pour écrire un SMS.")


class Contact(_Part):
    """A human to turn to, as the card shows it."""

    id: str = Field(description="Identifiant de la fiche.")
    name: str = Field(description="Nom du service.")
    scope: Literal["national", "local"] = Field(description="Service national ou local.")
    departement: str | None = Field(default=None, description="Code du département.")
    commune: str | None = Field(default=None, description="Code Insee de la commune.")
    phones: list[ContactPhone] = Field(default=[], description="Les numéros, le bon d'abord.")
    url: str | None = Field(default=None, description="Site.")
    chat_url: str | None = Field(default=None, description="Page du tchat.")
    email: str | None = Field(default=None, description="Courriel.")
    address: str | None = Field(default=None, description="Adresse, jamais une adresse secrète.")
    open: Literal["open", "closed", "unknown"] = Field(
        description="Ouvert, fermé ou non connu, à cette minute."
    )
    hours: str | None = Field(default=None, description="Le même état, en français.")
    schedule: str | None = Field(default=None, description="Horaires habituels, en français.")
    free: bool | None = Field(default=None, description="Gratuit ; null : aucune source ne le dit.")
    anonymous: bool | None = Field(
        default=None, description="Anonyme ; null : aucune source ne le dit."
    )
    confidential: bool | None = Field(
        default=None, description="Confidentiel ; null : aucune source ne le dit."
    )
    verified_on: str | None = Field(default=None, description="Jour du dernier contrôle.")
    verified: str | None = Field(
        default=None, description="Ce contrôle en français, avec ses limites."
    )
    source_url: str | None = Field(default=None, description="Page d'où vient la fiche.")
    why: str = Field(description="Ce qui se passe quand on s'y adresse.")
    why_falc: str | None = Field(
        default=None, description="« why » en facile à lire, quand il est écrit."
    )


class ReplyPlace(_Part):
    """The place that was understood."""

    departement: str | None = Field(description="Code du département.")
    commune: str | None = Field(description="Code Insee de la commune.")
    label: str = Field(description="Nom du lieu, à montrer.")


class ReplyChoice(_Part):
    """A button: what it says, and the message it sends."""

    label: str = Field(description="Ce que dit le bouton.")
    text: str = Field(description="Le message qu'il envoie.")


class Reply(_Part):
    """What the reader gets for one message."""

    messages: list[Message] = Field(description="Les paragraphes, dans l'ordre.")
    contacts: list[Contact] = Field(description="Qui joindre, le plus utile d'abord.")
    urgent: bool = Field(default=False, description="Vrai en cas de danger.")
    need: str | None = Field(default=None, description="Identifiant du besoin compris.")
    place: ReplyPlace | None = Field(default=None, description="Le lieu compris.")
    asks: Asks | None = Field(default=None, description="La question posée, s'il y en a une.")
    choices: list[ReplyChoice] = Field(default=[], description="Les boutons à montrer.")
    degraded: bool = Field(default=False, description="Vrai quand une partie est en panne.")
