"""In what order a folder is looked through."""

from __future__ import annotations

from pathlib import Path

from shellguard.facts.deadline import Deadline
from shellguard.facts.files.tree import Walk, entries


def fill(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


def test_what_lies_near_the_top_is_seen_before_what_lies_deep(tmp_path: Path) -> None:
    fill(tmp_path, "a/b/c/deep", "a/b/mid", "a/near", "top", "z/near", "z/y/x/deep")
    seen = [
        entry.path[len(str(tmp_path)) + 1 :] for entry, _ in entries(str(tmp_path), Deadline(5000.0), Walk())
    ]
    depths = [path.count("/") for path in seen]
    assert depths == sorted(depths)
    assert len(seen) == 12


def test_a_folder_that_is_passed_over_is_not_entered(tmp_path: Path) -> None:
    fill(tmp_path, "a/b/c", "d/e")
    skip = {str(tmp_path / "a")}
    seen = {entry.name for entry, _ in entries(str(tmp_path), Deadline(5000.0), Walk(), skip)}
    assert seen == {"a", "d", "e"}
