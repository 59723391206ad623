"""A proposed command that can't be right is found out without being run."""

from __future__ import annotations

import pytest

from shellguard.facts.machine.help_options import HelpOptions
from shellguard.model.checking import problems

EXISTS = frozenset(("find", "ls", "du", "tar", "grep", "sort", "head", "xargs", "ssh", "cd"))


@pytest.mark.parametrize(
    ("command", "request_", "says"),
    [
        pytest.param("find . 'a", "find a", "can't read", id="an open quote"),
        pytest.param("", "find a", "runs nothing", id="nothing"),
        pytest.param(
            "frobnicate -x", "frobnicate", "no program frobnicate", id="a program that is not there"
        ),
        pytest.param("find . | frobnicate", "find", "no program frobnicate", id="in a pipe"),
        pytest.param("ls path/to/folder", "list a folder", "placeholder", id="a placeholder"),
        pytest.param("ls <folder>", "list a folder", "read it", id="a placeholder that redirects"),
        pytest.param("find . -mtime +7", "files older than 30 days", "the 30", id="another quantity"),
        pytest.param("ls /tmp", "list /var/log", "/var/log", id="another folder"),
        pytest.param("ls", 'find files named "My Report"', "My Report", id="a name that is missing"),
        pytest.param(
            "ls --frobnicate", "list files", "no option --frobnicate", id="an option that there is not"
        ),
    ],
)
def test_what_is_wrong_is_said(command: str, request_: str, says: str) -> None:
    assert any(says in problem for problem in problems(command, request_, EXISTS, HelpOptions().of))


@pytest.mark.parametrize(
    ("command", "request_"),
    [
        ("find . -type f -mtime +30", "files older than 30 days"),
        ("find . -mtime +14", "files older than 2 weeks"),
        ("find . -size +100M", "files larger than 100 MB"),
        ("find . -size +2G", "files larger than 2GB"),
        ("head -n 5 x.txt", "the first 5 lines of x.txt"),
        ("find ~/Downloads -name '*.pdf'", "pdfs in ~/Downloads"),
        ('find "$HOME/Downloads" -name "*.pdf"', "*.pdf in ~/Downloads"),
        ("ls --all --recursive", "list all files"),
        ("f() { ls; }; f", "list all files"),
        ("ssh host frobnicate", "frobnicate on host"),
        ("du -sh /var/log | sort -rh", "sizes in /var/log"),
    ],
)
def test_what_may_be_right_is_left_alone(command: str, request_: str) -> None:
    assert list(problems(command, request_, EXISTS, HelpOptions().of)) == []


def test_what_the_packs_know_of_options_is_asked_before_the_program_is_started() -> None:
    asked: list[str] = []

    def options(program: str) -> frozenset[str]:
        asked.append(program)
        return frozenset({"--exclude"})

    named = {"tar": frozenset({"--remove-files"})}
    assert not list(
        problems(
            "tar -cf a.tar --remove-files x", "pack x into a.tar", EXISTS, options, lambda name: named[name]
        )
    )
    assert asked == []
    wrong = list(
        problems(
            "tar -cf a.tar --frobnicate x", "pack x into a.tar", EXISTS, options, lambda name: named[name]
        )
    )
    assert wrong == ["tar has no option --frobnicate"]
    assert asked == ["tar"]
