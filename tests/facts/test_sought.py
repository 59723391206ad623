"""What a `find` takes, by age, size and type."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery
from shellguard.facts.sought import is_rotated, sought_by, take
from shellguard.parsing.reading import read

NOW = time.time()
DAY = 86_400


@pytest.mark.parametrize(
    "line",
    [
        "find . -delete",
        "find . -name '*.log' -delete",
        "find . ! -mtime +7 -delete",
        "find . -mtime +7 -o -name x -delete",
        "find . \\( -mtime +7 \\) -delete",
        "find . -newer stamp -delete",
        "find . -mtime $DAYS -delete",
        "find . -mtime soon -delete",
        "find . -mtime +7 -exec rm {} +",
        "ls -t",
    ],
)
def test_what_is_not_understood_narrows_nothing(line: str) -> None:
    assert sought_by(read(line).commands[0], NOW) is None


@pytest.mark.parametrize(
    ("tests", "taken"),
    [
        ("-mtime +7", {"old", "big"}),
        ("-mtime -7", {"new", "empty"}),
        ("-mmin +60", {"old", "big"}),
        ("-size +1k", {"big"}),
        ("-size -1k", {"empty"}),
        ("-size 0", {"empty"}),
        ("-type f -mtime +7 -size +1k", {"big"}),
        ("-name 'o*' -mtime +7", {"old", "big"}),
        ("-type d", set()),
        ("-type l", set()),
    ],
)
def test_age_size_and_type_are_read_as_find_reads_them(tests: str, taken: set[str], tmp_path: Path) -> None:
    for name, size, days in (("old", 9, 30), ("new", 9, 0), ("big", 9000, 30), ("empty", 0, 0)):
        file = tmp_path / "sub" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x" * size)
        os.utime(file, (NOW - days * DAY - 10, NOW - days * DAY - 10))
    sought = sought_by(read(f"find . {tests} -delete").commands[0], NOW)
    assert sought is not None
    found = take(str(tmp_path), "*", sought, Deadline(5000))
    assert {Path(path).name for path in found.paths} == taken
    assert found.complete


def test_old_files_of_a_row_may_go_while_newer_ones_stay(tmp_path: Path) -> None:
    old, new = tmp_path / "a.sql.gz", tmp_path / "b.sql.gz"
    for file in (old, new):
        file.write_text("x")
    os.utime(old, (NOW - 30 * DAY, NOW - 30 * DAY))
    sought = sought_by(read("find . -mtime +7 -delete").commands[0], NOW)
    assert sought is not None
    facts = take(str(tmp_path), "*.gz", sought, Deadline(5000)).passing(temporary=False)
    assert facts is not None
    assert facts.recovery is Recovery.TEMPORARY
    assert facts.files == 1
    new.unlink()
    assert take(str(tmp_path), "*.gz", sought, Deadline(5000)).passing(temporary=False) is None
    assert is_rotated("x.log")
    assert not is_rotated("x.jpg")
