"""What a git command would throw away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shellguard.effects.effect import Effect, EffectKind, Target, TargetKind
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.survey import Surveyor
from shellguard.facts.git.lost_work import repository_facts
from shellguard.facts.repository.only_here import only_here
from shellguard.facts.repository.repository import protected_branch, repository_of
from shellguard.facts.repository.run import git as run_git
from shellguard.parsing.reading import read
from shellguard.parsing.script import Piece, Word
from shellguard.parsing.shell_state import ShellState

Git = Callable[..., str]


def asked(
    here: Path,
    rule: str,
    *names: str,
    paths: tuple[str, ...] = (),
    budget_ms: float = 5000,
    line: str = "",
    **more: str,
) -> TargetFacts | None:
    targets = [Target(TargetKind.NAME, Word(name, (Piece(name),))) for name in names]
    targets += [Target(TargetKind.PATH, Word(path, (Piece(path),))) for path in paths]
    script = read(line) if line else None
    span = script.commands[0].span if script else None
    effect = Effect(EffectKind.HISTORY, rule, "git", "m", 60, tuple(targets), span=span, options=more)
    deadline = Deadline(budget_ms)
    return repository_facts(effect, ShellState(cwd=str(here)), Surveyor(deadline), deadline, script)


def recovery(here: Path, rule: str, *names: str, **more: object) -> Recovery:
    facts = asked(here, rule, *names, **more)  # type: ignore[arg-type]
    assert facts is not None
    return facts.recovery


@pytest.fixture
def repository(tmp_path: Path, git: Git) -> Path:
    (tmp_path / "src").mkdir()
    for name in ("src/a", "src/b", "c"):
        (tmp_path / name).write_text("text of " + name)
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "first")
    return tmp_path


@pytest.mark.parametrize("rule", ["files.remove", "git.push", "svn.revert"])
def test_other_effects_are_not_asked_about(repository: Path, rule: str) -> None:
    facts = asked(repository, rule)
    assert facts is None or rule == "git.push"


def test_where_no_repository_is_nothing_is_lost(tmp_path: Path) -> None:
    assert recovery(tmp_path, "git.reset-hard", line="git reset --hard") is Recovery.NOTHING_LOST
    assert recovery(tmp_path, "git.reset-hard") is Recovery.UNKNOWN


@pytest.mark.parametrize(
    "line", ["git --git-dir=x reset --hard", "GIT_DIR=x git reset --hard", "git -C $X reset --hard"]
)
def test_a_repository_that_can_not_be_told_is_unknown(repository: Path, line: str) -> None:
    assert recovery(repository, "git.reset-hard", line=line) is Recovery.UNKNOWN


def test_git_is_followed_to_the_folder_that_it_is_sent_to(repository: Path) -> None:
    (repository / "src/a").write_text("a day's work")
    above = repository.parent
    assert recovery(above, "git.reset-hard", line=f"git -C {repository.name} reset --hard") is Recovery.LOST
    assert recovery(repository, "git.reset-hard", line="git -C .. reset --hard") is Recovery.NOTHING_LOST


@pytest.mark.parametrize(
    "rule", ["git.reset-hard", "git.checkout-all", "git.restore-all", "git.switch-force"]
)
def test_a_clean_work_tree_loses_nothing(repository: Path, rule: str) -> None:
    assert recovery(repository, rule) is Recovery.NOTHING_LOST


@pytest.mark.parametrize(
    "rule", ["git.reset-hard", "git.checkout-all", "git.restore-all", "git.switch-force"]
)
def test_changes_that_are_in_no_commit_are_lost(repository: Path, rule: str) -> None:
    (repository / "src/a").write_text("a day's work")
    facts = asked(repository, rule)
    assert facts is not None
    assert (facts.recovery, facts.files, facts.reason) == (
        Recovery.LOST,
        1,
        "changes in src/a that are in no commit",
    )


def test_what_is_staged_is_lost_too(repository: Path, git: Git) -> None:
    (repository / "new").write_text("a day's work")
    git("add", "new")
    assert recovery(repository, "git.reset-hard") is Recovery.LOST


def test_a_removed_file_is_no_loss(repository: Path) -> None:
    (repository / "c").unlink()
    assert recovery(repository, "git.reset-hard") is Recovery.NOTHING_LOST


def test_without_time_nothing_is_called_clean(repository: Path) -> None:
    assert recovery(repository, "git.reset-hard", budget_ms=0) is Recovery.UNKNOWN


def test_only_the_named_file_counts(repository: Path) -> None:
    (repository / "src/a").write_text("a day's work")
    assert recovery(repository, "git.checkout-file", paths=("src/b",)) is Recovery.NOTHING_LOST
    assert recovery(repository, "git.checkout-file", paths=("src",)) is Recovery.LOST
    assert recovery(repository / "src", "git.restore", paths=("a",)) is Recovery.LOST


def test_going_back_with_commits_that_are_nowhere_else_loses_them(repository: Path, git: Git) -> None:
    git("commit", "-q", "--allow-empty", "-m", "second")
    facts = asked(repository, "git.reset-hard", "HEAD~1")
    assert facts is not None
    assert facts.reason == "1 commit that is in no other branch"
    git("branch", "kept")
    assert recovery(repository, "git.reset-hard", "HEAD~1") is Recovery.NOTHING_LOST


def test_an_operation_under_way_is_told(repository: Path) -> None:
    (repository / ".git/MERGE_HEAD").write_text("0" * 40)
    facts = asked(repository, "git.reset-hard")
    assert facts is not None
    assert facts.protected == "a merge is under way"


def test_cleaning_takes_nothing_that_git_knows(repository: Path) -> None:
    assert recovery(repository, "git.clean") is Recovery.NOTHING_LOST


def test_cleaning_spares_what_is_ignored(repository: Path) -> None:
    (repository / ".git/info/exclude").write_text("data\n*.tmp\n")
    (repository / "data").mkdir()
    (repository / "data/x").write_text("x")
    (repository / "src/y.tmp").write_text("y")
    assert recovery(repository, "git.clean", line="git clean -fd") is Recovery.NOTHING_LOST
    assert recovery(repository, "git.clean", line="git clean -fdx") is Recovery.LOST
    assert recovery(repository, "git.clean") is Recovery.LOST


def test_cleaning_takes_what_git_does_not_know(repository: Path) -> None:
    (repository / "notes").write_text("x")
    facts = asked(repository, "git.clean")
    assert facts is not None
    assert (facts.recovery, facts.files, facts.reason) == (Recovery.LOST, 1, "notes")


def test_a_merged_branch_loses_nothing(repository: Path, git: Git) -> None:
    git("branch", "topic")
    git("commit", "-q", "--allow-empty", "-m", "second")
    assert recovery(repository, "git.branch-delete-force", "topic") is Recovery.TRACKED


def test_a_branch_that_is_not_there_loses_nothing(repository: Path) -> None:
    assert recovery(repository, "git.branch-delete-force", "topic") is Recovery.NOTHING_LOST


def test_two_branches_do_not_vouch_for_each_other(repository: Path, git: Git) -> None:
    git("checkout", "-qb", "one")
    git("commit", "-q", "--allow-empty", "-m", "second")
    git("branch", "two")
    git("checkout", "-q", "main")
    assert recovery(repository, "git.branch-delete-force", "one") is Recovery.TRACKED
    assert recovery(repository, "git.branch-delete-force", "one", "two") is Recovery.LOST


def test_a_branch_that_was_pushed_comes_back(repository: Path, git: Git) -> None:
    git("checkout", "-qb", "topic")
    git("commit", "-q", "--allow-empty", "-m", "second")
    git("checkout", "-q", "main")
    assert recovery(repository, "git.branch-delete-force", "topic") is Recovery.LOST
    git("update-ref", "refs/remotes/origin/topic", "topic")
    assert recovery(repository, "git.branch-delete-force", "topic") is Recovery.TRACKED


def test_stashes_are_counted(repository: Path, git: Git) -> None:
    assert recovery(repository, "git.stash-clear") is Recovery.NOTHING_LOST
    for text in ("one", "two"):
        (repository / "c").write_text(text)
        git("stash")
    facts = asked(repository, "git.stash-clear")
    assert facts is not None
    assert (facts.recovery, facts.files) == (Recovery.LOST, 2)


def test_a_forced_push_over_another_commit_loses_it(repository: Path, git: Git) -> None:
    git("update-ref", "refs/remotes/origin/main", "main")
    assert recovery(repository, "git.push-force") is Recovery.TRACKED
    git("commit", "-q", "--allow-empty", "-m", "theirs")
    git("update-ref", "refs/remotes/origin/main", "main")
    git("reset", "-q", "--hard", "HEAD~1")
    facts = asked(repository, "git.push-force", "origin", "main")
    assert facts is not None
    assert (facts.recovery, facts.reason) == (Recovery.LOST, "1 commit of origin/main would go")
    assert facts.protected == "main is a branch that others build on"


def test_a_further_work_tree_is_looked_through(repository: Path, git: Git) -> None:
    git("worktree", "add", "-q", "tree")
    assert recovery(repository, "git.worktree-remove", paths=("tree",)) is Recovery.TRACKED
    (repository / "tree/c").write_text("a day's work")
    assert recovery(repository, "git.worktree-remove", paths=("tree",)) is Recovery.LOST
    found = repository_of(str(repository / "tree/src"))
    assert found is not None
    assert (found.root, found.branch) == (str(repository / "tree"), "tree")


def test_a_tag_whose_commit_stays_comes_back(repository: Path, git: Git) -> None:
    git("tag", "v1")
    assert recovery(repository, "git.tag-delete", "v1") is Recovery.TRACKED
    assert recovery(repository, "git.tag-delete", "v2") is Recovery.NOTHING_LOST


def test_a_repository_s_own_programs_do_not_run(repository: Path, git: Git) -> None:
    for name in ("fsmonitor", "hook"):
        script = repository / f"{name}.sh"
        script.write_text(f"#!/bin/sh\ntouch {repository}/RAN-{name}\n")
        script.chmod(0o755)
    git("config", "core.fsmonitor", str(repository / "fsmonitor.sh"))
    git("config", "filter.x.clean", str(repository / "hook.sh"))
    git("config", "diff.external", str(repository / "hook.sh"))
    (repository / ".gitattributes").write_text("* filter=x\n")
    (repository / "c").write_text("a day's work")
    for rule in ("git.reset-hard", "git.clean", "git.stash-clear", "git.push-force"):
        asked(repository, rule)
    assert run_git(str(repository), ("status", "--short", "--", "src"), Deadline(5000)) is not None
    assert not list(repository.glob("RAN-fsmonitor"))


@pytest.mark.parametrize("name", ["topic", "mainline", "feature/main", "released"])
def test_ordinary_branches_are_not_protected(name: str) -> None:
    assert not protected_branch(name)


@pytest.mark.parametrize("name", ["main", "master", "refs/heads/production", "release/1.2", "hotfix-7"])
def test_branches_that_others_build_on_are_protected(name: str) -> None:
    assert protected_branch(name)


def test_a_repository_is_read_from_its_files(repository: Path, git: Git) -> None:
    git("pack-refs", "--all")
    git("branch", "loose")
    (repository / ".gitmodules").write_text('[submodule "lib"]\n\tpath = lib\n\turl = x\n')
    found = repository_of(str(repository / "src"))
    assert found is not None
    assert found.branch == "main"
    assert found.refs["refs/heads/main"] == found.refs["refs/heads/loose"] == found.head_commit
    assert found.submodules == ("lib",)
    assert found.unpushed_branches == ("main", "loose")


def test_where_more_names_stand_than_are_read_none_is_called_missing(
    repository: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("branch", "other")
    git("pack-refs", "--all")
    git("branch", "new")
    assert recovery(repository, "git.branch-delete-force", "gone") is Recovery.NOTHING_LOST
    monkeypatch.setattr("shellguard.facts.repository.repository._LONGEST_FILE", 100)
    found = repository_of(str(repository))
    assert found is not None
    assert found.too_many_refs
    assert "refs/heads/new" in found.refs
    assert only_here(found, Deadline(5000.0))
    assert recovery(repository, "git.branch-delete-force", "gone") is Recovery.UNKNOWN
