"""A check is written into its file, and nothing else of the file moves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fanal.directory import Directory
from fanal.directory.reading import read_entries
from fanal.directory.verify import Check, VerifyRefused, record_check, with_check
from tests.fanal.directory.conftest import LOCAL, RESOURCES, change

TODAY = date(2026, 11, 24)
PAGE = "https://exemple.fr/contact"


def test_a_dated_page(resources: Path) -> None:
    """The date of the page becomes the date of the check, and the page the first source."""
    check = Check(PAGE, TODAY, date(2026, 11, 20), "appel téléphonique", "numéro")
    assert record_check(resources, "119", check).name == "119.yml"
    service = Directory.load(resources).service("119")
    assert service.assured_date == date(2026, 11, 20)
    assert service.source_dated
    assert service.assured_by == "appel téléphonique"
    assert service.modified_on == TODAY
    assert (service.sources[0].url, service.sources[0].confirms) == (PAGE, "numéro")
    assert service.sources[0].date == "20/11/2026"


def test_a_page_without_a_date(resources: Path) -> None:
    """The day of reading is kept, and the card goes on saying that it is to be confirmed."""
    record_check(resources, "3018", Check(PAGE, TODAY))
    service = Directory.load(resources).service("3018")
    assert (service.assured_date, service.source_dated) == (TODAY, False)


def test_a_page_that_was_a_source_already(resources: Path) -> None:
    """It comes first, once, and keeps saying what it confirms."""
    before = Directory.load(resources).service("119")
    again = before.sources[1]
    record_check(resources, "119", Check(again.url, TODAY, TODAY))
    after = Directory.load(resources).service("119")
    assert len(after.sources) == len(before.sources)
    assert after.sources[0].url == again.url
    assert after.sources[0].confirms == again.confirms


def test_comments_and_neighbours_stay(resources: Path) -> None:
    """Comments, layout and the other records of the file are the same to the letter."""
    path = resources / LOCAL
    name = read_entries(resources).local[1].id
    line = change(path, f'- id: "{name}"', f'# à relire en mars\n- id: "{name}"')
    text = path.read_text(encoding="utf-8")
    record_check(resources, name, Check(PAGE, TODAY, TODAY))
    after = path.read_text(encoding="utf-8")
    assert after.splitlines()[: line + 1] == text.splitlines()[: line + 1]
    assert "# à relire en mars" in after
    ends = text.split("\n- id:")[3:], after.split("\n- id:")[3:]
    assert ends[0] == ends[1]


def test_the_line_for_text_editors_stays(resources: Path) -> None:
    """A check of the first record of a file keeps the line that names the schema."""
    for record in ("119", read_entries(resources).local[0].id):
        path = record_check(resources, record, Check(PAGE, TODAY, TODAY))
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        assert first == "# yaml-language-server: $schema=../../service.schema.json"


def test_a_comment_beside_the_date_stays(resources: Path) -> None:
    """A word that an editor left at the end of the line is still there."""
    path = resources / "services" / "national" / "119.yml"
    change(path, "assured_by: lecture de pages publiques", "assured_by: lecture  # par deux")
    record_check(resources, "119", Check(PAGE, TODAY, TODAY))
    assert "assured_by: lecture de pages publiques  # par deux\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (Check("exemple.fr", TODAY), "https"),
        (Check(PAGE, TODAY, date(2026, 12, 1)), "futur"),
        (Check(PAGE, TODAY, date(2001, 1, 1)), "déjà été vérifiée le 2023-12-05"),
        (Check(PAGE, TODAY, by="  "), "qui a vérifié"),
    ],
)
def test_a_check_that_makes_no_sense(resources: Path, check: Check, said: str) -> None:
    """A wrong address, a date in the future or before the last check: refused, nothing written."""
    path = resources / "services" / "national" / "119.yml"
    before = path.read_bytes()
    with pytest.raises(VerifyRefused, match=said):
        record_check(resources, "119", check)
    assert path.read_bytes() == before


def test_an_unknown_record(resources: Path) -> None:
    """The message says which identifier nobody has."""
    with pytest.raises(VerifyRefused, match="59-inconnu"):
        record_check(resources, "59-inconnu", Check(PAGE, TODAY))


def test_an_imported_record(resources: Path) -> None:
    """The message says which source to import again; nothing is written in its file."""
    path = resources / "services" / "imported" / "annuaire.jsonl"
    path.parent.mkdir()
    path.write_text('{"id": "29-annuaire-1", "name": "Exemple"}\n', encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(VerifyRefused, match=r"l'import « annuaire ».*import … --source annuaire"):
        record_check(resources, "29-annuaire-1", Check(PAGE, TODAY))
    assert path.read_bytes() == before


def test_a_layout_that_cannot_be_edited_is_refused(resources: Path) -> None:
    """Sources on one line are not guessed at: the editor is told to write them one by one."""
    path = resources / "services" / "national" / "3018.yml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("sources:"), text.index("service_area:")
    path.write_text(f"{text[:start]}sources: [{{url: {PAGE}}}]\n{text[end:]}", encoding="utf-8")
    with pytest.raises(VerifyRefused, match="une par ligne"):
        record_check(resources, "3018", Check(PAGE, TODAY))


def test_every_record_can_be_checked() -> None:
    """The layout of each record of the directory lets a check in, and nothing else moves."""
    entries = read_entries(RESOURCES)
    for entry in (*entries.national, *entries.local):
        text = entry.file.path.read_text(encoding="utf-8")
        changed = with_check(text, entry, Check(PAGE, TODAY, TODAY))
        lines = set(text.splitlines())
        new = [line.strip() for line in changed.splitlines() if line not in lines]
        assert all(
            line.startswith(("assured_", "source_dated", f"- url: {PAGE}", 'date: "24/11/2026"'))
            for line in new
        ), entry.id
