"""Patterns by which an archiver leaves nothing out, and those of which that is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.facts.deadline import Deadline
from shellguard.facts.session.left_out import without_idle

UNSURE = (
    "docs/\\raw",
    "docs/[[:lower:]]*",
    "docs/[^0-9]*",
    "../here/docs/raw",
    "docs/./raw",
    "docs//raw",
    "docs/.",
)
IDLE = ("*.psd", "scans", "docs/raw/old", "./docs/drafts", "[^a-z]*.md")


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "here" / "docs"
    (folder / "raw").mkdir(parents=True)
    (folder / "raw" / "one.txt").touch()
    return folder


@pytest.mark.parametrize("pattern", UNSURE)
def test_a_pattern_that_may_fit_is_kept(tmp_path: Path, pattern: str) -> None:
    words = ["czf", "d.tgz", f"--exclude={pattern}", "docs"]
    assert without_idle("tar", words, str(_folder(tmp_path)), Deadline(5000)) == words


@pytest.mark.parametrize("pattern", IDLE)
def test_a_pattern_that_fits_nothing_is_dropped(tmp_path: Path, pattern: str) -> None:
    words = ["czf", "d.tgz", f"--exclude={pattern}", "docs"]
    assert without_idle("tar", words, str(_folder(tmp_path)), Deadline(5000)) == ["czf", "d.tgz", "docs"]


def test_nothing_is_said_when_the_time_is_up(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    for number in range(200):
        (folder / f"{number}.txt").touch()
    asked = 0

    def clock() -> float:
        nonlocal asked
        asked += 1
        return asked * 0.01

    words = ["czf", "d.tgz", "--exclude=*.psd", "docs"]
    assert without_idle("tar", words, str(folder), Deadline(100, clock=clock, working=clock)) == words
    assert asked < 100, "the rest of the folder is not gone through"
