"""Real folders and repositories for looking at."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from shellguard.facts.budget import Budget
from shellguard.judgement import judging

Git = Callable[..., str]


@pytest.fixture(autouse=True)
def time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is seen must not hang on how busy the machine is; that looking ends in time is told elsewhere."""
    monkeypatch.setattr(judging, "USUAL", Budget(supply=2000.0, look=2000.0))


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Runs git in `tmp_path` (or a folder below it) without anybody's settings."""
    settings = {
        **os.environ,
        "HOME": str(tmp_path / "nobody"),
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "ann",
        "GIT_AUTHOR_EMAIL": "ann@example.org",
        "GIT_COMMITTER_NAME": "ann",
        "GIT_COMMITTER_EMAIL": "ann@example.org",
    }

    def run(*arguments: str, at: Path = tmp_path) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=at, env=settings, check=True, capture_output=True, text=True
        )
        return done.stdout

    return run
