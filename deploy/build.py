"""``python -m deploy.build``: train what is missing or out of date, nothing else."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from deploy.progress import StepFailed, run_step
from fanal.settings import ROOT, Settings

BOT_PYTHON = ROOT / ".venv-bot" / "bin" / "python"
BOT_SOURCES = (
    "bot",
    "data/nlu",
    "data/resources/needs",
    "data/resources/answers",
    "data/resources/texts/choices.yml",
    "data/resources/language",
    "fanal/language",
    "fanal/yaml_files.py",
)
ENCODER_SOURCES = (
    "data/nlu",
    "data/resources/needs",
    "data/resources/answers",
    "data/resources/kinds.yml",
    "fanal/matching/encoder.py",
)


def main() -> int:
    """Build the bot and the encoder; a second run takes a second."""
    settings = Settings.from_environment()
    models = settings.state_directory / "models"
    models.mkdir(parents=True, exist_ok=True)
    logs = settings.state_directory / "log"
    quiet = {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        # Rasa takes « need/suicide » for a retrieval intent and warns once an example.
        "PYTHONWARNINGS": "ignore",
    }
    train_bot = [str(BOT_PYTHON), "-m", "rasa", "train", "--config", "bot/config.yml"]
    train_bot += ["--domain", "bot/domain", "--data", "data/nlu", "bot/rules"]
    train_bot += ["--out", str(models), "--fixed-model-name", "bot", "--quiet"]
    train_encoder = [sys.executable, "-m", "fanal.matching.encoder", str(models / "encoder")]
    try:
        _build("bot", BOT_SOURCES, models / "bot.tar.gz", train_bot, logs, quiet)
        if settings.encoder is None:
            _build("encodeur", ENCODER_SOURCES, models / "encoder", train_encoder, logs, quiet)
    except StepFailed as error:
        print(f"\nErreur : {error}", file=sys.stderr)
        return 1
    return 0


def _build(
    name: str,
    sources: Iterable[str],
    target: Path,
    command: list[str],
    logs: Path,
    env: dict[str, str],
) -> None:
    digest = fingerprint(ROOT / source for source in sources)
    stamp = target.with_name(f"{target.name}.stamp")
    if target.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    run_step(f"entraînement : {name}", command, logs / f"train-{name}.log", env=env, cwd=ROOT)
    stamp.write_text(digest)


def fingerprint(sources: Iterable[Path]) -> str:
    """A digest of the content of files and folders; caches are left out."""
    digest = hashlib.sha256()
    for source in sources:
        files = [source] if source.is_file() else sorted(source.rglob("*"))
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".pyc":
                digest.update(str(file.relative_to(ROOT)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
