"""Words, codes and dates that records are made of."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

Publish = Literal["oui", "oui_sans_horaires", "oui_sans_telephone"]
Confidence = Literal["haute", "moyenne"]
Audience = Literal["young", "family", "professional"]
Channel = Literal["voice", "sms", "chat", "email", "place"]
PhoneKind = Literal["voice", "sms"]
IdentifierScheme = Literal[
    "siret", "siren", "rna", "finess", "dila", "data_inclusion", "hsds", "oruk"
]
AccessFeature = Literal[
    "wheelchair", "sign_language", "hearing_loop", "visual", "easy_language", "parking"
]

OVERSEAS_LENGTH = 3
"""An INSEE code of overseas begins with a département code of three digits (971 to 988)."""

_DEPARTEMENT = r"^(0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-5]|97[12346])$"
_CALLED_FROM = r"^(overseas|abroad|97[1-8]|98[4678])$"
_COMMUNE = r"^([0-9]{5}|2[AB][0-9]{3})$"
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_Item = TypeVar("_Item")
# YAML gives lists; records hold tuples, so that a loaded record cannot change.
Many = Annotated[tuple[_Item, ...], Field(strict=False)]


def _date_from_text(value: Any) -> date:
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("iso_date", "date attendue sous la forme 2026-11-23")


DepartementCode = Annotated[str, Field(pattern=_DEPARTEMENT)]
CalledFrom = Annotated[str, Field(pattern=_CALLED_FROM)]
CommuneCode = Annotated[str, Field(pattern=_COMMUNE)]
IsoDate = Annotated[date, BeforeValidator(_date_from_text)]
Text = Annotated[str, Field(min_length=1)]


class Record(BaseModel):
    """What every record of a content file has: known fields only, exact types, no change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def departement_of_commune(code: str) -> str:
    """Code of the département of a commune, from the INSEE code of the commune."""
    return code[:OVERSEAS_LENGTH] if code.startswith(("97", "98")) else code[:2]
