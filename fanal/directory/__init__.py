"""The directory of services: records, places, opening hours, and the checks they go through."""

from fanal.directory.hours import OpeningState, hours_in_french, opening_state
from fanal.directory.model import (
    Kind,
    Location,
    Phone,
    Registers,
    Service,
    ServiceArea,
    Source,
    Withheld,
)
from fanal.directory.reading import DirectoryError, Problem
from fanal.directory.store import Directory, UnknownService

__all__ = [
    "Directory",
    "DirectoryError",
    "Kind",
    "Location",
    "OpeningState",
    "Phone",
    "Problem",
    "Registers",
    "Service",
    "ServiceArea",
    "Source",
    "UnknownService",
    "Withheld",
    "hours_in_french",
    "opening_state",
]
