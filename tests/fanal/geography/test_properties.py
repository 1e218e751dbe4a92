from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fanal.geography import Gazetteer
from fanal.geography.normalise import key
from fanal.geography.tables import read_communes
from fanal.geography.zones import DATA

WORDS = st.sampled_from(
    [
        *("je", "suis", "à", "a", "de", "du", "le", "la", "l'", "dans", "sur", "pas", "et", "au"),
        *("paris", "lyon", "saint", "st", "denis", "toulouze", "nime", "réunion", "nord", "lot"),
        *("eu", "y", "villeneuve", "vienne", "93", "75018", "3e", "18", "06", "12", "34", "ans"),
        *(",", ".", "(", ")", "-", "'", "€", "h", "arrondissement", "cedex"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=300), expecting=st.booleans())
def test_any_text_is_read_without_an_error(
    gazetteer: Gazetteer, text: str, expecting: bool
) -> None:
    """Whatever is sent, the search answers, and what it gives is well formed."""
    _check(gazetteer, text, expecting)


@settings(max_examples=400, deadline=None)
@given(words=st.lists(WORDS, max_size=14), expecting=st.booleans())
def test_any_heap_of_place_words_is_read_without_an_error(
    gazetteer: Gazetteer, words: list[str], expecting: bool
) -> None:
    """The same for texts made of the very words the search looks at."""
    _check(gazetteer, " ".join(words), expecting)


def _check(gazetteer: Gazetteer, text: str, expecting: bool) -> None:
    result = gazetteer.find(text, expecting=expecting)
    if result is None:
        return
    assert 1 <= len(result.places) <= 4
    assert len({place.label for place in result.places}) == len(result.places)
    assert 0 <= result.start < result.end <= len(text)
    assert 0 < result.score <= 1


def test_every_commune_is_found_after_a_residence(gazetteer: Gazetteer) -> None:
    """« j'habite à X » finds X, or a more populous place that people call by the same name."""
    missed = []
    for row in read_communes(DATA):
        result = gazetteer.find(f"j'habite à {row.name}")
        if result is None:
            missed.append(row)
            continue
        if row.code in {place.code for place in result.places}:
            continue
        if not any(place.population >= row.population for place in result.places):
            missed.append(row)
    assert missed == []


def test_every_large_commune_is_found_under_its_own_name(gazetteer: Gazetteer) -> None:
    """From 5,000 inhabitants, the commune itself is among the places, unless eclipsed."""
    missed = []
    for row in read_communes(DATA):
        if row.population < 5_000:
            continue
        result = gazetteer.find(f"j'habite à {row.name}")
        places = result.places if result else ()
        if row.code in {place.code for place in places}:
            continue
        namesake = any(
            key(place.label).startswith(key(row.name)) and place.population > row.population
            for place in places
        )
        if not namesake:
            missed.append(row)
    assert missed == []


def test_every_postcode_gives_its_departement(gazetteer: Gazetteer) -> None:
    """A postcode gives its commune, or the départements its communes are in."""
    expected: dict[str, set[str]] = {}
    for row in read_communes(DATA):
        for postcode in row.postcodes.split():
            expected.setdefault(postcode, set()).add(row.departement)
    assert len(expected) > 6_000
    for postcode, departements in expected.items():
        result = gazetteer.find(postcode, expecting=True)
        assert result is not None, postcode
        assert {place.departement for place in result.places} == departements, postcode
