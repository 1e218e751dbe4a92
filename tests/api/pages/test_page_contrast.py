"""The colours of the pages, computed: what axe-core does not measure on edges and drawings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.pages import rendering

CSS = (Path(rendering.__file__).parent / "static" / "page.css").read_text(encoding="utf-8")
ROOTS = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
LIGHT, DARK = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block)) for block in ROOTS[:2])
TEXTS = [
    *((ink, ground) for ink in ("ink", "soft", "link") for ground in ("paper", "sheet")),
    *((ink, "sheet") for ink in ("yes", "no", "deep")),
    *(("ink", ground) for ground in ("warm", "tint")),
    ("on-deep", "deep"),
    ("on-deep", "deep-hover"),
    ("paper", "ink"),
]
EDGES = [("edge", "sheet"), ("edge", "paper"), ("deep", "paper"), ("warm-edge", "warm")]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(d * 2 for d in digits)
    channels = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_formula_gives_known_ratios() -> None:
    """Black on white is 21 to 1, and a colour on itself 1 to 1."""
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777") == pytest.approx(1)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out(palette: dict[str, str]) -> None:
    """Text stands out 4.5 to 1 from what is under it (WCAG 1.4.3)."""
    low = {pair: contrast(*(palette[name] for name in pair)) for pair in TEXTS}
    assert {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_stand_out(palette: dict[str, str]) -> None:
    """The edges of fields and buttons stand out 3 to 1 (WCAG 1.4.11)."""
    low = {pair: contrast(*(palette[name] for name in pair)) for pair in EDGES}
    assert {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 3} == {}
