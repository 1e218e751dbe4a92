"""OSM opening hours said in French."""

from __future__ import annotations

import pytest

from fanal.directory.hours import hours_in_french


@pytest.mark.parametrize(
    ("osm", "text"),
    [
        ("24/7", "tous les jours, jour et nuit"),
        ("Mo-Su 00:00-24:00", "tous les jours, jour et nuit"),
        ("24/7; PH off", "tous les jours, jour et nuit, sauf jours fériés"),
        ("Mo-Fr 09:00-18:00", "du lundi au vendredi, de 9 h à 18 h"),
        ("Mo-Fr 09:00-18:00; PH off", "du lundi au vendredi, de 9 h à 18 h, sauf jours fériés"),
        ("09:00-23:00", "tous les jours, de 9 h à 23 h"),
        ("Mo-Su,PH 09:00-19:00", "tous les jours, jours fériés compris, de 9 h à 19 h"),
        (
            "Mo-Th 08:30-12:00,13:30-17:30; Fr 09:00-12:00",
            "du lundi au jeudi, de 8 h 30 à 12 h et de 13 h 30 à 17 h 30 ; "
            "le vendredi, de 9 h à 12 h",
        ),
        ("We 14:00-17:00", "le mercredi, de 14 h à 17 h"),
        ("Mo,We 14:00-17:00", "le lundi et le mercredi, de 14 h à 17 h"),
        (
            "Mo-We,Fr,Sa 09:00-17:00",
            "du lundi au mercredi, le vendredi et le samedi, de 9 h à 17 h",
        ),
        ("Mo-Sa 09:00-24:00", "du lundi au samedi, de 9 h à minuit"),
        ("Mo-Su 21:00-02:30", "tous les jours, de 21 h à 2 h 30 du matin"),
        ("Mo-Fr 20:00-08:00", "du lundi au vendredi, de 20 h à 8 h"),
        ("Mo-Fr 00:00-24:00", "du lundi au vendredi, jour et nuit"),
        # A later rule takes the place of the first one on its days.
        (
            "Mo-Fr 09:00-18:00; We 10:00-12:00",
            "le lundi, le mardi, le jeudi et le vendredi, de 9 h à 18 h ; "
            "le mercredi, de 10 h à 12 h",
        ),
        ("Mo-Sa 09:00-18:00; We off", "le lundi, le mardi et du jeudi au samedi, de 9 h à 18 h"),
        (
            "Mo-Fr 09:00-12:00, Tu 14:00-17:00",
            "le lundi et du mercredi au vendredi, de 9 h à 12 h ; "
            "le mardi, de 9 h à 12 h et de 14 h à 17 h",
        ),
        (
            "Mo-Fr 09:00-18:00; We 12:00-14:00 off",
            "le lundi, le mardi, le jeudi et le vendredi, de 9 h à 18 h ; "
            "le mercredi, de 9 h à 12 h et de 14 h à 18 h",
        ),
        (
            "Mo-Fr 09:00-12:00, We 11:00-15:00",
            "le lundi, le mardi, le jeudi et le vendredi, de 9 h à 12 h ; "
            "le mercredi, de 9 h à 15 h",
        ),
        (
            'Mo-Fr 13:00-18:00, Mo,Tu 09:00-12:00 "sur rendez-vous"',
            "du lundi au vendredi, de 13 h à 18 h ; "
            "le lundi et le mardi, de 9 h à 12 h, sur rendez-vous",
        ),
        (
            "Mo-Fr 09:00-18:00; PH 10:00-12:00",
            "du lundi au vendredi, de 9 h à 18 h ; les jours fériés, de 10 h à 12 h",
        ),
        (
            "Mo-Sa 09:00-01:00; Su,PH 09:00-13:00,17:00-01:00",
            "du lundi au samedi, de 9 h à 1 h du matin ; "
            "le dimanche et les jours fériés, de 9 h à 13 h et de 17 h à 1 h du matin",
        ),
        ("Mo-Fr,PH 09:00-18:00", "du lundi au vendredi et les jours fériés, de 9 h à 18 h"),
        # One week in two, one day a month, school holidays.
        ("week 02-52/2 We 13:00-17:00", "le mercredi des semaines paires, de 13 h à 17 h"),
        (
            "Mo 13:00-17:00; week 01-53/2 We 14:00-18:00",
            "le lundi, de 13 h à 17 h ; le mercredi des semaines impaires, de 14 h à 18 h",
        ),
        (
            "Mo-Fr 09:00-17:00; Th[3] off; PH off",
            "du lundi au vendredi, de 9 h à 17 h, sauf le troisième jeudi du mois et jours fériés",
        ),
        (
            "Mo-Sa 12:00-19:00; SH Mo-Fr 10:00-17:00; SH Sa off",
            "du lundi au samedi, de 12 h à 19 h ; "
            "pendant les vacances scolaires : du lundi au vendredi, de 10 h à 17 h",
        ),
        ("Sa-Mo 10:00-12:00", "le lundi, le samedi et le dimanche, de 10 h à 12 h"),
        (
            "Mo-Fr 09:00-18:00; PH,SH off",
            "du lundi au vendredi, de 9 h à 18 h, sauf jours fériés et vacances scolaires",
        ),
        ('"sur rendez-vous"', "sur rendez-vous"),
        ('Tu 13:00-18:00 "sur rendez-vous"', "le mardi, de 13 h à 18 h, sur rendez-vous"),
        ('Mo-Fr "sur rendez-vous"', "du lundi au vendredi, sur rendez-vous"),
    ],
)
def test_plain_words(osm: str, text: str) -> None:
    """Weekly hours are said in one plain sentence."""
    assert hours_in_french(osm) == text


@pytest.mark.parametrize(
    "osm",
    [
        "",
        "n'importe quoi",
        "Lu-Ve 9h-18h",
        "We[1] 14:00-17:00",
        "Jul-Aug Mo-Fr 09:00-12:00",
        "Mo-Fr 09:00-18:00; Dec 24 off",
        "Mo-Fr 09:00-18:00; PH Mo-Fr 10:00-12:00",
        "week 02-52/2 We 13:00-17:00; SH Mo-Fr 10:00-12:00",
        "SH 10:00-12:00",
        'Mo-Fr 09:00-12:00 || "sur rendez-vous"',
        'Mo-Fr 09:00-18:00 "urgences seulement"',
        "Mo-Fr 09:00-18:00 unknown",
        "off",
    ],
)
def test_what_is_too_particular_sends_to_the_site(osm: str) -> None:
    """Hours that one sentence would betray are not said at all."""
    assert hours_in_french(osm) == "voir le site"
