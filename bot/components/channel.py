"""The REST channel, with failures that look like failures and logs without message text."""

from __future__ import annotations

import logging
import traceback
from asyncio import CancelledError
from collections.abc import Awaitable, Callable
from typing import Any

import pluggy
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from rasa.plugin import plugin_manager
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

logger = logging.getLogger(__name__)
hookimpl = pluggy.HookimplMarker("rasa")


class _Silence:
    """Rasa's anonymisation pipeline: whatever a person wrote becomes an ellipsis."""

    def log_run(self, data: Any) -> str:
        """Replace any logged value."""
        return "…"

    def run(self, body: dict[str, Any]) -> None:
        """Rasa would publish anonymised events to a broker; there is none."""


class _SilencePlugin:
    """Registers the pipeline with Rasa's own plugin manager."""

    @hookimpl
    def get_anonymization_pipeline(self) -> _Silence:
        """Rasa asks for this before it logs anything a person wrote."""
        return _Silence()


class QuietRestInput(RestInput):
    """``POST /webhooks/rest/webhook`` as in Rasa, with two differences.

    Rasa's channel answers ``200 []`` when it failed and logs the text of the message; this one
    answers 503 and logs the kind of error only.
    """

    def __init__(self) -> None:
        if not plugin_manager().has_plugin("fanal-silence"):
            plugin_manager().register(_SilencePlugin(), name="fanal-silence")

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> QuietRestInput:
        """Build the channel; it has no credentials."""
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's routes: a health check and the webhook."""
        webhook = Blueprint("fanal_rest", "fanal_rest")

        @webhook.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @webhook.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            collector = CollectingOutputChannel()
            message = UserMessage(
                self._extract_message(request),
                collector,
                await self._extract_sender(request),
                input_channel=self.name(),
                metadata=self.get_metadata(request),
            )
            try:
                await on_new_message(message)
            except (Exception, CancelledError) as error:
                logger.error("message failed: %s at %s", type(error).__name__, _where(error))
                return response.json({"error": type(error).__name__}, status=503)
            return response.json(collector.messages)

        return webhook


def _where(error: BaseException) -> str:
    """File, line and function of the error: enough to find it, and no word of the message."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno} {frame.name}"
