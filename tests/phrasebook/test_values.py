"""A bare word is a value only where a name stands; what a request speaks of in general names nothing."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

AROUND = Surroundings(folder="/home/user/project", home="/home/user", package_manager="apt", branch="main")
SURE = 0.75


def lines(request_text: str) -> list[str]:
    return [one.command for one in translate(request_text, AROUND) if one.command]


@pytest.mark.parametrize(
    "request_text",
    [
        "enable the plugin",
        "restart the worker",
        "disable the output caching",
        "resolve the given reference",
        "create a guest user",
        "connect to a sales postgresql database",
        "list all available scanners",
        "list the available runtimes",
        "get input from user",
        "Render log for display",
        "copy source to target",
        "create rules from directory",
        "checking commit lineage",
        "list directory contents",
        "update symlink",
        "make (empty) directory",
        "echo variable",
        "set global git user name",
        "search for a string inside all files in the current directory",
        "browse and search help topics",
        "get word count for all files in git repo",
        "build an image from the Dockerfile in the current directory and tag the image",
        "displays unstaged changes for file",
        "list all installed software on pc",
        "install tmux ubuntu",
        "display local package information",
        "list the files that the package holds",
        "install local package file",
        "keep file locally with git rm",
    ],
)
def test_a_word_that_only_speaks_of_a_thing_is_no_name(request_text: str) -> None:
    assert lines(request_text) == []


@pytest.mark.parametrize(
    ("request_text", "command"),
    [
        ("restart the nginx service", "sudo systemctl restart nginx"),
        ("restart nginx", "sudo systemctl restart nginx"),
        ("restart the postgresql", "sudo systemctl restart postgresql"),
        ("create a user called guest", "sudo useradd -m -s /bin/bash guest"),
        ("how many commits did bob make", "git rev-list --count --author=bob HEAD"),
        ("is swap enabled", "swapon --show"),
    ],
)
def test_a_name_is_still_a_name(request_text: str, command: str) -> None:
    assert command in lines(request_text)


@pytest.mark.parametrize(
    ("heading", "command"),
    [
        ("Show The Free Disk Space", "df -h"),
        ("To list untracked files", "git ls-files --others --exclude-standard"),
        ("Check The Current Working Directory", "pwd"),
    ],
)
def test_a_heading_is_read_as_a_sentence(heading: str, command: str) -> None:
    assert lines(heading)[:1] == [command]


@pytest.mark.parametrize(
    "heading",
    [
        "Copying Folder Contents To System Paste Buffer",
        "Change Default Shell For A User",
        "Last Argument Of The Last Command",
        "Only Show The Matches",
        "Find Newer Files",
        "List Filenames Without The Diffs",
    ],
)
def test_capitals_of_a_heading_make_no_names(heading: str) -> None:
    assert lines(heading) == []


@pytest.mark.parametrize(
    ("request_text", "command"),
    [
        ("extract a .gz archive", "gunzip FILE.gz"),
        ("compress the file", None),
        ("cat a file with line numbers", None),
        ("make the script file executable", None),
        ("compress files", None),
        ("change the permissions of your files", None),
        ("output the first 10 lines of file", "head -n 10 FILE"),
        ("create symbolic link to file", "ln -s FILE ."),
    ],
)
def test_one_file_is_not_all_files(request_text: str, command: str | None) -> None:
    said = lines(request_text)
    assert not any(line.startswith("find") for line in said)
    assert command is None or said[:1] == [command]


@pytest.mark.parametrize(
    "request_text", ["remove this container", "delete the container", "stop this container"]
)
def test_one_of_a_kind_is_not_all_of_it(request_text: str) -> None:
    assert not any("xargs" in line for line in lines(request_text))


def test_all_of_a_kind_are_all_of_it() -> None:
    assert lines("remove all containers")[:1] == ["docker ps -aq | xargs -r docker rm -f"]


@pytest.mark.parametrize(
    "request_text",
    [
        "remove node_modules everywhere only the first three",
        "remove all containers only the first three",
    ],
)
def test_what_takes_away_is_not_cut_short_behind_its_deed(request_text: str) -> None:
    assert not any("| head" in line and ("rm" in line or "-delete" in line) for line in lines(request_text))


@pytest.mark.parametrize(
    "request_text",
    [
        "find all files matching a name with fd",
        "include ignored files in ripgrep search",
        "find text in the readme using ag",
        "show the tree with zsh",
    ],
)
def test_a_tool_that_is_named_is_the_one_that_is_used(request_text: str) -> None:
    assert lines(request_text) == []


@pytest.mark.parametrize(
    ("request_text", "piece"),
    [
        ("cd my folder", "cd .."),
        ("check all remote branches", "xargs"),
        ("allow ssh in the firewall", "deny"),
        ("replace red with blue only on the first line of list.txt", "0,/"),
    ],
)
def test_a_word_that_makes_all_the_difference_is_said(request_text: str, piece: str) -> None:
    assert not any(piece in line for line in lines(request_text))


def test_what_has_a_place_for_a_name_is_still_the_best_guess() -> None:
    assert lines("upload file to server")[:1] == ["scp FILE USER@HOST:"]


def test_what_has_a_place_for_a_name_yet_to_be_put_in_is_only_a_guess() -> None:
    found = translate("copy a file from the server", AROUND)
    assert found[0].command == "scp USER@HOST:FILE ."
    assert found[0].confidence < SURE


def test_the_command_of_a_tool_is_no_name() -> None:
    assert not any("switch -c switch" in line for line in lines("create a new branch with git switch"))


def test_a_file_is_copied_to_where_it_was_said_to_go() -> None:
    assert lines("copy a file from local to the server")[:1] == ["scp FILE USER@HOST:"]
    assert lines("copy a file from the server to local")[:1] == ["scp USER@HOST:FILE ."]


@pytest.mark.parametrize("request_text", ["securely remove files", "shred files", "Securely Remove Files"])
def test_all_files_are_not_shredded_where_none_is_named(request_text: str) -> None:
    assert lines(request_text) == []


@pytest.mark.parametrize(
    "request_text",
    ["save cookies to a file", "how do i save terminal output to a file", "change default shell for a user"],
)
def test_nothing_is_made_of_plain_words_beside_what_stands_for_a_name(request_text: str) -> None:
    assert lines(request_text) == []
