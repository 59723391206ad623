"""The record while a daemon writes it: changed by the daemon, or directly where it is another record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from shellguard.audit.recorder import Recorder
from shellguard.errors import ShellguardError
from shellguard.wire import client as wire
from tests.audit.audit_lines import HERE, SetClock, verdict
from tests.daemon.installation import Installation


@pytest.fixture
def daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    """A running daemon with three lines in its record, one of them a year old."""
    made = Installation(tmp_path)
    clock = SetClock(1_600_000_000.0)
    with Recorder(made.state / "audit", clock=clock) as pen:
        pen.decided(verdict("old", "echo old"), HERE)
        clock.now += 30 * 86_400
        pen.decided(verdict("kept", "echo kept"), HERE)
    made.start_daemon()
    for name, value in made.environment.items():
        if name.startswith("SHELLGUARD_"):
            monkeypatch.setenv(name, value)
    assert made.run("check", "--record", "--json", "true").returncode == 0
    yield made
    made.run("daemon", "stop")


def told(installation: Installation, *arguments: str, code: int = 0) -> str:
    done = installation.run("log", *arguments)
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def test_an_unknown_line_is_not_forgotten(daemon: Installation) -> None:
    assert "no such entry" in told(daemon, "forget", "nobody", code=1)
    assert "kept" in told(daemon)


def test_requests_of_another_form_are_refused(daemon: Installation) -> None:
    own = str((daemon.state / "audit").resolve())
    for payload in ({}, {"folder": own}, {"folder": own, "id": "kept", "mark": "whatever"}):
        with pytest.raises(ShellguardError):
            wire.request("mark", payload, timeout=10)
    with pytest.raises(ShellguardError):
        wire.request("prune", {"folder": own, "days": "many", "megabytes": 0}, timeout=10)
    assert "marked" not in told(daemon)


def test_a_line_is_forgotten_while_the_daemon_runs(daemon: Installation) -> None:
    assert json.loads(told(daemon, "forget", "kept", "--json"))["records"] == 1
    assert "echo kept" not in told(daemon)
    assert daemon.run("check", "--record", "--json", "true").returncode == 0
    assert "good: " in told(daemon, "verify")
    assert "1 record forgotten" in told(daemon, "verify")


def test_old_days_are_pruned_while_the_daemon_runs(daemon: Installation) -> None:
    assert "1 segment dropped" in told(daemon, "prune", "--days", "1")
    assert "echo old" not in told(daemon)
    assert "good: " in told(daemon, "verify")


def test_another_record_than_the_daemons_is_changed_directly(daemon: Installation, tmp_path: Path) -> None:
    with Recorder(tmp_path / "other") as pen:
        pen.decided(verdict("theirs", "echo theirs"), HERE)
    assert "1 record blanked" in told(daemon, "forget", "theirs", "--folder", str(tmp_path / "other"))
    assert "echo kept" in told(daemon)


def test_a_mark_is_written_by_the_daemon_and_shown(daemon: Installation) -> None:
    folder = str((daemon.state / "audit").resolve())
    for mark in ("needless", "should-ask"):
        assert wire.request("mark", {"folder": folder, "id": "kept", "mark": mark}, timeout=10)
    shown = told(daemon, "show", "kept")
    assert "marked afterwards: should have asked" in shown
    assert "needless" not in shown
    assert "good: " in told(daemon, "verify")
