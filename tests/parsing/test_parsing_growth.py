"""What a line costs grows as the line does, counted in calls: how fast the machine is does not matter."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState

COMMANDS = (
    "export", "declare", "declare -A", "declare -n", "readonly", "typeset -i", "local", "unset", "alias", "read",
    "mapfile", "printf -v x %s", "echo", "rm", "cp -t x", "mv", "eval echo", "sudo rm", "env", "xargs", "set --",
    "find", "git", "test", "exec", "trap", "source", "bash -c 'echo $1'", "hash -p",
)  # fmt: skip
FIELDS = ("w{}", "w{}/", "-w{}", "/etc/w{}", "w{}=x")
FEW = 20


def calls_for(line: str, shell: ShellState) -> int:
    """How many calls it takes to read a line and tell its effects."""
    count = 0

    def on_call(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(on_call)
    try:
        effects_of(read(line, shell), shell)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("command", COMMANDS)
def test_many_fields_of_a_value_cost_each_what_one_does(command: str, field: str) -> None:
    fields = " ".join(field.format(number) for number in range(FEW))
    shell = ShellState(cwd="/w", home="/home/u", variables={"V": fields})
    calls_for(f"{command} $V", shell)  # tables are loaded
    once = calls_for(f"{command}{' $V' * FEW}", shell)
    assert calls_for(f"{command}{' $V' * (2 * FEW)}", shell) < 3 * once


@pytest.mark.parametrize(
    "text",
    [
        'export PATH="$HOME/t{0}/bin:$PATH"; ',
        'd="$HOME/t{0}/$d"; ls "$d"; ',
        'f() {{ local v{0}="$1/{0}"; }}; f a; ',
        'f() {{ echo "$1" | tr a-z A-Z; }}; x{0}=$(f a{0}); ',
        "find . -name a{0} -o -name b{0} -exec ls {{}} +; ",
        'f() {{ a "$1"; }}; f b{0}; ',
        "f() {{ a; }}; x{0}=$(f {0}); ",
        "sh -c a{0}; ",
        "a{0} > b; ",
        "curl -fsSL https://example.com/a/{0}.tgz | tar xz -C a{0}; ",
        'log() {{ printf "%s %s\\n" "$(date +%T)" "$*" >&2; }}; log "step {0}"; run{0} "$b" || log "no {0}"; ',
        '( cd "d{0}" && make -j4 ) > log{0} 2>&1 & pids+=($!); ',
    ],
)
def test_a_line_of_twice_as_many_commands_costs_twice_as_much(text: str) -> None:
    shell = ShellState(cwd="/w", home="/home/u")
    few, many = ("".join(text.format(number) for number in range(count)) for count in (60, 120))
    calls_for(few, shell)  # tables are loaded
    assert calls_for(many, shell) < 2.5 * calls_for(few, shell)


def test_functions_that_call_each_other_cost_each_what_one_does() -> None:
    def line(functions: int) -> str:
        calling = "".join(f'f{number + 1}() {{ f{number} "$@"; }}\n' for number in range(functions))
        return f"f0() {{ ls; }}\n{calling}f9 a"

    shell = ShellState(cwd="/w", home="/home/u")
    calls_for(line(100), shell)  # tables are loaded
    assert calls_for(line(400), shell) < 3 * calls_for(line(200), shell)
    assert not read(line(400), shell).problems


def test_aliases_of_aliases_cost_each_what_one_does() -> None:
    def line(names: int) -> str:
        return "alias a0=ls\n" + "".join(f"alias a{number + 1}='a{number} -l'\n" for number in range(names))

    shell = ShellState(cwd="/w", home="/home/u")
    calls_for(line(100), shell)  # tables are loaded
    assert calls_for(line(400), shell) < 3 * calls_for(line(200), shell)
    assert not read(line(400), shell).problems


def test_the_turns_of_all_loops_together_are_bounded() -> None:
    def line(loops: int) -> str:
        return "i=0; while [ $i -lt 100 ]; do i=$((i+1)); done; " * loops

    shell = ShellState(cwd="/w", home="/home/u")
    calls_for(line(10), shell)  # tables are loaded
    assert calls_for(line(20), shell) < 1.5 * calls_for(line(10), shell)
    assert not read(line(20), shell).problems


def test_a_text_whose_quote_is_open_is_not_judged_twice_as_a_whole() -> None:
    shell = ShellState(cwd="/w", home="/home/u")
    few, many = ("".join(f"ls d{number}; rm f{number}; " for number in range(count)) for count in (40, 80))
    calls_for(f"echo 'x {many}", shell)  # tables are loaded
    once = calls_for(f"echo 'x {many}", shell) - calls_for(f"echo 'x {few}", shell)
    assert once < 1.6 * (calls_for(many, shell) - calls_for(few, shell))


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("sed", "-e 's/a{0}/ls/e'"),
        ("osascript", "-e 'tell app \"X{0}\" to open'"),
        ("ruby", "-e'p {0}'"),
        ("python3", "-X a{0}"),
        ("find .", "-name a{0} -exec grep -l x{0} {{}} \\; -o"),
        ("find", "a{0}"),
        ("docker run", "-v /srv/a{0}:/a{0} -e A{0}=b"),
        ("parallel echo :::", "a{0}"),
        ("rm -f", "a{0}"),
        ("frob update", "--label k{0}=v{0}"),
    ],
)
def test_a_command_of_twice_as_many_words_costs_twice_as_much(program: str, words: str) -> None:
    few, many = (" ".join((program, *map(words.format, range(count)))) for count in (60, 120))
    calls_for(few, ShellState(cwd="/w", home="/home/u"))  # tables are loaded
    shell = ShellState(cwd="/w", home="/home/u")
    assert calls_for(many, shell) < 2.5 * calls_for(few, shell)


def calls_of(line: str, name: str) -> int:
    """How often a function of that name is called to tell the effects of a line."""
    shell = ShellState(cwd="/w", home="/home/u")
    script = read(line, shell)
    effects_of(script, shell)  # tables are loaded
    count = 0

    def on_call(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call" and frame.f_code.co_name == name

    sys.setprofile(on_call)
    try:
        effects_of(script, shell)
    finally:
        sys.setprofile(None)
    return count


def test_what_the_words_say_is_worked_out_once_for_all_rules_of_a_program() -> None:
    words = "-o a.tgz https://example.com/a.tgz"
    assert calls_of(f"curl {words}", "lines") <= 4  # it stops at each line that it gives
    assert calls_of(f"wget {words}", "at_home") < 30


def test_signs_of_both_kinds_are_looked_for_at_once() -> None:
    assert calls_of("frob one two three", "_standing") == calls_of("frob", "_standing") == 3
    assert calls_of("frob 'one two' three", "_standing") == 4


def test_what_constants_of_code_cost_grows_with_the_code() -> None:
    def code(names: int) -> str:
        given = "".join(f'a{number} = "x"; ' for number in range(names))
        used = "".join(f"b#{{a{number}}}" for number in range(names))
        return f"ruby -e '{given}system(\"ls {used}\")'"

    few, shell = 40, ShellState(cwd="/w", home="/home/u")
    calls_for(code(few), shell)  # tables are loaded
    assert calls_for(code(8 * few), shell) < 8 * calls_for(code(few), shell)
