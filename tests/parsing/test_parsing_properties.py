"""Reading is total and bounded, and wrapping a command does not hide it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shellguard.parsing.grammar.tokens import MAX_COMMANDS
from shellguard.parsing.reading import read
from shellguard.parsing.script import ProblemKind
from shellguard.parsing.words.quoting import quote
from tests.parsing.parsing_view import seen

FRAGMENTS = [
    *("$(", "${", "`", '"', "'", "\\", "\n", "<<X", "X\n", " ", "ls", "rm -rf ", "|", "&", "&&", ";", ";;"),
    *(
        "(",
        ")",
        "{ ",
        " }",
        "if ",
        "then ",
        "fi ",
        "do ",
        "done ",
        "for i in ",
        "case x in ",
        "esac",
        "[[ ",
        " ]]",
    ),
    *(
        "((",
        "))",
        "x=",
        "$x",
        "*",
        "~",
        "{a,b}",
        "!",
        "#",
        "<",
        ">",
        "<(",
        "eval ",
        "bash -c ",
        "sudo ",
        "xargs ",
    ),
    *(
        "find . -exec ",
        "echo ",
        "| base64 -d",
        "f()",
        "a[",
        "=(",
        "coproc ",
        "python -c ",
        "alias a=",
        "trap ",
    ),
    *("\x00", "é", "\ud800", "read x ", "tr a-z b", "printf %", "crontab -", "source ", "\x1b", "\u202e"),
]
NAMES = st.from_regex(r"[a-z][a-z0-9]{1,8}", fullmatch=True)
ARGUMENTS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=("Cs", "Cc")), max_size=12
)
RESERVED = {"if", "then", "else", "elif", "fi", "do", "done", "case", "esac", "while", "until", "for", "in", "time",
            "select", "function", "coproc"}  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=24).map("".join))
@example("f()(())")
@example("function g(time&&*")
@settings(max_examples=300, deadline=None)
def test_any_heap_of_fragments_is_answered(text: str) -> None:
    script = read(text)
    assert sum(1 for _ in script.walk()) < 10_000
    assert script.commands or script.problems or not text.strip() or "#" in text or not script.needs


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_answered(data: bytes) -> None:
    read(data.decode("utf-8", "surrogateescape"))
    read(data.decode("latin-1"))


@pytest.mark.parametrize(
    "opening", ["$(", "(", "{ ", '"$(', "`", "${a:-", "$((", "<(", "[[ ( ", "if ", "while ", "f() { ", "case x in a) ",
                "((", "a[", "x=(", "sudo ", "eval ", "env ", "! ", "<<X ", "@(", "{a,", "$["]
)  # fmt: skip
def test_ten_thousand_levels_neither_recurse_to_death_nor_hang(opening: str) -> None:
    script = read(opening * 10_000 + "rm -rf /")
    assert sum(1 for _ in script.walk()) < 25_000


def test_a_megabyte_is_answered_and_said_to_be_too_long() -> None:
    script = read("ls; " * 250_000)
    assert [problem.kind for problem in script.problems] == [ProblemKind.TOO_LONG]
    assert script.commands


@pytest.mark.parametrize("command", ["ls;", "*;", "a|", "$(a)", "a=1;", ">a;", "f(){ a;};", "eval a;", "a&&"])
def test_ten_kilobytes_are_read_whole_and_more_up_to_a_bound(command: str) -> None:
    times = 10_000 // len(command)
    assert not read(command * times + "ls").problems
    script = read(command * times * 6 + "ls")
    assert len(script.commands) < 2 * MAX_COMMANDS
    assert {problem.kind for problem in script.problems} <= {ProblemKind.TOO_DEEP}


def test_what_doubles_stays_bounded() -> None:
    chain = "".join(f"f{index}() {{ f{index + 1}; f{index + 1}; }};" for index in range(30))
    assert sum(1 for _ in read(chain + "f0").walk()) < 25_000
    assert sum(1 for _ in read(":(){ :|:& };:").walk()) < 100


def test_a_nul_is_a_problem_and_what_stands_around_it_is_read() -> None:
    script = read("rm\0 -rf /")
    assert [problem.kind for problem in script.problems] == [ProblemKind.NUL]
    assert script.commands[0].program == "rm"


AROUND = [
    "{}",
    " {}",
    "{} ",
    "{}; true",
    "true; {}",
    "{}\n",
    "\n{}",
    "command {}",
    "env {}",
    "sudo {}",
    "nohup {} &",
    "A=1 {}",
    "({})",
    "{{ {}; }}",
    "if {}; then :; fi",
    "echo $({})",
    "! {}",
    "timeout 5 {}",
    "true && {}",
    "{} | cat",
    "f() {{ {}; }}; f",
    "{} # comment",
    "time {}",
    "for i in 1; do {}; done",
]


@given(NAMES.filter(lambda name: name not in RESERVED), st.lists(ARGUMENTS, min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_what_stands_around_a_command_does_not_change_it(name: str, arguments: list[str]) -> None:
    name = f"/opt/bin/{name}"
    line = " ".join([name, *(quote(word) for word in arguments)])
    expected = " ".join([name, *arguments])
    for around in AROUND:
        assert expected in seen(around.format(line))
    for outside in (
        f"bash -c {quote(line)}",
        f"eval {quote(line)}",
        f"bash <<'X_X'\n{line}\nX_X",
        f"ssh h {quote(line)}",
    ):
        assert expected in seen(outside)


@given(
    st.text("rm-f/ x.", min_size=1, max_size=10).filter(lambda text: text.strip() == text and " " not in text)
)
@settings(max_examples=40, deadline=None)
def test_quoting_that_changes_nothing_changes_nothing(word: str) -> None:
    spellings = [
        quote(word),
        "''".join(word),
        "".join(f"'{char}'" for char in word),
        "".join(f'"{char}"' for char in word),
        "".join("\\" + char for char in word),
        "$'" + "".join(f"\\x{ord(char):02x}" for char in word) + "'",
        "".join(f"$'\\{ord(char):03o}'" for char in word),
    ]
    for spelling in spellings:
        assert f"/bin/x {word}" in seen(f"/bin/x {spelling}")
