"""Nothing that was released is lost, whatever happens to the process, the clock, the disk or the folder."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from shellguard.audit.appender import Appender
from shellguard.audit.query import entries
from shellguard.audit.record import timestamp
from shellguard.audit.recorder import Recorder
from shellguard.audit.segments import lines_backwards, lines_forwards, segments_in
from shellguard.audit.verify import verify
from shellguard.errors import ShellguardError
from shellguard.parsing.reading import read
from shellguard.policy.decision import Action
from tests.audit.audit_lines import HERE, KEY, NOON, SetClock, recorder, verdict

ODD_LINES = [
    "",
    "echo $'a\nb'\nls",
    "printf '\x1b[2J\x00\x07'",
    "echo \udcff\udc80",
    "echo 日本語 👩‍👩‍👧",
    "a" * 100_000,
    'echo "\\" \'"\' }","hash":"',
    '{"kind":"pruned","n":0}',
    "\u2028\u2029\x85",
]


def records(folder: Path) -> list[dict[str, Any]]:
    found = []
    for segment in segments_in(folder / "audit"):
        found += [json.loads(line) for line in segment.path.read_bytes().splitlines()]
    return found


def filled(folder: Path, count: int = 4) -> Path:
    """A record of some lines in one segment; gives back the segment."""
    with recorder(folder) as pen:
        for number in range(count):
            pen.decided(verdict(f"id{number}", f"echo {number}"), HERE)
            pen.finished(f"id{number}", 0, 1.5)
    return segments_in(folder / "audit")[0].path


def test_a_line_has_its_decision_its_answer_and_its_end(tmp_path: Path) -> None:
    with recorder(tmp_path) as pen:
        pen.decided(verdict("a", "rm -rf build", Action.CONFIRM, 70, rule="files.remove"), HERE)
        pen.answered("a", "run", 2300)
        pen.finished("a", 1, 12)
    (entry,) = entries(tmp_path / "audit")
    assert (entry.record["line"], entry.answered, entry.status) == ("rm -rf build", "run", 1)
    assert entry.record["findings"][0]["id"] == "files.remove"
    assert entry.record["cwd"] == "/home/me/src"


def test_confirm_deny_and_answers_are_on_the_disk_when_the_call_returns(tmp_path: Path) -> None:
    with recorder(tmp_path) as pen:
        assert not pen.decided(verdict("a", "ls"), HERE).synced
        assert pen.dirty
        pen.sync()
        assert not pen.dirty
        assert pen.decided(verdict("b", "rm x", Action.CONFIRM, 60), HERE).synced
        assert pen.decided(verdict("c", "rm -rf /", Action.DENY, 100), HERE).synced
        assert pen.answered("b", "run", 100).synced


@pytest.mark.parametrize("line", ODD_LINES, ids=range(len(ODD_LINES)))
def test_any_text_stays_one_line_of_the_record(tmp_path: Path, line: str) -> None:
    with recorder(tmp_path) as pen:
        pen.decided(verdict("a", line, script=read(line)), HERE)
        pen.event("hook-off", why=line)
    assert verify(tmp_path / "audit").good
    assert len(records(tmp_path)) == 3
    decided = records(tmp_path)[1]
    assert decided["line"] == line[:16_384]
    assert decided.get("cut", 0) == max(0, len(line) - 16_384)


def test_secrets_reach_no_byte_of_the_folder(tmp_path: Path) -> None:
    secret = "hunter2Zq9"
    line = f"mysql -p{secret} shop"
    with recorder(tmp_path) as pen:
        pen.decided(verdict("a", line, Action.CONFIRM, 60, read(line), rule=f"x.{secret}"[:2]), HERE)
        pen.event("edited", id="a", line=f"export TOKEN={secret}")
        pen.event("request", text=f"log in with password={secret}")
    for file in (tmp_path / "audit").iterdir():
        assert secret.encode() not in file.read_bytes()


def test_the_folder_is_private(tmp_path: Path) -> None:
    segment = filled(tmp_path)
    assert segment.stat().st_mode & 0o777 == 0o600
    assert segment.parent.stat().st_mode & 0o777 == 0o700


def test_two_recorders_never_write_one_chain(tmp_path: Path) -> None:
    with recorder(tmp_path), pytest.raises(ShellguardError, match="another shellguard process"):
        recorder(tmp_path)
    recorder(tmp_path).close()


def test_the_chain_goes_on_after_a_restart(tmp_path: Path) -> None:
    filled(tmp_path)
    filled(tmp_path)
    result = verify(tmp_path / "audit")
    assert (result.good, result.records, result.segments) == (True, 17, 1)


def test_a_file_that_ends_at_any_byte_opens_and_says_so(tmp_path: Path) -> None:
    whole = filled(tmp_path).read_bytes()
    second_last = whole.rindex(b"\n", 0, len(whole) - 1) + 1
    for end in [*range(0, 200, 7), *range(second_last - 3, len(whole) + 1)]:
        place = tmp_path / f"cut{end}"
        (place / "audit").mkdir(parents=True, mode=0o700)
        (place / "audit" / "000001-2026-11-21.jsonl").write_bytes(whole[:end])
        kept = whole[:end].count(b"\n")
        with recorder(place) as pen:
            pen.decided(verdict("new", "echo new"), HERE)
        result = verify(place / "audit")
        assert result.good, (end, result.problems)
        torn = end not in (0, whole[:end].rfind(b"\n") + 1)
        assert result.torn == int(torn), end
        assert result.records == kept + int(torn) + 1 + int(kept == 0)


def test_a_hole_of_zeros_from_a_power_failure_is_cut_off(tmp_path: Path) -> None:
    segment = filled(tmp_path)
    with segment.open("ab") as file:
        file.write(b"\0" * 4096 + b"\n")
    filled(tmp_path)
    result = verify(tmp_path / "audit")
    assert result.good
    assert result.torn == 1


def test_a_killed_writer_loses_nothing_that_was_released(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; sys.path.insert(0, 'tests/audit')\n"
        "from audit_lines import *\n"
        "pen = recorder(Path(sys.argv[1]))\n"
        "for n in range(10**9):\n"
        "    pen.decided(verdict(f'id{n}', 'echo'), HERE); print(n, flush=True)\n"
    )
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdout=subprocess.PIPE,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert process.stdout is not None
    released = [process.stdout.readline() for _ in range(200)]
    process.send_signal(signal.SIGKILL)
    released += process.stdout.readlines()
    process.wait()
    last = max(int(line) for line in released if line.endswith(b"\n"))
    filled(tmp_path)
    assert verify(tmp_path / "audit").good
    ids = {record.get("id") for record in records(tmp_path)}
    assert {f"id{number}" for number in range(last + 1)} <= ids


def test_readers_see_whole_records_while_one_writes(tmp_path: Path) -> None:
    reader = (
        "import sys; from pathlib import Path; from shellguard.audit.query import entries\n"
        "from shellguard.audit.verify import verify\n"
        "for _ in range(5):\n"
        "    assert verify(Path(sys.argv[1])).good\n"
        "    assert all(entry.record.get('at') for entry in entries(Path(sys.argv[1])))\n"
    )
    root = Path(__file__).parents[2]
    with recorder(tmp_path) as pen:
        pen.decided(verdict("first", "ls"), HERE)
        processes = [
            subprocess.Popen(
                [sys.executable, "-c", reader, str(tmp_path / "audit")],
                cwd=root,
                env={**os.environ, "PYTHONPATH": str(root)},
            )
            for _ in range(16)
        ]
        number = 0
        while any(process.poll() is None for process in processes):
            pen.decided(verdict(f"id{number}", "echo " + "x" * (number % 500)), HERE)
            number += 1
    assert [process.returncode for process in processes] == [0] * 16
    assert verify(tmp_path / "audit").good


def test_a_line_that_is_written_meanwhile_is_never_read_in_two_halves(tmp_path: Path) -> None:
    file = tmp_path / "1-2026-11-21.jsonl"
    file.write_bytes(b'{"n":0}\n{"n"')
    lines = lines_forwards(file)
    assert [next(lines), next(lines)] == [b'{"n":0}\n', b'{"n"']
    with file.open("ab") as growing:
        growing.write(b':1}\n{"n":2}\n')
    assert list(lines) == []


def test_a_clock_that_goes_back_keeps_the_order_and_is_noted(tmp_path: Path) -> None:
    clock = SetClock()
    with recorder(tmp_path, clock) as pen:
        pen.decided(verdict("a", "echo a"), HERE)
        clock.now -= 200_000
        pen.decided(verdict("b", "echo b"), HERE)
        clock.now += 10 * 365 * 86_400
        pen.decided(verdict("c", "echo c"), HERE)
        clock.now = NOON
        pen.decided(verdict("d", "echo d"), HERE)
    assert verify(tmp_path / "audit").good
    assert [entry.record["id"] for entry in entries(tmp_path / "audit")] == ["d", "c", "b", "a"]
    assert [record["kind"] for record in records(tmp_path)].count("clock") == 2
    days = [
        (record["at"][:10], segment.day)
        for segment in segments_in(tmp_path / "audit")
        for record in map(json.loads, segment.path.read_bytes().splitlines())
    ]
    assert all(day == name for day, name in days)


def test_days_begin_new_segments_in_utc_whatever_the_zone(tmp_path: Path) -> None:
    clock = SetClock(1_792_886_399.5)  # 2026-10-24T23:59:59.5Z, the night when Europe's clocks go back
    with recorder(tmp_path, clock) as pen:
        for _ in range(5):
            pen.decided(verdict("a", "ls"), HERE)
            clock.now += 1800
    assert [segment.day for segment in segments_in(tmp_path / "audit")] == ["2026-10-24", "2026-10-25"]
    times = [record["at"] for record in records(tmp_path)]
    assert times == sorted(times)


def test_times_are_utc_with_milliseconds() -> None:
    assert timestamp(NOON + 0.1239) == "2026-11-21T12:00:00.123Z"


def test_a_full_disk_is_an_error_and_the_record_stays_whole(tmp_path: Path) -> None:
    filled(tmp_path)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            size = segments_in(tmp_path / "audit")[0].path.stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + 700, resource.RLIM_INFINITY))
            code = _fill_until_it_fails(tmp_path)
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    result = verify(tmp_path / "audit")
    assert result.good
    assert result.incomplete == 0
    assert "after" in {record.get("id") for record in records(tmp_path)}


def _fill_until_it_fails(folder: Path) -> int:
    with recorder(folder) as pen:
        failed = 0
        for number in range(10):
            try:
                pen.decided(verdict(f"full{number}", "echo " + "x" * 200), HERE)
            except ShellguardError:
                failed += 1
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        pen.decided(verdict("after", "echo there is room again"), HERE)
    return 0 if failed >= 8 else 2


def test_a_read_only_folder_or_file_is_an_error() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        filled(folder).chmod(0o400)
        (folder / "bare").mkdir(mode=0o555)
        if os.geteuid() == 0:
            for path in folder.rglob("*"):
                os.chown(path, 65534, 65534)
        child = os.fork()
        if child == 0:
            code = 1
            try:
                if os.geteuid() == 0:  # root writes everywhere
                    os.setgid(65534)
                    os.setuid(65534)
                for place in (folder / "audit", folder / "bare" / "audit"):
                    with pytest.raises(ShellguardError):
                        Appender(place, SetClock())
                code = 0
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_folder_that_is_a_file_or_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(ShellguardError):
            Recorder(tmp_path / name, key=KEY)


def test_a_record_that_somebody_removed_is_begun_anew_and_the_gap_shows(tmp_path: Path) -> None:
    with recorder(tmp_path) as pen:
        pen.decided(verdict("a", "ls"), HERE)
        segments_in(tmp_path / "audit")[0].path.unlink()
        pen.sync()
        pen.decided(verdict("b", "ls"), HERE)
    assert [entry.record["id"] for entry in entries(tmp_path / "audit")] == ["b"]
    assert not verify(tmp_path / "audit").good


@pytest.mark.parametrize("kind", ["decided", "Segment", "", "a b", "pruned"])
def test_events_cannot_pose_as_records_of_the_chain(tmp_path: Path, kind: str) -> None:
    with recorder(tmp_path) as pen, pytest.raises(ValueError, match="kind"):
        pen.event(kind)


def test_reading_backwards_is_reading_forwards_turned_round(tmp_path: Path) -> None:
    file = tmp_path / "file"
    for sizes in ([], [0], [3, 0, 5], [70_000, 1, 65_535, 65_536, 65_537], [200_000]):
        lines = [bytes([97 + number]) * size for number, size in enumerate(sizes)]
        text = b"".join(line + b"\n" for line in lines)
        for tail in (b"", b"torn"):
            file.write_bytes(text + tail)
            found = list(lines_backwards(file))
            assert [line for _, line in found] == lines[::-1]
            assert all(text[offset : offset + len(line)] == line for offset, line in found)
