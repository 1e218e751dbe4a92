"""Reading files that may be large, in one of two encodings, cut short, or not what they say."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import ijson

from fanal.directory.importers.draft import Draft, Issue, Row

_CHUNK = 1 << 20
ENCODINGS = ("utf-8", "cp1252")
Progress = Callable[[int], None]
"""Called with the number of bytes read since the last call."""
CUT = "fichier coupé ou mal formé à partir d'ici : la suite n'est pas lue"
OPEN_QUOTE = "guillemet ouvert et jamais fermé : des lignes à partir d'ici ne sont pas lues"


class Raw(NamedTuple):
    """One row as its file has it.

    Attributes:
        number: number of its line, or of its item, from 1.
        value: its cells, or its JSON item.
        unended: its line is the last one and has no end: it may be cut.
    """

    number: int
    value: Any
    unended: bool = False


class UnreadableFile(ValueError):
    """The file cannot be read at all; the message, in French, says why."""


def encoding_of(path: Path) -> str:
    """The encoding of a text file: UTF-8 when it is, else that of old French exports (cp1252).

    Raises:
        UnreadableFile: the file is missing, or empty.
    """
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            first = file.read(_CHUNK)
            if not first:
                raise UnreadableFile(f"{path.name} : fichier vide")
            chunk = first
            while chunk:
                decoder.decode(chunk)
                chunk = file.read(_CHUNK)
            # A file cut in the middle of a letter is still UTF-8.
    except UnicodeDecodeError:
        return ENCODINGS[1]
    except OSError as error:
        raise UnreadableFile(f"{path} : fichier illisible ({error.strerror})") from None
    return ENCODINGS[0]


def lines_of(path: Path, encoding: str, progress: Progress) -> Iterator[str]:
    """The lines of a text file; a letter that cannot be read becomes « ? » and is seen later."""
    with path.open("rb") as file:
        for raw in file:
            progress(len(raw))
            yield raw.decode(encoding, errors="replace").lstrip("\ufeff")


def csv_rows(lines: Iterable[str], delimiter: str, *, quotes: bool = True) -> Iterator[Raw | Issue]:
    """Cells of each row of a CSV file, or an issue for each that cannot be read.

    Args:
        lines: the lines, with their ends.
        delimiter: what stands between cells.
        quotes: whether quotation marks hold a cell together; else they are letters like others.
    """
    taken: list[str] = []
    over = False

    def told() -> Iterator[str]:
        nonlocal over
        for line in lines:
            taken.append(line)
            yield line
        over = True

    reader = csv.reader(
        told(), delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE
    )
    while True:
        first = reader.line_num + 1
        taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # A cell without end overflows the module's limit: a quotation mark was not closed.
            if len(taken) > 1:
                yield Issue(first, "fichier", "", OPEN_QUOTE)
            else:
                yield Issue(first, "refusée", "", "ligne qui n'est pas du CSV")
            continue
        # A row asks for a line after the last one only to close a quotation mark. One that another
        # mark closed, rows further, leaves letters after it.
        if over or (len(taken) > 1 and not _strict(taken, delimiter)):
            yield Issue(first, "fichier", "", OPEN_QUOTE)
        else:
            ended = taken[-1].endswith("\n")
            yield Raw(reader.line_num, cells, unended=not ended)


def _strict(lines: list[str], delimiter: str) -> bool:
    """Whether the quotation marks of some lines stand only around cells."""
    try:
        return bool(list(csv.reader(lines, delimiter=delimiter, strict=True)))
    except csv.Error:
        return False


def rows_of(
    raws: Iterable[Raw | Issue], read: Callable[[int, Any], Draft | Issue | str]
) -> Iterator[Row | Issue]:
    """Rows that know how to be read: ``read`` gets the number and the value of each."""
    for raw in raws:
        if isinstance(raw, Issue):
            yield raw
        else:
            yield Row(raw.number, partial(read, raw.number, raw.value), raw.unended)


def json_items(path: Path, prefixes: tuple[str, ...], progress: Progress) -> Iterator[Raw | Issue]:
    """Items of the first list found under one of some prefixes, one at a time.

    Args:
        path: a JSON file, or JSON lines.
        prefixes: where the list may be, as ijson writes it (``service.item``, ``item``).
        progress: told of the bytes read.
    """
    encoding = encoding_of(path)
    with path.open("rb") as file:
        start = file.read(1 << 16).lstrip(b"\xef\xbb\xbf \r\n\t")
    if _is_json_lines(start):
        yield from _json_lines(path, encoding, progress)
        return
    prefix = _prefix(path, encoding, prefixes)
    if prefix is None:
        yield Issue(1, "fichier", "", "aucune liste attendue dans ce fichier JSON")
        return
    number = 0
    with path.open("rb") as file:
        try:
            for item in ijson.items(_Utf8(file, encoding, progress), prefix, use_float=True):
                number += 1
                yield Raw(number, item)
        except (ijson.JSONError, UnicodeDecodeError):
            yield Issue(number + 1, "fichier", "", CUT)


def _is_json_lines(start: bytes) -> bool:
    first, _, rest = start.partition(b"\n")
    try:
        json.loads(first)
    except ValueError:
        return False
    return first.startswith(b"{") and rest.lstrip().startswith(b"{")


def _json_lines(path: Path, encoding: str, progress: Progress) -> Iterator[Raw | Issue]:
    for number, line in enumerate(lines_of(path, encoding, progress), start=1):
        if not line.strip():
            continue
        try:
            yield Raw(number, json.loads(line))
        except ValueError:
            if line.endswith("\n"):
                yield Issue(number, "refusée", "", "ligne qui n'est pas du JSON")
            else:
                yield Issue(number, "fichier", "", CUT)


def _prefix(path: Path, encoding: str, prefixes: tuple[str, ...]) -> str | None:
    """The first prefix under which the file really has a list."""
    with path.open("rb") as file:
        try:
            for where, event, _ in ijson.parse(_Utf8(file, encoding, lambda _: None)):
                for prefix in prefixes:
                    if event == "start_array" and where == prefix.removesuffix("item").rstrip("."):
                        return prefix
        except ijson.JSONError:
            return None
    return None


class _Utf8:
    """A file read as UTF-8, whatever its encoding, that says how far it is."""

    def __init__(self, file: Any, encoding: str, progress: Progress) -> None:
        self._file = file
        self._encoding = encoding
        self._progress = progress

    def read(self, size: int = -1) -> bytes:
        raw: bytes = self._file.read(size)
        self._progress(len(raw))
        if self._encoding == ENCODINGS[0]:
            return raw
        return raw.decode(self._encoding, errors="replace").encode()
