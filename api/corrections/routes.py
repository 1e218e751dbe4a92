"""``/api/v1/corrections`` and the plain form that does the same without script."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from api.chat.sessions import StoreUnavailable
from api.corrections.store import Corrections
from api.directory.errors import NotNoted, UnknownKind, UnknownService
from fanal.clock import now
from fanal.directory import Directory
from fanal.directory.corrections import CorrectionKind

router = APIRouter(prefix="/api/v1/corrections", tags=["annuaire"])

NOTED = "C'est noté, merci. Une personne va relire cette fiche."


class CorrectionReport(BaseModel):
    """What is wrong; there is no field for anything about a person."""

    model_config = ConfigDict(extra="forbid")
    service_id: str = Field(max_length=80, description="Identifiant de la fiche.")
    kind: str = Field(max_length=40, description="Ce qui ne va pas.")


class CorrectionNoted(BaseModel):
    """The answer to a report."""

    status: Literal["noted"] = Field(default="noted", description="Toujours « noted ».")
    message: str = Field(default=NOTED, description="À montrer.")


class CorrectionDesk:
    """Takes reports on records that exist, of kinds that exist."""

    def __init__(
        self, store: Corrections, directory: Directory, kinds: tuple[CorrectionKind, ...]
    ) -> None:
        self._store = store
        self._directory = directory
        self.kinds = kinds

    def name_of(self, service_id: str) -> str:
        """Name of a service.

        Raises:
            UnknownService: the directory has no such record.
        """
        if service_id not in self._directory:
            raise UnknownService
        return self._directory.service(service_id).name

    async def take(self, service_id: str, kind: str) -> None:
        """Note one report.

        Raises:
            UnknownService: the directory has no such record.
            UnknownKind: nobody can report that.
            NotNoted: Redis does not answer.
        """
        self.name_of(service_id)
        if kind not in {known.id for known in self.kinds}:
            raise UnknownKind
        try:
            await self._store.add(service_id, kind, now().date())
        except StoreUnavailable:
            raise NotNoted from None


def read_desk(request: Request) -> CorrectionDesk:
    """The desk of this door."""
    desk: CorrectionDesk = request.app.state.corrections
    return desk


Desk = Annotated[CorrectionDesk, Depends(read_desk)]


@router.post("", status_code=202, summary="Signaler une erreur dans une fiche")
async def report(said: CorrectionReport, desk: Desk) -> CorrectionNoted:
    """Une fiche et ce qui ne va pas. Rien sur la personne qui signale."""
    await desk.take(said.service_id, said.kind)
    return CorrectionNoted()


@router.get("/kinds", summary="Ce qui peut être signalé")
async def kinds(desk: Desk) -> list[CorrectionKind]:
    """Les boutons à montrer, dans l'ordre, avec les champs que l'éditeur relira."""
    return list(desk.kinds)
