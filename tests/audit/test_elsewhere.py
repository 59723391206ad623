"""The head and the decisions elsewhere: delivered when wanted, and never in the way of the record."""

from __future__ import annotations

import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from shellguard.audit.elsewhere import Elsewhere, HeadFile, Journal, Syslog, newest_head
from shellguard.audit.recorder import Recorder
from shellguard.audit.verify import verify
from shellguard.policy.decision import Action
from tests.audit.audit_lines import HERE, KEY, SetClock, verdict


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[socket.socket]:
    """A datagram socket at `tmp_path/log`, as the journal or syslog has one."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "log"))
        listening.setblocking(False)
        yield listening


def received(listening: socket.socket) -> list[bytes]:
    found = []
    while True:
        try:
            found.append(listening.recv(1 << 20))
        except BlockingIOError:
            return found


def pen_telling(folder: Path, elsewhere: Elsewhere) -> Recorder:
    return Recorder(folder / "audit", clock=SetClock(), key=KEY, tell=elsewhere.heard)


def test_nothing_goes_anywhere_unasked(tmp_path: Path, receiver: socket.socket) -> None:
    elsewhere = Elsewhere(0, Journal(tmp_path / "log"))
    with pen_telling(tmp_path, elsewhere) as pen:
        for number in range(5):
            pen.decided(verdict(f"a{number}", "ls"), HERE)
    assert received(receiver) == []


def test_what_ended_and_happened_is_not_forwarded(tmp_path: Path, receiver: socket.socket) -> None:
    with pen_telling(tmp_path, Elsewhere(forward=Journal(tmp_path / "log"))) as pen:
        pen.finished("a", 0, 1)
        pen.event("hook-off")
    assert received(receiver) == []


@pytest.mark.parametrize("sink", [Journal, Syslog])
def test_a_receiver_that_is_away_or_full_costs_no_record(tmp_path: Path, sink: type[Journal]) -> None:
    elsewhere = Elsewhere(1, HeadFile(tmp_path / "none" / "heads"), sink(tmp_path / "nobody"))
    with pen_telling(tmp_path, elsewhere) as pen:
        for number in range(3):
            pen.decided(verdict(f"a{number}", "ls"), HERE)
    assert elsewhere.lost == 6
    assert verify(tmp_path / "audit").records == 4


def test_a_receiver_that_stopped_reading_holds_nobody_up(tmp_path: Path, receiver: socket.socket) -> None:
    elsewhere = Elsewhere(forward=Journal(tmp_path / "log"))
    with pen_telling(tmp_path, elsewhere) as pen:
        for number in range(2000):
            pen.decided(verdict(f"a{number}", "ls " * 100), HERE)
    assert elsewhere.lost > 0
    assert len(received(receiver)) + elsewhere.lost == 2000


def test_a_file_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "heads").symlink_to(tmp_path / "target")
    with pen_telling(tmp_path, Elsewhere(1, HeadFile(tmp_path / "heads"))) as pen:
        pen.decided(verdict("a", "ls"), HERE)
    assert not (tmp_path / "target").exists()


def test_heads_in_a_file_show_that_the_end_was_cut_off(tmp_path: Path) -> None:
    file = tmp_path / "heads"
    with pen_telling(tmp_path, Elsewhere(10, HeadFile(file))) as pen:
        for number in range(35):
            pen.decided(verdict(f"a{number}", "ls"), HERE)
    lines = file.read_text().splitlines()
    assert [line.split()[1] for line in lines] == ["1", "10", "20", "30"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert verify(tmp_path / "audit", newest_head(file.read_text())).good
    (segment,) = (tmp_path / "audit").glob("*.jsonl")
    segment.write_bytes(b"".join(segment.read_bytes().splitlines(keepends=True)[:20]))
    assert verify(tmp_path / "audit").good
    assert not verify(tmp_path / "audit", newest_head(file.read_text())).good


@pytest.mark.parametrize("text", ["", "\n", "2026 1", "a b c d", "2026 1 short"])
def test_what_is_no_head_is_none(text: str) -> None:
    assert newest_head(text) == ""


def test_the_journal_gets_fields_also_of_several_lines(tmp_path: Path, receiver: socket.socket) -> None:
    with pen_telling(tmp_path, Elsewhere(forward=Journal(tmp_path / "log"))) as pen:
        pen.decided(verdict("a", "echo one\necho two", Action.DENY, 99, rule="some.rule"), HERE)
        pen.answered("a", "no", 10)
    decided, answered = received(receiver)
    assert b"MESSAGE=deny 99: echo one\\necho two\n" in decided
    assert b"PRIORITY=4\n" in decided
    assert b"SHELLGUARD_LINE\n\x11\0\0\0\0\0\0\0echo one\necho two\n" in decided
    assert b"SHELLGUARD_RULES=some.rule\n" in decided
    assert b"MESSAGE=answered no\n" in answered


def test_a_record_too_long_for_a_datagram_still_leaves_its_message(
    tmp_path: Path, receiver: socket.socket
) -> None:
    sink = Journal(tmp_path / "log")
    sink.put("the message", 5, {"line": "x" * 1_000_000})
    (only,) = received(receiver)
    assert b"MESSAGE=the message\n" in only


def test_syslog_gets_one_printable_line(tmp_path: Path, receiver: socket.socket) -> None:
    with pen_telling(tmp_path, Elsewhere(1, Syslog(tmp_path / "log"), Syslog(tmp_path / "log"))) as pen:
        pen.decided(verdict("a", "echo \x1b[2J\n" + "x" * 5000), HERE)
    decided, head = (datagram.decode() for datagram in received(receiver))
    assert decided.startswith("<86>shellguard[")
    assert decided.isprintable()
    assert len(decided) < 1_100
    assert "head=" in head


def test_secrets_are_out_before_anything_goes_elsewhere(tmp_path: Path, receiver: socket.socket) -> None:
    with pen_telling(tmp_path, Elsewhere(forward=Journal(tmp_path / "log"))) as pen:
        pen.decided(verdict("a", "curl -H 'Authorization: Bearer abcdefabcdef12345' x.org"), HERE)
    (only,) = received(receiver)
    assert b"abcdefabcdef12345" not in only
