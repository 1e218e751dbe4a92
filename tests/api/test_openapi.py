"""The OpenAPI description says what every route takes and gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

Operation = tuple[str, dict[str, Any]]


@pytest.fixture(scope="module")
def described(door: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = door.get("/api/v1/openapi.json").json()
    return found


def operations(described: dict[str, Any]) -> Iterator[Operation]:
    for path, said in described["paths"].items():
        if path.startswith(("/api/v1/", "/hsds/")):
            for verb, operation in said.items():
                yield f"{verb.upper()} {path}", operation


def resolved(described: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of one element: what a reference names, what a list holds."""
    while "$ref" in schema or schema.get("type") == "array":
        if "$ref" in schema:
            schema = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        else:
            schema = schema["items"]
    return schema


def test_every_route_says_what_it_is_for(described: dict[str, Any]) -> None:
    """Each route for programs has a summary and a description."""
    found = list(operations(described))
    assert len(found) >= 20
    assert [
        name for name, said in found if not (said.get("summary") and said.get("description"))
    ] == []


def test_every_parameter_is_described(described: dict[str, Any]) -> None:
    """Each parameter of an address, and each field of a body, says what it means."""
    silent = []
    for name, said in operations(described):
        for parameter in said.get("parameters", []):
            if not parameter.get("description"):
                silent.append(f"{name} {parameter['name']}")
        for content in said.get("requestBody", {}).get("content", {}).values():
            fields = resolved(described, content["schema"])["properties"]
            silent += [
                f"{name} {field}" for field in fields if not fields[field].get("description")
            ]
    assert silent == []


def test_every_answer_has_a_schema(described: dict[str, Any]) -> None:
    """Each JSON answer that is not a refusal names its fields and explains each of them."""
    untyped, silent = [], []
    for name, said in operations(described):
        for status, answer in said["responses"].items():
            schema = answer.get("content", {}).get("application/json", {}).get("schema")
            if schema is None or not status.startswith("2"):
                continue
            fields = resolved(described, schema).get("properties")
            if not fields:
                untyped.append(name)
                continue
            silent += [
                f"{name} {field}" for field in fields if not fields[field].get("description")
            ]
    assert (untyped, silent) == ([], [])


def test_lists_say_only_what_they_know(door: TestClient) -> None:
    """The national list has a group, a search has reasons, a département has neither."""
    [national, *_] = door.get("/api/v1/services").json()
    [placed, *_] = door.get("/api/v1/services", params={"departement": "59"}).json()
    [found, *_] = door.get("/api/v1/services", params={"q": "adolescents"}).json()
    one = door.get(f"/api/v1/services/{national['id']}").json()
    assert list(national) == [*one, "group"]
    assert list(placed) == list(one)
    assert list(found) == [*one, "reasons"]
