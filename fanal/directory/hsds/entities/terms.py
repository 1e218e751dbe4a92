"""HSDS entities that classify and explain the others: taxonomies, attributes, metadata."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from fanal.directory.hsds.entities.base import Entity, Identifier


class Taxonomy(Entity):
    """A list of terms (HSDS ``taxonomy``)."""

    id: Identifier
    name: str = Field(description="Nom de la liste de termes.")
    description: str = Field(description="Ce que la liste classe.")
    uri: str | None = Field(default=None, description="Page qui décrit la liste, s'il y en a une.")
    version: str | None = Field(default=None, description="Version de la liste.")


class TaxonomyTerm(Entity):
    """One term of a taxonomy (HSDS ``taxonomy_term``)."""

    id: Identifier
    code: str | None = Field(default=None, description="Code du terme dans sa liste.")
    name: str = Field(description="Le terme, en français.")
    description: str = Field(description="Ce que le terme veut dire.")
    parent_id: str | None = Field(default=None, description="Terme plus large.")
    taxonomy: str | None = Field(default=None, description="Nom de la liste.")
    taxonomy_id: str | None = Field(default=None, description="Identifiant de la liste.")
    language: str | None = Field(default=None, description="Langue du terme.")
    term_uri: str | None = Field(default=None, description="Page du terme, s'il y en a une.")


class Attribute(Entity):
    """A term, with or without a value, said of an entity (HSDS ``attribute``).

    The French profile is made of these: INSEE codes, editorial status, confidence, provenance.
    """

    id: Identifier
    link_id: str | None = Field(default=None, description="Identifiant de l'entité décrite.")
    taxonomy_term_id: str | None = Field(default=None, description="Identifiant du terme.")
    link_type: str | None = Field(default=None, description="Ce que le terme dit de l'entité.")
    link_entity: str | None = Field(default=None, description="Sorte d'entité décrite.")
    value: str | None = Field(default=None, description="Valeur, quand le terme en demande une.")
    taxonomy_term: TaxonomyTerm | None = Field(default=None, description="Le terme lui-même.")


class Metadata(Entity):
    """A change or a check of an entity (HSDS ``metadata``)."""

    id: Identifier
    resource_id: str | None = Field(default=None, description="Identifiant de l'entité.")
    resource_type: str | None = Field(default=None, description="Sorte d'entité.")
    last_action_date: date = Field(description="Jour de l'action.")
    last_action_type: str = Field(description="Sorte d'action : « verify » pour un contrôle.")
    field_name: str = Field(description="Champ concerné.")
    previous_value: str = Field(description="Valeur d'avant ; vide quand elle n'est pas gardée.")
    replacement_value: str = Field(description="Nouvelle valeur.")
    updated_by: str = Field(description="Qui, ou comment ; jamais le nom d'une personne.")
