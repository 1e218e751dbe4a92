"""Bringing public data in: read, clean, match, compare, write; each bad row is said."""

from fanal.directory.importers.draft import Draft, Issue, Options
from fanal.directory.importers.formats import FORMATS
from fanal.directory.importers.report import write_report
from fanal.directory.importers.run import ImportRefused, Outcome, run_import

__all__ = [
    "FORMATS",
    "Draft",
    "ImportRefused",
    "Issue",
    "Options",
    "Outcome",
    "run_import",
    "write_report",
]
