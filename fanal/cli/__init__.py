"""``fanal``: the everyday commands for people who keep the content, and a chat in a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from fanal.cli import chat, check, corrections
from fanal.cli import directory as directory_commands


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="fanal", description="Les commandes de Fanal.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMANDE")
    directory = commands.add_parser("directory", help="l'annuaire").add_subparsers(
        dest="action", required=True, metavar="ACTION"
    )
    directory_commands.add_commands(directory)
    reports = commands.add_parser("corrections", help="les erreurs signalées").add_subparsers(
        dest="action", required=True, metavar="ACTION"
    )
    corrections.add_commands(reports)
    content = commands.add_parser("content", help="les textes").add_subparsers(
        dest="action", required=True, metavar="ACTION"
    )
    content.add_parser("check", help="vérifie chaque texte, besoin et réponse").set_defaults(
        run=check.content
    )
    talk = commands.add_parser("chat", help="converse dans le terminal, avec Fanal démarré")
    talk.add_argument("--url", default=None, help="adresse de Fanal (http://localhost:8000)")
    talk.set_defaults(run=chat.run)
    options = parser.parse_args(arguments)
    code: int = options.run(options)
    return code


if __name__ == "__main__":
    sys.exit(main())
