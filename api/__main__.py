"""``python -m api``: the public door."""

from __future__ import annotations

import gc
import logging

import uvicorn

from api.app import create_app
from fanal.settings import Settings


def main() -> None:
    """Serve with one worker; addresses are not logged, they hold conversation identifiers."""
    settings = Settings.from_environment()
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    # What is read at the start stays: looking for garbage in it takes a quarter of the start.
    gc.disable()
    app = create_app(settings, learn_behind=True)
    gc.freeze()
    gc.enable()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        server_header=False,
        date_header=False,
        limit_concurrency=256,
        timeout_keep_alive=15,
        log_level="warning",
    )


if __name__ == "__main__":
    main()
