"""What a command is handed by another that looks for it: files of git's own, all changes, the file being read."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read


def _rules(line: str) -> list[str]:
    return [effect.rule for effect in effects_of(read(line))]


TAKES_SOME_BACK = (
    "git checkout -- notes.txt",
    "git diff --name-only | xargs git add",
    "git diff --name-only | xargs wc -l",
    "cat names | xargs git checkout --",
    "git ls-files | xargs git restore --staged",
)

TAKES_ALL_BACK = (
    "git diff --name-only | xargs git checkout --",
    "git diff --name-only -z | xargs -0 git restore",
    "git ls-files -m | xargs git checkout --",
    "git checkout -- $(git diff --name-only)",
    "git restore $(git ls-files --modified)",
    "git status --porcelain | cut -c4- | xargs git checkout --",
)


@pytest.mark.parametrize("line", TAKES_SOME_BACK)
def test_named_files_are_not_all_changes(line: str) -> None:
    assert not {"git.checkout-all", "git.restore-all"} & set(_rules(line))


@pytest.mark.parametrize("line", TAKES_ALL_BACK)
def test_what_git_lists_as_changed_is_all_that_changed(line: str) -> None:
    assert {"git.checkout-all", "git.restore-all"} & set(_rules(line))


LEAVES_THE_STORE = (
    "find . -name '*.txt' -exec sed -i s/a/b/ {} +",
    "find . -not -path './.git/*' -type f -exec sed -i s/a/b/ {} +",
    "find . -maxdepth 1 -type f -exec sed -i s/a/b/ {} +",
    "find . -type f -exec grep -i a {} +",
    "find . -type f | xargs wc -l",
)

EDITS_THE_STORE = (
    "find . -type f -exec sed -i s/a/b/ {} +",
    "find . -type f -print0 | xargs -0 sed -i s/a/b/",
    "find -type f | xargs perl -pi -e s/a/b/",
)


@pytest.mark.parametrize("line", LEAVES_THE_STORE)
def test_chosen_files_are_edited_without_the_repository_s_own(line: str) -> None:
    assert "vcs.edit-in-store" not in _rules(line)


@pytest.mark.parametrize("line", EDITS_THE_STORE)
def test_editing_every_file_edits_the_repository_s_own(line: str) -> None:
    assert "vcs.edit-in-store" in _rules(line)


def test_each_of_two_removals_in_one_search_counts() -> None:
    assert "files.find-delete" in _rules("find . -type d -empty -delete -o -name '*.tex' -delete")
    assert "files.find-delete" not in _rules("find . -type d -empty -delete")


def test_what_a_test_does_not_take_goes_where_the_removal_stands_behind_an_or() -> None:
    removed = effects_of(read("find notes -name '*.bak' -o -delete"))
    assert {target.text for effect in removed for target in effect.targets} == {"notes"}
    assert max(effect.base for effect in removed) >= 70


LISTED = (
    ("ls | grep old | xargs rm", "./*old*"),
    ("ls -t logs | grep '\\.gz$' | head -3 | xargs rm", "logs/*.gz"),
    ("ls | grep ^tmp. | xargs rm", "./tmp?*"),
)

ANY_OF_IT = (
    "ls | grep -v old | xargs rm",
    "ls -a | grep old | xargs rm",
    "ls -R | grep old | xargs rm",
    "ls | grep 'a\\|b' | xargs rm",
)


@pytest.mark.parametrize(("line", "target"), LISTED)
def test_what_a_list_is_narrowed_to_is_what_goes(line: str, target: str) -> None:
    assert {one.text for effect in effects_of(read(line)) for one in effect.targets} == {target}


@pytest.mark.parametrize("line", ANY_OF_IT)
def test_where_a_list_is_not_known_any_of_it_may_go(line: str) -> None:
    effects = effects_of(read(line))
    assert "files.remove-all-files-here" in [effect.rule for effect in effects]
    assert all("all files" not in effect.message for effect in effects)


def test_a_plain_list_of_the_folder_is_all_of_it() -> None:
    assert any("all files in the folder" in effect.message for effect in effects_of(read("ls | xargs rm")))
