"""The tree of a commit is read as git stored it; where it can't be read nothing is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.index import read_index
from shellguard.facts.repository.objects import tree_of

Git = Callable[..., str]


@pytest.fixture
def repository(tmp_path: Path, git: Git) -> Path:
    git("init", "-q", "-b", "main")
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(f"{number}\n")
        git("add", "-A")
        if number % 8 == 0:
            git("commit", "-q", "-m", f"work {number}")
    git("commit", "-q", "-m", "work")
    return tmp_path


def cached(repository: Path) -> str:
    return read_index(str(repository / ".git/index"), Deadline(1000)).tree


def head(git: Git) -> tuple[str, str]:
    commit, tree = git("log", "-1", "--format=%H %T").split()
    return commit, tree


def test_a_commit_that_is_not_there_has_none(repository: Path) -> None:
    assert tree_of(str(repository / ".git"), "0" * 40) == ""


@pytest.mark.parametrize("commit", ["", "zz", "main", "12"])
def test_what_is_no_commit_has_none(repository: Path, commit: str) -> None:
    assert tree_of(str(repository / ".git"), commit) == ""


def test_a_file_has_none(repository: Path, git: Git) -> None:
    blob = git("rev-parse", "HEAD:0.txt").strip()
    assert tree_of(str(repository / ".git"), blob) == ""


def test_a_damaged_pack_has_none(repository: Path, git: Git) -> None:
    commit, _ = head(git)
    git("repack", "-adq")
    git("prune-packed")
    for pack in (repository / ".git/objects/pack").iterdir():
        pack.chmod(0o600)
        pack.write_bytes(pack.read_bytes()[:40])
    assert tree_of(str(repository / ".git"), commit) == ""


def test_a_loose_commit_s_tree_is_read(repository: Path, git: Git) -> None:
    commit, tree = head(git)
    assert tree_of(str(repository / ".git"), commit) == tree


def test_a_packed_commit_s_tree_is_read_or_left_to_git(repository: Path, git: Git) -> None:
    git("repack", "-adq")
    git("prune-packed")
    pairs = [line.split() for line in git("log", "--format=%H %T").splitlines()]
    found = [(tree_of(str(repository / ".git"), commit), tree) for commit, tree in pairs]
    assert all(said in ("", tree) for said, tree in found)
    assert any(said for said, _ in found)


def test_a_file_beside_changes_nothing_about_the_index(repository: Path) -> None:
    assert cached(repository)
    (repository / "new").write_text("new")
    assert cached(repository)


def test_an_index_to_which_something_was_added_has_none(repository: Path, git: Git) -> None:
    (repository / "new").write_text("new")
    git("add", "new")
    assert cached(repository) == ""


def test_an_index_as_committed_has_the_tree_of_the_commit(repository: Path, git: Git) -> None:
    assert cached(repository) == head(git)[1]
