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
from pathlib import Path
from typing import Any

from fanal.directory import Directory, Service
from fanal.geography.tables import CommuneRow, read_communes, read_departements
from fanal.geography.zones import DATA
from fanal.yaml_files import load_yaml

SEED = 20261124
TODAY = date(2026, 11, 24)

# kind, share, names ({town} and {area} are filled in), who runs it
CONTENT = Path(__file__).with_name("generated.yml")


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
    content: Any = load_yaml(CONTENT).data
    kinds = list(content["kinds"].items())
    shares = list(accumulate(kind["share"] for _, kind in kinds))
    hours = sorted({s.visible_hours for s in Directory.load().services if s.visible_hours})
    for number in range(count):
        town = towns[min(bisect(cumulated, draw.random() * cumulated[-1]), len(towns) - 1)]
        kind = kinds[bisect(shares, draw.randrange(shares[-1]))]
        yield _service(number, town, areas[town.departement], kind, content, hours, draw)


def _service(
    number: int,
    town: CommuneRow,
    area: str,
    kind: tuple[str, dict[str, Any]],
    content: dict[str, list[str]],
    hours: Sequence[str],
    draw: random.Random,
) -> Service:
    person = draw.choice(content["people"])
    fill = {"town": town.name, "area": area, "person": person}
    name, organization = (
        draw.choice(kind[1][texts]).format(**fill) for texts in ("names", "organizations")
    )
    first, second, who, how = (
        draw.choice(content[part]) for part in ("what", "what", "who", "how")
    )
    said = f"Ce service {first} et {second}, pour {who}, {how}."
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
        "languages": [
            "fr",
            *draw.sample(content["languages"], draw.choice((0, 0, 0, 0, 0, 0, 1, 2))),
        ],
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
