from __future__ import annotations

from fanal.geography.forms import core, loose_spellings, short_form


def test_a_land_is_spelt_without_its_plurals_and_double_letters() -> None:
    """Names of several words keep their meaning without what is not heard."""
    assert "bouche du rhone" in loose_spellings("bouches du rhone")
    assert "ile et vilaine" in loose_spellings("ille et vilaine")
    assert "haut savoie" in loose_spellings("haute savoie")
    assert loose_spellings("landes") == {"landes"}


def test_names_are_cut_as_people_cut_them() -> None:
    """The first word, or saint and its name; a link word after it is told."""
    assert short_form("aulnay sous bois") == ("aulnay", True)
    assert short_form("saint denis") is None
    assert core("le havre") == ["havre"]
