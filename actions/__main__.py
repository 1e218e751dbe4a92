"""``python -m actions``: the action server, on loopback only."""

from __future__ import annotations

from urllib.parse import urlsplit

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.moves import all_moves
from fanal.reply import load_dialogue
from fanal.settings import Settings


def main() -> None:
    """Load the dialogue, register the actions, serve.

    rasa_sdk's own command listens on every interface and allows every origin; this one does not.
    """
    settings = Settings.from_environment()
    address = urlsplit(settings.actions_url)
    executor = ActionExecutor()
    for move in all_moves(load_dialogue()):
        executor.register_action(move)
    app = create_app(executor, cors_origins=[])
    app.run(
        host=address.hostname,
        port=address.port or 5055,
        single_process=True,
        access_log=False,
        motd=False,
    )


if __name__ == "__main__":
    main()
