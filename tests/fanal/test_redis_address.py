"""Where Redis is, said once for the door, the commands and the start."""

from __future__ import annotations

from pathlib import Path

from fanal.settings import Settings


def test_the_redis_that_every_part_uses(tmp_path: Path) -> None:
    """The configured Redis, else the private socket of the embedded one, in /tmp when too deep."""
    given = Settings.from_environment({"REDIS_URL": "redis://localhost:6379/1"})
    assert given.redis_address == "redis://localhost:6379/1"
    near = Settings.from_environment({"FANAL_STATE_DIR": str(tmp_path)})
    assert near.redis_address == f"unix://{tmp_path.resolve()}/run/redis.sock"
    deep = Settings.from_environment({"FANAL_STATE_DIR": str(tmp_path / ("d" * 120))})
    assert len(deep.redis_address.removeprefix("unix://")) < 108
    assert deep.redis_address == f"unix://{deep.run_directory}/redis.sock"
