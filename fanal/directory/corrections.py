"""What people say is wrong in a record: a service and one of a few kinds, nothing about them.

A report is a number that grows, not a message: for each service and kind, how many times it was
said and on which days it was first and last said. There is nothing to read in it about anybody,
and it takes the same room however often it is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field

from fanal.directory.model import Service
from fanal.directory.model.base import Many, Record, Text
from fanal.records import validate
from fanal.settings import ROOT
from fanal.yaml_files import YamlError, load_yaml

KEY_PREFIX = "fanal:correction:"
"""Redis keys are this, the service, a colon and the kind; each is a hash of the fields below."""
KEPT_SECONDS = 90 * 24 * 60 * 60
"""Ninety days from the first report; then it goes by itself."""
MOST = 99
"""A count stops here: more says nothing more."""


class CorrectionKind(Record):
    """One thing that can be wrong, as written in data/resources/corrections.yml."""

    id: Text = Field(description="Identifiant.")
    label: Text = Field(max_length=60, description="Le bouton à montrer.")
    fields: Many[Text] = Field(min_length=1, description="Les champs que l'éditeur relira.")


@dataclass(frozen=True)
class Correction:
    """What was said of one service.

    Attributes:
        service_id: the record.
        kind: identifier of what is wrong.
        count: how many times it was said, 99 at most.
        first: day of the first report.
        last: day of the last one.
    """

    service_id: str
    kind: str
    count: int
    first: date
    last: date


def load_kinds(path: Path | None = None) -> tuple[CorrectionKind, ...]:
    """What can be reported, in the order of the file.

    Raises:
        YamlError: the file is broken; line and field are named.
    """
    path = path or ROOT / "data" / "resources" / "corrections.yml"
    file = load_yaml(path)
    if not isinstance(file.data, list):
        raise YamlError(path, 1, "une liste de choix est attendue.")
    kinds = [
        validate(item, CorrectionKind, path, file.line_of, number)
        for number, item in enumerate(file.data)
    ]
    for number, kind in enumerate(kinds):
        if "?" in kind.label:
            raise YamlError(path, file.line_of(number, "label"), "label : point d'interrogation.")
        unknown = [name for name in kind.fields if name not in Service.model_fields]
        if unknown:
            message = f"fields : champ inconnu d'une fiche : « {unknown[0]} »."
            raise YamlError(path, file.line_of(number, "fields"), message)
        if kind.id in {other.id for other in kinds[:number]}:
            raise YamlError(path, file.line_of(number, "id"), f"« {kind.id} » existe déjà.")
    return tuple(kinds)


def key_of(service_id: str, kind: str) -> str:
    """The Redis key of the reports of one kind on one service."""
    return f"{KEY_PREFIX}{service_id}:{kind}"


def read_report(key: str, held: Mapping[str, str]) -> Correction | None:
    """What a Redis hash says; None when it is not one of ours, or has just gone."""
    service_id, _, kind = key.removeprefix(KEY_PREFIX).rpartition(":")
    try:
        return Correction(
            service_id=service_id,
            kind=kind,
            count=min(int(held["count"]), MOST),
            first=date.fromisoformat(held["first"]),
            last=date.fromisoformat(held["last"]),
        )
    except (KeyError, ValueError):
        return None


def in_order(reports: list[Correction]) -> list[Correction]:
    """The most often said first, then the oldest."""
    return sorted(reports, key=lambda r: (-r.count, r.first, r.service_id, r.kind))
