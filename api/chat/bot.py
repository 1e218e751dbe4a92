"""The way to Rasa: one POST, a short wait, and nothing that looks like success by mistake."""

from __future__ import annotations

from typing import Any

import httpx
from pydantic import ValidationError

from fanal.language.understanding import Understanding
from fanal.reply import Conversation, Outcome, Reply

PROBE_TEXT = "bonjour"


class BotUnavailable(Exception):
    """Rasa or the action server did not give a usable reply."""


class Bot:
    """Rasa's REST channel on loopback."""

    def __init__(self, url: str, timeout: float) -> None:
        self._client = httpx.AsyncClient(
            base_url=url, timeout=httpx.Timeout(timeout, connect=1.0), trust_env=False
        )

    async def reply(
        self,
        session_id: str,
        text: str,
        said: Understanding,
        *,
        expecting: str | None = None,
        conversation: dict[str, Any] | None = None,
    ) -> Outcome:
        """What the bot answers.

        Args:
            session_id: the conversation.
            text: the message, already redacted.
            said: what the door saw by itself: danger, who is writing, the language, services.
            expecting: the question that waits for an answer.
            conversation: the door's copy of the memory, when Rasa's is behind.

        Raises:
            BotUnavailable: no answer in time, an error, or the empty list that Rasa gives when
                it has failed.
        """
        # Rasa takes « /restart » or « /need{…} » for a command: nobody outside gives it commands.
        text = text.lstrip("/ ") or "…"
        metadata = {
            "level": said.level,
            "cannot_speak": said.cannot_speak,
            "medical": said.medical,
            "audience": said.audience,
            "language": said.language,
            "channel": said.channel,
            "services": list(said.services),
            "expecting": expecting,
            "conversation": conversation,
        }
        try:
            response = await self._client.post(
                "/webhooks/rest/webhook",
                json={"sender": session_id, "message": text, "metadata": metadata},
            )
            response.raise_for_status()
            return _outcome(response.json())
        except (httpx.HTTPError, ValueError, KeyError, TypeError, ValidationError) as error:
            raise BotUnavailable(type(error).__name__) from error

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def _outcome(messages: Any) -> Outcome:
    custom = next(m["custom"] for m in [*messages, {"custom": None}] if "custom" in m)
    if custom is None:
        raise ValueError("empty answer")
    return Outcome(
        Reply.model_validate(custom["reply"]),
        Conversation.model_validate(custom["conversation"]),
        bool(custom["erase"]),
    )
