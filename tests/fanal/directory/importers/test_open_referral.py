"""Feeds of Open Referral, in and out again: what both models hold is not lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fanal.directory import Directory, Service
from fanal.directory.exporters import as_open_referral, as_open_referral_uk
from fanal.directory.hsds import Catalogue, Vocabulary
from fanal.matching import Needs
from fanal.reply import Dialogue
from tests.fanal.directory.importers.conftest import SAMPLES, Import
from tests.standards import read_standard

Imported = Callable[[], dict[str, Service]]
SHARED = ("name", "description", "url", "email", "minimum_age", "maximum_age", "assured_date")
"""Fields of an HSDS service that a record of ours holds too, when they are valid."""
LEFT_OUT = {"phones", "schedules", "languages", "funding", "contacts", "accreditations", "alert"}
"""What the Default feed says and no record of ours keeps: a number and a language that are only an
identifier, hours of one day, who pays, persons, labels, a passing notice. Its area without any
INSEE code is given by --area; its address of the United States is not French."""


def exporting(resources: Path) -> tuple[Directory, Catalogue]:
    directory = Directory.load(resources)
    words: Vocabulary = Needs.load().vocabulary(directory)
    return directory, Catalogue(directory, words, lambda: date(2026, 11, 24))


@pytest.mark.parametrize("name", ["service_full.json", "service_list.json"])
def test_the_default_feed_of_open_referral_uk(
    importing: Import, imported: Imported, resources: Path, tmp_path: Path, name: str
) -> None:
    """The Default feed goes in and out again with everything that both models hold.

    Its address is not French and its coordinates are not on Earth: these are left out, and said.
    """
    feed = read_standard(f"oruk-3.0/V3.0-UK-Default/{name}")
    path = tmp_path / name
    path.write_text(json.dumps(feed), encoding="utf-8")
    outcome = importing("oruk", path, kind="sante", area="france")
    (record,) = imported().values()
    _, catalogue = exporting(resources)
    (out,) = as_open_referral_uk([record], catalogue)["contents"]
    given = feed["contents"][0] if "contents" in feed else feed
    for field in SHARED:
        if given.get(field) is not None:
            expected = given[field].strip() if isinstance(given[field], str) else given[field]
            assert out[field] == expected, field
    assert out["organization"]["name"] == given["organization"]["name"]
    for ours, theirs in (("email", "email"), ("url", "website")):
        if given["organization"].get(theirs):
            assert out[ours] == (given.get(ours) or given["organization"][theirs])
    # A language without its code or its name is no language, and not French.
    assert "languages" not in out
    # Hours of one day of 2005 that a note restricts are not the hours of every week.
    assert "schedules" not in out
    if given.get("cost_options"):
        (cost,) = out["cost_options"]
        assert cost["option"] == "payant"
    if "service_at_locations" in given:
        (placed,) = out["service_at_locations"]
        access = given["service_at_locations"][0]["location"]["accessibility"][0]
        assert placed["location"]["accessibility"][0]["details"] == access["details"]
        assert "addresses" not in placed["location"]
    for entity in given.keys() & LEFT_OUT:
        assert not out.get(entity), entity
    warnings = {issue.field for issue in outcome.issues}
    assert warnings <= {"latitude", "postal_code", "opening_hours"}


def test_a_full_hsds_example(importing: Import, imported: Imported, tmp_path: Path) -> None:
    """The full example of HSDS 3.0 gives a record; the person it names is not in it."""
    feed = read_standard("hsds-3.0/examples/service_full.json")
    path = tmp_path / "service.json"
    path.write_text(json.dumps(feed), encoding="utf-8")
    outcome = importing("hsds", path, kind="sante", area="france")
    (record,) = imported().values()
    assert record.name == feed["name"]
    assert "Persona" not in outcome.path.read_text("utf-8")


def test_our_own_feed_comes_back(importing: Import, dialogue: Dialogue, tmp_path: Path) -> None:
    """A feed that another Fanal exports is read with its kinds, needs, codes, hours and chat."""
    directory = dialogue.composer.matcher.directory
    words = dialogue.composer.matcher.needs.vocabulary(directory)
    catalogue = Catalogue(directory, words, lambda: date(2026, 11, 24))
    ours = [s for s in directory.services if s.departement in ("59", "974") and s.location]
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(as_open_referral(ours, catalogue)), encoding="utf-8")
    outcome = importing("hsds", path)
    lines = [json.loads(line) for line in outcome.path.read_text("utf-8").splitlines()]
    back = {line["name"]: line for line in lines}
    for record in ours:
        if record.name not in back or not record.location or record.location.secret:
            continue
        line = back[record.name]
        assert line["kind"] == record.kind
        assert line.get("opening_hours") == record.visible_hours
        assert line.get("chat_url") == record.chat_url
        assert line["assured_date"] == record.assured_date.isoformat()
        assert {p["number"] for p in line.get("phones", ())} >= {
            p.number for p in record.visible_phones if p.kind == "voice"
        }
    assert len(back) > len(ours) / 2


def test_what_is_ours_already_is_recognised(importing: Import, resources: Path) -> None:
    """Importing our own export adds nothing: each service is found by its name and commune."""
    directory, catalogue = exporting(resources)
    ours = [s for s in directory.services if s.location and s.location.commune]
    path = resources.parent / "feed.json"
    feed = as_open_referral(ours, catalogue)
    other = json.loads((SAMPLES / "hsds.json").read_text("utf-8"))["contents"][0]
    feed["contents"].append(other)
    path.write_text(json.dumps(feed), encoding="utf-8")
    outcome = importing("hsds", path)
    assert outcome.kept == 1
    assert len([i for i in outcome.issues if i.severity == "doublon"]) == len(ours) > 0
