"""What is left of a process until its parent looks does not run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shellguard.processes import runs


def test_a_process_that_was_cleared_away_does_not_run() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert not runs(child.pid)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system has no /proc")
def test_a_process_that_ended_and_was_not_cleared_away_does_not_run() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    os.kill(child.pid, 0)
    assert not runs(child.pid)
    child.wait()


def test_a_process_that_waits_runs() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert runs(child.pid)
    assert runs(os.getpid())


def test_somebody_else_s_process_runs() -> None:
    assert runs(1)
