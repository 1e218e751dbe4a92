"""Each thing a file can have wrong is found, with its line, its record and its field."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from fanal.directory.check import Report, check, render

from .conftest import LOCAL, RESOURCES, change

TODAY = date(2026, 11, 24)
NATIONAL = Path("services/national")


def test_the_directory_is_right() -> None:
    """The real directory has no error."""
    report = check(RESOURCES, today=TODAY)
    assert report.ok, render(report)
    assert report.services > 600


def test_a_copy_is_right(resources: Path) -> None:
    """The copy that the other tests break has no error before."""
    assert check(resources, today=TODAY).ok


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "said"),
    [
        ("3018.yml", 'number: "3018"', "number: 3018", "phones.0.number", "texte attendu"),
        ("3018.yml", 'number: "3018"', 'number: "30 18 1"', "phones.0.number", "dix chiffres"),
        ("3018.yml", "kind: voice", "kind: telex", "phones.0.kind", "'voice' ou 'sms'"),
        ("3018.yml", "kind: helpline", "kind: lune", "kind", "absent de kinds.yml"),
        ("3018.yml", "status: active", "status: active\ncouleur: bleu", "couleur", "inconnu"),
        ("3018.yml", "url: https://3018.fr", "url: 3018.fr", "url", "https://"),
        ("3018.yml", "chat_url: https://3018.fr", "chat_url: https://3018", "chat_url", "site"),
        ("3018.yml", "opening_hours: Mo-Su", "opening_hours: Lu-Di", "opening_hours", "Horaires"),
        ("3018.yml", "chat_hours: Mo-Su", "chat_hours: Mo-Zz", "chat_hours", "Horaires"),
        ("3018.yml", "  - url: http", "  - url: xttp", "sources.0.url", "https://"),
        ("3018.yml", "assured_date: 2025", "assured_date: 2027", "assured_date", "futur"),
        ("3018.yml", "assured_date: 2025", "assured_date: mai 2025", "assured_date", "2026-11-23"),
        ("3018.yml", "source_dated: true", "source_dated: yes", "source_dated", "true ou false"),
        ("3018.yml", "{national: true}", "{}", "service_area", "national"),
        ("3018.yml", "[voice, chat]", "[voice, chat, email]", "channels.2", "moyen de contact"),
        ("3018.yml", "[cyberviolence,", "[cyberviolance,", "needs.0", "besoin inconnu"),
        ("3018.yml", "audience: [young", "audience: [jeune", "audience.0", "'young'"),
        (
            "3018.yml",
            "Des écoutants te conseillent",
            "Appelle le 119. Ils",
            "description.tu",
            "main",
        ),
        ("3018.yml", "Des écoutants te conseillent", "Ça va ? Ils", "description.tu", "question"),
        ("3018.yml", "Des écoutants te conseillent", "{phone:xyz}", "description.tu", "« xyz »"),
        (
            "3018.yml",
            "Des écoutants te conseillent",
            "{phone:acpe}",
            "description.tu",
            "numéro à montrer",
        ),
        ("116006.yml", "email: victimes@", "email: victimes", "email", "courriel"),
        ("fdfa.yml", "opening_hours: null", "opening_hours: 24/7", "opening_hours", "horaire"),
        (
            "acpe.yml",
            "opening_hours: null",
            'phones: [{number: "119"}]',
            "phones",
            "oui_sans_telephone",
        ),
        ("119.yml", 'id: "119"', 'id: "118"', "id", "119.yml"),
    ],
)
def test_a_wrong_national_record(
    resources: Path, file: str, old: str, new: str, field: str, said: str
) -> None:
    """One change in a real record gives one error, at the line that was changed."""
    path = resources / NATIONAL / file
    line = change(path, old, new)
    report = check(resources, today=TODAY)
    problem = next(p for p in report.errors if p.path == path)
    assert problem.field == field
    assert said in problem.message
    if field not in {"description.tu", "couleur"}:
        assert problem.line == line, render(report)


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ('departements: ["29"]', 'departements: ["35"]', "service_area", "29"),
        ('departements: ["29"]', 'departements: ["29", "96"]', "service_area.departements.1", ""),
        ('{departements: ["29"]}', '{communes: ["29999"]}', "service_area.communes.0", "inconnu"),
        ('departements: ["29"]', 'departements: ["29"], regions: ["99"]', None, "code inconnu"),
        ('{departements: ["29"]}', "{national: true}", "service_area", "services/national"),
        ('commune: "29019"', 'commune: "29999"', "location.commune", "inconnu"),
        ('commune: "29019"', 'commune: "35238"', "location.commune", "lieux desservis"),
        ('commune: "29019"', "secret: true", "location", "secret"),
        ('postal_code: "29200"', "postal_code: 29200", "location.postal_code", "texte attendu"),
        ("id: ", "id: 12 #", "id", "texte attendu"),
    ],
)
def test_a_wrong_local_record(
    resources: Path, old: str, new: str, field: str | None, said: str
) -> None:
    """The same in a file of a département, where a record is one of a list."""
    change(resources / LOCAL, old, new)
    errors = check(resources, today=TODAY).errors
    assert errors
    assert all(problem.path == resources / LOCAL for problem in errors)
    assert any(said in p.message and field in (None, p.field) for p in errors), errors


def test_no_way_to_make_contact(resources: Path) -> None:
    """A record without number, site, chat or mailbox is an error: it helps nobody."""
    path = resources / NATIONAL / "acpe.yml"
    change(path, "url: https://www.acpe-asso.org\n", "")
    (problem,) = check(resources, today=TODAY).errors
    assert (problem.record, problem.path) == ("acpe", path)
    assert "aucun moyen de contact" in problem.message


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- a\n  b: [", 2, ""),
        ("- id: x\n  id: y\n", 2, "« id » est écrit deux fois"),
        ("a: 1", 1, ""),
    ],
)
def test_a_file_that_cannot_be_read(resources: Path, text: str, line: int, said: str) -> None:
    """A broken file is one error with its line, and the rest is still checked."""
    (resources / LOCAL).write_text(text, encoding="utf-8")
    report = check(resources, today=TODAY)
    (problem,) = report.errors
    assert (problem.path, problem.line) == (resources / LOCAL, line)
    assert said in problem.message
    assert report.services == 52


def test_kinds_and_withheld_are_checked_too(resources: Path) -> None:
    """An unknown need of a kind and an entry withheld twice are errors."""
    change(resources / "kinds.yml", "needs: [low_mood]", "needs: [low_moon]")
    change(resources / "withheld.yml", "- id: jenesuispasavendre", "- id: je-gere")
    said = render(check(resources, today=TODAY))
    assert "« low_moon »" in said
    assert "« je-gere » existe déjà" in said


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), None),
        (date(2026, 1, 2), "plus de 12 mois"),
        (date(2027, 1, 1), "plus de 12 mois"),
        (date(2027, 1, 2), "plus de 24 mois"),
    ],
)
def test_old_records_ask_to_be_checked_again(
    resources: Path, today: date, said: str | None
) -> None:
    """3018 was last checked on 1 January 2025: the warning comes after 12 and 24 months."""
    report = check(resources, today=today)
    found = [p.message for p in report.warnings if p.record == "3018"]
    assert len(found) == (said is not None)
    assert all(said in message for message in found if said)


def test_two_records_that_look_alike(resources: Path) -> None:
    """The same number at the same place is a warning that names the other record."""
    text = (resources / LOCAL).read_text(encoding="utf-8")
    record = text[text.index('- id: "29-mda-01"') : text.index('- id: "29-mda-02"')]
    with (resources / LOCAL).open("a", encoding="utf-8") as file:
        file.write("\n" + record.replace("29-mda-01", "29-mda-99"))
    report = check(resources, today=TODAY)
    assert report.ok
    assert [p.record for p in report.warnings if "« 29-mda-01 »" in p.message] == ["29-mda-99"]


def test_the_report_reads_line_by_line(resources: Path) -> None:
    """The report gives file, line, record, field and message, then a total, in French."""
    path = resources / NATIONAL / "3018.yml"
    line = change(path, "status: active", "status: fermé")
    lines = render(check(resources, today=TODAY)).splitlines()
    assert lines[0].startswith(f"ERREUR  {path}:{line}: 3018 · status : ")
    assert lines[-1].startswith("Annuaire : ")
    assert "1 erreur(s)" in lines[-1]


def test_an_empty_report() -> None:
    """A report without a problem is one line."""
    assert render(Report(2, (), ())).count("\n") == 0


def test_a_news_site_is_not_the_site_of_a_service(resources: Path) -> None:
    """A press article given as the service's own site is a warning; as a source it is none."""
    shutil.copy(RESOURCES / "news_sites.yml", resources / "news_sites.yml")
    said = "url: https://regions.francebleu.fr/un-article"
    change(resources / NATIONAL / "3018.yml", "  - url: ", f"  - {said}\n  - url: ")
    assert not [w for w in check(resources, today=TODAY).warnings if w.field == "url"]
    change(resources / NATIONAL / "3018.yml", "\nurl: https://3018.fr", f"\n{said}")
    [found] = [w for w in check(resources, today=TODAY).warnings if w.field == "url"]
    assert "presse" in found.message


def test_no_record_has_a_news_site() -> None:
    """In the real directory, no service has an article for its site."""
    assert not [w for w in check(RESOURCES, today=TODAY).warnings if w.field == "url"]
