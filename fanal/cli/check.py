"""``fanal directory check`` and ``fanal content check``."""

from __future__ import annotations

import argparse

from fanal.directory.check import check, render
from fanal.directory.corrections import load_kinds
from fanal.reply import load_dialogue
from fanal.reply.check import check_texts
from fanal.settings import ROOT
from fanal.yaml_files import YamlError

RESOURCES = ROOT / "data" / "resources"


def directory(options: argparse.Namespace) -> int:
    """Check every record of the directory; 1 when one has an error."""
    report = check(RESOURCES)
    print(render(report))
    return 1 if report.errors else 0


def content(options: argparse.Namespace) -> int:
    """Check every need, answer and text; 1 when one has an error."""
    try:
        composer = load_dialogue().composer
        load_kinds()
    except YamlError as error:
        print(error)
        return 1
    problems = check_texts(composer, RESOURCES)
    for problem in problems:
        print(problem)
    needs, answers = len(composer.matcher.needs.all), len(composer.answers.all)
    errors = sum(problem.severity == "error" for problem in problems)
    print(
        f"{needs} besoins, {answers} réponses : {errors} problème(s),"
        f" {len(problems) - errors} point(s) à voir"
    )
    return 1 if errors else 0
