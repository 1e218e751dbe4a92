"""``fanal corrections …``: what people reported, for the editors who can set it right."""

from __future__ import annotations

import argparse
import sys
from typing import Any

import redis
from redis.exceptions import RedisError

from fanal.directory import Directory
from fanal.directory.corrections import (
    KEY_PREFIX,
    Correction,
    in_order,
    key_of,
    load_kinds,
    read_report,
)
from fanal.settings import Settings

TIMEOUT_SECONDS = 3


def add_commands(actions: Any) -> None:
    """Describe each action and what it needs."""
    listed = actions.add_parser("list", help="les erreurs signalées, la plus souvent dite d'abord")
    listed.set_defaults(run=list_all)
    for name, said in (
        ("accept", "le signalement est vrai : la fiche est corrigée ou va l'être"),
        ("reject", "le signalement est faux : la fiche reste comme elle est"),
    ):
        action = actions.add_parser(name, help=said)
        action.add_argument("id", help="l'identifiant de la fiche")
        action.add_argument("kind", help="ce qui a été signalé")
        action.set_defaults(run=settle, accepted=name == "accept")


def list_all(options: argparse.Namespace) -> int:
    """Print every report; 1 when Redis does not answer."""
    try:
        with _connect() as store:
            reports = _read(store)
    except (RedisError, OSError):
        return _no_redis()
    labels = {kind.id: kind.label for kind in load_kinds()}
    for report in in_order(reports):
        when = f"du {report.first} au {report.last}"
        print(f"{report.count:3} × {report.service_id} {report.kind} · {when}")
        print(f"      {labels.get(report.kind, report.kind)}")
    print(f"{len(reports)} signalement(s). Ils s'effacent 90 jours après le premier.")
    return 0


def settle(options: argparse.Namespace) -> int:
    """Remove a report; when it was right, say what to check. 1 when there is none."""
    try:
        with _connect() as store:
            gone = store.delete(key_of(options.id, options.kind))
    except (RedisError, OSError):
        return _no_redis()
    if not gone:
        print(f"Aucun signalement « {options.kind} » sur « {options.id} ».", file=sys.stderr)
        return 1
    if not options.accepted:
        print(f"Signalement retiré. La fiche « {options.id} » reste comme elle est.")
        return 0
    fields = next((kind.fields for kind in load_kinds() if kind.id == options.kind), ())
    known = options.id in Directory.load()
    print(f"Signalement accepté et retiré. Champs à relire : {', '.join(fields) or 'tous'}.")
    if known:
        print(f"Puis : fanal directory verify {options.id} --source URL")
    return 0


def _connect() -> redis.Redis:
    settings = Settings.from_environment()
    return redis.Redis.from_url(
        settings.redis_address,
        decode_responses=True,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
    )


def _read(store: redis.Redis) -> list[Correction]:
    found: list[Correction] = []
    for key in store.scan_iter(match=f"{KEY_PREFIX}*"):
        held: Any = store.hgetall(key)
        report = read_report(str(key), held)
        if report is not None:
            found.append(report)
    return found


def _no_redis() -> int:
    print("Redis ne répond pas : démarrer Fanal, ou vérifier REDIS_URL.", file=sys.stderr)
    return 1
