"""The bench of the daemon's load: its shells live as long as it does, and it waits for none for ever."""

from __future__ import annotations

import pytest

from bench import load
from tests.waiting import wait_until


def test_a_shell_that_ended_is_told_and_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    with load.a_daemon() as daemon:
        shells = [load.Shell(daemon), load.Shell(daemon)]
        assert load.drive(shells, lines=40) > 0
        ended = shells[0]
        assert ended.process.stdin is not None, "its life hangs on something else than this program's"
        ended.process.stdin.close()
        ended.process.wait(10)
        wait_until(lambda: not (daemon.runtime / f"{ended.name}.req").exists(), "the end of its pipes")
        monkeypatch.setattr(load, "PATIENCE_SECONDS", 2.0)
        with pytest.raises(SystemExit, match="1 of 2 shells have ended"):
            load.drive(shells, lines=40)
        for shell in shells:
            shell.close()
