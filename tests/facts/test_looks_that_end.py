"""Looks that end with the budget, by hand-set clocks: what was not seen then is told as not seen."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Facts, Recovery
from shellguard.facts.look import look
from shellguard.facts.writing import copies_over
from shellguard.facts.writing.copies_over import taken_names
from shellguard.facts.writing.emptied_folders import left_of
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState

_LONG = 1e9


class Steps:
    """A clock that goes on by one millisecond whenever something is compared."""

    def __init__(self) -> None:
        self.now = 100.0

    def read(self) -> float:
        return self.now

    def goes_on(self, see: Callable[..., bool]) -> Callable[..., bool]:
        def seeing(*given: object, **named: object) -> bool:
            self.now += 0.001
            return see(*given, **named)

        return seeing

    def deadline(self, budget_ms: float) -> Deadline:
        return Deadline(budget_ms, clock=self.read, working=self.read)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    steps = Steps()
    monkeypatch.setattr(copies_over, "holds_same", steps.goes_on(copies_over.holds_same))
    return steps


@pytest.fixture
def here(tmp_path: Path) -> Path:
    for name in ("from", "to"):
        (tmp_path / name).mkdir()
        for number in range(60):
            (tmp_path / name / f"{number}.csv").write_text(f"the same {number}\n")
    return tmp_path


def put(here: Path) -> tuple[str, ...]:
    return tuple(f"from/{number}.csv" for number in range(60))


def test_equal_files_are_compared_while_there_is_time(here: Path, steps: Steps) -> None:
    taken = taken_names(str(here / "to"), put(here), str(here), steps.deadline(_LONG), deep=False)
    assert not taken.paths
    assert taken.compared_all


def test_what_differs_is_told_while_there_is_time(here: Path, steps: Steps) -> None:
    (here / "to" / "59.csv").write_text("another thing\n")
    taken = taken_names(str(here / "to"), put(here), str(here), steps.deadline(_LONG), deep=False)
    assert taken.paths == [str(here / "to" / "59.csv")]
    assert taken.compared_all


@pytest.mark.parametrize("deep", [False, True])
def test_no_more_is_compared_than_there_is_time_for(here: Path, steps: Steps, deep: bool) -> None:
    what = ("from/.",) if deep else put(here)
    taken = taken_names(str(here / "to"), what, str(here), steps.deadline(10.0), deep=deep)
    assert not taken.compared_all
    assert steps.now < 100.0 + 0.045


def _looked(line: str, folder: Path, deadline: Deadline, monkeypatch: pytest.MonkeyPatch) -> Facts:
    shell = ShellState(cwd=str(folder), home="/home/u", options=frozenset(), uid=os.getuid())
    script = read(line, shell)
    monkeypatch.setattr("shellguard.facts.look.Deadline", lambda _: deadline)
    return look(effects_of(script, shell), shell, script=script)


def _worst(facts: Facts) -> set[Recovery]:
    return {one.recovery for one in facts.targets.values()}


def test_what_was_not_compared_is_not_known(
    here: Path, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = f"cp {' '.join(put(here))} to/"
    late = _looked(line, here, steps.deadline(10.0), monkeypatch)
    assert Recovery.UNKNOWN in _worst(late)
    assert Recovery.LOST not in _worst(late)
    assert late.ended_early
    assert not _looked(line, here, steps.deadline(_LONG), monkeypatch).ended_early


def test_what_was_seen_to_differ_is_lost_though_not_all_was_compared(
    here: Path, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "to" / "0.csv").write_text("measured once\n" * 400)
    line = f"cp {' '.join(put(here))} to/"
    assert Recovery.LOST in _worst(_looked(line, here, steps.deadline(10.0), monkeypatch))


def test_an_archive_that_was_not_read_to_its_end_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("new.txt", "new")
    (tmp_path / "own.txt").write_text("own\n")
    clock = Steps()
    late, in_time = clock.deadline(0.0), clock.deadline(_LONG)
    assert Recovery.NOTHING_LOST not in _worst(_looked("unzip -o a.zip", tmp_path, late, monkeypatch))
    assert Recovery.NOTHING_LOST in _worst(_looked("unzip -o a.zip", tmp_path, in_time, monkeypatch))
    (tmp_path / "empty").mkdir()
    assert Recovery.NOTHING_LOST in _worst(_looked("unzip -o a.zip -d empty", tmp_path, late, monkeypatch))


def test_what_was_not_moved_out_is_told_folder_by_folder(tmp_path: Path) -> None:
    for name in ("a/b/moved", "a/b/left", "a/left", "c/left", "moved"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    moved = {str(tmp_path / "a/b/moved"), str(tmp_path / "moved")}
    left = {path.removeprefix(f"{tmp_path}/") for path in left_of(str(tmp_path), moved)}
    assert left == {"a/b/left", "a/left", "c"}
