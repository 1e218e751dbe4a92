"""The encoder, trained for real on a few phrasings."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanal.matching import encoder


def test_trains_saves_loads_and_finds_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An encoder trained on two needs, saved and loaded again, tells them apart."""
    phrasings = [
        ("need/bullying", text)
        for text in ("on me harcèle", "ils se moquent de moi", "toute la classe me harcèle")
    ] + [
        ("need/shelter", text)
        for text in ("je dors dehors", "où dormir ce soir", "pas de toit cette nuit")
    ]
    monkeypatch.setattr(encoder, "known_phrasings", lambda: iter(phrasings))
    assert encoder.train(tmp_path / "model") > 0
    loaded = encoder.Encoder.load(tmp_path / "model")
    assert loaded.nearest("on me harcèle en classe")[0].name == "need/bullying"
    assert loaded.nearest("où dormir dehors cette nuit")[0].name == "need/shelter"
