"""What docker's engine says that would be lost: by its names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shellguard import judgement
from shellguard.parsing.shell_state import ShellState
from shellguard.settings.model import Settings
from tests.worlds.engine import Engine

UNNAMED = "c" * 64


@pytest.fixture
def engine() -> Iterator[Engine]:
    found = Engine(("volume:pgdata", "volume:cache", f"volume:{UNNAMED}", "container:shop_db:shop_data"))
    yield found
    found.close()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("docker volume prune -a", "(cache, pgdata, 1 without a name)"),
        ("docker system prune --volumes", "(cache, pgdata, 1 without a name)"),
        ("docker compose -p shop down -v", "(shop_data)"),
    ],
)
def test_the_volumes_that_would_go_are_named(engine: Engine, line: str, said: str) -> None:
    shell = ShellState(cwd="/", home="/nobody", variables={"DOCKER_HOST": f"unix://{engine.path}"})
    verdict = judgement.judge(line, shell=shell, settings=Settings())
    assert said in verdict.risk.reasoning
