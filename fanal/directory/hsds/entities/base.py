"""What every HSDS entity has: an identifier, and nothing said twice."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field

NAMESPACE = UUID("0b6f4a4e-1f0c-5c0e-9c3a-6d2f6f1a7c11")
"""Root of our identifiers. It never changes: partners keep what they read."""

Identifier = Annotated[
    str, Field(description="Identifiant UUID, le même à chaque lecture et dans chaque export.")
]


class Entity(BaseModel):
    """One entity of HSDS 3.0; what is not known is left out."""

    model_config = ConfigDict(frozen=True)

    def as_json(self) -> dict[str, Any]:
        """The entity as JSON values, without what is not known."""
        return self.model_dump(mode="json", exclude_defaults=True)


def identifier(entity: str, *parts: str) -> str:
    """The stable UUID of an entity, from what names it among its kind.

    Args:
        entity: HSDS name of the entity (``service``, ``phone``).
        parts: what tells it from the others, such as the identifier of its record and a rank.
    """
    return str(uuid5(NAMESPACE, "/".join((entity, *parts))))
