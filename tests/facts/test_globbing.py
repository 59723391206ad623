"""Patterns match what bash matches, asked of a real bash."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from shellguard.facts.deadline import Deadline
from shellguard.facts.files.globbing import matches

NAMES = [
    "a.log", "b.log", "ab.txt", "Big.TXT", ".hidden", ".conf/x.log", "d/a.log", "d/e/b.log", "d/.h/c", "[x]",
    "a*b",
    "x y", "1", "12", "n-1", "^z", "w]v",
    "d2/f", "back\\slash", "z!",
]  # fmt: skip
PATTERNS = [
    "*", ".*", "*.log", "?.log", "[ab].log", "[!a].log", "[^a].log", "[a-c]*", "d*/", "*/*.log", "*/*/*.log",
    "[[:digit:]]*", "[[:upper:]]*", "[[:digit:][:upper:]]*", "[]x]*", "*[]]*", "nothing*", "a\\*b", "\\[x\\]",
    "[x]",
    "./*.log", "d/../*.log", "d/*", "d/.*/c", "x*y", "*[-]*", "d//*.log", "*\\\\*",
    "[!z]!", "[1-2]*",
    "**/*.log",
]  # fmt: skip
EXTENDED = [
    "@(a|b).log",
    "+([0-9])",
    "!(*.log)",
    "?(a)b.log",
    "*(a|b).log",
    "!(a|b).log",
    "@(a.*|1)",
    "!(d*)",
]
bash = shutil.which("bash")
needs_bash = pytest.mark.skipif(bash is None, reason="there is no bash")


def tree(root: Path) -> None:
    for name in NAMES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    (root / "link").symlink_to("d")


def by_bash(root: Path, pattern: str, options: frozenset[str]) -> list[str]:
    script = f"shopt -s nullglob {' '.join(options)}\nprintf '%s\\n' {pattern}"
    done = subprocess.run([str(bash), "-c", script], cwd=root, capture_output=True, text=True, check=True)
    found = [line for line in done.stdout.splitlines() if line]
    return sorted(name for name in found if name.rstrip("/").rpartition("/")[2] not in (".", ".."))


CASES = [
    *[(pattern, frozenset()) for pattern in PATTERNS],
    *[(pattern, frozenset({"dotglob"})) for pattern in ("*", "*/*", "[!a]*", "*h*")],
    *[(pattern, frozenset({"globstar"})) for pattern in ("**", "**/*.log", "d/**", "**/b.log")],
    *[(pattern, frozenset({"extglob"})) for pattern in EXTENDED],
    ("*.txt", frozenset({"nocaseglob"})),
]


@needs_bash
@pytest.mark.parametrize(("pattern", "options"), CASES, ids=[f"{p} {' '.join(o)}" for p, o in CASES])
def test_a_pattern_matches_what_bash_matches(tmp_path: Path, pattern: str, options: frozenset[str]) -> None:
    tree(tmp_path)
    found = matches(pattern, str(tmp_path), options, Deadline(5000))
    assert found is not None
    expected = by_bash(tmp_path, pattern, options)
    if not any(sign in pattern.replace("\\", "") for sign in "*?[("):
        expected = [name for name in expected if (tmp_path / name).exists()]
    assert sorted(found) == [name.replace("//", "/") for name in expected]


def test_without_time_there_is_no_answer(tmp_path: Path) -> None:
    tree(tmp_path)
    assert matches("*", str(tmp_path), frozenset(), Deadline(0)) is None


def test_a_relative_pattern_without_a_folder_has_no_answer() -> None:
    assert matches("*", "", frozenset(), Deadline(100)) is None


def test_more_matches_than_can_be_listed_are_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shellguard.facts.files.globbing.MOST_MATCHES", 5)
    tree(tmp_path)
    assert matches("*", str(tmp_path), frozenset(), Deadline(1000)) is None


def test_a_folder_that_is_not_there_matches_nothing(tmp_path: Path) -> None:
    assert matches("none/*", str(tmp_path), frozenset(), Deadline(1000)) == ()
