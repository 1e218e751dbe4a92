"""What is printed and what is taken away, in a real Chromium over the real directory."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

ONE_PAGE = ("23", "975", "13", "69", "75", "85")
"""A small département, one without a local contact, and the longest sheets but one."""
TWO_PAGES = ("50",)
"""Thirty contacts: at nine points they take a little more than one page."""
SMALLEST_POINTS = 9
A4 = re.compile(rb"/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_COLOUR = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b")
_LETTER = re.compile(rb"<([0-9A-F]+)> Tj")


def printed(page: Page) -> list[bytes]:
    """What each page of paper draws, from the PDF that Chromium prints."""
    sheet = page.pdf(prefer_css_page_size=True)
    count = len(re.findall(rb"/Type\s*/Page\b", sheet))
    assert len(A4.findall(sheet)) == count
    drawn = []
    for stream in _STREAM.findall(sheet):
        try:
            content = zlib.decompress(stream)
        except zlib.error:
            continue
        if b" Tf" in content and b" Tj" in content:
            drawn.append(content)
    assert len(drawn) == count
    return drawn


def first_letters(content: bytes, count: int) -> list[bytes]:
    """The first letters drawn, as numbers of one font: the same word has the same ones."""
    return _LETTER.findall(content)[:count]


@pytest.mark.parametrize("code", ONE_PAGE)
def test_a_sheet_fits_one_page(reader: Visitor, code: str) -> None:
    """The sheet of a département prints on one A4 page."""
    assert len(printed(reader.visit(f"/annuaire/fiche/{code}"))) == 1


@pytest.mark.parametrize("code", TWO_PAGES)
def test_the_longest_sheet_takes_two_pages_with_its_name_on_both(
    reader: Visitor, code: str
) -> None:
    """Where one page is not enough the second one begins with the name of the département."""
    page = reader.visit(f"/annuaire/fiche/{code}")
    title = page.locator("h1").inner_text()
    first, second = printed(page)
    assert first_letters(second, len(title)) == first_letters(first, len(title))


@pytest.mark.parametrize("path", ["/annuaire/fiche/13", "/annuaire/fiche/50", "/numeros"])
def test_paper_needs_no_colour(reader: Visitor, path: str) -> None:
    """Everything is drawn in black, white or grey."""
    for content in printed(reader.visit(path)):
        colours = _COLOUR.findall(content)
        assert colours
        assert {colour for colour in colours if len(set(colour)) > 1} == set()


@pytest.mark.parametrize("code", ["13", "50"])
def test_a_sheet_says_everything_in_words_large_enough(reader: Visitor, code: str) -> None:
    """On paper each contact says its hours, or that they are not known, in nine points or more."""
    page = reader.visit(f"/annuaire/fiche/{code}")
    page.emulate_media(media="print")
    entries = page.locator(".entry").all_inner_texts()
    assert len(entries) > 6
    for entry in entries:
        said = re.search(r"\d h|jour et nuit|[Hh]oraires|rendez-vous", entry)
        assert said, entry
        assert re.search(r"vérifié|lu le", entry), entry
    sizes = page.locator("main *").evaluate_all(
        "all => all.filter(one => one.checkVisibility() && one.textContent.trim())"
        ".map(one => parseFloat(getComputedStyle(one).fontSize) * 0.75)"
    )
    assert min(sizes) >= SMALLEST_POINTS


def test_a_list_is_taken_away_and_no_address_names_it(reader: Visitor) -> None:
    """Searching, keeping, opening the list and downloading write no contact in any address."""
    page = reader.visit("/annuaire")
    page.fill("#place", "Lille")
    page.get_by_role("button", name="Chercher").click()
    page.locator("#resultats .card").nth(0).get_by_label("Garder").check()
    page.locator("#resultats .card").nth(1).get_by_label("Garder").check()
    page.get_by_role("button", name="Ouvrir ma liste (2)").click()
    page.locator(".card").nth(1).wait_for()
    for name in ("CSV", "vCard"):
        with page.expect_download() as taken:
            page.get_by_role("button", name=name).click()
        assert taken.value.url.endswith(f"/annuaire/liste.{'csv' if name == 'CSV' else 'vcf'}")
        text = Path(taken.value.path()).read_text(encoding="utf-8")
        records = len(text.splitlines()) - 1 if name == "CSV" else text.count("BEGIN:VCARD")
        assert records == 2
    assert page.url.endswith("/annuaire/liste")
    assert [one.url for one in reader.requests if "keep" in one.url] == []
    page.get_by_role("link", name="Lien vers cette liste").click()
    assert page.url.count("keep=") == 2
