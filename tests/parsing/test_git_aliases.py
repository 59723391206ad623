"""What the settings of git say that an alias stands for."""

from __future__ import annotations

import pytest

from shellguard.parsing.nested.git_aliases import alias_in
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState, Supplied

OTHERS = """
[user]
    undo = nothing
[alias]
    ; undo = reset --hard
    # undo = reset --hard
    unstage = reset HEAD --
"""
SAID = [
    ("[alias]\n\tundo = reset --soft HEAD~1", "reset --soft HEAD~1"),
    ("[alias] undo = reset --hard", "reset --hard"),
    ("[Alias]\nUndo = reset --hard", "reset --hard"),
    ("[alias]\nundo = reset --hard ; as it was", "reset --hard"),
    ('[alias]\nundo = "!git reset --hard; git clean -fd" # all', "!git reset --hard; git clean -fd"),
    ('[alias]\nundo = !git log --format="%h %s" | head', "!git log --format=%h %s | head"),
    ('[alias]\nundo = "!git log --format=\\"%h %s\\""', '!git log --format="%h %s"'),
    ('[alias]\nundo = "!f() { \\\n  git reset --hard; \\\n }; f"', "!f() {   git reset --hard;  }; f"),
    ("[alias]\nundo = one\n[user]\nundo = two\n[alias]\nundo = three", "three"),
    ("[alias]\nundo = a\\\\b", "a\\b"),
]


def test_a_name_of_another_section_or_a_comment_is_no_alias() -> None:
    assert alias_in(OTHERS, "undo") == ""


@pytest.mark.parametrize(("text", "body"), SAID)
def test_an_alias_is_read_as_git_reads_it(text: str, body: str) -> None:
    assert alias_in(text, "undo") == body


def test_an_alias_of_several_lines_is_read_to_its_end() -> None:
    settings = '[alias]\n  undo = "!f() { \\\n    git reset --hard && \\\n    git clean -fdx; \\\n  }; f"\n'
    script = read("git undo", ShellState(cwd="/w", home="/h"), Supplied({}, {".git/config": settings}))
    inner = [" ".join(word.text for word in command.words) for command, _ in script.walk()]
    assert {"git reset --hard", "git clean -fdx"} <= set(inner)
