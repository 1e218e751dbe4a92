"""The same conversation as on the page, from a terminal, through the public interface."""

from __future__ import annotations

import argparse
import json
import sys
import urllib.error
import urllib.request
from typing import Any

from fanal.settings import Settings

TIMEOUT_SECONDS = 20
_STATES = {"open": "ouvert", "closed": "fermé", "unknown": "horaires non connus"}


class ChatFailed(Exception):
    """The door refused or did not answer; the message, in French, says which."""


def run(options: argparse.Namespace) -> int:
    """Talk until « quitter » or the end of input; the conversation is erased on the way out."""
    url = options.url or f"http://127.0.0.1:{Settings.from_environment().port}"
    try:
        opened = _call("POST", f"{url}/api/v1/conversations")
    except ChatFailed as error:
        print(error, file=sys.stderr)
        return 1
    address = f"{url}/api/v1/conversations/{opened['conversation_id']}"
    _show(opened["reply"])
    try:
        while True:
            text = _read(opened["reply"].get("choices", []))
            if text is None:
                return 0
            try:
                opened["reply"] = _call("POST", f"{address}/messages", {"text": text})
            except ChatFailed as error:
                print(f"\n{error}")
                continue
            _show(opened["reply"])
    finally:
        try:
            _call("DELETE", address)
            print("Conversation effacée.")
        except ChatFailed as error:
            print(error, file=sys.stderr)


def _read(choices: list[dict[str, str]]) -> str | None:
    while True:
        try:
            text = input("\n> ")
        except (EOFError, KeyboardInterrupt):
            print()
            return None
        if text.strip() in {"quitter", "exit", "quit"}:
            return None
        if text.strip().startswith("/") and text.strip()[1:].isdigit():
            index = int(text.strip()[1:]) - 1
            if 0 <= index < len(choices):
                return choices[index]["text"]
        return text


def _show(reply: dict[str, Any]) -> None:
    print()
    if reply["urgent"]:
        print("!! URGENT")
    for message in reply["messages"]:
        print(message["text"])
    for contact in reply["contacts"]:
        numbers = ", ".join(
            f"{p['number']} (SMS)" if p["kind"] == "sms" else p["number"] for p in contact["phones"]
        )
        state = contact["hours"] or _STATES[contact["open"]]
        print(f"\n  * {contact['name']} : {numbers or 'en ligne'} ({state})")
        print(f"    {contact['why']}")
        for key in ("chat_url", "email", "url", "address"):
            if contact[key]:
                print(f"    {contact[key]}")
    for number, choice in enumerate(reply["choices"], start=1):
        print(f"  /{number}  {choice['label']}")


def _call(method: str, url: str, body: dict[str, str] | None = None) -> dict[str, Any]:
    data = json.dumps(body).encode() if body is not None else None
    headers = {"Content-Type": "application/json"} if data else {}
    request = urllib.request.Request(url, data=data, method=method, headers=headers)  # noqa: S310 - the address the person gave
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - same
            raw = answer.read()
    except urllib.error.HTTPError as error:
        raise ChatFailed(_refusal(error.read())) from None
    except (urllib.error.URLError, OSError):
        raise ChatFailed("Fanal ne répond pas. L'avez-vous démarré avec « make start ».") from None
    found: dict[str, Any] = json.loads(raw) if raw else {}
    return found


def _refusal(raw: bytes) -> str:
    try:
        return str(json.loads(raw)["message"])
    except (ValueError, KeyError, TypeError):
        return "Demande refusée."
