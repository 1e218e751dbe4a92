"""The formats that can be imported, by the name given on the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from fanal.directory.importers.data_inclusion import read_data_inclusion
from fanal.directory.importers.dila import read_dila
from fanal.directory.importers.draft import Issue, Options, Row
from fanal.directory.importers.files import Progress
from fanal.directory.importers.finess import read_finess
from fanal.directory.importers.open_referral import read_hsds, read_oruk
from fanal.directory.importers.plain import read_csv, read_yaml

Reader = Callable[[Path, Options, Progress], Iterator[Row | Issue]]
"""Gives each row of a file, still to be read, or an issue in its place."""

FORMATS: dict[str, Reader] = {
    "dila": read_dila,
    "finess": read_finess,
    "data-inclusion": read_data_inclusion,
    "hsds": read_hsds,
    "oruk": read_oruk,
    "csv": read_csv,
    "yaml": read_yaml,
}
