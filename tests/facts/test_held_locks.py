"""A package manager's lock: in the way when nobody holds it, needed while one runs."""

from __future__ import annotations

import subprocess
from pathlib import Path

from shellguard.effects.derive import effects_of
from shellguard.effects.effect import Effect
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.machine.held_locks import let_go
from shellguard.parsing.reading import read
from tests.waiting import wait_until

THERE = TargetFacts(path="/var/lib/pacman/db.lck", exists=True, kind="file", files=1, total_bytes=0)


def removal(line: str) -> Effect:
    return effects_of(read(line))[0]


def test_a_file_that_is_no_lock_stays_as_it_is() -> None:
    assert let_go(THERE, removal("sudo rm /etc/fstab")) is THERE


def test_a_lock_is_needed_while_a_package_manager_runs(tmp_path: Path) -> None:
    waiting = tmp_path / "makepkg"
    waiting.write_text("#!/bin/sh\nread line\n")
    waiting.chmod(0o755)
    with subprocess.Popen([waiting], stdin=subprocess.PIPE) as running:
        try:
            comm = Path(f"/proc/{running.pid}/comm")
            wait_until(lambda: comm.read_text() == "makepkg\n", "the name of the program that runs")
            found = let_go(THERE, removal("sudo rm /var/lib/pacman/db.lck"))
        finally:
            running.kill()
    assert found.recovery is Recovery.UNKNOWN
    assert "runs and may hold it" in found.reason
