"""What lists hand on is worked out as grep, sed, awk and xargs themselves do it, or not at all."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from shellguard.facts.deadline import Deadline
from shellguard.facts.pipelines.expressions import chosen, grepped, replaced
from shellguard.facts.pipelines.names import split_by_xargs
from shellguard.facts.pipelines.printed import Whereabouts, printed
from shellguard.parsing.reading import read

TEXT = (
    "* main 1a2b work\n  side 3c4d [origin/side: gone] on it\n?? notes/a.odt\n M src/b.c\n"
    "a+b?.txt\nold-1 x\nold_2 y\n\n[x] done\nmain.tex\n"
)


def real(program: str, *arguments: str, text: str = TEXT) -> str:
    done = subprocess.run([program, *arguments], input=text, capture_output=True, text=True)
    return done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["-P", "a(?=b)"],
        ["-c", "a"],
        ["-o", "a"],
        ["-f", "patterns"],
        ["-E", "(a+)+b*c*d*e+"],
        ["-E", "x{2,}"],
        [r"\(a\)\1"],
        ["[[:alpha:]]"],
        ["a", "file"],
    ],
)
def test_a_search_that_asks_for_more_is_not_worked_out(words: list[str]) -> None:
    assert grepped("grep", words, TEXT) is None


@pytest.mark.parametrize(
    "words",
    [
        ["^??"],
        ["-v", "main"],
        [": gone]"],
        ["-F", "[x]"],
        ["-i", "DONE"],
        ["-w", "old"],
        ["-x", "main.tex"],
        ["-E", "^(old|main)"],
        ["-vE", r"^\*|main"],
        [r"old\|main"],
        ["a+b?"],
        ["-E", r"\.(tex|txt)$"],
        ["-e", "old", "-e", "done"],
        ["[0-9][a-z]"],
        ["[^a-z. ]"],
        ["s.c"],
        ["^$"],
        ["o*ld"],
        [r"\.c$"],
        ["x]"],
    ],
)
def test_a_search_lets_through_what_grep_does(words: list[str]) -> None:
    assert grepped("grep", words, TEXT) == real("grep", *words)


@pytest.mark.parametrize(
    "words", [["s/a/b/e"], ["1d"], ["s/\\(a\\)/\\1/"], ["-n", "s/a/b/p"], ["-i", "s/a/b/"]]
)
def test_other_edits_are_not_worked_out(words: list[str]) -> None:
    assert replaced(words, TEXT) is None


@pytest.mark.parametrize(
    "words", [["s/^..//"], ["s/o/0/g"], ["s|src/||"], ["-E", "s/^(old|main)//"], ["s/^[* ]*//"], ["s/ .*//"]]
)
def test_a_replacement_is_that_of_sed(words: list[str]) -> None:
    assert replaced(words, TEXT) == real("sed", *words)


@pytest.mark.parametrize("words", [["{system($1)}"], ["{print $1, $2}"], ["BEGIN{x=1}{print}"], ["-f", "x"]])
def test_other_programs_of_awk_are_not_worked_out(words: list[str]) -> None:
    assert chosen(words, TEXT) is None


@pytest.mark.parametrize(
    "words",
    [
        ["{print $1}"],
        ["{print $NF}"],
        ["/: gone]/{print $1}"],
        ["!/main/ { print $2 }"],
        ["NR>2{print $0}"],
        ['$1 == "??" {print $2}'],
        ["$1 ~ /^old/ {print $2;}"],
        ["-F", "/", "{print $2}"],
        ["-F.", "{print $NF}"],
    ],
)
def test_fields_are_those_of_awk(words: list[str]) -> None:
    assert chosen(words, TEXT) == real("awk", *words)


@pytest.mark.parametrize(
    "line",
    ["xargs -d , rm", "xargs -d \\n rm", "xargs -dn rm", "xargs -d", "xargs -E x rm", "xargs --unheard rm"],
)
def test_options_that_are_not_known_leave_the_arguments_unknown(line: str) -> None:
    assert split_by_xargs(read(line).commands[0], "a b\n") is None


@pytest.mark.parametrize("text", ["it's\n", "a\\ b\n"])
def test_what_is_quoted_oddly_is_not_taken_apart(text: str) -> None:
    assert split_by_xargs(read("xargs rm").commands[0], text) is None


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ([], "a b\nc\n"),
        ([], "\"a b\" 'c d'\n"),
        (["-n", "1"], "a b\nc\n"),
        (["-0"], "a b\0c\0"),
        (["-d", "\\n"], "a b\nc d\n"),
        (["-d", "\\0"], "a b\0c d"),
        (["-r"], ""),
        (["-I", "{}"], "a b\n  c\n"),
    ],
)
def test_arguments_are_those_that_xargs_makes(options: list[str], text: str) -> None:
    line = " ".join(["xargs", *(f"'{one}'" if one.startswith("\\") else one for one in options), "rm"])
    printing = ["printf", "%s\\n", *(["{}"] if "-I" in options else [])]
    said = real("xargs", *options, *printing, text=text) if text else ""
    assert split_by_xargs(read(line).commands[0], text) == said.splitlines()


def shown(line: str, folder: Path) -> str | None:
    return printed(read(line).commands, Whereabouts(str(folder), frozenset(), Deadline(5000)))


@pytest.mark.parametrize(
    "line",
    [
        "ls -lt | tail -n +4",
        "frob | cut -c2-",
        "cat a b",
        "find . -exec x {} + | tail -1",
        "ls > x",
    ],
)
def test_a_list_that_is_not_known_to_the_last_letter_is_none(line: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a\n")
    assert shown(line, tmp_path) is None


def test_what_comes_first_is_told_where_every_language_sorts_alike(tmp_path: Path) -> None:
    for name in ("v1", "v2"):
        (tmp_path / name).touch()
    assert shown("ls | head -1", tmp_path) == "v1\n"
    (tmp_path / "v_0").touch()
    assert shown("ls | head -1", tmp_path) is None


def test_a_name_that_ends_a_line_elsewhere_makes_the_list_unknown(tmp_path: Path) -> None:
    (tmp_path / "letters\u2028x").write_text("a\n")
    assert shown("ls -t", tmp_path) is None


@pytest.mark.parametrize(
    "line",
    [
        "ls -t | tail -n +3",
        "ls -tr *.md | head -n 2",
        "cat list | sort -u",
        "grep -l two a.md b.md",
        "grep -rl two . | sort",
        "cat list | tr a-z A-Z | uniq",
    ],
)
def test_a_list_is_what_the_shell_prints(line: str, tmp_path: Path) -> None:
    for number, name in enumerate(("a.md", "b.md", "c d.md", "e.txt")):
        (tmp_path / name).write_text(f"one {name}\n" + "two\n" * (number % 2))
    (tmp_path / "list").write_text("b\na\na\n")
    said = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, text=True).stdout
    found = shown(line, tmp_path)
    assert found == said
