"""``/hsds``: the HSDS 3.0 read interface."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from api.directory.errors import UnknownHsdsEntity
from api.hsds.pages import LARGEST_FULL_PAGE, LARGEST_PAGE, Page, Wanted, answer
from api.hsds.parameters import Feed, Filters, Full, Search
from fanal.directory.hsds import UnknownEntity
from fanal.directory.hsds.entities import (
    Organization,
    PlacedService,
    Service,
    Taxonomy,
    TaxonomyTerm,
)

VERSION = "3.0"
PROFILE = "https://docs.openreferral.org/en/3.0/hsds/overview.html"

router = APIRouter(prefix="/hsds", tags=["HSDS 3.0"])

EntityId = Annotated[str, Path(description="Identifiant UUID, lu dans une liste.")]


class About(BaseModel):
    """What this interface is, as HSDS asks."""

    version: str = Field(description="Version de HSDS.")
    profile: str = Field(description="Page qui décrit cette version.")
    openapi_url: str = Field(description="Adresse de la description OpenAPI.")


@router.get("/", response_model=About, summary="Ce qu'est cette interface")
def about() -> JSONResponse:
    """La version de HSDS, et où lire la description de l'interface."""
    said = About(version=VERSION, profile=PROFILE, openapi_url="/api/v1/openapi.json")
    return JSONResponse(said.model_dump())


@router.get("/services", response_model=Page[Service], summary="Les services, par pages")
def services(
    feed: Feed,
    filters: Filters,
    wanted: Wanted,
    full: Full = False,
    minimal: Annotated[
        bool, Query(description="Seulement l'identifiant et le jour du dernier changement.")
    ] = False,
) -> JSONResponse:
    """Chaque service avec son organisme. Avec `full`, tout ce qui lui appartient."""
    page = wanted.cut(feed.records(filters), LARGEST_FULL_PAGE if full else LARGEST_PAGE)
    found = [feed.service_of(record, full=full).as_json() for record in page.contents]
    if minimal:
        found = [{"id": s["id"], "last_modified": s["last_modified"]} for s in found]
    return JSONResponse(answer(page, found))


@router.get("/services/{id}", response_model=Service, summary="Un service en entier")
def service(id: EntityId, feed: Feed) -> JSONResponse:
    """Son organisme, ses lieux, ses numéros, ses horaires, et d'où vient chaque fait."""
    return JSONResponse(_found(feed.service, id))


@router.get(
    "/organizations", response_model=Page[Organization], summary="Les organismes, par pages"
)
def organizations(
    feed: Feed, wanted: Wanted, search: Search = None, full: Full = False
) -> JSONResponse:
    """Qui tient les services. Avec `full`, chaque organisme avec ses services."""
    page = wanted.cut(feed.organizations(search), LARGEST_FULL_PAGE if full else LARGEST_PAGE)
    found = [feed.organization(key, services=full).as_json() for key in page.contents]
    return JSONResponse(answer(page, found))


@router.get("/organizations/{id}", response_model=Organization, summary="Un organisme")
def organization(
    id: EntityId,
    feed: Feed,
    full_service: Annotated[bool, Query(description="Donner ses services en entier.")] = False,
) -> JSONResponse:
    """L'organisme et ses services, par leur nom ou en entier."""
    try:
        found = feed.organization(id, full=full_service)
    except UnknownEntity:
        raise UnknownHsdsEntity from None
    return JSONResponse(found.as_json())


@router.get(
    "/service_at_locations",
    response_model=Page[PlacedService],
    summary="Les services dans leurs lieux, par pages",
)
def service_at_locations(
    feed: Feed, filters: Filters, wanted: Wanted, full: Full = False
) -> JSONResponse:
    """Un service dans son lieu. Une adresse tenue secrète n'y est jamais."""
    page = wanted.cut(feed.at_locations(filters), LARGEST_FULL_PAGE if full else LARGEST_PAGE)
    found = [feed.at_location_of(record, full=full).as_json() for record in page.contents]
    return JSONResponse(answer(page, found))


@router.get(
    "/service_at_locations/{id}",
    response_model=PlacedService,
    summary="Un service dans son lieu",
)
def service_at_location(id: EntityId, feed: Feed) -> JSONResponse:
    """Le lieu, son adresse, son accès, et le service en entier."""
    return JSONResponse(_found(feed.at_location, id))


@router.get("/taxonomies", response_model=Page[Taxonomy], summary="Les listes de termes")
def taxonomies(feed: Feed, wanted: Wanted, search: Search = None) -> JSONResponse:
    """Besoins, genres, publics, moyens de contact, thématiques, profil français."""
    found = [t for t in feed.words.taxonomies if (search or "").casefold() in t.name.casefold()]
    page = wanted.cut(found)
    return JSONResponse(answer(page, [taxonomy.as_json() for taxonomy in page.contents]))


@router.get("/taxonomies/{id}", response_model=Taxonomy, summary="Une liste de termes")
def taxonomy(id: EntityId, feed: Feed) -> JSONResponse:
    """La liste et ce qu'elle classe."""
    return JSONResponse(_found(feed.taxonomy, id))


@router.get("/taxonomy_terms", response_model=Page[TaxonomyTerm], summary="Les termes, par pages")
def taxonomy_terms(
    feed: Feed,
    wanted: Wanted,
    search: Search = None,
    taxonomy_id: Annotated[str | None, Query(max_length=36, description="Leur liste.")] = None,
    parent_id: Annotated[str | None, Query(max_length=36, description="Terme plus large.")] = None,
    top_only: Annotated[bool, Query(description="Seulement les termes sans parent.")] = False,
) -> JSONResponse:
    """Les termes qui classent les services, et ceux du profil français."""
    found = [
        term
        for term in feed.words.terms
        if (search or "").casefold() in term.name.casefold()
        and taxonomy_id in (None, term.taxonomy_id)
        and parent_id in (None, term.parent_id)
        and not (top_only and term.parent_id)
    ]
    page = wanted.cut(found)
    return JSONResponse(answer(page, [term.as_json() for term in page.contents]))


@router.get("/taxonomy_terms/{id}", response_model=TaxonomyTerm, summary="Un terme")
def taxonomy_term(id: EntityId, feed: Feed) -> JSONResponse:
    """Le terme, sa liste, et ce qu'il veut dire."""
    return JSONResponse(_found(feed.term, id))


def _found(find: Any, entity_id: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = find(entity_id).as_json()
    except UnknownEntity:
        raise UnknownHsdsEntity from None
    return found
