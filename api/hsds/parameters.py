"""What a request may ask of the HSDS lists."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Query, Request

from fanal.directory.hsds import Catalogue
from fanal.directory.hsds import Query as Asked

Search = Annotated[
    str | None,
    Query(max_length=100, description="Mots à trouver : nom, organisme, commune, genre, besoin."),
]
Full = Annotated[bool, Query(description="Donner chaque élément en entier.")]
TermId = Annotated[str | None, Query(max_length=36, description="Identifiant d'un terme.")]
TaxonomyId = Annotated[
    str | None, Query(max_length=36, description="Identifiant d'une liste de termes.")
]
OrganizationId = Annotated[
    str | None, Query(max_length=36, description="Identifiant d'un organisme.")
]
Postcode = Annotated[
    str | None,
    Query(pattern=r"^\d{5}$", description="Code postal : le territoire servi le touche."),
]
ModifiedAfter = Annotated[
    datetime | None,
    Query(description="Changé ou vérifié ce jour-là ou depuis (2026-11-23 ou 2026-11-23T10:00Z)."),
]


def read_query(
    search: Search = None,
    modified_after: ModifiedAfter = None,
    taxonomy_term_id: TermId = None,
    taxonomy_id: TaxonomyId = None,
    organization_id: OrganizationId = None,
    postcode: Postcode = None,
) -> Asked:
    """The filters of a list of services; records know days, so hours are rounded down."""
    return Asked(
        search=search,
        modified_after=modified_after.date() if modified_after else None,
        taxonomy_term_id=taxonomy_term_id,
        taxonomy_id=taxonomy_id,
        organization_id=organization_id,
        postcode=postcode,
    )


def read_catalogue(request: Request) -> Catalogue:
    """The feed of this door."""
    catalogue: Catalogue = request.app.state.catalogue
    return catalogue


Feed = Annotated[Catalogue, Depends(read_catalogue)]
Filters = Annotated[Asked, Depends(read_query)]
