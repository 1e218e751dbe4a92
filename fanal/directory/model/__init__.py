"""The records of the directory, in the words of Open Referral HSDS.

A record is written by hand in data/resources/services and checked field by field: unknown
fields, wrong types and values outside the lists are refused. What a person may see is decided
here too (`Service.visible_phones`, `Service.visible_hours`), so that no caller can show more than
the editorial status allows.
"""

from fanal.directory.model.base import (
    AccessFeature,
    Audience,
    Channel,
    Confidence,
    IdentifierScheme,
    PhoneKind,
    Publish,
    departement_of_commune,
)
from fanal.directory.model.kind import Kind, Withheld
from fanal.directory.model.parts import (
    Accessibility,
    Ages,
    Closure,
    Cost,
    Identifier,
    Location,
    Phone,
    Registers,
    ServiceArea,
    Source,
)
from fanal.directory.model.service import Service

__all__ = [
    "AccessFeature",
    "Accessibility",
    "Ages",
    "Audience",
    "Channel",
    "Closure",
    "Confidence",
    "Cost",
    "Identifier",
    "IdentifierScheme",
    "Kind",
    "Location",
    "Phone",
    "PhoneKind",
    "Publish",
    "Registers",
    "Service",
    "ServiceArea",
    "Source",
    "Withheld",
    "departement_of_commune",
]
