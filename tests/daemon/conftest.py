"""A daemon in private folders, and who asks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.daemon.hand_made_shell import HandMadeShell
from tests.daemon.installation import Installation


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path)
    yield made
    made.run("daemon", "stop")


@pytest.fixture
def client(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """A running daemon that this very process can ask."""
    installation.start_daemon()
    for name, value in installation.environment.items():
        if name.startswith("SHELLGUARD_"):
            monkeypatch.setenv(name, value)
    return installation


@pytest.fixture
def shell(installation: Installation) -> Iterator[HandMadeShell]:
    """A shell that says what it is told to say to the daemon, which must run."""
    made = HandMadeShell(installation)
    yield made
    made.close()
