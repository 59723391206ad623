"""What a line would end, by the kernel's table: what can't be told is never called nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.look import look
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState

NAMED = "import ctypes, sys, time; ctypes.CDLL(None).prctl(15, sys.argv[1].encode()); print(flush=True); time.sleep(600)"
NOBODY = "zz-nobody-has-this"


@pytest.fixture
def database() -> Iterator[int]:
    """The number of a process that is called as a server of a database is."""
    process = subprocess.Popen([sys.executable, "-c", NAMED, "mongod"], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    yield process.pid
    process.kill()
    process.communicate()


def told(line: str, folder: Path, *, uid: int | None = None) -> TargetFacts | None:
    shell = ShellState(cwd=str(folder), home=str(folder), uid=os.getuid() if uid is None else uid)
    script = read(line, shell)
    return look(effects_of(script, shell), shell, budget_ms=500.0, script=script).targets.get((0, -1))


def lost(line: str, folder: Path, *, uid: int | None = None) -> Recovery | None:
    facts = told(line, folder, uid=uid)
    return facts.recovery if facts is not None else None


@pytest.mark.parametrize(
    "line",
    [
        "kill -9 -4711",
        "kill -9 %1",
        "kill -9 $SOME",
        "kill -9 $(cat not-there.pid)",
        f"pkill -v {NOBODY}",
        f"pkill -P 1 {NOBODY}",
        f"pkill -t pts/0 {NOBODY}",
        f"pkill -f '{NOBODY}|.*'",
        f"pkill {NOBODY} $MORE",
        "fuser -k disk.img",
        f"sleep 1; pkill {NOBODY}",
    ],
)
def test_what_is_not_understood_is_not_called_nothing(tmp_path: Path, line: str) -> None:
    assert lost(line, tmp_path) is not Recovery.NOTHING_LOST


@pytest.mark.parametrize(
    "line",
    [
        f"pkill {NOBODY}",
        f"pkill -9 -x {NOBODY}",
        f"pkill -f {NOBODY}",
        f"killall -KILL {NOBODY}",
        f"kill -9 $(pgrep -f {NOBODY})",
        f"kill -9 $(pidof {NOBODY})",
        f"pgrep {NOBODY} | xargs kill",
        f"sudo pkill -KILL -u {NOBODY}",
    ],
)
def test_a_name_that_nothing_has_ends_nothing(tmp_path: Path, line: str) -> None:
    assert lost(line, tmp_path) is Recovery.NOTHING_LOST


@pytest.mark.parametrize("signal", ["", "-TERM", "-HUP", "-0", "-s TERM"])
def test_a_database_that_is_told_to_end_is_not_lost(tmp_path: Path, database: int, signal: str) -> None:
    assert lost(f"kill {signal} {database}", tmp_path) is not Recovery.LOST


@pytest.mark.parametrize("signal", ["-9", "-KILL", "-SIGKILL", "-s KILL", "-s SIGKILL"])
def test_a_database_that_is_cut_off_is_told_of(tmp_path: Path, database: int, signal: str) -> None:
    facts = told(f"kill {signal} {database}", tmp_path)
    assert facts is not None
    assert facts.recovery is Recovery.LOST
    assert facts.reason.startswith("mongod: a database")


def test_of_several_numbers_one_is_enough(tmp_path: Path, database: int) -> None:
    assert lost(f"kill -9 999999999 {database}", tmp_path) is Recovery.LOST


def test_a_number_in_a_file_counts(tmp_path: Path, database: int) -> None:
    (tmp_path / "a.pid").write_text(f"{database}\n")
    assert lost("kill -9 $(cat a.pid)", tmp_path) is Recovery.LOST
    assert lost("kill -9 `cat ./a.pid`", tmp_path) is Recovery.LOST


def test_another_users_process_can_not_be_ended(tmp_path: Path, database: int) -> None:
    facts = told(f"kill -9 {database}", tmp_path, uid=os.getuid() + 4711)
    assert facts is not None
    assert facts.recovery is Recovery.NOTHING_LOST
    assert lost(f"sudo kill -9 {database}", tmp_path, uid=os.getuid() + 4711) is Recovery.LOST
