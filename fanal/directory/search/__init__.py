"""Searching the directory: words, needs, nearness, openness, and why each result is there."""

from fanal.directory.search.ground import Ground
from fanal.directory.search.index import SearchIndex
from fanal.directory.search.needs import NeedGuide, NeedReader
from fanal.directory.search.query import Hit, Query
from fanal.directory.search.words import Words

__all__ = ["Ground", "Hit", "NeedGuide", "NeedReader", "Query", "SearchIndex", "Words"]
