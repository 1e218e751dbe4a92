"""Values of a row of JSON or YAML: a value of the wrong type is refused, never made into text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fanal.directory.importers.draft import Refused

_CONTAINERS = (dict, list, tuple, set, bool)


def text(owner: Any, name: str) -> str:
    """A field that is text, or a number that stands for it; empty when there is none.

    Raises:
        Refused: it is a list, an object, or yes or no.
    """
    value = owner.get(name) if isinstance(owner, Mapping) else None
    return "" if value is None else plain(value, name)


def plain(value: Any, name: str) -> str:
    """Text of one value, which is not a list or an object.

    Raises:
        Refused: it is one, or yes or no.
    """
    if isinstance(value, _CONTAINERS):
        raise Refused(name, "du texte est attendu")
    return str(value).strip()


def several(owner: Mapping[str, Any], name: str) -> list[Any]:
    """A field that is a list, without its holes; empty when there is none.

    Raises:
        Refused: it is something else.
    """
    value = owner.get(name)
    if value is None:
        return []
    if not isinstance(value, list | tuple | set):
        raise Refused(name, "une liste est attendue")
    return [one for one in value if one is not None]


def texts(owner: Mapping[str, Any], name: str) -> list[str]:
    """A field that is a list of texts.

    Raises:
        Refused: it is something else.
    """
    return [plain(one, name) for one in several(owner, name)]


def objects(owner: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """A field that is a list of objects.

    Raises:
        Refused: it is something else.
    """
    found = several(owner, name)
    if not all(isinstance(one, dict) for one in found):
        raise Refused(name, "une liste d'objets est attendue")
    return found


def of_object(owner: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A field that is an object; empty when there is none.

    Raises:
        Refused: it is something else.
    """
    value = owner.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Refused(name, "un objet est attendu, avec ses champs")
    return value
