"""What a `find` takes, by age, size and type."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.effects.effect import EffectKind
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery
from shellguard.facts.files.find_narrowing import is_rotated, sought_by, take
from shellguard.facts.look import look
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState

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
        "find . -exec rm {} + -mtime +7",
        "find . -delete -mtime +7",
        "find . -mtime +7 -delete -o -size 0 -delete",
        "find . -maxdepth two -delete",
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
        ("-maxdepth 1 -type f", set()),
        ("-maxdepth 2 -size +1k", {"big"}),
        ("-mindepth 3", set()),
        ("-type d", set()),
        ("-empty", {"empty"}),
        ("-type d -empty", set()),
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


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("find . -mtime +7 -exec rm {} ';'", 1),
        ("find . -mtime +7 -exec rm -f {} +", 1),
        ("find . -mtime +7 | xargs rm", 1),
        ("find . -mtime +7 -print0 | xargs -0 rm", 1),
        ("sudo find . -mtime +7 -exec rm {} +", 1),
        ("find . -type f -mtime +7 -exec rm -rf {} +", 1),
        ("find . -mtime +7 -exec rm -rf {} +", 2),  # folders may be found, and go with all that is in them
        ("find . -exec rm {} + -mtime +7", 2),
        ("find . -mtime +7 -exec rm {} ./new +", 2),
    ],
)
def test_what_a_find_hands_on_is_narrowed_for_the_program_that_is_given_it(
    line: str, left: int, tmp_path: Path
) -> None:
    for name, days in (("old", 30), ("new", 0)):
        file = tmp_path / name
        file.write_text("x")
        os.utime(file, (NOW - days * DAY - 10, NOW - days * DAY - 10))
    shell = ShellState(cwd=str(tmp_path), home="/nowhere")
    script = read(line, shell)
    effects = effects_of(script, shell)
    facts = look(effects, shell, budget_ms=2000.0, script=script)
    counted = [
        sum(fact.files or 0 for (at, _), fact in facts.targets.items() if at == index)
        for index, effect in enumerate(effects)
        if effect.kind is EffectKind.DELETE
    ]
    assert max(counted) == left


def test_old_files_of_a_row_may_go_while_newer_ones_stay(tmp_path: Path) -> None:
    old, new = tmp_path / "db-1.sql.gz", tmp_path / "db-2.sql.gz"
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
