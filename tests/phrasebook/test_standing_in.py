"""A request that names nothing is answered with what a name is to be put in the place of, or not at all."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

AROUND = Surroundings(folder="/home/user/project", home="/home/user", package_manager="apt", branch="main")
SURE = 0.75


@pytest.mark.parametrize(
    "request_text",
    [
        "delete files",
        "delete this file",
        "rename the branch",
        "copy a file",
        "stop the service",
        "show all containers of a network",
        "delete a branch called wip",
        "show the last lines of the log",
        "count the lines of the readme",
        "open port 8080",
        "delete all text files",
    ],
)
def test_nothing_stands_in_where_more_than_a_name_lacks_or_a_name_is_said(request_text: str) -> None:
    assert not any(
        "FILE" in one.command or "BRANCH" in one.command for one in translate(request_text, AROUND)
    )


@pytest.mark.parametrize(
    ("request_text", "command"),
    [
        ("delete a local branch", "git branch -d BRANCH"),
        ("how do i make a file executable", "chmod +x FILE"),
        ("Make file executable", "chmod +x FILE"),
        ("install a package", "sudo apt install PACKAGE"),
        ("show the logs of a container", "docker logs CONTAINER"),
        ("count the lines of a file", "wc -l FILE"),
        ("remove the 2nd line", "sed -i '2d' FILE"),
        ("make this file executable", "chmod +x FILE"),
        ("print every odd line", "awk 'NR % 2 == 1' FILE"),
        ("delete/remove empty lines", "sed -i '/^[[:space:]]*$/d' FILE"),
        ("find the process using a given port", "ss -ltnp 'sport = :PORT'"),
        ("reload a service's configuration", "sudo systemctl reload SERVICE"),
        ("create a sudo user", "sudo useradd -m -s /bin/bash -G sudo USER"),
        ("check whether a process with a given pid exists", "ps -fp PID"),
        ("show what a commit did", "git show COMMIT"),
        ("downloads a file", "curl -LO URL"),
    ],
)
def test_capitals_stand_for_a_name_that_is_not_said(request_text: str, command: str) -> None:
    (found,) = translate(request_text, AROUND)
    assert found.command == command
    assert found.confidence < SURE
    assert "in the place of" in found.questions[0]


@pytest.mark.parametrize(
    ("request_text", "command"),
    [
        ("print the system hostname", "hostname"),
        ("delete all .pyc files safely", "find . -type f -name '*.pyc' -delete"),
        ('create a symbolic link to "/srv/a.txt" named "/srv/b"', "ln -s /srv/a.txt /srv/b"),
        ("print the system's locale", "locale"),
        ("list all files in the current directory tree", "find . -type f"),
    ],
)
def test_what_only_says_more_of_a_noun_may_be_left_out(request_text: str, command: str) -> None:
    assert translate(request_text, AROUND)[0].command == command


@pytest.mark.parametrize(
    ("request_text", "never"),
    [
        ("list the current user's groups", "current"),
        ("force push to the remote repository", "origin force"),
        ("search commit messages for a pattern across all branches", "pattern"),
        ("show the files with the most lines (e.g. five)", "e.g"),
        ("remove an image", "-delete"),
        ("remove all images matching a pattern", "-delete"),
        ("test if a TCP port is open", "nmap TCP"),
        ("find files by name fast", "-name fast"),
        ("check memory pressure", "-C pressure"),
        ("delete all .pyc files safely", "shred"),
        ("find and count all unique user agents", " unique"),
        ("which directory am i in", "find"),
        ("search for the directory 'mysql' in the workspace directory", "grep"),
        ("find the *.mp3 files and run mplayer with these files", "&& find"),
        ("list installed apt packages", "search"),
        ("create directories for my project", "mkdir -p ."),
        ("sum the sizes of the files listed in a.txt", "find a.txt"),
    ],
)
def test_what_only_says_more_of_a_noun_is_no_name(request_text: str, never: str) -> None:
    assert not any(never in one.command for one in translate(request_text, AROUND))


@pytest.mark.parametrize(
    ("request_text", "command"),
    [
        ("grep a whole word (e.g. 'total')", "grep -w total FILE"),
        ("select lines starting with a string (e.g. 'sum')", "grep '^sum' FILE"),
    ],
)
def test_an_example_is_the_value_where_none_is_said(request_text: str, command: str) -> None:
    found = translate(request_text, AROUND)
    assert found[0].command == command
    assert found[0].confidence < SURE


@pytest.mark.parametrize(
    ("request_text", "command"),
    [
        ("find folders over 2G in /srv", "du -h --threshold=2G /srv | sort -rh"),
        ("find my User ID (UID)", "id -u"),
    ],
)
def test_what_folders_hold_is_their_size_and_a_short_form_says_no_more(
    request_text: str, command: str
) -> None:
    assert translate(request_text, AROUND)[0].command == command


@pytest.mark.parametrize(
    ("request_text", "command"),
    [
        ("show the last n commits", "git log -n N"),
        ("delete the first N lines", "sed -i '1,Nd' FILE"),
        ("list the contents of a zip file", "unzip -l FILE.zip"),
        ("how to unzip a zip file from the terminal", "unzip FILE.zip"),
        ("convert pdf to text", "pdftotext FILE.pdf"),
        ("delete a local branch (you must be on another one)", "git branch -d BRANCH"),
        ("sort a file or directory in ascending order", "sort FILE"),
        ("show files changed between two commits", "git diff --name-only COMMIT COMMIT2"),
        ("find the differences between two directories", "diff -rq FOLDER FOLDER2"),
        ("view list of files in zip archive", "unzip -l FILE.zip"),
    ],
)
def test_a_number_or_a_kind_of_file_that_is_left_open_is_put_in_by_the_person(
    request_text: str, command: str
) -> None:
    found = translate(request_text, AROUND)
    assert found[0].command == command
    assert found[0].confidence < SURE
    assert found[0].questions


@pytest.mark.parametrize(
    ("request_text", "never"),
    [
        ("add environment variables", "git log"),
        ("set the path of sudo commands", "git diff"),
        ("ssh into the VM for the tests", "@"),
        ("give a user sudo rights", "getent"),
        ("add a user to the sudo group", "useradd"),
        ("amount of free space on my hard drive", "wc -l"),
        ("the last x lines", "9173"),
        ("remove a package with bun", "apt"),
        ("run the tests with bun", "pytest"),
        ("install the dependencies", "sudo"),
        ("run the deploy task", "ps"),
        ("make this file executable", "-exec"),
        ("what's in this file", "ls this"),
        ("what's in this file", "find FILE"),
        ("copy file contents to clipboard", "ls |"),
        ("start the server", "systemctl"),
        ("check if the API is up", "ping"),
        ("sync my local folder to the server", "rsync -a local"),
        ("get into the container", "docker ps"),
        ("check the logs", "exit"),
        ("see the container's environment", "inspect environment"),
        ("copy a file from the server to local", "cp server"),
        ("upgrade all pipx-installed tools", "pipx-installed"),
        ("benchmark two implementations and compare", "git diff"),
        ("what is written in this file", "COMMAND"),
        ("unzip a zip file", "for archive"),
        ("extract a (compressed) archive", "for archive"),
        ("search for an exact string", "exact"),
        ("what build system does this project use", "make"),
        ("count matches instead of lines", "instead"),
        ("create a gzipped archive", ".tar.gz.tar.gz"),
        ("enable a unit to be started on bootup", "bootup"),
        ("check if a service is enabled", "list-unit-files"),
    ],
)
def test_what_a_request_is_not_about_does_not_answer_it(request_text: str, never: str) -> None:
    assert not any(never in one.command for one in translate(request_text, AROUND))
