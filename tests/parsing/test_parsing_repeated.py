"""Text that stands in a line again and again is read once, and what it changes still adds up."""

from __future__ import annotations

import pytest

from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState

CHANGING = [
    # line, the words of the last command
    ("cd " + "/a" * 40 + "\n" + "cd ..\n" * 38 + "echo $PWD", ["echo", "/a/a"]),
    ("set -- " + "a " * 30 + "b c;" + "shift;" * 30 + "echo $1", ["echo", "b"]),
    ("x=a;" + "x=${x}b;" * 20 + "echo $x", ["echo", "a" + "b" * 20]),
    ("a*;" * 50 + "last word", ["last", "word"]),
    ("ls;" * 5000 + "last word", ["last", "word"]),
    ("ls;" * 3 + "ls -l;ls", ["ls"]),
    ("ls && " * 40 + "last word", ["last", "word"]),
]


@pytest.mark.parametrize(("line", "words"), CHANGING)
def test_what_a_repeated_command_changes_adds_up(line: str, words: list[str]) -> None:
    script = read(line, ShellState(cwd="/"))
    assert [word.text for word in script.commands[-1].words] == words
    assert script.problems == ()


@pytest.mark.parametrize("ending", ["", ";", "; ;", "&", "| cat", "$x", ")", " # end"])
def test_a_repeated_command_ends_like_a_single_one(ending: str) -> None:
    once, often = read("ls -a *" + ending), read("ls -a *;" * 30 + "ls -a *" + ending)
    assert [problem.kind for problem in often.problems] == [problem.kind for problem in once.problems]
    if not once.problems:
        last, words = often.commands[-1], once.commands[-1].words
        assert [word.text for word in last.words] == [word.text for word in words]


def test_a_command_that_changes_nothing_is_told_once_or_twice() -> None:
    assert len(read("ls -l;" * 1000).commands) <= 3
    assert len(read("f*;" * 1000).commands) <= 3


SUBSTITUTIONS = [
    ("echo $(rm  $x)", "rm  $x", (0, 6)),
    ('echo "a $( ls "$x" | wc )"', ' ls "$x" | wc ', (1, 8)),
    ("cat <(sort $x)", "sort $x", (0, 7)),
]


@pytest.mark.parametrize(("line", "text", "span"), SUBSTITUTIONS)
def test_places_inside_brackets_count_from_their_own_beginning(
    line: str, text: str, span: tuple[int, int]
) -> None:
    nested = read(line).commands[0].nested[0].script
    first = nested.commands[0]
    assert nested.text == text
    assert first.span is not None
    assert (first.span.start, first.span.end) == span
    for command in nested.commands:
        for word in command.words:
            assert word.span is not None
            assert text[word.span.start : word.span.end] == word.source
