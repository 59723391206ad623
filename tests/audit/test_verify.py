"""The chain names the first record that is not as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.audit.segments import segments_in
from shellguard.audit.verify import verify
from tests.audit.audit_lines import HERE, SetClock, recorder, verdict


def written(folder: Path, days: int = 1) -> list[Path]:
    clock = SetClock()
    with recorder(folder, clock) as pen:
        for day in range(days):
            for number in range(5):
                pen.decided(verdict(f"{day}-{number}", f"echo {number}"), HERE)
            clock.now += 86_400
    return [segment.path for segment in segments_in(folder / "audit")]


def test_an_empty_folder_and_none_are_good(tmp_path: Path) -> None:
    assert verify(tmp_path).good
    assert verify(tmp_path / "none").good


def test_an_untouched_record_is_good_over_several_days(tmp_path: Path) -> None:
    written(tmp_path, days=3)
    result = verify(tmp_path / "audit")
    assert (result.good, result.records, result.segments) == (True, 18, 3)


@pytest.mark.parametrize(
    ("tampered", "line", "said"),
    [
        (lambda x: [*x[:2], x[2].replace(b"echo", b"rm"), *x[3:]], 3, "was changed"),
        (lambda x: [*x[:2], x[2].replace(b'"n":2', b'"n":9'), *x[3:]], 3, "missing"),
        (lambda x: [*x[:2], x[3], x[2], *x[4:]], 3, "record 2 is missing"),
        (lambda x: [*x[:3], x[2], *x[3:]], 4, "out of order or repeated"),
        (lambda x: [*x[:2], *x[3:]], 3, "record 2 is missing"),
        (lambda x: [*x[:1], *x[4:]], 2, "records 1 to 3 are missing"),
        (lambda x: [*x[:2], b"nonsense\n", *x[3:]], 3, "no record"),
        (lambda x: [*x[:2], b"\n", *x[2:]], 3, "no record"),
        (lambda x: [*x[:2], x[2][:-20] + b"\n", *x[3:]], 3, "no record"),
        (lambda x: [*x[:2], x[2][:-10] + b'00000"}\n', *x[3:]], 3, "no record|changed"),
        (lambda x: x[1:], 1, "opening record is missing"),
        (lambda x: [x[0].replace(b"000000", b"111111"), *x[1:]], 1, "changed|pruning"),
    ],
)
def test_tampering_is_named_at_its_place(tmp_path: Path, tampered, line: int, said: str) -> None:  # type: ignore[no-untyped-def]
    (segment,) = written(tmp_path)
    segment.write_bytes(b"".join(tampered(segment.read_bytes().splitlines(keepends=True))))
    problems = verify(tmp_path / "audit").problems
    assert problems
    assert problems[0].line == line
    assert any(part in problems[0].what for part in said.split("|"))


def test_a_segment_that_is_gone_is_named(tmp_path: Path) -> None:
    first, middle, last = written(tmp_path, days=3)
    middle.unlink()
    (problem,) = verify(tmp_path / "audit").problems
    assert problem.segment == last.name
    first.unlink()
    assert "no pruning of them was recorded" in verify(tmp_path / "audit").problems[0].what


def test_a_cut_end_shows_only_against_a_head_that_was_kept(tmp_path: Path) -> None:
    (segment,) = written(tmp_path)
    head = verify(tmp_path / "audit").head
    assert verify(tmp_path / "audit", head).expected_at == 5
    segment.write_bytes(b"".join(segment.read_bytes().splitlines(keepends=True)[:-1]))
    assert verify(tmp_path / "audit").good
    assert not verify(tmp_path / "audit", head).good


def test_a_line_that_is_being_written_is_no_problem(tmp_path: Path) -> None:
    (segment,) = written(tmp_path)
    with segment.open("ab") as file:
        file.write(b'{"at":"2026')
    result = verify(tmp_path / "audit")
    assert (result.good, result.incomplete) == (True, 11)
