"""A fresh world for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shellguard.facts.budget import Budget
from shellguard.facts.machine import connections, seat
from shellguard.facts.services import clouds, clusters, published_packages, redirected_clients
from shellguard.judgement import judging
from tests.worlds.world import World


@pytest.fixture(autouse=True)
def time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is seen must not hang on how busy the machine is; that looking ends in time is told elsewhere."""
    monkeypatch.setattr(judging, "USUAL", Budget(supply=2000.0, look=2000.0))
    monkeypatch.setattr(clouds, "_LOOK_MS", 300.0)
    monkeypatch.setattr(clusters, "_LOOK_MS", 300.0)
    monkeypatch.setattr(published_packages, "_LOOK_MS", 300.0)
    monkeypatch.setattr(seat, "_LOOK_MS", 300.0)
    monkeypatch.setattr(redirected_clients, "_LOOK_MS", 300.0)


@pytest.fixture(autouse=True)
def no_other_way_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other worlds start programs on the same machine: a tunnel among them tells nothing of this one."""
    monkeypatch.setattr(connections, "called", lambda *_: iter(()))


@pytest.fixture
def new_world(tmp_path: Path) -> Iterator[Callable[[], World]]:
    made: list[World] = []

    def make() -> World:
        number = len(list(tmp_path.iterdir()))
        root = tmp_path / f"w{number}"
        world = World(root, root / "home" / "project", root / "home")
        world.here.mkdir(parents=True)
        made.append(world)
        return world

    yield make
    for world in made:
        world.do_ended()
