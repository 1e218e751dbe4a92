"""What every page has: the way out, the emergency lines, and the choice of easy French."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi.responses import HTMLResponse
from jinja2 import Environment

from api.pages.cards import card
from api.pages.ports import NumbersPort

EASY_FIELD: Final = "facile"
"""Name of the choice of easy French, in forms and addresses: no cookie remembers it."""


def wants_easy(fields: Mapping[str, str]) -> bool:
    """Whether the form or the address asks for easy French."""
    return fields.get(EASY_FIELD) == "1"


@dataclass(frozen=True)
class Site:
    """The templates and what they all need.

    Attributes:
        templates: from :func:`api.pages.rendering.load_templates`.
        numbers: the national lines, which answer when nothing else does.
        exit_url: the neutral outside page that the quick exit opens.
        operator: who runs this instance; empty when not declared.
        has_directory: whether /annuaire exists.
        has_corrections: whether /corriger exists, so that cards let people report a mistake.
    """

    templates: Environment
    numbers: NumbersPort
    exit_url: str
    operator: str
    has_directory: bool
    has_corrections: bool = False

    def page(
        self, name: str, *, status: int = 200, easy: bool = False, **values: Any
    ) -> HTMLResponse:
        """One page, with what a template does not name left empty.

        Args:
            name: file of templates/.
            status: HTTP status.
            easy: whether easy French was asked for; links carry it on.
            **values: what this page shows.
        """

        def to(path: str) -> str:
            """The address of another page, with the choice of easy French."""
            if not easy:
                return path
            address, hash_sign, anchor = path.partition("#")
            return f"{address}?{EASY_FIELD}=1{hash_sign}{anchor}"

        context: dict[str, Any] = {
            "exit_url": self.exit_url,
            "operator": self.operator,
            "has_directory": self.has_directory,
            "has_corrections": self.has_corrections,
            "framed": False,
            "easy": easy,
            "to": to,
            "conversation_id": "",
            "visit": "",
            "emergency": [
                (contact.get("short") or contact["name"], card(contact))
                for contact in self.numbers.emergency()
            ],
        }
        html = self.templates.get_template(name).render(context | values)
        return HTMLResponse(html, status_code=status)
