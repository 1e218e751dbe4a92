"""Reading files that may be large, in one of two encodings, cut short, or not what they say."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ijson

from fanal.directory.importers.draft import Issue

_CHUNK = 1 << 20
ENCODINGS = ("utf-8", "cp1252")
Progress = Callable[[int], None]
"""Called with the number of bytes read since the last call."""
Row = tuple[int, Any]

CUT = "fichier coupé ou mal formé à partir d'ici : la suite n'est pas lue"


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


def csv_rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Cells of each line of a CSV file, with the number of its line."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue  # a line that is no CSV has no cell to report; the next one is read
        yield reader.line_num, cells


def json_items(path: Path, prefixes: tuple[str, ...], progress: Progress) -> Iterator[Row | Issue]:
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
                yield number, item
        except (ijson.JSONError, UnicodeDecodeError):
            yield Issue(number + 1, "fichier", "", CUT)


def _is_json_lines(start: bytes) -> bool:
    first, _, rest = start.partition(b"\n")
    try:
        json.loads(first)
    except ValueError:
        return False
    return first.startswith(b"{") and rest.lstrip().startswith(b"{")


def _json_lines(path: Path, encoding: str, progress: Progress) -> Iterator[Row | Issue]:
    for number, line in enumerate(lines_of(path, encoding, progress), start=1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except ValueError:
            yield Issue(number, "refusée", "", "ligne qui n'est pas du JSON")


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
