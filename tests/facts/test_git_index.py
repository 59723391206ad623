"""The index is read as git wrote it, in every version, and a damaged one does no harm."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.index import Index, read_index, unchanged

NAMES = ["a", "b/c.txt", "b/cd/ef.txt", "long/" + "n" * 200, "umläut/ß", "with blank/x y"]


def made(tmp_path: Path, git: Callable[..., str], *begin: str) -> None:
    git("init", "-q", *begin)
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    git("add", "-A")


def index_of(tmp_path: Path, hash_size: int = 20, budget_ms: float = 1000) -> Index:
    return read_index(str(tmp_path / ".git/index"), Deadline(budget_ms), hash_size)


def same(tmp_path: Path, name: str, index: Index) -> bool | None:
    path = tmp_path / name
    return unchanged(str(path), index.entries[name], path.lstat(), index)


def test_no_index_is_an_empty_one(tmp_path: Path) -> None:
    index = index_of(tmp_path)
    assert index.complete
    assert not index.entries


@pytest.mark.parametrize("cut", [0, 3, 11, 12, 13, 40, 73, 74, 120, 300])
def test_a_damaged_index_is_not_complete(tmp_path: Path, git: Callable[..., str], cut: int) -> None:
    made(tmp_path, git)
    file = tmp_path / ".git/index"
    file.write_bytes(file.read_bytes()[:cut])
    assert not index_of(tmp_path).complete


def test_without_time_the_index_is_not_complete(tmp_path: Path, git: Callable[..., str]) -> None:
    made(tmp_path, git)
    assert not index_of(tmp_path, budget_ms=0).complete


def test_an_unknown_version_is_not_complete(tmp_path: Path, git: Callable[..., str]) -> None:
    made(tmp_path, git)
    file = tmp_path / ".git/index"
    data = bytearray(file.read_bytes())
    data[7] = 9
    file.write_bytes(data)
    assert not index_of(tmp_path).complete


@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_every_version_names_what_git_tracks(tmp_path: Path, git: Callable[..., str], version: str) -> None:
    made(tmp_path, git)
    if version == "3":
        git("update-index", "--skip-worktree", "a")
    git("update-index", "--index-version", version)
    index = index_of(tmp_path)
    assert index.complete
    assert sorted(index.entries) == sorted(NAMES)
    assert index.entries["a"].unwatched is (version == "3")


def test_a_repository_with_longer_hashes_is_read(tmp_path: Path, git: Callable[..., str]) -> None:
    made(tmp_path, git, "--object-format=sha256")
    index = index_of(tmp_path, 32)
    assert sorted(index.entries) == sorted(NAMES)
    assert same(tmp_path, "a", index) is True


def test_an_edited_file_is_changed(tmp_path: Path, git: Callable[..., str]) -> None:
    made(tmp_path, git)
    (tmp_path / "a").write_text("another text")
    assert same(tmp_path, "a", index_of(tmp_path)) is False


def test_an_edit_of_the_same_size_and_time_is_changed(tmp_path: Path, git: Callable[..., str]) -> None:
    made(tmp_path, git)
    file = tmp_path / "b/c.txt"
    before = file.stat()
    file.write_text("B/C.TXT")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    os.utime(tmp_path / ".git/index", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert same(tmp_path, "b/c.txt", index_of(tmp_path)) is False


def test_an_edit_that_git_was_told_to_overlook_is_changed(tmp_path: Path, git: Callable[..., str]) -> None:
    made(tmp_path, git)
    git("update-index", "--assume-unchanged", "b/c.txt")
    (tmp_path / "b/c.txt").write_text("B/C.TXT")
    assert same(tmp_path, "b/c.txt", index_of(tmp_path)) is False


def test_a_link_in_the_place_of_a_file_is_changed(tmp_path: Path, git: Callable[..., str]) -> None:
    made(tmp_path, git)
    (tmp_path / "a").unlink()
    (tmp_path / "a").symlink_to("b")
    assert same(tmp_path, "a", index_of(tmp_path)) is False


def test_a_touched_file_is_unchanged(tmp_path: Path, git: Callable[..., str]) -> None:
    made(tmp_path, git)
    os.utime(tmp_path / "a", (1, 1))
    assert same(tmp_path, "a", index_of(tmp_path)) is True


def test_what_was_not_touched_is_unchanged(tmp_path: Path, git: Callable[..., str]) -> None:
    made(tmp_path, git)
    index = index_of(tmp_path)
    assert [same(tmp_path, name, index) for name in NAMES] == [True] * len(NAMES)


def test_a_tracked_link_is_unchanged(tmp_path: Path, git: Callable[..., str]) -> None:
    git("init", "-q")
    (tmp_path / "link").symlink_to("somewhere")
    git("add", "-A")
    assert same(tmp_path, "link", index_of(tmp_path)) is True
