"""The real hook and daemon under each fault: nothing denied runs, what was recorded stays, the guard comes back."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.broken import BROKEN, Broken
from tests.faults.faults import ASKED, FAULTS, RUNS, Fault, Place, folder_of_another
from tests.faults.page import page
from tests.shells.conftest import World
from tests.shells.terminal import PROMPT
from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "faults.md"


@pytest.fixture
def place(own_world: World) -> Iterator[Place]:
    own_world.start_daemon()
    yield Place(own_world, own_world.shell(), own_world.daemon_pid)


def say(place: Place, line: str) -> None:
    """Types a line, and waits for the next prompt or a question."""
    before = len(place.shell.seen)
    place.shell.type(line + "\r")

    def ended() -> bool:
        place.shell.settle(patience=0.4)
        seen = place.shell.seen[before:]
        return "\n" in seen and (seen.endswith(PROMPT) or place.shell.asking)

    wait_until(ended, f"an end of {line}")


def denied(place: Place) -> bool:
    """Tries the denied line; whether it did not run."""
    say(place, "touch FORBIDDEN")
    if place.shell.asking:
        place.shell.answer("n")
    made = place.world.work / "FORBIDDEN"
    ran = made.exists()
    made.unlink(missing_ok=True)
    return not ran


def judges(place: Place) -> bool:
    """Whether the daemon itself has denied it, and not what the hook remembers of the settings."""
    before = len(place.shell.seen)
    assert denied(place)
    return "did not run" in place.shell.seen[before:]


def becomes_of(place: Place, line: str) -> str:
    say(place, line)
    if place.shell.asking:
        place.shell.answer("n")
        return ASKED
    return RUNS


def recorded(place: Place) -> list[str]:
    told = place.world.shellguard("log", "--json").stdout
    return [json.loads(line).get("line", "") for line in told.splitlines()]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.breaking.__name__)
def test_under_a_fault_nothing_denied_runs_and_nothing_recorded_is_lost(place: Place, fault: Fault) -> None:
    if fault.breaking is folder_of_another and os.geteuid() != 0:
        pytest.skip("only root can make a folder that belongs to somebody else")
    say(place, "true before")
    with fault.breaking(place):
        assert becomes_of(place, "touch ordinary") == fault.ordinary
        assert (place.world.work / "ordinary").exists() == (fault.ordinary == RUNS)
        assert denied(place)
        if fault.sees:
            place.shell.wait_for(fault.sees)
        assert place.shell.seen.endswith(PROMPT)
    if fault.recorded:
        # By a daemon that was not heard, before the shell meets it anew and what it does is given up.
        wait_until(lambda: "touch ordinary" in recorded(place), "the record of the ordinary line")
    wait_until(lambda: judges(place), f"a daemon that judges again; seen:\n{place.shell.seen}")
    say(place, "true after")
    lines = recorded(place)
    assert {"true before", "true after"} <= set(lines)
    assert ("touch ordinary" in lines) == fault.recorded
    assert place.world.shellguard("log", "verify", check=False).returncode == 0


def test_the_page_is_made_from_these_faults() -> None:
    assert DOCUMENT.read_text() == page(), "python -m tests.faults.page > docs/faults.md"


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.what.replace(" ", "-"))
def test_what_is_broken_on_purpose_is_still_there_to_be_broken(broken: Broken) -> None:
    assert all(broken.old in (ROOT / name).read_text() for name in broken.files)
    rows = {fault.breaking.__name__ for fault in FAULTS}
    assert [test for test in broken.tests if "::" not in test and test not in rows] == []


def test_every_row_was_seen_to_fail() -> None:
    seen = {test for broken in BROKEN for test in broken.tests}
    assert {fault.breaking.__name__ for fault in FAULTS} <= seen


def test_nothing_denied_runs_while_the_error_output_is_closed(place: Place) -> None:
    """Where bash shows no prompt, nor what is typed."""
    say(place, "true before")
    for number, line in enumerate(("exec 2>&-", "touch FORBIDDEN", "touch ordinary")):
        place.shell.type(f"{line}\r")
        place.shell.type(f"touch done{number}\r")
        wait_until((place.world.work / f"done{number}").exists, f"an end of {line}")
    place.shell.wait_for("did not run")
    assert (place.world.work / "ordinary").exists()
    assert not (place.world.work / "FORBIDDEN").exists()


@pytest.mark.parametrize("milliseconds", [0.0, 0.3, 1.0, 3.0])
def test_killed_at_a_moment_of_a_line(place: Place, milliseconds: float) -> None:
    """Before the request, while it is read, judged, recorded, answered: nothing of a denied line runs."""
    say(place, "true before")
    place.shell.type("touch FORBIDDEN\r")
    time.sleep(milliseconds / 1000)
    os.kill(place.pid, signal.SIGKILL)
    say(place, "")
    if place.shell.asking:
        place.shell.answer("n")
    assert not (place.world.work / "FORBIDDEN").exists()
    wait_until(lambda: judges(place), f"a daemon that judges again; seen:\n{place.shell.seen}")
    assert "true before" in recorded(place)
    assert place.world.shellguard("log", "verify", check=False).returncode == 0
