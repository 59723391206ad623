"""Lines that would weaken the guard itself are asked about; their harmless neighbours are not."""

from __future__ import annotations

from tests.shells.conftest import World
from tests.shells.terminal import PROMPT, Terminal
from tests.waiting import wait_until

ORDINARY = [
    "fc -l",
    "bind -p > /dev/null",
    "bind '\"\\e[A\": history-search-backward'",
    "unset SOMETHING",
    "shopt -s globstar",
    "set -o vi",
    "trap 'echo bye' EXIT",
    "PS1='P> '",
    "enable -p > /dev/null",
    "PS2='> ' PROMPT_COMMAND=",
    "PROMPT_COMMAND='true'",
    "unset PROMPT_COMMAND",
    'PROMPT_COMMAND="true; $PROMPT_COMMAND"',
    "PROMPT_COMMAND=${PROMPT_COMMAND:+$PROMPT_COMMAND; }true",
    "PROMPT_COMMAND+=('true more')",
    "PROMPT_COMMAND=$PROMPT_COMMAND$'\\n'true",
    "PS0=$PS0",
]
WEAKENING = [
    "fc",
    "fc -e true",
    "FCEDIT=true fc",
    "bind '\"\\C-t\": accept-line'",
    "bind -f keys",
    "unset PS0",
    "readonly PROMPT_COMMAND",
    "PS0='> '",
    "PS0=${PS0%%*}",
    "enable -n builtin",
    "enable -d printf",
    "enable -f ./x.so x",
    "__sg_tok=99",
    "__sg_T=([0]=0)",
    "__sg_enter() { :; }",
    "unset -f __sg_enter",
    "readonly __sg_tok",
    "declare -g __sg_tok=9",
    "shopt -u promptvars",
    "set +o history",
    "shellguard off",
    "trap 'true' DEBUG",
    "bash --rcfile /dev/null",
    "env -i bash",
]


def asked(shell: Terminal, line: str) -> bool:
    def answered() -> bool:
        shell.settle(0.05, 0.2)
        return shell.asking or shell.seen.endswith(PROMPT)

    shell.say(line)
    wait_until(answered, "a question or a prompt")
    was_asked = shell.asking
    if was_asked:
        shell.answer("n")
    return was_asked


def test_ordinary_lines_that_look_like_it_are_not_asked_about(world: World) -> None:
    shell = world.shell()
    assert [line for line in ORDINARY if asked(shell, line)] == []


def test_lines_that_weaken_the_guard_are_asked_about(world: World) -> None:
    shell = world.shell()
    assert [line for line in WEAKENING if not asked(shell, line)] == []


def test_a_shell_that_becomes_restricted_says_that_it_is_guarded_less(world: World) -> None:
    shell = world.shell()
    shell.say("set -r")
    if shell.asking:
        shell.answer("y")
    assert "restricted shell can't reach the daemon" in shell.seen
    (world.work / "precious").touch()
    shell.say("rm -f precious")
    assert "Run it?" in shell.seen
    shell.answer("n")
    assert (world.work / "precious").exists()
    shell.say("touch fine")
    assert (world.work / "fine").exists()
