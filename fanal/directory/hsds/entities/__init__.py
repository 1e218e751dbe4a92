"""The HSDS 3.0 entities that matter here, as models with documented fields."""

from fanal.directory.hsds.entities.base import NAMESPACE, Entity, identifier
from fanal.directory.hsds.entities.contacts import Contact, Language, Phone, Schedule
from fanal.directory.hsds.entities.places import (
    Accessibility,
    Address,
    Location,
    ServiceArea,
    ServiceAtLocation,
)
from fanal.directory.hsds.entities.services import (
    CostOption,
    Organization,
    OrganizationIdentifier,
    PlacedService,
    Service,
    ServiceName,
)
from fanal.directory.hsds.entities.terms import Attribute, Metadata, Taxonomy, TaxonomyTerm

__all__ = [
    "NAMESPACE",
    "Accessibility",
    "Address",
    "Attribute",
    "Contact",
    "CostOption",
    "Entity",
    "Language",
    "Location",
    "Metadata",
    "Organization",
    "OrganizationIdentifier",
    "Phone",
    "PlacedService",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceName",
    "Taxonomy",
    "TaxonomyTerm",
    "identifier",
]
