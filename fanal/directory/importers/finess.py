"""FINESS (health and social establishments, Licence Ouverte 2.0): « structureet » rows.

``;`` between cells, no quoting (a quotation mark is a letter), no header, a first line
``finess;etalab;…;DATE``. The ``geolocalisation`` rows hold projected metres in several projections
(Lambert-93 and one for each island): the coordinates of the commune are good enough for nearness,
so they are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from fanal.directory.importers.draft import Draft, Issue, Options, Row
from fanal.directory.importers.files import (
    Progress,
    Raw,
    csv_rows,
    encoding_of,
    lines_of,
    rows_of,
)
from fanal.directory.importers.tables import Table, load_table

# Places of the cells (documentation « FINESS extraction des établissements », structureet).
_NUMBER, _NAME, _LONG_NAME, _COMPLEMENT = 1, 3, 4, 5
_STREET = (7, 8, 9)
_COMMUNE, _DEPARTEMENT, _LINE, _PHONE, _CATEGORY, _SIRET, _UPDATED = 12, 13, 15, 16, 18, 22, 30
_CELLS = 32
"""Cells of a « structureet » row; a shorter one is cut, or moved."""
_OTHERS = frozenset({"", "finess", "geolocalisation", "equipementsocial"})
_LINKS = frozenset(
    ("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "pour", "sur")
)
_ACRONYMS = frozenset(
    ("caarud", "cegidd", "chrs", "chu", "cmp", "cmpp", "csapa", "mda", "mecs", "paej", "pmi")
)
_LINE_SHAPE = re.compile(r"([0-9]{5}) (.+)")
_CEDEX = re.compile(r" CEDEX( [0-9]+)?$")


def read_finess(path: Path, options: Options, progress: Progress) -> Iterator[Row | Issue]:
    """The establishments whose category is listed in data/resources/imports/finess.yml."""
    read = partial(_draft, load_table("finess"))
    met = False
    lines = lines_of(path, encoding_of(path), progress)
    raws = csv_rows(lines, ";", quotes=False)
    kept = (raw for raw in raws if not (isinstance(raw, Raw) and _kind(raw.value) in _OTHERS))
    for row in rows_of(kept, read):
        met = True
        yield row
    if not met:
        yield Issue(
            1, "fichier", "", "aucune ligne « structureet » : ce n'est pas un fichier FINESS"
        )


def _kind(cells: list[str]) -> str:
    return cells[0].strip() if cells else ""


def _draft(table: Table, number: int, given: list[str]) -> Draft | Issue | str:
    if _kind(given) != "structureet":
        return Issue(number, "refusée", "", "ligne « structureet » attendue")
    if len(given) < _CELLS:
        return Issue(number, "refusée", "", f"{len(given)} colonnes au lieu de {_CELLS}")
    cells = [cell.strip() for cell in given]
    if not re.fullmatch(r"[0-9][0-9AB][0-9]{7}", cells[_NUMBER]):
        return Issue(
            number, "refusée", "identifiers", f"numéro FINESS incorrect : « {cells[_NUMBER][:20]} »"
        )
    name = cells[_LONG_NAME] or cells[_NAME]
    category = cells[_CATEGORY]
    if not re.fullmatch(r"[0-9]{3,4}", category):
        reason = f"catégorie incorrecte : « {category[:20]} »"
        return Issue(number, "refusée", "kind", reason, name)
    listed = table.listed(category, name)
    if listed is None:
        return category
    postal_code, city = _line(cells[_LINE])
    return Draft(
        row=number,
        key=cells[_NUMBER],
        scheme="finess",
        name=_readable(name),
        kind=listed.kind,
        needs=listed.needs,
        address=" ".join(cells[place] for place in _STREET if cells[place]),
        postal_code=postal_code,
        commune=_insee(cells[_DEPARTEMENT], cells[_COMMUNE]),
        city=city,
        phones=(cells[_PHONE],) if cells[_PHONE] else (),
        checked=cells[_UPDATED],
        confidence="haute",
        secret=listed.secret or table.keeps_secret(name, cells[_COMPLEMENT]),
        also=(("siret", cells[_SIRET]),) if re.fullmatch(r"[0-9]{14}", cells[_SIRET]) else (),
    )


def _insee(departement: str, commune: str) -> str:
    """INSEE code: overseas, 9A to 9F stand for 971 to 976, whose last digit begins the commune."""
    if re.fullmatch(r"9[A-F]", departement):
        return f"97{commune.zfill(3)}"
    return f"{departement.zfill(2)}{commune.zfill(3)}"


def _line(line: str) -> tuple[str, str]:
    """Postcode and city of the last line of an address, without the CEDEX."""
    found = _LINE_SHAPE.fullmatch(line)
    return (found.group(1), _CEDEX.sub("", found.group(2))) if found else ("", "")


def _readable(name: str) -> str:
    """FINESS writes in capitals: each word gets its capital, acronyms stay."""
    if name != name.upper():
        return name
    words = [w if w.lower() in _ACRONYMS else w.capitalize() for w in name.split()]
    return " ".join(w.lower() if w.lower() in _LINKS and n else w for n, w in enumerate(words))
