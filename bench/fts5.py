"""SQLite FTS5, set up with care, asked the same searches: the yardstick of bench/search.py.

Accents are removed, columns weighted as in our own index, the index optimised, everything in
memory. Four ways of asking, because none is best at everything:

- `words`: empty words removed, any word may match, filters in SQL on a table beside it; the usual
  way;
- `all_words`: the same with empty words left in, as a naive caller would;
- `in_index`: filters are terms of the index, so that few documents are scored; the fastest way
  that we found, blind to typing mistakes;
- `trigrams`: FTS5's trigram tokenizer, filters in the index too; the only one that forgives
  typing mistakes.

Each looks in the same area as our search (the département, its neighbours, its région, and the
national services), adds the name of the commune to the words, and gives as many results.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence

from fanal.directory import Kind, Service
from fanal.directory.search import Ground, Query, Words
from fanal.geography import Place
from fanal.language.fold import fold

_COLUMNS = "name, label, description, organization, city, area"
_WEIGHTS = "3, 2, 0.6, 1.5, 1.5, 0.8, 0"
_AUDIENCES = {"young": 1, "family": 2, "professional": 4}
_CHANNELS = {"voice": 1, "sms": 2, "chat": 4, "email": 8, "place": 16}
_BY = {"voice": 1, "written": 14, "place": 16}


class Fts5:
    """The collection in two FTS5 tables, and a table of properties."""

    def __init__(
        self,
        services: Sequence[Service],
        kinds: Mapping[str, Kind],
        ground: Ground,
        words: Words,
        *,
        trigrams: bool = True,
    ) -> None:
        """Fill and optimise the tables; the one of trigrams, the slowest to build, if wanted."""
        self._ids = [service.id for service in services]
        self._ground = ground
        self._words = words
        self._db = db = sqlite3.connect(":memory:")
        db.execute(
            f"create virtual table words using fts5({_COLUMNS}, tags, content='', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        db.execute(
            f"create virtual table trigrams using fts5({_COLUMNS}, tags, content='', "
            "tokenize='trigram')"
        )
        db.execute("create table facts(id integer primary key, area text, audience int, "
                   "channel int, accessible int, languages text)")  # fmt: skip
        for number, service in enumerate(services):
            texts = _texts(service, kinds, ground)
            tags = " ".join(_tags(service))
            marks = ",".join("?" * 8)
            insert = f"(rowid, {_COLUMNS}, tags) values ({marks})"
            db.execute(f"insert into words{insert}", (number, *texts, tags))
            if trigrams:
                db.execute(f"insert into trigrams{insert}", (number, *map(fold, texts), tags))
            db.execute("insert into facts values (?,?,?,?,?,?)", (number, *_facts(service)))
        for table in ("words", "trigrams"):
            db.execute(f"insert into {table}({table}, rank) values('rank', 'bm25({_WEIGHTS})')")
            db.execute(f"insert into {table}({table}) values('optimize')")
        db.commit()

    @property
    def ways(self) -> dict[str, Callable[[Query], list[str]]]:
        """The ways of asking, by name."""
        return {
            "words": self.words,
            "all_words": self.all_words,
            "in_index": self.in_index,
            "trigrams": self.trigrams,
        }

    def words(self, query: Query) -> list[str]:
        """Empty words removed, filters in SQL."""
        return self._in_sql(query, self._words.split(query.text))

    def all_words(self, query: Query) -> list[str]:
        """Empty words kept, filters in SQL."""
        return self._in_sql(query, fold(query.text).split())

    def in_index(self, query: Query) -> list[str]:
        """Empty words removed, filters as terms of the index."""
        said = _any(self._words.split(query.text), query.place)
        return self._tagged("words", said, query)

    def trigrams(self, query: Query) -> list[str]:
        """Three letters at a time, filters as terms of the index."""
        grams = [
            word[i : i + 3] for word in self._words.split(query.text) for i in range(len(word) - 2)
        ]
        return self._tagged("trigrams", _any(list(dict.fromkeys(grams)), None), query)

    def _tagged(self, table: str, said: str, query: Query) -> list[str]:
        wanted = [said]
        if query.place is not None:
            wanted.append(_tag(f"area{code}" for code in self._area(query.place)))
        if query.audience is not None:
            wanted.append(_tag([f"for{query.audience}"]))
        if query.by is not None:
            wanted.append(_tag([f"by{query.by}"]))
        if query.accessible:
            wanted.append(_tag(["accessible"]))
        if query.languages:
            wanted.append(_tag(f"speaks{code}" for code in query.languages))
        match = " AND ".join(f"({part})" for part in wanted if part)
        return self._run(
            f"select rowid from {table} where {table} match ? order by rank limit ?",  # noqa: S608 - no input
            (match, query.limit),
        ) if said else []  # fmt: skip

    def _in_sql(self, query: Query, words: Sequence[str]) -> list[str]:
        match = _any(words, query.place)
        where: list[str] = []
        values: list[object] = [match]
        if query.place is not None:
            area = self._area(query.place)
            where.append(f"facts.area in ({','.join('?' * len(area))})")
            values += area
        if query.audience is not None:
            where.append("facts.audience & ?")
            values.append(_AUDIENCES[query.audience])
        if query.by is not None:
            where.append("facts.channel & ?")
            values.append(_BY[query.by])
        if query.accessible:
            where.append("facts.accessible")
        for code in query.languages:
            where.append("facts.languages like ?")
            values.append(f"% {code} %")
        joined = "".join(f" and {condition}" for condition in where)
        table = "words join facts on facts.id = words.rowid" if where else "words"
        return self._run(
            f"select words.rowid from {table} where words match ?{joined} order by rank limit ?",  # noqa: S608 - no input
            (*values, query.limit),
        ) if match else []  # fmt: skip

    def _run(self, sql: str, values: Sequence[object]) -> list[str]:
        return [self._ids[row[0]] for row in self._db.execute(sql, tuple(values)).fetchall()]

    def _area(self, place: Place) -> list[str]:
        home = place.departement or ""
        around = self._ground.around(home) if home else frozenset()
        region = {code for code, region in self._ground.regions.items() if region == place.region}
        return sorted({"fr", home, *around, *region} - {""})


def _any(words: Sequence[str], place: Place | None) -> str:
    said = [f'"{word}"' for word in words]
    if said and place is not None and place.kind == "commune":
        said.append(f'city : "{fold(place.label.partition(" (")[0])}"')
    return " OR ".join(said)


def _tag(tags: object) -> str:
    return "tags : (" + " OR ".join(f'"{tag}"' for tag in tags) + ")"  # type: ignore[attr-defined]


def _texts(service: Service, kinds: Mapping[str, Kind], ground: Ground) -> tuple[str, ...]:
    kind = kinds[service.kind]
    numbers = " ".join(p.digits for p in service.visible_phones if len(p.digits) <= 6)
    return (
        f"{service.name} {numbers}",
        kind.label,
        (service.description or kind.description).vous,
        service.organization or "",
        (service.location.city or "") if service.location else "",
        ground.names.get(service.departement or "", ""),
    )


def _tags(service: Service) -> list[str]:
    area, audience, channel, accessible, languages = _facts(service)
    tags = [f"area{area}"]
    tags += [f"for{name}" for name, bit in _AUDIENCES.items() if audience & bit]
    tags += [f"by{name}" for name, bits in _BY.items() if channel & bits]
    tags += [f"speaks{code}" for code in languages.split()]
    return [*tags, "accessible"] if accessible else tags


def _facts(service: Service) -> tuple[str, int, int, int, str]:
    audience = sum(_AUDIENCES[name] for name in set(service.audience)) or 7
    channel = sum(_CHANNELS[name] for name in service.reachable_channels)
    home = "fr" if service.is_national else (service.departement or "fr")
    accessible = int(service.accessibility is not None)
    return home, audience, channel, accessible, f" {' '.join(service.languages)} "
