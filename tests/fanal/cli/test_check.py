"""The commands for people who keep the content."""

from __future__ import annotations

import pytest

from fanal.cli import main


@pytest.mark.parametrize("command", [["directory", "check"], ["content", "check"]])
def test_the_projects_own_content_passes(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each check ends with 0 on the project's content and says what it read."""
    assert main(command) == 0
    assert capsys.readouterr().out.strip()


def test_chat_without_fanal_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """« fanal chat » without a running Fanal gives a clear sentence, not a traceback."""
    assert main(["chat", "--url", "http://127.0.0.1:9"]) == 1
    assert "ne répond pas" in capsys.readouterr().err


def test_an_unknown_command_is_refused() -> None:
    """A wrong command shows the usage."""
    with pytest.raises(SystemExit):
        main(["nulle-part"])
