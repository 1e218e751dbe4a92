"""« Pas au téléphone », said beside anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanal.language import ChannelCues
from fanal.language._tables import LANGUAGE
from fanal.yaml_files import YamlError, load_yaml

CUES = load_yaml(LANGUAGE / "channel.yml").data["cues"]  # type: ignore[index, call-overload]


@pytest.fixture(scope="module")
def channels() -> ChannelCues:
    return ChannelCues.load()


@pytest.mark.parametrize(
    ("channel", "text"), [(cue["channel"], text) for cue in CUES for text in cue["examples"]]
)
def test_a_channel_is_heard_beside_anything(channels: ChannelCues, channel: str, text: str) -> None:
    """Each cue hears its examples, whatever else they say."""
    assert channels.channel_of(text) == channel


@pytest.mark.parametrize("text", [text for cue in CUES for text in cue["counter_examples"]])
def test_other_words_ask_for_no_channel(channels: ChannelCues, text: str) -> None:
    """A telephone that is lost, or somebody else's calls, say nothing of how to make contact."""
    assert channels.channel_of(text) is None


@pytest.mark.parametrize(
    "content",
    [
        "cues:\n  - channel: smoke\n    patterns: [oui]\n",
        "cues:\n  - channel: written\n    patterns: [<nobody>]\n",
        "cues: oui\n",
    ],
)
def test_a_broken_table_says_where(tmp_path: Path, content: str) -> None:
    """A mistake in the table stops the start with the file and the line."""
    path = tmp_path / "channel.yml"
    path.write_text(content)
    with pytest.raises(YamlError, match=r"channel\.yml"):
        ChannelCues.load(path)
