"""The other readers of bash: they agree on what the first reader reads, and a difference is told."""

from __future__ import annotations

import pytest

from shellguard.parsing.readers.second import disagreement, heads_by_bashlex, heads_by_tree_sitter, heads_of
from shellguard.parsing.reading import read
from shellguard.parsing.script import Piece, ProblemKind, Script, SimpleCommand, Word

AGREED = [
    "ls -la",
    "a | b && c || d; e &",
    "echo $(a $(b)) `c`",
    "(a; b) | { c; d; }",
    "for i in x; do a; b; done",
    "if a; then b; else c; fi",
    "while a; do b; done < f",
    "f() { a; }; f",
    "cat <<X\n$(a)\nX",
    "x=$(a) b > $(c)",
    "diff <(a) <(b)",
    "echo \"$(a)\" '$(b)'",
    "a 2>&1 | tee >(b)",
]


@pytest.mark.parametrize("line", AGREED)
def test_three_readers_see_the_same_programs(line: str) -> None:
    own = heads_of(read(line))
    assert heads_by_tree_sitter(line) == own
    assert heads_by_bashlex(line) == (own if "<<" not in line else {"cat": 1})  # it leaves bodies unread


@pytest.mark.parametrize("line", [*AGREED, "ls '", "export A", "unset B", "[[ a ]]", "case x in a) b;; esac"])
def test_agreement_is_no_problem(line: str) -> None:
    assert ProblemKind.DISAGREEMENT not in {problem.kind for problem in read(line).problems}


def test_a_program_that_only_the_others_see_is_a_problem() -> None:
    first = SimpleCommand((Word("echo", (Piece("echo"),)),))
    problem = disagreement(Script("echo $(rm x)", (first,)))
    assert problem is not None
    assert problem.kind is ProblemKind.DISAGREEMENT
    assert "rm" in problem.message
    assert disagreement(Script("echo '$(rm x)'", (first,))) is None


@pytest.mark.parametrize("line", ["", " ", "# x", "'", "$(" * 500, "[[ a", "\ud800"])
def test_the_other_readers_refuse_without_an_exception(line: str) -> None:
    heads_by_bashlex(line)
    heads_by_tree_sitter(line)


@pytest.mark.parametrize("line", ["$'${'", "echo $'${' $(a)", "x[$'${']"])
def test_a_text_over_which_bashlex_goes_round_for_ever_is_given_up(line: str) -> None:
    assert heads_by_bashlex(line) is None
    assert heads_by_bashlex("echo $(ls)") == {"echo": 1, "ls": 1}


@pytest.mark.parametrize("letter", ["é", "\u2028", "\u1f4a9", "\U0001f4a9", "\U00102a82", "\ud800"])
def test_no_letter_after_a_brace_crashes_a_reader(letter: str) -> None:
    for text in (f"x {{{letter}", f"{letter}{{{letter}..{letter}}}", f"echo {{{letter}..3}} ${{{letter}}}"):
        heads_by_tree_sitter(text * 50)
        assert read(text).text == text
