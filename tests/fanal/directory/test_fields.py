"""The shape of numbers, addresses and texts."""

from __future__ import annotations

import pytest

from fanal.directory import Phone
from fanal.directory.fields import email_problem, phone_problem, text_problem, url_problem


@pytest.mark.parametrize(
    ("number", "places"),
    [
        ("15", ()),
        ("119", ()),
        ("3018", ()),
        ("116 000", ()),
        ("0 800 235 236", ()),
        ("0 800 05 1234", ()),
        ("0 980 980 930", ()),
        ("04 74 22 39 64", ("01",)),
        ("0262 90 30 57", ("974",)),
        ("06 94 95 34 03", ("973",)),
        ("+33 1 80 52 33 76", ()),
        ("5555", ("976",)),
        ("05 30 30", ("988",)),
    ],
)
def test_numbers_of_the_french_plan(number: str, places: tuple[str, ...]) -> None:
    """Short, ordinary, free and overseas numbers are accepted as the field writes them."""
    assert phone_problem(Phone(number=number), places) is None


@pytest.mark.parametrize(
    ("number", "places"),
    [
        ("119.", ()),
        ("01-53-06-38-94", ()),
        ("01  53 06 38 94", ()),
        ("01 53 06 38 9", ()),
        ("01 53 06 38 944", ()),
        ("11 53 06 38 94", ()),
        ("00 53 06 38 94", ()),
        ("07 00 00 00 00", ()),
        ("+33 80 52 33 76", ()),
        ("5555", ("75",)),
        ("05 30 30", ("75",)),
        ("999", ()),
        ("zéro", ()),
    ],
)
def test_numbers_that_cannot_be_dialled(number: str, places: tuple[str, ...]) -> None:
    """A misprint, or a short number outside its territory, is caught."""
    assert phone_problem(Phone(number=number), places) is not None


@pytest.mark.parametrize(
    ("url", "right"),
    [
        ("https://3018.fr", True),
        ("http://www.urgence114.fr/a?b=c#d", True),
        ("https://aidodarons.com/le-numéro", True),
        ("www.3018.fr", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("http://maison-adolescence-aube", False),
        ("https://a b.fr", False),
        ("https://moi:secret@exemple.fr", False),
        ("https://[exemple.fr", False),
        ("ftp://exemple.fr", False),
    ],
)
def test_web_addresses(url: str, right: bool) -> None:
    """A web address is http or https, whole, and carries no secret."""
    assert (url_problem(url) is None) is right


@pytest.mark.parametrize(
    ("email", "right"),
    [
        ("crip75@paris.fr", True),
        ("CDIP57@moselle.fr", True),
        ("rhonealpes-69@mouvementdunid.org", True),
        ("crip75@paris", False),
        ("crip75 @paris.fr", False),
        ("crip75@paris.fr, autre@paris.fr", False),
        ("@paris.fr", False),
    ],
)
def test_mailboxes(email: str, right: bool) -> None:
    """One mailbox, complete."""
    assert (email_problem(email) is None) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Pour les 12-25 ans, jour et nuit.", True),
        ("Au {phone:119}, quelqu'un peut t'écouter.", True),
        ("Appelle le 119.", False),
        ("Appelle le 3018.", False),
        ("Appelle le 0 800 235 236.", False),
        ("Appelle le 01 53 06 38 94.", False),
        ("Appelle le 116 006.", False),
        ("Comment vas-tu ?", False),
    ],
)
def test_texts(text: str, right: bool) -> None:
    """A text refers to a record for its numbers, and asks nothing."""
    assert (text_problem(text) is None) is right
