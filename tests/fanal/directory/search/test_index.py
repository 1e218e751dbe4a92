from __future__ import annotations

from datetime import datetime

import pytest

from fanal.geography import Gazetteer
from tests.fanal.directory.search.conftest import Build, query, record

GUERET = {"commune": "23096", "city": "Guéret", "address": "1 rue", "postal_code": "23000"}
FELLETIN = {"commune": "23079", "city": "Felletin", "address": "1 rue", "postal_code": "23500"}


def ids(hits: object) -> list[str]:
    return [hit.service_id for hit in hits]  # type: ignore[attr-defined]


def test_words_are_found_whatever_their_form(build: Build) -> None:
    """Accents, capitals, plurals and letters typed wrong do not hide a service."""
    index = build(record("a", name="Écoute des violences conjugales"), record("b", name="Piscine"))
    for text in ("violence conjugale", "VIOLENCES CONJUGALES", "violances conjugale", "écoutte"):
        assert ids(index.search(query(text)))[0] == "a", text


def test_an_acronym_finds_what_it_stands_for(build: Build) -> None:
    """A professional's « mda » finds a record that never writes it."""
    index = build(record("a", name="Maison des adolescents"), record("b", name="Maison de santé"))
    assert ids(index.search(query("mda")))[0] == "a"


def test_the_name_counts_more_than_the_description(build: Build) -> None:
    """A service named after the words comes before one that only mentions them."""
    said = {"tu": "On y parle aussi de sommeil.", "vous": "On y parle aussi de sommeil."}
    index = build(record("a", description=said), record("b", name="Clinique du sommeil"))
    assert ids(index.search(query("sommeil"))) == ["b", "a"]


def test_nothing_matches_nothing(build: Build) -> None:
    """Words that no record and no need hold give no result, rather than any."""
    assert build(record("a")).search(query("xylophone")) == []


def test_nearness_in_its_order(build: Build, gazetteer: Gazetteer) -> None:
    """Same commune, then by distance, then same département, neighbour, région; never beyond."""
    far = {"departements": ["36"]}, {"departements": ["33"]}, {"departements": ["59"]}
    index = build(
        record("region", name="Aide", service_area=far[1]),
        record("elsewhere", name="Aide", service_area=far[2]),
        record("neighbour", name="Aide", service_area=far[0]),
        record("near", name="Aide", location={"latitude": 46.10, "longitude": 1.90}),
        record("farther", name="Aide", location=FELLETIN),
        record("here", name="Aide", location=GUERET),
    )
    found = index.search(query("aide", place=gazetteer.commune("23096")))
    assert ids(found) == ["here", "near", "farther", "neighbour", "region"]
    assert [hit.nearness for hit in found] == [
        "commune", "served", "served", "neighbour", "region",
    ]  # fmt: skip
    assert found[1].distance == pytest.approx(8.3, abs=1)
    assert found[2].distance == pytest.approx(38, abs=4)
    assert found[4].distance is None


def test_overseas_stays_by_itself(build: Build, gazetteer: Gazetteer) -> None:
    """An island is shown its own services and the national ones, nobody else's."""
    index = build(
        record("reunion", name="Aide", service_area={"departements": ["974"]}),
        record("mayotte", name="Aide", service_area={"departements": ["976"]}),
        record("france", name="Aide", service_area={"national": True}),
    )
    found = index.search(query("aide", place=gazetteer.departement("974")))
    assert set(ids(found)) == {"reunion", "france"}


def test_a_service_of_several_departements_serves_each(build: Build, gazetteer: Gazetteer) -> None:
    """An area of several départements, or of a région, counts as much as one's own."""
    index = build(
        record("two", name="Aide", service_area={"departements": ["59", "23"]}),
        record("wide", name="Aide", service_area={"regions": ["75"]}),
        record("other", name="Aide", service_area={"regions": ["53"]}),
    )
    found = index.search(query("aide", place=gazetteer.departement("23")))
    assert {hit.service_id: hit.nearness for hit in found} == {"two": "served", "wide": "served"}


def test_filters(build: Build) -> None:
    """Audience, way of contact, language and access each keep only what the record says."""
    index = build(
        record("a", name="Aide", audience=["young"], languages=["fr", "ar"]),
        record("b", name="Aide", email="a@exemple.fr", accessibility="De plain-pied."),
    )
    assert ids(index.search(query("aide", audience="professional"))) == ["b"]
    assert ids(index.search(query("aide", by="written"))) == ["b"]
    assert ids(index.search(query("aide", accessible=True))) == ["b"]
    assert ids(index.search(query("aide", languages=("ar",)))) == ["a"]
    assert ids(index.search(query("aide", languages=("so",)))) == []
    assert len(index.search(query("aide", languages=("fr", "so")))) == 2


def test_open_now_never_keeps_what_is_not_known_to_be_open(build: Build) -> None:
    """Only services that are surely open at that minute are kept, in their own time zone."""
    index = build(
        record("open", name="Aide", opening_hours="Mo-Fr 09:00-18:00"),
        record("closed", name="Aide", opening_hours="Mo-Fr 09:00-17:00"),
        record("unknown", name="Aide"),
        record("island", name="Aide", opening_hours="Mo-Fr 09:00-18:00",
               service_area={"departements": ["974"]}),
    )  # fmt: skip
    assert ids(index.search(query("aide", open_now=True))) == ["open"]
    assert ids(index.search(query("aide")))[0] == "open"


def test_a_chat_has_its_own_hours(build: Build) -> None:
    """Someone who wants to write is told the hours of the chat, not those of the phone."""
    index = build(
        record("a", name="Aide", opening_hours="24/7", chat_url="https://exemple.fr/t",
               chat_hours="Mo 09:00-10:00"),
    )  # fmt: skip
    assert index.search(query("aide"))[0].opening.state == "open"
    assert index.search(query("aide", by="written"))[0].opening.state == "closed"


def test_an_old_local_record_stands_below_a_fresh_national_line(
    build: Build, gazetteer: Gazetteer
) -> None:
    """Past two years, a local record gives way to a national line checked since."""
    index = build(
        record("old", name="Aide", assured_date="2024-11-26", location=GUERET),
        record("line", name="Aide et écoute", service_area={"national": True}),
    )
    found = index.search(query("aide", place=gazetteer.commune("23096")))
    assert [(hit.service_id, hit.stale) for hit in found] == [("line", False), ("old", True)]


def test_needs_are_read_in_words_and_ranked_by_their_guide(build: Build) -> None:
    """A story finds the services of its need, though no word of it is in their records."""
    guides = {
        "addiction": {"kinds": {"young": ("addictions", "sante")}, "lines": {"young": ("line",)}},
        "rights": {"kinds": {"young": ("point-justice",)}},
    }
    phrasings = [("addiction", "je fume trop de shit"), ("rights", "je veux porter plainte")]
    index = build(
        record("care", kind="sante"),
        record("drugs", kind="addictions"),
        record("justice", kind="point-justice"),
        record("line", service_area={"national": True}),
        guides=guides,
        phrasings=phrasings,
    )
    found = index.search(query("mon frère fume du shitt", audience="young"))
    assert {hit.service_id for hit in found} == {"line", "drugs", "care"}
    assert ids(found).index("drugs") < ids(found).index("care")
    assert {hit.need for hit in found} == {"addiction"}
    assert ids(index.search(query(need="rights"))) == ["justice"]


def test_a_specialised_service_comes_first_when_the_need_is_its_own(build: Build) -> None:
    """Of two kinds that serve a need equally, the one devoted to it is first, and said so."""
    guides = {"getting_out": {}}
    index = build(
        record("a", kind="maison-des-adolescents", needs=["getting_out"]),
        record("b", kind="dispositif-prostitution-mineurs", needs=["getting_out"]),
        guides=guides,
    )
    found = index.search(query(need="getting_out"))
    assert [(hit.service_id, hit.specialised) for hit in found] == [("b", True), ("a", False)]


def test_the_first_line_of_a_need_is_in_view(build: Build, gazetteer: Gazetteer) -> None:
    """However many near services serve a need, one line it calls first is among the first three."""
    guides = {
        "addiction": {
            "lines": {"young": ["line", "other"], "family": ["other"], "professional": []},
            "kinds": {"young": ["addictions"]},
        }
    }
    near = [record(f"near-{n}", kind="addictions", location=GUERET) for n in range(30)]
    national = {"service_area": {"national": True}, "assured_date": "2023-01-01"}
    index = build(*near, record("line", **national), record("other", **national), guides=guides)
    place = gazetteer.commune("23096")
    for audience, first in (("young", "line"), ("family", "other")):
        asked = query(need="addiction", audience=audience, place=place, limit=5)
        assert ids(index.search(asked))[:3].count(first) == 1
    served = index.search(query(need="addiction", audience="professional", place=place, limit=5))
    assert all(hit.service_id.startswith("near") for hit in served)
    filtered = query(need="addiction", audience="young", place=place, by="written")
    assert "line" not in ids(index.search(filtered))


def test_each_result_says_which_words_it_holds(build: Build) -> None:
    """The words given as a reason are those typed that the record really holds."""
    index = build(record("a", name="Violences conjugales"), record("b", name="Violences"))
    found = {hit.service_id: hit.words for hit in index.search(query("violance conjugales"))}
    assert found == {"a": ("violance", "conjugales"), "b": ("violance",)}


def test_a_town_is_not_a_verb(build: Build) -> None:
    """« mourir » does not find the town of Mours, nor does a surname's stem."""
    place = {"commune": "95436", "city": "Mours", "address": "1 rue", "postal_code": "95260"}
    index = build(record("a", name="Accueil de Mours", location=place,
                         service_area={"departements": ["95"]}))  # fmt: skip
    assert index.search(query("envie de mourir")) == []
    assert ids(index.search(query("mours"))) == ["a"]


def test_a_naive_moment_is_refused(build: Build) -> None:
    """Without a time zone, nobody can say who is open."""
    index = build(record("a", name="Aide", opening_hours="Mo-Fr 09:00-18:00"))
    asked = query("aide")
    naive = type(asked)(datetime(2026, 11, 27, 17, 50), text="aide")
    with pytest.raises(ValueError, match="aware"):
        index.search(naive)


def test_the_limit_holds_and_the_order_does_not_depend_on_it(build: Build) -> None:
    """The first three of ten are the three of a shorter list."""
    index = build(*(record(f"s{n}", name=f"Aide {n}" + " loin" * (n % 30)) for n in range(60)))
    assert ids(index.search(query("aide", limit=3))) == ids(index.search(query("aide")))[:3]
    assert len(index.search(query("aide", limit=25))) == 25


def test_a_closed_period_is_closed(build: Build) -> None:
    """A temporary closure holds in a search as everywhere."""
    index = build(
        record("a", name="Aide", opening_hours="24/7",
               closures=[{"valid_from": "2026-11-20", "valid_to": "2026-11-30"}]),
    )  # fmt: skip
    assert index.search(query("aide"))[0].opening.state == "closed"
