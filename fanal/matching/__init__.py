"""From a need, a place and an audience to the right humans, best first."""

from fanal.matching.ageing import stale_last
from fanal.matching.contacts import Choice, Matcher, Request
from fanal.matching.needs import Need, Needs

__all__ = ["Choice", "Matcher", "Need", "Needs", "Request", "stale_last"]
