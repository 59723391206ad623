"""A line that begins as a call of another language: bash runs nothing of it; what only looks like one is read."""

from __future__ import annotations

import pytest

from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState


@pytest.mark.parametrize(
    "line",
    [
        "while(true) do date; done",
        "if(true); then date; fi",
        "time(date)",
        "f() { date; }; f",
        "f( ) { date; }; f",
        "x=(a b); date",
        "echo $(date)",
        "free(p)\ndate",
        "echo hi; free(p)",
        "(date)",
        'a("$(date)", 1)',
        'a("b',
        "date x=(1)",
        "declare -a x=(1 2)",
        "[[ a =~ b(c) ]] && date",
        "case x in a) date;; esac",
        "date; ls a(b)",
        "date $x(b)",
    ],
)
def test_what_runs_or_may_run_is_read(line: str) -> None:
    script = read(line)
    assert script.commands or script.unread


def test_an_alias_may_make_a_call_of_something_else() -> None:
    script = read("free(p)", ShellState(aliases={"free": "date;"}))
    assert script.commands or script.unread


@pytest.mark.parametrize(
    "line",
    [
        "free(p);",
        "kill(pid, SIGKILL);",
        "shutdown(19, SHUT_WR)                   = 0",
        'printf("%d", x);',
        'lstat("/home/ann", {st_mode=S_IFDIR, ...}) = 0',
        "remove('notes.txt')",
        "  close(19)",
        "rm print('hello world').py",
        "python3 print(1).py",
        "int main(int argc, char **argv) {",
    ],
)
def test_a_call_of_another_language_runs_nothing(line: str) -> None:
    script = read(line)
    assert not script.commands
    assert not script.unread
