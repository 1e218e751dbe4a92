"""``python -m actions``: the action server, on loopback only."""

from __future__ import annotations

from urllib.parse import urlsplit

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.moves import all_moves
from actions.opinion import Opinion
from fanal.reply import load_dialogue
from fanal.settings import Settings


def main() -> None:
    """Load the dialogue, register the actions, serve.

    rasa_sdk's own command listens on every interface and allows every origin; this one does not.
    """
    settings = Settings.from_environment()
    address = urlsplit(settings.actions_url)
    executor = ActionExecutor()
    dialogue = load_dialogue()
    opinion = Opinion(
        dialogue.composer.matcher, settings.encoder or settings.state_directory / "models/encoder"
    )
    opinion.load_in_background()
    for move in all_moves(dialogue, opinion):
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
