"""What happens to a request that sends more than any message can hold."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.limits import MAX_BODY_BYTES

FORM = {"text": "motrare " * (MAX_BODY_BYTES // 8)}


@pytest.mark.parametrize("path", ["/conversation", "/widget", "/annuaire", "/rien-ici"])
def test_a_form_that_is_too_large_gets_a_french_page_with_numbers(
    door: TestClient, path: str
) -> None:
    """A person reads why, sees whom to call, and finds nothing of the message in the page."""
    answer = door.post(path, data=FORM, headers={"accept": "text/html"})
    assert answer.status_code == 413
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1>Message trop long</h1>" in answer.text
    assert "1 000 caractères au plus" in answer.text
    for uri in ("tel:17", "sms:114", "tel:119"):
        assert f'href="{uri}"' in answer.text
    assert "motrare" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_program_gets_the_same_as_json(door: TestClient) -> None:
    """The code, the words and the lines to call."""
    path = "/api/v1/conversations/abc/messages"
    answer = door.post(path, json={"text": "a" * MAX_BODY_BYTES})
    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"
    assert {"17", "114", "119"} <= {
        phone["number"] for contact in answer.json()["contacts"] for phone in contact["phones"]
    }


def test_what_fits_goes_on(door: TestClient) -> None:
    """A body of the largest size reaches the route, whole."""
    head = b"text="
    answer = door.post(
        "/conversation",
        content=head + b"a" * (MAX_BODY_BYTES - len(head)),
        headers={"content-type": "application/x-www-form-urlencoded", "accept": "text/html"},
    )
    assert answer.status_code == 422
    assert "caractères au plus" in answer.text


@pytest.mark.parametrize(
    ("path", "home"), [("/widget/rien", "/widget"), ("/rien", "/")], ids=["framed", "alone"]
)
def test_a_refusal_leads_back_to_where_the_person_was(
    door: TestClient, path: str, home: str
) -> None:
    """In the frame of a partner only the widget can be shown."""
    answer = door.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert f'<a class="button" href="{home}">' in answer.text
