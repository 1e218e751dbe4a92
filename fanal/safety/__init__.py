"""The promises, kept on every reply, and an answer when everything else is down."""

from fanal.safety.fallback import Fallback
from fanal.safety.promises import Promises

__all__ = ["Fallback", "Promises"]
