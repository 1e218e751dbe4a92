"""The coverage as a picture and a table: one small map of tiles for each need.

A tile map gives every département the same place on the picture: the Creuse is as visible as the
Nord. It reads in black and white: each level has its own grey and its own mark.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from fanal.geography.tables import read_tiles
from fanal.geography.zones import DATA
from fanal.matching.coverage import LEVELS, Cell, Level

LABELS: dict[Level, str] = {
    "right": "service local fait pour ce besoin",
    "stale": "le même, non vérifié depuis deux ans",
    "orient": "service local qui peut orienter",
    "national": "lignes nationales seulement",
}
_FILL: dict[Level, str] = {
    "right": "#1f3a5f",
    "stale": "#7f97b2",
    "orient": "#d5dde6",
    "national": "#ffffff",
}
_MARK: dict[Level, str] = {"right": "", "stale": "?", "orient": "·", "national": ""}
TILE, GAP, PER_ROW, TITLE = 15, 1, 4, 22
_COLUMNS, _ROWS = 14, 13


def as_table(cells: Iterable[Cell]) -> str:
    """One line a département, one column a need, as CSV; a mark for each level."""
    by_place: dict[str, dict[str, Level]] = defaultdict(dict)
    for cell in cells:
        by_place[cell.departement][cell.need] = cell.level
    needs = list(next(iter(by_place.values()), {}))
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\n")
    table.writerow(["departement", *needs])
    for code, levels in by_place.items():
        table.writerow([code, *(levels[need] for need in needs)])
    return out.getvalue()


def summary(cells: Iterable[Cell], labels: Mapping[str, str]) -> str:
    """How many places each need has at each level, in French, the worst covered need first."""
    by_need: dict[str, Counter[Level]] = defaultdict(Counter)
    for cell in cells:
        by_need[cell.need][cell.level] += 1
    worst = sorted(by_need, key=lambda need: (by_need[need]["right"], need))
    width = max(len(labels[need]) for need in worst)
    lines = [f"{'besoin':{width}}  fait pour  ancien  oriente  national"]
    for need in worst:
        found = by_need[need]
        lines.append(
            f"{labels[need]:{width}}  {found['right']:9}  {found['stale']:6}  "
            f"{found['orient']:7}  {found['national']:8}"
        )
    return "\n".join(lines)


def as_svg(cells: Iterable[Cell], labels: Mapping[str, str]) -> str:
    """One map a need, in the order of the cells, with its legend."""
    by_need: dict[str, dict[str, Cell]] = defaultdict(dict)
    for cell in cells:
        by_need[cell.need][cell.departement] = cell
    tiles = {row.code: (row.column, row.row) for row in read_tiles(DATA)}
    step = TILE + GAP
    wide, high = _COLUMNS * step + 24, _ROWS * step + TITLE + 16
    rows = -(-len(by_need) // PER_ROW)
    width, height = PER_ROW * wide, rows * high + 60
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" role="img">',
        "<title>Qui couvre chaque département, besoin par besoin</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *_legend(),
    ]
    for number, (need, places) in enumerate(by_need.items()):
        x, y = (number % PER_ROW) * wide + 12, (number // PER_ROW) * high + 50
        parts.append(f'<g transform="translate({x} {y})">')
        parts.append(
            f'<text font-size="11" font-weight="bold" y="12">{escape(labels[need])}</text>'
        )
        for code, (column, row) in tiles.items():
            parts += _tile(code, places[code], column * step, TITLE + row * step)
        parts.append("</g>")
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _legend() -> Iterable[str]:
    for number, level in enumerate(LEVELS):
        x = 12 + number * 240
        yield _square(level, x, 16)
        yield f'<text font-size="11" x="{x + TILE + 6}" y="28">{escape(LABELS[level])}</text>'


def _tile(code: str, cell: Cell, x: int, y: int) -> Iterable[str]:
    ink = "#fff" if cell.level == "right" else "#000"
    said = f"{code} : {LABELS[cell.level]}"
    yield f"<g><title>{escape(said)}</title>{_square(cell.level, x, y)}"
    yield (
        f'<text font-size="6.5" fill="{ink}" text-anchor="middle" '
        f'x="{x + TILE / 2}" y="{y + TILE / 2 + 2.5}">{code}{_MARK[cell.level]}</text></g>'
    )


def _square(level: Level, x: int, y: int) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{TILE}" height="{TILE}" fill="{_FILL[level]}" '
        'stroke="#666" stroke-width="0.6"/>'
    )
