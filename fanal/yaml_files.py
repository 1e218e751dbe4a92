"""Reading the project's YAML files, with the line of every value.

The rules are narrower than YAML 1.1 and hold for every file of the project:

- the booleans are ``true`` and ``false`` only (``on``, ``off``, ``yes``, ``no`` stay text);
- a number with a leading zero stays text (a postcode, an INSEE code, a phone number);
- a date stays text, in the form it was written;
- a key is always text, even when it looks like a number;
- a key given twice, an anchor, an alias or a tag is an error.

Standard library and PyYAML only: the Python 3.10 environment imports this module too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml.resolver import BaseResolver

_BYTE_ORDER_MARK = "\ufeff"
_MAXIMUM_DEPTH = 64
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_CONSTANTS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
# At most 15 digits: beyond that it is an identifier, not a quantity.
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}")

_NO_ANCHOR = "les ancres (&) et les alias (*) ne sont pas admis"
_NO_TAG = "les étiquettes (!) ne sont pas admises : mettre le texte entre guillemets"
# What PyYAML says (in English, part of the message) and what we say instead.
_FRENCH = (
    (
        "mapping values are not allowed",
        "deux-points inattendu : mettre tout le texte entre guillemets, ou revoir le retrait",
    ),
    (
        "cannot start any token",
        "signe interdit ici : enlever la tabulation, ou mettre des guillemets",
    ),
    ("could not find expected ':'", "il manque « : » après le nom du champ"),
    ("unexpected end of stream", "un guillemet ou un crochet n'est pas fermé"),
    ("unexpected document separator", "un guillemet ou un crochet n'est pas fermé"),
    ("expected a single document", "un seul document par fichier : enlever le séparateur ---"),
    ("unknown escape character", "barre oblique inverse (\\) inattendue dans un texte"),
    ("did not find expected", "retrait ou ponctuation incorrects"),
    ("expected <block end>", "retrait ou ponctuation incorrects"),
    ("special characters are not allowed", "caractère de contrôle interdit"),
    ("control characters are not allowed", "caractère de contrôle interdit"),
    ("alias", _NO_ANCHOR),
    ("anchor", _NO_ANCHOR),
    ("tag", _NO_TAG),
)


class YamlError(ValueError):
    """A YAML file that cannot be read, with its place and a message in French.

    Attributes:
        path: the file.
        line: the line at fault, counted from 1.
        message: what is wrong, in French.
    """

    def __init__(self, path: Path, line: int, message: str) -> None:
        """Keep the place apart from the message, so that a report can show both."""
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line
        self.message = message


@dataclass(frozen=True)
class YamlFile:
    """One YAML file that was read.

    Attributes:
        path: the file.
        data: its content, made of dict (text keys), list, str, int, float, bool and None.
    """

    path: Path
    data: object
    _root: yaml.Node | None = field(repr=False, compare=False)

    def line_of(self, *keys: str | int) -> int:
        """Give the line (from 1) where the value under a path of keys begins.

        Args:
            keys: names of fields and positions in lists, from the top of the file.

        Returns:
            For a field, the line of its name. When the path does not exist, the line of its
            nearest parent that does.
        """
        node = self._root
        if node is None:
            return 1
        line = node.start_mark.line
        for key in keys:
            found = _child(node, key)
            if found is None:
                break
            line, node = found
        return int(line) + 1


def load_yaml(path: Path) -> YamlFile:
    """Read one YAML file.

    Raises:
        YamlError: the file is missing, is not UTF-8, is not correct YAML, or breaks one of
            the rules at the top of this module.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise YamlError(path, 1, f"fichier illisible ({error.strerror})") from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise YamlError(path, line, "le fichier n'est pas écrit en UTF-8") from error
    return parse_yaml(text, path)


def parse_yaml(text: str, path: Path) -> YamlFile:
    """Read YAML that is already in memory; ``path`` is the name given in errors.

    Raises:
        YamlError: see `load_yaml`.
    """
    text = text.removeprefix(_BYTE_ORDER_MARK)
    try:
        root = _compose(text)
        data = _Builder(path, text).build(root) if root is not None else None
    except yaml.reader.ReaderError as error:
        position = error.position if isinstance(error.position, int) else 0
        line = text.count("\n", 0, position) + 1
        raise YamlError(path, line, "caractère de contrôle interdit") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(path, mark.line + 1 if mark else 1, _in_french(error)) from error
    except RecursionError as error:
        raise YamlError(path, 1, "trop de niveaux les uns dans les autres") from error
    return YamlFile(path, data, root)


class _Builder:
    """Turns the composed nodes of one file into plain Python values."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text

    def build(self, node: yaml.Node, depth: int = 0) -> object:
        if depth > _MAXIMUM_DEPTH:
            raise self.error(node, "trop de niveaux les uns dans les autres")
        # No value of ours can begin with these signs unless it is quoted.
        first = self.text[node.start_mark.index : node.start_mark.index + 1]
        if first == "&":
            raise self.error(node, _NO_ANCHOR)
        if first == "!" or node.tag not in _PLAIN_TAGS:
            raise self.error(node, _NO_TAG)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, depth + 1) for item in node.value]
        return _scalar(node)

    def mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, object]:
        built: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or not key_node.value:
                raise self.error(key_node, "le nom d'un champ doit être un texte simple")
            key = str(key_node.value)
            if key in built:
                raise self.error(key_node, f"le champ « {key} » est écrit deux fois")
            built[key] = self.build(value_node, depth + 1)
        return built

    def error(self, node: yaml.Node, message: str) -> YamlError:
        return YamlError(self.path, node.start_mark.line + 1, message)


def _compose(text: str) -> yaml.Node | None:
    """Parse into nodes; the resolver has no implicit rule, so a tag is one that was written."""
    loader: Any = _composer()(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
    finally:
        dispose = getattr(loader, "dispose", None)
        if dispose is not None:
            dispose()
    return node


@lru_cache(maxsize=1)
def _composer() -> type:
    """Give libyaml's composer, or the same in Python (about eight times slower) without it."""
    if not yaml.__with_libyaml__:
        return _PurePythonComposer
    from yaml._yaml import CParser

    class LibyamlComposer(CParser, BaseResolver):
        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            BaseResolver.__init__(self)

    return LibyamlComposer


class _PurePythonComposer(
    yaml.reader.Reader,
    yaml.scanner.Scanner,
    yaml.parser.Parser,
    yaml.composer.Composer,
    BaseResolver,
):
    """The same thing in Python, where libyaml is missing."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        yaml.composer.Composer.__init__(self)
        BaseResolver.__init__(self)


def _scalar(node: yaml.Node) -> str | int | float | bool | None:
    text = str(node.value)
    if getattr(node, "style", None) not in (None, ""):  # quoted or block text
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text


def _child(node: yaml.Node, key: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == str(key):
                return key_node.start_mark.line, value_node
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and 0 <= key < len(node.value):
        item: yaml.Node = node.value[key]
        return item.start_mark.line, item
    return None


def _in_french(error: yaml.MarkedYAMLError) -> str:
    said = f"{error.context or ''} {error.problem or ''}"
    for english, french in _FRENCH:
        if english in said:
            return french
    return "écriture YAML incorrecte ici"
