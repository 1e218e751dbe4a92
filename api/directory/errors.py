"""What the directory refuses, each with its status and words a person can act on."""

from __future__ import annotations

from api.chat.errors import ChatError


class UnknownService(
    ChatError,
    status=404,
    code="unknown_service",
    message="Ce service n'est pas dans l'annuaire.",
):
    """No service has this identifier, or it may not be shown."""


class UnknownPlace(
    ChatError,
    status=422,
    code="unknown_departement",
    message="Département inconnu : écrire par exemple 59, 2A ou 974.",
):
    """No département has this number."""


class UnknownNeedAsked(
    ChatError,
    status=422,
    code="unknown_need",
    message="Besoin inconnu : prendre un identifiant de la liste des besoins.",
):
    """No need has this identifier."""


class UnknownPlaceName(
    ChatError,
    status=422,
    code="unknown_place",
    message="Lieu inconnu : écrire une commune, un code postal ou un département.",
):
    """No place has this name or this code."""


class AmbiguousPlace(ChatError, status=422, code="ambiguous_place"):
    """Several places have this name."""

    def __init__(self, labels: list[str]) -> None:
        super().__init__(f"Plusieurs lieux portent ce nom : {', '.join(labels)}. En préciser un.")


class UnknownHsdsEntity(
    ChatError,
    status=404,
    code="unknown_entity",
    message="Aucun élément n'a cet identifiant dans l'annuaire.",
):
    """No entity of the feed has this identifier."""


class UnknownKind(
    ChatError,
    status=422,
    code="unknown_correction",
    message="Ce signalement n'existe pas : prendre un de ceux de la liste.",
):
    """Nobody can report that."""


class NotNoted(
    ChatError,
    status=503,
    code="correction_not_noted",
    message="Ce signalement n'a pas pu être noté. Vous pouvez réessayer dans un moment.",
):
    """Redis does not answer: the report is lost, and the person is told."""
