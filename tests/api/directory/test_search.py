"""The search of the directory through the door."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

SERVICES = "/api/v1/services"


def found(door: TestClient, **asked: Any) -> list[dict[str, Any]]:
    answer = door.get(SERVICES, params=asked)
    assert answer.status_code == 200, answer.text
    results: list[dict[str, Any]] = answer.json()
    return results


def test_words_and_a_place(door: TestClient) -> None:
    """A search gives contacts of the usual shape, each with its reasons."""
    first = found(door, q="maison des ados", place="Guéret")[0]
    assert first["id"] == "23-mda-01"
    assert first["reasons"]
    one = door.get(f"{SERVICES}/23-mda-01").json()
    assert set(first) == {*one, "reasons"}


def test_the_same_without_an_address(door: TestClient) -> None:
    """A search sent in the body gives what the same search in the address gives."""
    asked = {"q": "harcelement", "commune": "97411", "audience": "young", "limit": 4}
    sent = door.post(f"{SERVICES}/search", json=asked)
    assert [one["id"] for one in sent.json()] == [one["id"] for one in found(door, **asked)]


def test_what_there_was_before_is_unchanged(door: TestClient) -> None:
    """Without new fields, the national services come in their groups, or a département's."""
    assert all("group" in contact for contact in found(door))
    assert "reasons" not in found(door, departement="23")[0]


def test_danger_in_the_words_comes_first(door: TestClient) -> None:
    """Promise 5 holds for a search too."""
    assert [one["id"] for one in found(door, q="j'ai envie de mourir")[:2]] == [
        "3114",
        "urgence-114",
    ]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"q": "viol", "need": "nothing"}, "unknown_need"),
        ({"place": "Saint-Denis"}, "ambiguous_place"),
        ({"place": "zzzzzz"}, "unknown_place"),
        ({"commune": "99999"}, "unknown_place"),
        ({"q": "a" * 201}, "invalid"),
        ({"limit": 51}, "invalid"),
        ({"channel": "pigeon"}, "invalid"),
    ],
)
def test_refusals(door: TestClient, asked: dict[str, Any], code: str) -> None:
    """What cannot be searched is refused with a code, a sentence and humans."""
    answer = door.get(SERVICES, params=asked)
    assert answer.status_code == 422
    assert answer.json()["code"] == code
    assert answer.json()["contacts"]
