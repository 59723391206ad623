"""All readers give the same commands, words, redirections and connections; where not, it is known who is right."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from bench.readers.outline import Reader, differences, outline, script_by
from tests.parsing import (
    test_parsing_nesting,
    test_parsing_reading,
    test_parsing_second,
    test_parsing_unfinished,
    test_parsing_words,
)

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
FILES = sorted(CORPORA.glob("*.jsonl"))
OTHERS = (Reader.TREE_SITTER, Reader.BASHLEX)

# rows of this stage's tables that another reader takes for something else than bash does
TAKEN_WRONGLY = {
    "time (rm -rf /)": "tree-sitter has no reserved word time",
    "time (ls)": "tree-sitter has no reserved word time",
    "time !": "tree-sitter has no reserved word time",
    "! !": "tree-sitter takes the second ! for a program",
    "!\nls": "tree-sitter joins the lines",
    "coproc N { rm -rf /; }": "tree-sitter has no coproc",
    "coproc X { ls; }": "tree-sitter has no coproc",
    "(( $(rm -rf /) ))": "bashlex takes (( )) for two subshells",
    "((((1))))": "bashlex takes (( )) for subshells",
    "a[$(rm -rf /)]=1": "bashlex has no subscripts",
    "x[1]=2": "bashlex has no subscripts",
    "echo ${a[$(rm -rf /)]}": "bashlex does not look into ${ }",
    "echo ${x:-$(rm -rf /)}": "bashlex does not look into ${ }",
    'echo "${x:-$(rm -rf /)}"': "bashlex does not look into ${ }",
    "echo ${x/$(rm -rf /)/b}": "bashlex does not look into ${ }",
    "echo ${x#$(rm -rf /)}": "neither looks into ${x# }",
    "echo ${ rm -rf /; }": "bashlex does not look into ${ }",
    "echo ${x:=`rm -rf /`}": "tree-sitter takes a backtick after := for text",
    "cat <<X\n`rm -rf /`\nX": "tree-sitter takes backticks in a here-document for text",
    "cat <<-X\n\t$(rm -rf /)\n\tX": "tree-sitter does not look into <<- bodies that begin with a tab",
    "make -f - <<X\nall:\n\trm -rf /x\nX": "tree-sitter loses a lone - before <<",
    "ls {fd}>x": "neither knows a named descriptor",
    "exec {n}< <(echo 'rm -rf /x'); . /dev/fd/$n": "neither knows a named descriptor",
    "[[ -v 'a[$(rm -rf /x)]' ]]": "neither expands a subscript once more",
    "printf '<%s>' a\\\nb": "tree-sitter ends a word at a continuation",
    "printf '<%s>' a\\\n{a,b} a\\\nb{1..2}": "tree-sitter ends a word at a continuation",
}

TABLES = [
    *test_parsing_reading.ONLY_TEXT,
    *test_parsing_reading.RUNS,
    *test_parsing_nesting.RUNS_RM,
    *test_parsing_unfinished.WHOLE,
    *test_parsing_second.AGREED,
    *(f"printf '<%s>' {words}" for words in test_parsing_words.SAME_AS_BASH),
]


@pytest.mark.parametrize("line", [line for line in TABLES if line not in TAKEN_WRONGLY])
def test_other_readers_give_the_same_script(line: str) -> None:
    for reader in OTHERS:
        assert differences(line, reader) in ([], None), reader


@pytest.mark.parametrize(("line", "why"), TAKEN_WRONGLY.items())
def test_what_another_reader_takes_wrongly_is_still_so(line: str, why: str) -> None:
    assert line in TABLES
    assert any(differences(line, reader) for reader in OTHERS), why


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a 'b c' \"d $e\" 2>&1 >f | g &", ["a␣'b c'␣\"d $e\"␣2>& 1␣> f", "|␣g"]),
        ("a >& f 2>&1 >&2 >&-", ["a␣&> f␣2>& 1␣>& 2␣>& -"]),
        ("A=1 b && { c; } > f || d", ["A=␣b", "&&␣c", "&&␣> f", "||␣d"]),
        ("f() { a $(b <(c)); }", ["define f", "definition: a␣$(b <(c))", "definition: substitution: b␣<(c)",
                                  "definition: substitution: process substitution: c"]),
        ("x=$(a) c $(b) > d", ["x=␣c␣$(b)␣> d", "substitution: a", "substitution: b"]),
        ("if a; then b; else c; fi; d", ["a", ";␣b", ";␣c", ";␣d"]),
    ],
)  # fmt: skip
def test_an_outline_holds_what_stands_in_the_text(line: str, expected: list[str]) -> None:
    for reader in Reader:
        script = script_by(reader, line)
        assert script is not None
        assert [item.text for item in outline(script)] == expected


def test_a_difference_is_told() -> None:
    (difference,) = differences("echo 0> f", Reader.TREE_SITTER) or []
    assert (difference.own, difference.other) == ("echo␣0> f", "echo␣0␣> f")
    (difference,) = differences(r'echo "a\b"', Reader.BASHLEX) or []
    assert (difference.own, difference.other) == (r"value 'a\\b'", "value 'ab'")
    assert differences("ls '", Reader.TREE_SITTER) is None


@pytest.mark.parametrize(
    "text", ["", " ", "# x", "'", "$(" * 500, "( " * 500, "[[ a", "\ud800", "`" * 300, "a\0b"]
)
def test_no_reader_raises(text: str) -> None:
    for reader in Reader:
        script_by(reader, text)


@pytest.mark.skipif(not FILES, reason="the labelled lines are not part of the project")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_readers_agree_on_real_lines(file: Path) -> None:
    """Over 99 of 100 lines are the same for tree-sitter-bash, and never do both others see another program."""
    counts: Counter[str] = Counter()
    outvoted = []
    for text in file.read_text(encoding="utf-8").splitlines():
        line = json.loads(text)["cmd"]
        found = differences(line, Reader.TREE_SITTER)
        counts["refused" if found is None else "differs" if found else "same"] += 1
        third = script_by(Reader.BASHLEX, line) if found else None
        second = script_by(Reader.TREE_SITTER, line) if third is not None else None
        if third is not None and second is not None and outline(third) == outline(second):
            # a substitution that prints nothing vanishes for the own reader, which expands
            outvoted.extend(item.own for item in found or () if item.own)
    assert not outvoted
    assert counts["same"] > 99 * counts["differs"]
    assert counts["refused"] < sum(counts.values()) / 25
