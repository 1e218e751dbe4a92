"""Opening hours: what they say, whether a service is open at a moment, and how to say it.

Hours are OpenStreetMap ``opening_hours`` strings
(https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification). Two rules come before any
other: a service is never said to be open when that is not known, and no text promises an hour
that no record carries.
"""

from fanal.directory.hours.french_in import from_french
from fanal.directory.hours.french_out import hours_in_french
from fanal.directory.hours.reading import HoursError, validate_hours
from fanal.directory.hours.state import ClosedPeriod, OpeningState, opening_state

__all__ = [
    "ClosedPeriod",
    "HoursError",
    "OpeningState",
    "from_french",
    "hours_in_french",
    "opening_state",
    "validate_hours",
]
