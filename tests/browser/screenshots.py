"""``make screenshots``: the pictures of docs/images, made again from a running Fanal.

The clock is frozen on the night of the tests, so that the same pages give the same pictures.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from fanal.settings import ROOT
from tests.browser.conftest import CHROMIUM, DESKTOP, NARROW, PHONE, QUIET, Visitor, saying
from tests.conftest import RunningStack

IMAGES = ROOT / "docs" / "images"
NIGHT: dict[str, Any] = {**PHONE, "color_scheme": "dark"}


def _easy(visitor: Visitor) -> None:
    visitor.visit("/?facile=1")
    visitor.say("je veux mourir")


def _written(visitor: Visitor) -> None:
    saying("on me menace avec mes photos")(visitor)
    visitor.page.get_by_role("button", name="Pas au téléphone").first.click()
    visitor.page.locator("#log .robot:not(.waiting)").nth(1).wait_for()


def _failed(visitor: Visitor) -> None:
    visitor.visit()
    visitor.context.set_offline(True)
    visitor.say("il y a quelqu'un")


PICTURES: dict[str, tuple[dict[str, Any], Callable[[Visitor], Any]]] = {
    "accueil": (PHONE, lambda visitor: visitor.visit()),
    "conversation": (PHONE, saying("slt jsuis dans la d ya un mec il me trouve des rdv")),
    "urgence": (NIGHT, saying("il est derrière la porte il va me frapper")),
    "sans-telephone": (PHONE, _written),
    "facile-a-lire": (PHONE, _easy),
    "panne": (NIGHT, _failed),
    "arabe": (PHONE, saying("أنا خائفة وأحتاج مساعدة")),
    "petit-ecran": (NARROW, lambda visitor: visitor.visit()),
    "annuaire": (
        DESKTOP,
        lambda visitor: visitor.visit(
            "/annuaire?departement=23&need=report_child&audience=professional&keep=119"
        ),
    ),
    "numeros": (DESKTOP, lambda visitor: visitor.visit("/numeros")),
}


@contextmanager
def running_stack() -> Iterator[RunningStack]:
    """A Fanal of our own, with the models of this checkout."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        (state / "models").symlink_to(ROOT / "var" / "models")
        stack = RunningStack(state)
        try:
            stack.start()
            yield stack
        finally:
            stack.stop()


def take(browser: Browser, stack: RunningStack) -> None:
    """Take every picture."""
    for name, (screen, reach) in PICTURES.items():
        visitor = Visitor(browser, stack, reduced_motion="reduce", **screen)
        reach(visitor)
        visitor.page.wait_for_timeout(300)
        visitor.page.screenshot(path=IMAGES / f"{name}.png")
        visitor.context.close()
        print(f"  docs/images/{name}.png")  # noqa: T201 - a command says what it made


def main() -> int:
    """Make all pictures again."""
    if CHROMIUM is None:
        print("Erreur : Chromium est absent. Sur Debian : apt install chromium")  # noqa: T201
        return 1
    with running_stack() as stack, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        take(browser, stack)
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
