"""Needs: what a person may be looking for, and which humans come first for each audience."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from fanal.directory import Directory
from fanal.directory.hsds import NeedTerm, Vocabulary
from fanal.records import AUDIENCES, Audience, ByAudience, Words, load_record
from fanal.settings import ROOT
from fanal.yaml_files import YamlError

GENERAL = "general"
"""The need of someone who gave only a place, or nothing: not a choice, never an intent."""


class UnknownNeed(KeyError):
    """No need has this identifier."""


class Labels(BaseModel):
    """What a person taps to say « this is me »: first person, one label an audience."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    young: str = Field(min_length=3, max_length=60)
    family: str = Field(min_length=3, max_length=60)
    professional: str = Field(min_length=3, max_length=60)

    def of(self, audience: Audience) -> str:
        """The label for one audience."""
        return {
            "young": self.young,
            "family": self.family,
            "professional": self.professional,
        }[audience]


class Taxonomy(BaseModel):
    """The need in the words of HSDS (``taxonomy_term.name``)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    term: str


class Need(BaseModel):
    """One need, as written in data/resources/needs/<id>.yml.

    Attributes:
        id: stable identifier, also the topic of the intent ``need/<id>``.
        label: choice buttons.
        default_audience: who usually writes this, when nothing else tells.
        urgent: emergency lines first, urgent look.
        gravity: 1 to 5; when one message holds several needs, the gravest comes first.
        words: said before the contacts.
        lines: national services by audience, best first.
        local: kinds of local services by audience, best first.
        also: neighbouring needs, offered as choices.
        ask_place: whether a place helps to find someone nearer.
        disclosure: people tell their story with it; after a story nothing is asked, not even
            a place.
        of_a_relative: the need that this one is when family writes about somebody.
        hsds: taxonomy term.
        data_inclusion: thematiques of data·inclusion.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    label: Labels | None = None
    default_audience: Audience = "young"
    urgent: bool = False
    gravity: int = Field(default=1, ge=1, le=5)
    words: Words
    lines: ByAudience
    local: ByAudience
    also: tuple[str, ...] = ()
    ask_place: bool = True
    disclosure: bool = False
    of_a_relative: str | None = None
    hsds: Taxonomy | None = None
    data_inclusion: tuple[str, ...] = ()


class Needs:
    """All needs, by identifier."""

    def __init__(self, needs: dict[str, Need], files: dict[str, Path]) -> None:
        self._needs = needs
        self.files = files

    @classmethod
    def load(cls, resources: Path | None = None) -> Needs:
        """Read data/resources/needs and data/resources/general.yml.

        Raises:
            YamlError: a file is broken or does not describe a need; the message names the
                file, the line and the field.
        """
        directory = resources or ROOT / "data" / "resources"
        needs: dict[str, Need] = {}
        files: dict[str, Path] = {}
        for path in [*sorted((directory / "needs").glob("*.yml")), directory / "general.yml"]:
            need = load_record(path, Need)
            expected = path.stem
            if need.id != expected:
                raise YamlError(path, 1, f"id « {need.id} » : écrire « {expected} ».")
            needs[need.id] = need
            files[need.id] = path
        return cls(needs, files)

    def __getitem__(self, need_id: str) -> Need:
        try:
            return self._needs[need_id]
        except KeyError:
            raise UnknownNeed(need_id) from None

    def __contains__(self, need_id: object) -> bool:
        return need_id in self._needs

    def vocabulary(self, directory: Directory) -> Vocabulary:
        """The needs and the kinds as the words of the exports."""
        terms = tuple(
            NeedTerm(
                id=need.id,
                label=need.label.professional if need.label else need.id,
                hsds=need.hsds.term if need.hsds else "",
                themes=need.data_inclusion,
                lines=frozenset(name for audience in AUDIENCES for name in need.lines.of(audience)),
            )
            for need in self.all
        )
        return Vocabulary(terms, directory.kinds)

    @property
    def all(self) -> tuple[Need, ...]:
        """Every need a person may have; the general one is not among them."""
        return tuple(need for need in self._needs.values() if need.id != GENERAL)
