"""Every authored text keeps the rules of writing, and a text that breaks one is named."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from fanal.reply import Dialogue, load_dialogue
from fanal.reply.check import authored_texts, check_texts
from fanal.settings import ROOT

RESOURCES = ROOT / "data" / "resources"


def test_every_authored_text_is_right(dialogue: Dialogue) -> None:
    """No text of the project breaks a rule: references, questions, numbers, promises, labels."""
    assert check_texts(dialogue.composer, RESOURCES) == []


def test_every_text_is_walked(dialogue: Dialogue) -> None:
    """The walk reaches needs, answers, phrases, questions, choices, kinds and services."""
    files = {text.file.path.parent.name for text in authored_texts(dialogue.composer, RESOURCES)}
    wanted = {"needs", "answers", "texts", "resources", "national", "departements"}
    assert wanted <= files


def test_questions_are_five_and_typed(dialogue: Dialogue) -> None:
    """Fanal can ask five things, and every one of them finds a service or confirms."""
    assert set(dialogue.composer.texts.questions) == {
        "place",
        "audience",
        "channel",
        "confirm_place",
        "confirm_erase",
    }


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def without_easy(text: str) -> str:
    """The same file without its first easy form."""
    shorter = re.sub(r"^( +)falc:\n(?:\1 +.*\n)+", "", text, count=1, flags=re.MULTILINE)
    assert shorter != text
    return shorter


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        (
            "needs/bullying.yml",
            replaced('words:\n  tu:\n    - "', 'words:\n  tu:\n    - "Qui ? '),
            "interrogation",
        ),
        ("texts/phrases.yml", replaced("De rien.", "Appelle le 3018."), "numéro écrit à la main"),
        ("texts/phrases.yml", replaced("De rien.", "Ils vont t'aider."), "promesse"),
        ("texts/phrases.yml", replaced("De rien.", "Tu es une victime."), "victime"),
        ("texts/phrases.yml", replaced("De rien.", "Vous pouvez écrire."), "autre registre"),
        ("texts/phrases.yml", replaced("De rien.", "C'est de ta faute."), "reproche"),
        ("texts/phrases.yml", replaced("De rien.", "Ce n'est pas si grave."), "minimise"),
        ("texts/phrases.yml", replaced("De rien.", "Je ne peux rien faire."), "abandon"),
        ("texts/phrases.yml", replaced("De rien.", "De rien " * 20), "lisibilité : phrase"),
        (
            "texts/phrases.yml",
            replaced("De rien.", "Accompagnement individualisé. " * 12),
            "lisibilité : indice",
        ),
        ("texts/phrases.yml", replaced("{phone:police-17}", "{phone:inconnu}"), "renvoi inconnu"),
        ("needs/cyberviolence.yml", replaced("also: [", "also: [nulle_part, "), "besoin inconnu"),
        ("answers/abroad.yml", without_easy, "écrire la forme « falc »"),
        ("services/national/3039.yml", without_easy, "écrire la forme « falc »"),
        ("texts/phrases.yml", without_easy, "écrire la forme « falc »"),
        (
            "answers/abroad.yml",
            replaced("Le procureur travaille", "Le procureur " + "très " * 14 + "travaille"),
            "phrase de 20 mots",
        ),
    ],
)  # fmt: skip
def test_a_broken_rule_is_named_with_its_file(
    tmp_path: Path, file: str, change: Callable[[str], str], said: str
) -> None:
    """A text that asks, promises, names a number or refers to nothing is found, with its line."""
    copy = tmp_path / "resources"
    copytree(RESOURCES, copy)
    path = copy / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    problems = check_texts(load_dialogue(copy).composer, copy)
    assert any(said in p.message and p.path.name == path.name for p in problems), problems
    assert all(problem.line >= 1 for problem in problems)
