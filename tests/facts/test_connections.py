"""Who is connected to this machine, by tables as the kernel writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.facts.machine import connections as module
from shellguard.facts.machine.connections import came_in_by, connections
from shellguard.parsing.shell_state import ShellState

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue\n"
BY_SSH = "   0: 0100000A:0016 097100CB:C350 01 00000000:00000000\n"
LISTENS = "   1: 00000000:0016 00000000:0000 0A 00000000:00000000\n"
MAPPED = (
    "   0: 0000000000000000FFFF00000100000A:08AE 0000000000000000FFFF0000076433C6:C351 01 00000000:00000000\n"
)


@pytest.fixture(autouse=True)
def no_other_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "called", lambda *_: iter(()))


def tables(folder: Path, *texts: str) -> tuple[str, ...]:
    for number, text in enumerate(texts):
        (folder / str(number)).write_text(HEAD + text)
    return tuple(str(folder / str(number)) for number in range(len(texts)))


def test_what_only_listens_is_no_connection(tmp_path: Path) -> None:
    assert connections(tables(tmp_path, LISTENS)) == []


def test_who_came_in_is_told_with_the_port(tmp_path: Path) -> None:
    found = connections(tables(tmp_path, BY_SSH + LISTENS, MAPPED))
    assert found is not None
    assert [(one.port, str(one.other)) for one in found] == [(22, "203.0.113.9"), (2222, "198.51.100.7")]


def test_without_tables_nothing_is_known(tmp_path: Path) -> None:
    assert connections((str(tmp_path / "none"),)) is None


def test_a_way_that_the_tables_do_not_show_leaves_it_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "called", lambda *_: iter(["mosh-server"]))
    assert connections(tables(tmp_path, BY_SSH)) is None


def test_a_screen_that_is_kept_open_may_be_looked_at_by_all_who_are_connected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"SSH_CONNECTION": "203.0.113.9 50000 10.0.0.1 22"}
    kept = ShellState(variables={**told, "TMUX": "/tmp/tmux-1000/default,1,0"})
    monkeypatch.setattr(module, "connections", lambda: connections(tables(tmp_path, MAPPED)))
    assert came_in_by(ShellState(variables=told)) == {22}
    assert came_in_by(kept) == {22, 2222}
    monkeypatch.setattr(module, "connections", lambda: None)
    assert came_in_by(kept) == set()
