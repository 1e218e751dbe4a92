"""The directory in Open Referral HSDS 3.0, with a French profile said through attributes."""

from fanal.directory.hsds.catalogue import Catalogue, Query, UnknownEntity
from fanal.directory.hsds.translator import Translator
from fanal.directory.hsds.vocabulary import NeedTerm, Vocabulary

__all__ = ["Catalogue", "NeedTerm", "Query", "Translator", "UnknownEntity", "Vocabulary"]
