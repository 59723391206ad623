"""A fresh world for each test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.worlds.world import World


@pytest.fixture
def new_world(tmp_path: Path) -> Callable[[], World]:
    def make() -> World:
        number = len(list(tmp_path.iterdir()))
        root = tmp_path / f"w{number}"
        world = World(root, root / "home" / "project", root / "home")
        world.here.mkdir(parents=True)
        return world

    return make
