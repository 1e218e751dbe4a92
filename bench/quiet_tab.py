"""A tab of Chromium that the test driver does not look into.

The driver of the tests opens worlds of its own in each page, which takes 40 to 70 ms of a
processor four times slower: time that no visitor ever waits. Here only the protocol of the browser
itself is spoken, through a target that the driver does not know.
"""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page


class QuietTab:
    """One tab with an empty profile."""

    def __init__(self, browser: Browser) -> None:
        """Open the tab; a page of the driver stands beside, to let time pass."""
        self._clock: Page = browser.new_page()
        self._root: CDPSession = browser.new_browser_cdp_session()
        self._context = self._root.send("Target.createBrowserContext")["browserContextId"]
        target = self._root.send(
            "Target.createTarget", {"url": "about:blank", "browserContextId": self._context}
        )["targetId"]
        self._answers: dict[int, Any] = {}
        self.weights: list[float] = []
        self._root.on("Target.receivedMessageFromTarget", self._receive)
        self._session = self._root.send(
            "Target.attachToTarget", {"targetId": target, "flatten": False}
        )["sessionId"]
        self._sent = 0

    def send(self, method: str, **parameters: Any) -> Any:
        """One command of the protocol and its result."""
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": parameters}
        self._root.send(
            "Target.sendMessageToTarget",
            {"sessionId": self._session, "message": json.dumps(message)},
        )
        while self._sent not in self._answers:
            self.wait(20)
        return self._answers[self._sent]

    def wait(self, milliseconds: int) -> None:
        """Let the browser work."""
        self._clock.wait_for_timeout(milliseconds)

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page."""
        return self.send("Runtime.evaluate", expression=expression, returnByValue=True)["result"][
            "value"
        ]

    def close(self) -> None:
        """Leave nothing of the tab."""
        self._root.send("Target.disposeBrowserContext", {"browserContextId": self._context})
        self._root.detach()
        self._clock.close()

    def _receive(self, event: dict[str, Any]) -> None:
        if event["sessionId"] != self._session:
            return
        message = json.loads(event["message"])
        if "id" in message:
            self._answers[message["id"]] = message.get("result")
        elif message["method"] == "Network.loadingFinished":
            self.weights.append(message["params"]["encodedDataLength"])
