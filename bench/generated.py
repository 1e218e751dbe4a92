"""Generated services: as many as asked, realistic, always the same for the same seed.

Their names, kinds, towns and hours look like those of the real directory; their numbers are
plainly impossible (01 99 00 …) and their pages do not exist.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from fanal.directory import Directory, Service
from fanal.geography.tables import CommuneRow, read_communes, read_departements
from fanal.geography.zones import DATA

SEED = 20261124
TODAY = date(2026, 11, 24)

# kind, share, names ({town} and {area} are filled in), who runs it
_KINDS: tuple[tuple[str, int, tuple[str, ...], tuple[str, ...]], ...] = (
    ("maison-des-adolescents", 8, ("Maison des adolescents de {town}", "MDA {area} – antenne de {town}", "Espace ados {person}"), ("Centre hospitalier de {town}", "Association Les Pep", "Département")),
    ("paej", 8, ("Point accueil écoute jeunes de {town}", "PAEJ {person}", "Point écoute jeunes et parents {town}"), ("Sauvegarde de l'enfance", "Croix-Rouge française", "Association {person}")),
    ("jeunes", 12, ("Mission locale de {town}", "Info Jeunes {town}", "Espace jeunesse {person}", "Mission locale {area}, permanence de {town}"), ("Ville de {town}", "Communauté de communes")),
    ("mineurs-urgence", 2, ("Foyer départemental de l'enfance {person}", "Accueil d'urgence mineurs de {town}"), ("Département", "Association {person}")),
    ("prevention-specialisee", 4, ("Club de prévention de {town}", "Sauvegarde – prévention spécialisée ({town})", "Éducateurs de rue {person}"), ("Sauvegarde", "Association {person}")),
    ("prevention", 4, ("Promeneurs du Net {town}", "Association {person} – prévention numérique", "Atelier parents {town}"), ("Caf", "Association {person}")),
    ("crip", 1, ("CRIP {area} – cellule de recueil des informations préoccupantes",), ("Département",)),
    ("uaped", 2, ("UAPED de {town}", "Unité d'accueil pédiatrique enfance en danger – CHU {person}"), ("Centre hospitalier de {town}",)),
    ("institution", 6, ("Maison départementale des solidarités de {town}", "Centre médico-social {person}", "Espace solidarités {town}"), ("Département",)),
    ("maison-protection-familles", 2, ("Maison de protection des familles de {town}", "Brigade de protection des mineurs {town}"), ("Gendarmerie nationale", "Police nationale")),
    ("france-victimes", 4, ("France Victimes {area}", "Aide aux victimes de {town}", "ADAVEM {person}"), ("France Victimes",)),
    ("justice-victimes", 3, ("Bureau d'aide aux victimes – tribunal de {town}", "Permanence d'avocats de {town}"), ("Barreau de {town}", "Ministère de la justice")),
    ("point-justice", 5, ("Point-justice de {town}", "Maison de justice et du droit {person}"), ("CDAD", "Ville de {town}")),
    ("cidff", 5, ("CIDFF {area} – permanence de {town}", "CIDFF de {town}"), ("CIDFF",)),
    ("violences-femmes", 5, ("Solidarité Femmes {town}", "Accueil de jour {person}", "SOS violences conjugales {area}"), ("Fédération nationale Solidarité Femmes", "Association {person}")),
    ("maison-des-femmes", 2, ("Maison des femmes de {town}", "Maison des femmes {person}"), ("Centre hospitalier de {town}",)),
    ("sante", 11, ("Centre de santé sexuelle de {town}", "Planning familial {area}", "CeGIDD de {town}", "Centre médico-psychologique {person}", "Protection maternelle et infantile de {town}"), ("Planning familial", "Centre hospitalier de {town}", "Département")),
    ("addictions", 6, ("CSAPA {person}", "Consultations jeunes consommateurs de {town}", "CAARUD {town}", "Addictions France {area}"), ("Addictions France", "Association {person}")),
    ("hebergement", 6, ("CHRS {person}", "Centre d'hébergement de {town}", "SIAO {area}", "Accueil de jour de {town}"), ("Coallia", "Emmaüs", "Armée du salut", "Association {person}")),
    ("prostitution-accompagnement", 2, ("Mouvement du Nid – délégation de {town}", "Amicale du Nid – {town}", "Association Itinéraires – {town}"), ("Mouvement du Nid", "Amicale du Nid")),
    ("dispositif-prostitution-mineurs", 2, ("Dispositif mineurs en situation de prostitution – {town}", "Équipe exploitation sexuelle des mineurs {area}"), ("Amicale du Nid", "Association {person}")),
)  # fmt: skip
_PEOPLE = (
    "Simone Veil", "Jean Moulin", "Louise Michel", "Gisèle Halimi", "Françoise Dolto",
    "Nelson Mandela", "Olympe de Gouges", "Marie Curie", "Lucie Aubrac", "Jean Jaurès",
    "Rosa Parks", "Georges Brassens", "Jacques Prévert", "Camille Claudel", "Victor Hugo",
    "Germaine Tillion", "Abbé Pierre", "Joséphine Baker", "Henri Wallon", "Marcel Pagnol",
    "des Tilleuls", "du Parc", "de la Gare", "des Remparts", "Saint-Vincent", "Sainte-Anne",
    "Les Lucioles", "La Passerelle", "L'Escale", "Le Relais", "La Boussole", "L'Envol",
    "Le Phare", "La Pause", "Mosaïque", "Horizon", "Trait d'union", "Main tendue", "L'Éclaircie",
)  # fmt: skip
_WHO = ("les jeunes de 11 à 25 ans", "les adolescents et leurs parents", "les femmes", "les familles",
        "toute personne victime d'une infraction", "les mineurs en danger", "les étudiants",
        "les personnes sans logement", "les professionnels de l'enfance", "les jeunes majeurs",
        "les parents", "les personnes en situation de prostitution", "les personnes exilées")  # fmt: skip
_WHAT = ("propose une écoute", "reçoit sur rendez-vous", "informe sur les droits",
         "accompagne dans les démarches", "oriente vers un psychologue", "aide à porter plainte",
         "propose un dépistage", "parle de contraception", "aide à trouver un hébergement",
         "travaille sur le harcèlement scolaire", "soutient après une agression sexuelle",
         "aide à sortir des violences conjugales", "conseille sur les addictions",
         "traite des conduites à risque", "prévient les violences en ligne",
         "aide à retirer des images", "organise des groupes de parole",
         "reçoit sans rendez-vous le mercredi", "propose une médiation familiale",
         "suit les fugues et les ruptures familiales", "évalue les informations préoccupantes",
         "accueille les personnes LGBT", "évalue le risque suicidaire")  # fmt: skip
_HOW = ("avec une équipe de psychologues et d'éducateurs", "avec une juriste", "au centre-ville",
        "dans ses locaux et dans les collèges", "en lien avec l'hôpital", "avec des bénévoles formés",
        "par téléphone et sur place", "avec un interprète si besoin")  # fmt: skip
_LANGUAGES = ("en", "ar", "es", "pt", "ro", "uk", "ru", "tr", "so", "fa")


def generated(count: int, seed: int = SEED) -> Iterator[Service]:
    """Local services over the whole country, the populous communes more often.

    Args:
        count: how many.
        seed: the same seed gives the same services.
    """
    draw = random.Random(seed)
    towns = [row for row in read_communes(DATA) if row.population and row.postcodes]
    areas = {row.code: row.name for row in read_departements(DATA)}
    cumulated = list(accumulate(row.population**0.6 for row in towns))
    shares = list(accumulate(share for _, share, _, _ in _KINDS))
    hours = sorted({s.visible_hours for s in Directory.load().services if s.visible_hours})
    for number in range(count):
        town = towns[min(bisect(cumulated, draw.random() * cumulated[-1]), len(towns) - 1)]
        kind = _KINDS[bisect(shares, draw.randrange(shares[-1]))]
        yield _service(number, town, areas[town.departement], kind, hours, draw)


def _service(
    number: int,
    town: CommuneRow,
    area: str,
    kind: tuple[str, int, tuple[str, ...], tuple[str, ...]],
    hours: Sequence[str],
    draw: random.Random,
) -> Service:
    person = draw.choice(_PEOPLE)
    fill = {"town": town.name, "area": area, "person": person}
    name, organization = (draw.choice(texts).format(**fill) for texts in (kind[2], kind[3]))
    said = f"Ce service {draw.choice(_WHAT)} et {draw.choice(_WHAT)}, pour {draw.choice(_WHO)}, {draw.choice(_HOW)}."
    checked = TODAY - timedelta(days=int(draw.triangular(0, 1100, 120)))
    record: dict[str, Any] = {
        "id": f"{town.departement}-g-{number}",
        "name": name[:160],
        "kind": kind[0],
        "organization": organization,
        "description": {"tu": said, "vous": said} if draw.random() < 0.6 else None,
        "publish": "oui",
        "confidence": draw.choice(("haute", "moyenne")),
        "assured_date": checked.isoformat(),
        "source_dated": draw.random() < 0.6,
        "assured_by": "fiche inventée pour une mesure",
        "sources": [{"url": f"https://exemple.fr/{number}"}],
        "service_area": _area(town.departement),
        "location": {
            "address": f"{draw.randint(1, 99)} rue {person}",
            "postal_code": town.postcodes.split()[0],
            "commune": town.code,
            "city": town.name,
        },
        "phones": [{"number": f"01 99 00 {draw.randint(0, 99):02d} {draw.randint(0, 99):02d}"}],
        "email": "contact@exemple.fr" if draw.random() < 0.5 else None,
        "chat_url": "https://exemple.fr/tchat" if draw.random() < 0.05 else None,
        "opening_hours": draw.choice(hours) if draw.random() < 0.6 else None,
        "audience": _audience(draw),
        "languages": ["fr", *draw.sample(_LANGUAGES, draw.choice((0, 0, 0, 0, 0, 0, 1, 2)))],
        "accessibility": "Accès de plain-pied." if draw.random() < 0.25 else None,
    }
    return Service.model_validate(record)


def _area(departement: str) -> dict[str, list[str]]:
    if departement in {"975", "977", "978", "984", "986", "987", "988"}:
        return {"territories": [departement]}
    return {"departements": [departement]}


def _audience(draw: random.Random) -> list[str]:
    return draw.choice(
        (
            ["young", "family", "professional"],
            ["young", "family", "professional"],
            ["young", "family"],
            ["young"],
            ["family", "professional"],
        )
    )
