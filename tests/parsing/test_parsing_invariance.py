"""Ways of writing that change nothing: the same simple commands are seen, with the same words, in the same order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.readers.outline import Reader, script_by
from shellguard.parsing.context import STEPS
from shellguard.parsing.reading import read
from shellguard.parsing.script import Script
from shellguard.parsing.words.quoting import quote
from tests.parsing.parsing_view import seen

PROGRAMS = st.sampled_from(["aa", "bb", "rm", "cp", "chmod", "/opt/bin/cc", "dd", "systemctl", "tee"])
PLAIN = st.text("abc-/._=:%@+1", min_size=1, max_size=8)
PECULIAR = st.text(" \t'\"\\$`*?[]{}~#;&|<>()!\né", min_size=1, max_size=6)
ARGUMENTS = st.one_of(PLAIN, PECULIAR)
WRITTEN = st.one_of(
    ARGUMENTS.map(quote), st.sampled_from(["$x", '"$x y"', "$(bb q)", '"`bb r`"', "*.o", "/t/$y/z"])
)
TAILS = st.sampled_from(["", "", "", " > out", " 2>&1", " < in", " >> log 2>/dev/null"])
SIMPLE = st.builds(
    lambda program, words, tail: " ".join([program, *words]) + tail,
    PROGRAMS,
    st.lists(WRITTEN, max_size=3),
    TAILS,
)
JOINTS = st.sampled_from([" ; ", " && ", " || ", " | ", "\n", ";", "&&"])
LISTS = st.builds(
    lambda first, rest: first + "".join(joint + command for joint, command in rest),
    SIMPLE,
    st.lists(st.tuples(JOINTS, SIMPLE), max_size=3),
)
AROUND_SIMPLE = [
    "command {}", "env {}", "env A=1 {}", "A=1 {}", "A=1 B='c d' {}", "sudo {}", "sudo -u root {}", "nohup {}",
    "nice -n 5 {}", "timeout 5 {}", "time {}", "! {}", "exec {}", "builtin command {}", "sudo env A=1 nice {}",
]  # fmt: skip
AROUND_LIST = [
    "{}", "{}; true", "{}\ntrue", "true; {}", "true\n{}", "\n{}\n", "  {}", "{} # comment", "true && {{ {}\n}}",
    "({})", "{{ {}\n}}", "if true; then {}\nfi", "while true; do {}\ndone", "for i in 1; do {}\ndone",
    "case a in a) {}\nesac", "ff() {{ {}\n}}", "zz $({})", "zz \"$({})\"", "zz <({})", "{}\n\n\n",
]  # fmt: skip
AROUND_TEXT = [
    "bash -c {}", "sh -ec {}", "eval {}", "sudo bash -c {}", "bash <<< {}", "ssh host {}",
    "su -c {}", "docker exec c sh -c {}", "trap {} EXIT", "env A=1 timeout 5 bash -c {}", "echo {} | sh",
]  # fmt: skip


def inside(part: list[str], whole: list[str]) -> bool:
    """Whether `part` stands in `whole` in one piece."""
    return any(whole[place : place + len(part)] == part for place in range(len(whole) - len(part) + 1))


@given(SIMPLE)
@settings(max_examples=60, deadline=None)
def test_a_word_before_a_command_leaves_it_what_it_is(line: str) -> None:
    commands = seen(line)
    for around in AROUND_SIMPLE:
        whole = seen(around.format(line))
        assert commands[0] in whole, around
        assert set(commands) <= set(whole), around


@given(LISTS)
@settings(max_examples=80, deadline=None)
def test_what_stands_around_a_list_leaves_it_what_it_is(line: str) -> None:
    commands = seen(line)
    for around in AROUND_LIST:
        assert inside(commands, seen(around.format(line))), around


@given(LISTS)
@settings(max_examples=80, deadline=None)
def test_a_shell_that_is_given_the_text_runs_the_same(line: str) -> None:
    commands = seen(line)
    for around in AROUND_TEXT:
        assert inside(commands, seen(around.format(quote(line)))), around
    assert inside(commands, seen(f"bash <<'E_E'\n{line}\nE_E"))
    assert inside(commands, seen(f"cat <<'E_E' | sh\n{line}\nE_E"))


def spelled(text: str, ways: list[int]) -> str:
    """The text with each character quoted in one of five ways."""
    out = []
    for index, char in enumerate(text):
        way = ways[index % len(ways)]
        if char == "'":
            out.append('"\'"')
        elif way == 0 or (way == 1 and char == "\n"):
            out.append(f"'{char}'")
        elif way == 1:
            out.append(f"\\{char}")
        elif way == 2:
            out.append('"' + ("\\" + char if char in '\\"$`' else char) + '"')
        elif way == 3:
            out.append("$'" + "".join(f"\\x{byte:02x}" for byte in char.encode()) + "'")
        else:
            out.append(f"''{quote(char)}\"\"")
    return "".join(out)


@given(
    PROGRAMS,
    st.lists(ARGUMENTS, min_size=1, max_size=3),
    st.lists(st.integers(0, 4), min_size=1, max_size=7),
)
@settings(max_examples=150, deadline=None)
def test_quoting_that_changes_nothing_changes_no_word(
    program: str, words: list[str], ways: list[int]
) -> None:
    expected = [program, *words]
    line = " ".join(spelled(word, ways) for word in expected)
    (command,) = read(line).commands
    assert [word.value for word in command.words] == expected
    continued = " \\\n ".join(spelled(word, ways) for word in expected)
    assert [word.value for word in read(continued).commands[0].words] == expected


@given(LISTS)
@settings(max_examples=80, deadline=None)
def test_a_simple_commands_place_in_the_text_is_where_it_stands(line: str) -> None:
    commands = read(line).commands
    assert commands
    for command in commands:
        for word in command.words:
            if word.span is not None:
                assert line[word.span.start : word.span.end] == word.source


def size(script: Script) -> int:
    return sum(1 for _ in script.walk())


@given(st.binary(max_size=3000), st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_any_bytes_however_often_stay_within_the_budget(data: bytes, times: int) -> None:
    text = data.decode("utf-8", "surrogateescape") * times
    assert size(read(text)) <= 2 * STEPS


@given(st.text("$(){}`'\"\\\n;&|<> abf=[]!#*?~-", max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_signs_are_answered_by_every_reader(text: str) -> None:
    assert size(read(text)) <= STEPS
    for reader in Reader:
        script_by(reader, text)
