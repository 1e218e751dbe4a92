from __future__ import annotations

from pathlib import Path

import pytest

from fanal.geography import Gazetteer, GeographyError, Place, UnknownPlaceError
from fanal.geography.gazetteer import LONGEST_TEXT
from fanal.geography.zones import DATA

DEPARTEMENTS = [
    *(f"{number:02d}" for number in range(1, 96) if number != 20),
    "2A",
    "2B",
    *("971", "972", "973", "974", "976"),
]
OVERSEAS_COLLECTIVITIES = ["975", "977", "978", "986", "987", "988"]


def found(gazetteer: Gazetteer, text: str, *, expecting: bool = False) -> list[Place]:
    result = gazetteer.find(text, expecting=expecting)
    return [] if result is None else list(result.places)


def test_there_are_101_departements() -> None:
    """The list these tests walk is the whole of France, overseas included."""
    assert len(DEPARTEMENTS) == 101


def test_the_gazetteer_lists_the_101_and_the_collectivities(gazetteer: Gazetteer) -> None:
    """The départements come first, in order, then the overseas collectivities."""
    codes = [place.code for place in gazetteer.departements]
    assert codes[:101] == sorted(DEPARTEMENTS)
    assert set(OVERSEAS_COLLECTIVITIES) <= set(codes[101:])


@pytest.mark.parametrize("code", [*DEPARTEMENTS, *OVERSEAS_COLLECTIVITIES])
@pytest.mark.parametrize("text", ["le {}", "dans le {}", "j'habite dans le {}", "département {}"])
def test_every_departement_is_found_by_its_number(
    gazetteer: Gazetteer, code: str, text: str
) -> None:
    """A number said as a département is that département, anywhere in a conversation."""
    assert [place.code for place in found(gazetteer, text.format(code))] == [code]


@pytest.mark.parametrize("code", [*DEPARTEMENTS, *OVERSEAS_COLLECTIVITIES])
@pytest.mark.parametrize("text", ["{}", "c'est le {}", "{} svp"])
def test_every_departement_is_found_by_a_bare_number_in_answer(
    gazetteer: Gazetteer, code: str, text: str
) -> None:
    """A bare number answers the question of the place."""
    places = found(gazetteer, text.format(code.lower()), expecting=True)
    assert [(place.kind, place.code) for place in places] == [("departement", code)]


@pytest.mark.parametrize("code", [code for code in DEPARTEMENTS if len(code) == 2])
def test_a_bare_number_is_no_place_unless_asked_for(gazetteer: Gazetteer, code: str) -> None:
    """Out of the blue, two digits are an age, an hour, anything."""
    assert found(gazetteer, code) == []


@pytest.mark.parametrize("code", [*DEPARTEMENTS, *OVERSEAS_COLLECTIVITIES])
@pytest.mark.parametrize("expecting", [False, True])
def test_every_departement_is_found_by_its_name(
    gazetteer: Gazetteer, code: str, expecting: bool
) -> None:
    """The name alone is enough, with capitals or not, and gives that département."""
    name = gazetteer.departement(code).label.rpartition(" (")[0]
    for text in (name, name.lower(), f"dans {name}"):
        places = found(gazetteer, text, expecting=expecting)
        assert code in [place.departement for place in places], text


@pytest.mark.parametrize("code", DEPARTEMENTS)
@pytest.mark.parametrize("expecting", [False, True])
def test_every_departement_is_found_by_its_chief_town(
    gazetteer: Gazetteer, code: str, expecting: bool
) -> None:
    """The chief town is found, accents or not; only a namesake may stand beside it."""
    town = gazetteer.chief_town(code)
    name = town.label.rpartition(" (")[0]
    for text in (name, name.lower(), f"je suis à {name}"):
        places = found(gazetteer, text, expecting=expecting)
        assert town in places, text
        assert len(places) == 1 or code in {"93", "974"}, text


def test_a_place_says_where_it_is(gazetteer: Gazetteer) -> None:
    """A commune carries its département, its région and its inhabitants."""
    lille = gazetteer.commune("59350")
    assert lille == Place("commune", "59350", "59", "59350", "32", "Lille (59)", lille.population)
    assert 200_000 < lille.population < 300_000


def test_an_arrondissement_belongs_to_its_city(gazetteer: Gazetteer) -> None:
    """Paris 18e keeps its own code and gives the city as its commune."""
    place = gazetteer.commune("75118")
    assert (place.code, place.commune, place.label) == ("75118", "75056", "Paris 18e (75)")


def test_a_region_has_neither_departement_nor_commune(gazetteer: Gazetteer) -> None:
    """A région is wider than a département; its départements can be listed."""
    bretagne = gazetteer.region("53")
    assert (bretagne.label, bretagne.departement, bretagne.commune) == ("Bretagne", None, None)
    assert gazetteer.departements_of("53") == ("22", "29", "35", "56")
    assert bretagne in gazetteer.regions


def test_a_departement_counts_all_its_communes(gazetteer: Gazetteer) -> None:
    """Its population is the sum of its communes, and its région's at least as much."""
    nord = gazetteer.departement("59")
    assert 2_500_000 < nord.population < 2_800_000
    assert gazetteer.region("32").population > nord.population


def test_unknown_codes_are_refused(gazetteer: Gazetteer) -> None:
    """A code nobody has is an error that names it, and a KeyError to those who catch one."""
    for look_up in (
        gazetteer.commune,
        gazetteer.departement,
        gazetteer.region,
        gazetteer.chief_town,
        gazetteer.departements_of,
    ):
        with pytest.raises(UnknownPlaceError, match="'00000'") as caught:
            look_up("00000")
        assert isinstance(caught.value, KeyError)


def test_the_words_found_are_located(gazetteer: Gazetteer) -> None:
    """The span covers the words of the place in the text as written."""
    for text, words in [
        ("salut, j'habite à Nîmes et toi", "Nîmes"),
        ("je suis à Saint-Denis dans le 93 !", "Saint-Denis dans le 93"),
        ("Lyon 3e", "Lyon 3e"),
        ("j'habite a toulouze", "toulouze"),
    ]:
        result = gazetteer.find(text)
        assert result is not None
        assert text[result.start : result.end] == words


def test_the_score_follows_certainty(gazetteer: Gazetteer) -> None:
    """A residence is surer than a bare name, which is surer than a typing mistake."""
    scores = []
    for text in ("j'habite à Toulouse", "je suis à Toulouse", "Toulouse", "je suis à toulouze"):
        result = gazetteer.find(text)
        assert result is not None
        scores.append(result.score)
    assert scores == sorted(set(scores), reverse=True)
    assert 0 < scores[-1] < scores[0] == 1.0


def test_no_more_than_four_places_are_offered(gazetteer: Gazetteer) -> None:
    """However common the name, a person is given few choices, most populous first."""
    places = found(gazetteer, "j'habite à Villeneuve")
    assert len(places) == 4
    assert places == sorted(places, key=lambda place: -place.population)


def test_what_is_too_far_is_not_read(gazetteer: Gazetteer) -> None:
    """A text as long as one likes cannot hold the door: beyond a bound nothing is read."""
    near, far = "bla " * 10, "bla " * (LONGEST_TEXT // 4 + 1)
    assert found(gazetteer, f"{near} j'habite à Lille") != []
    assert found(gazetteer, f"{far} j'habite à Lille") == []


def test_missing_data_is_a_clear_error(tmp_path: Path) -> None:
    """Without its tables the gazetteer says which file is missing."""
    with pytest.raises(GeographyError, match=r"communes\.csv"):
        Gazetteer.load(tmp_path)


def test_a_broken_line_is_a_clear_error(tmp_path: Path) -> None:
    """A malformed line is named by file and number."""
    for path in DATA.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "communes.csv").write_text(
        "code,name,departement,population,postcodes\n01001,Nom,01,beaucoup,01400\n",
        encoding="utf-8",
    )
    with pytest.raises(GeographyError, match=r"communes\.csv, ligne 2"):
        Gazetteer.load(tmp_path)
