"""Content records: YAML files checked against a pydantic model, with errors a person can act on."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from fanal.yaml_files import YamlError, load_yaml

Audience = Literal["young", "family", "professional"]
Register = Literal["tu", "vous"]
AUDIENCES: tuple[Audience, ...] = ("young", "family", "professional")

_Record = TypeVar("_Record", bound=BaseModel)


class ByAudience(BaseModel):
    """One list an audience, best first."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    young: tuple[str, ...]
    family: tuple[str, ...]
    professional: tuple[str, ...]

    def of(self, audience: Audience) -> tuple[str, ...]:
        """The list of one audience."""
        return {"young": self.young, "family": self.family, "professional": self.professional}[
            audience
        ]


class Paragraphs(BaseModel):
    """The same paragraphs in both registers."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    tu: tuple[str, ...] = Field(min_length=1)
    vous: tuple[str, ...] = Field(min_length=1)

    def of(self, register: Register) -> tuple[str, ...]:
        """The paragraphs in one register."""
        return self.tu if register == "tu" else self.vous


class Words(Paragraphs):
    """Paragraphs and, when somebody wrote it, their easy-to-read form (FALC).

    Attributes:
        falc: paragraph by paragraph, what to show instead to those who ask for easy French.
    """

    falc: Paragraphs | None = None

    def easy(self, register: Register) -> tuple[str | None, ...]:
        """The easy form of each paragraph of one register, None where the ordinary one stays."""
        ordinary = self.of(register)
        easy = self.falc.of(register) if self.falc else ()
        return tuple(easy[n] if n < len(easy) else None for n in range(len(ordinary)))


def register_of(audience: Audience) -> Register:
    """« tu » to a young person, « vous » to families and professionals (promise 7)."""
    return "tu" if audience == "young" else "vous"


def load_record(path: Path, model: type[_Record]) -> _Record:
    """One YAML file as one record.

    Raises:
        YamlError: with the file, the line and the field of the first problem, in French.
    """
    file = load_yaml(path)
    return validate(file.data, model, path, file.line_of)


def validate(
    data: object, model: type[_Record], path: Path, line_of: Any, *prefix: str | int
) -> _Record:
    """Check data already read; ``prefix`` is where it stands in the file.

    Raises:
        YamlError: with the file, the line and the field of the first problem, in French.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problem = error.errors()[0]
        keys = [part for part in problem["loc"] if isinstance(part, (str, int))]
        field = ".".join(str(part) for part in keys) or "fichier"
        said = _FRENCH.get(problem["type"], "valeur non valide")
        raise YamlError(path, line_of(*prefix, *keys), f"{field} : {said}.") from None


_FRENCH = {
    "missing": "champ obligatoire absent",
    "extra_forbidden": "champ inconnu",
    "string_too_long": "texte trop long",
    "string_too_short": "texte trop court",
    "too_short": "liste vide",
    "literal_error": "valeur non prévue",
}
