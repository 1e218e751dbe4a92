"""YAML files are read narrowly, and every problem has its line and a French message."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from fanal import yaml_files
from fanal.yaml_files import YamlError, load_yaml, parse_yaml

HERE = Path("essai.yml")


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Both parsers: the fast one, and the one used where libyaml is missing."""
    monkeypatch.setattr(yaml, "__with_libyaml__", request.param == "libyaml")
    yaml_files._composer.cache_clear()
    yield
    yaml_files._composer.cache_clear()


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("on", "on"),
        ("off", "off"),
        ("yes", "yes"),
        ("No", "No"),
        ("oui", "oui"),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("'null'", "null"),
        ("119", 119),
        ("'119'", "119"),
        ("01", "01"),
        ("01000", "01000"),
        ("0", 0),
        ("-1", -1),
        ("48.85", 48.85),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("9:30", "9:30"),
        (".inf", ".inf"),
        ("2025-11-20", "2025-11-20"),
        ("1234567890123456", "1234567890123456"),
        ("2A", "2A"),
        ("24/7", "24/7"),
    ],
)
def test_plain_values(written: str, value: object) -> None:
    """Only true, false, null and plain decimal numbers are not text."""
    data = parse_yaml(f"champ: {written}", HERE).data
    assert data == {"champ": value}
    assert isinstance(data, dict)
    assert type(data["champ"]) is type(value)


@pytest.mark.usefixtures("parser")
def test_keys_are_text() -> None:
    """A key that looks like a number stays text, as everything that names something."""
    assert parse_yaml("119: a\n01: b\ntrue: c", HERE).data == {"119": "a", "01": "b", "true": "c"}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: 2\na: 3", 3, "« a » est écrit deux fois"),
        ("x:\n  - b: 1\n    c: 2\n    b: 3", 4, "« b » est écrit deux fois"),
        ("a: b: c", 1, "deux-points"),
        ("a:\n\tb: 1", 2, "tabulation"),
        ("a: 'x", 1, "guillemet"),
        ("- a\nb: 1", 2, "retrait"),
        ("a: 1\nb: &x 2\nc: *x", 2, "ancres"),
        ("a: &inutile 1", 1, "ancres"),
        ("a: *x", 1, "ancres"),
        ("a: 1\nb: !!python/name:os.system", 2, "étiquettes"),
        ("a: !!str 1", 1, "étiquettes"),
        ("a: 1\nb: \x07", 2, "contrôle"),
        ("a: 1\n---\nb: 2", 2, "un seul document"),
        ('a: "\\q"', 1, "inverse"),
        ("? [a]\n: 1", 1, "texte simple"),
        ("a: " + "[" * 100 + "]" * 100, 1, "niveaux"),
    ],
)
def test_problems_have_a_line_and_french_words(text: str, line: int, said: str) -> None:
    """A broken file is refused where it breaks, in words that its author can act on."""
    with pytest.raises(YamlError) as caught:
        parse_yaml(text, HERE)
    assert (caught.value.path, caught.value.line) == (HERE, line)
    assert said in caught.value.message


def test_lines_of_values() -> None:
    """A path of keys gives its line; a path that does not exist, the line of its parent."""
    file = parse_yaml("# titre\nid: x\nphones:\n  - number: a\n  - number: b\n    kind: c\n", HERE)
    assert file.line_of() == 2
    assert file.line_of("phones") == 3
    assert file.line_of("phones", 0) == 4
    assert file.line_of("phones", 1, "kind") == 6
    assert file.line_of("phones", 1, "absent", "plus loin") == 5
    assert file.line_of("absent") == 2
    assert file.line_of("phones", 7) == 3


def test_an_empty_file_is_empty() -> None:
    """An empty file holds nothing, and its first line is 1."""
    file = parse_yaml("", HERE)
    assert (file.data, file.line_of("x")) == (None, 1)


def test_encoding(tmp_path: Path) -> None:
    """A file that is not UTF-8 is refused at its line; a byte order mark is ignored."""
    path = tmp_path / "latin.yml"
    path.write_bytes("a: 1\nb: é".encode("latin-1"))
    with pytest.raises(YamlError, match="UTF-8") as caught:
        load_yaml(path)
    assert caught.value.line == 2
    path.write_text("a: é", encoding="utf-8-sig")
    assert load_yaml(path).data == {"a": "é"}


def test_a_missing_file_is_a_yaml_error(tmp_path: Path) -> None:
    """A missing file is one more thing that one exception covers."""
    with pytest.raises(YamlError, match="illisible"):
        load_yaml(tmp_path / "absent.yml")
