"""What goes, goes so that the chain can still be checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.audit.keeping import Retention
from shellguard.audit.query import entries, find
from shellguard.audit.recorder import Recorder
from shellguard.audit.segments import segments_in
from shellguard.audit.verify import verify
from tests.audit.audit_lines import HERE, KEY, NOON, SetClock, recorder, verdict

DAY = 86_400


def ten_days(folder: Path) -> SetClock:
    clock = SetClock()
    with recorder(folder, clock) as pen:
        for day in range(10):
            pen.decided(verdict(f"day{day}", f"echo {day}"), HERE)
            clock.now += DAY
    clock.now -= DAY
    return clock


def ids(folder: Path) -> list[str]:
    return [entry.record["id"] for entry in entries(folder / "audit") if entry.is_line]


def test_nothing_is_pruned_without_being_asked_for(tmp_path: Path) -> None:
    clock = ten_days(tmp_path)
    with recorder(tmp_path, clock) as pen:
        assert pen.prune(Retention()) == 0
        assert pen.prune(Retention(days=30, megabytes=10)) == 0
    assert len(ids(tmp_path)) == 10


def test_pruning_keeps_the_chain_verifiable(tmp_path: Path) -> None:
    clock = ten_days(tmp_path)
    with recorder(tmp_path, clock) as pen:
        assert pen.prune(Retention(days=3)) == 5
        pen.decided(verdict("after", "ls"), HERE)
        assert pen.prune(Retention(days=1)) == 2
    result = verify(tmp_path / "audit")
    assert result.good, result.problems
    assert result.first_n == 14
    assert ids(tmp_path) == ["after", "day9", "day8", "day7"]


def test_pruning_by_size_leaves_the_newest_segment(tmp_path: Path) -> None:
    clock = SetClock()
    with recorder(tmp_path, clock) as pen:
        for day in range(4):
            for number in range(60):
                pen.decided(verdict(f"{day}-{number}", "x" * 10_000), HERE)
            clock.now += DAY
        assert pen.prune(Retention(megabytes=1)) == 3
    assert verify(tmp_path / "audit").good


def test_the_daemon_prunes_when_a_day_begins(tmp_path: Path) -> None:
    clock = SetClock()
    with Recorder(tmp_path / "audit", clock=clock, key=KEY, retention=Retention(days=2)) as pen:
        for day in range(8):
            pen.decided(verdict(f"day{day}", "ls"), HERE)
            clock.now += DAY
    assert len(segments_in(tmp_path / "audit")) == 4
    assert verify(tmp_path / "audit").good


def test_a_clock_that_jumps_ahead_prunes_nothing(tmp_path: Path) -> None:
    clock = ten_days(tmp_path)
    with Recorder(tmp_path / "audit", clock=clock, key=KEY, retention=Retention(days=30)) as pen:
        clock.now += 10 * 365 * DAY
        pen.decided(verdict("future", "ls"), HERE)
        clock.now = NOON + 10 * DAY
        pen.decided(verdict("back", "ls"), HERE)
    assert len(ids(tmp_path)) == 12


def test_segments_that_are_removed_by_hand_do_not_pass_for_pruned(tmp_path: Path) -> None:
    clock = ten_days(tmp_path)
    with recorder(tmp_path, clock) as pen:
        pen.prune(Retention(days=5))
    segments_in(tmp_path / "audit")[0].path.unlink()
    assert not verify(tmp_path / "audit").good


@pytest.mark.parametrize("which", ["day0", "day9"])
def test_what_is_forgotten_is_gone_and_the_chain_closes(tmp_path: Path, which: str) -> None:
    clock = ten_days(tmp_path)
    with recorder(tmp_path, clock) as pen:
        pen.finished(which, 0, 5)
        assert pen.forget(which) == 2
        assert pen.forget(which) == 0
        pen.decided(verdict("after", "ls"), HERE)
    result = verify(tmp_path / "audit")
    assert result.good, result.problems
    assert len(result.forgotten) == 2
    assert find(tmp_path / "audit", which) == []
    text = b"".join(segment.path.read_bytes() for segment in segments_in(tmp_path / "audit"))
    assert b'"' + which.encode() + b'"' not in text
    assert b'"echo %d"' % int(which[3:]) not in text


def test_a_blanked_record_that_nobody_asked_for_is_named(tmp_path: Path) -> None:
    clock = ten_days(tmp_path)
    whole = [segment.path.read_bytes() for segment in segments_in(tmp_path / "audit")]
    with recorder(tmp_path, clock) as pen:
        pen.forget("day3")
    last = segments_in(tmp_path / "audit")[-1].path
    last.write_bytes(whole[-1])  # the `forgot` record is taken away again
    assert "no request to forget" in verify(tmp_path / "audit").problems[0].what


def test_an_edited_tombstone_is_named(tmp_path: Path) -> None:
    clock = ten_days(tmp_path)
    with recorder(tmp_path, clock) as pen:
        pen.forget("day3")
    path = segments_in(tmp_path / "audit")[3].path
    path.write_bytes(
        path.read_bytes().replace(b'"body":"', b'"body":"0').replace(b'","hash"', b'","hash"', 1)
    )
    assert not verify(tmp_path / "audit").good
