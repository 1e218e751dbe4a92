"""What the directory refuses, each with its status and words a person can act on."""

from __future__ import annotations

from api.chat.errors import ChatError


class UnknownService(ChatError):
    """No service has this identifier, or it may not be shown."""

    status = 404
    code = "unknown_service"
    message = "Ce service n'est pas dans l'annuaire."


class UnknownPlace(ChatError):
    """No département has this number."""

    status = 422
    code = "unknown_departement"
    message = "Département inconnu : écrire par exemple 59, 2A ou 974."


class UnknownNeedAsked(ChatError):
    """No need has this identifier."""

    status = 422
    code = "unknown_need"
    message = "Besoin inconnu : prendre un identifiant de la liste des besoins."


class UnknownPlaceName(ChatError):
    """No place has this name or this code."""

    status = 422
    code = "unknown_place"
    message = "Lieu inconnu : écrire une commune, un code postal ou un département."


class AmbiguousPlace(ChatError):
    """Several places have this name."""

    status = 422
    code = "ambiguous_place"

    def __init__(self, labels: list[str]) -> None:
        super().__init__(f"Plusieurs lieux portent ce nom : {', '.join(labels)}. En préciser un.")
