"""Tools that look for the line with a DEBUG trap from their own prompt command on, loaded before and after the hook.

What stands here does as bash-preexec and VS Code's shell integration do, and no more.
"""

from __future__ import annotations

import re

import pytest

from tests.shells.conftest import World
from tests.shells.terminal import Terminal
from tests.shells.test_other_tools import SIDES, opened, still_guarded
from tests.waiting import wait_until

PREEXEC = r"""
__bp_interactive_mode() { __bp_mode=on; }
__bp_precmd_invoke_cmd() { echo "cmd=$?" >> $OUT; }
__bp_preexec_invoke_exec() {
    if [[ ! -t 1 || -n ${COMP_LINE-}${READLINE_POINT-} || -z ${__bp_mode-} ]]; then return; fi
    __bp_mode=
    echo "exec=$(HISTTIMEFORMAT='' builtin history 1 | sed '1 s/^ *[0-9][0-9]*[* ] //')" >> $OUT
}
__bp_install() {
    [[ ${PROMPT_COMMAND[*]} == *__bp_precmd_invoke_cmd* ]] && return 1
    trap '__bp_preexec_invoke_exec "$_"' DEBUG
    local rest=${PROMPT_COMMAND//"$__bp_install_string"/:}
    PROMPT_COMMAND=__bp_precmd_invoke_cmd$'\n'$rest
    PROMPT_COMMAND+=('__bp_interactive_mode')
    __bp_precmd_invoke_cmd
    __bp_interactive_mode
}
__bp_install_string=$'__bp_trap_string="$(trap -p DEBUG)"\ntrap - DEBUG\n__bp_install'
PROMPT_COMMAND=${PROMPT_COMMAND:+$PROMPT_COMMAND$'\n'}$__bp_install_string
"""
OLD_PREEXEC = PREEXEC.replace("${READLINE_POINT-}", "")
OLD_PREEXEC = OLD_PREEXEC.replace(
    "    __bp_mode=\n", "    if ((__bp_inside_preexec > 0)); then return; fi\n    __bp_mode=\n"
)
VSCODE = r"""
__vsc_in_command_execution=1 __vsc_command=
__vsc_update_prompt() {
    if [ "$__vsc_in_command_execution" = 1 ]; then
        if [[ $__vsc_custom_PS1 == '' || $__vsc_custom_PS1 != "$PS1" ]]; then
            __vsc_custom_PS1="\[\e]633;A\a\]$PS1\[\e]633;B\a\]"
            PS1=$__vsc_custom_PS1
        fi
        if [[ $__vsc_custom_PS2 == '' || $__vsc_custom_PS2 != "$PS2" ]]; then
            __vsc_custom_PS2="\[\e]633;F\a\]$PS2\[\e]633;G\a\]"
            PS2=$__vsc_custom_PS2
        fi
        __vsc_in_command_execution=0
    fi
}
__vsc_precmd() {
    builtin printf '\e]633;D;%s\a' "$__vsc_status"
    __vsc_command=
    __vsc_update_prompt
}
__vsc_preexec() {
    if [[ ! $BASH_COMMAND == __vsc_prompt* ]]; then
        __vsc_command="$(builtin history 1 | sed 's/ *[0-9]* *//')"
    else
        __vsc_command=
    fi
    builtin printf '\e]633;E;%s\a\e]633;C\a' "$__vsc_command"
}
__vsc_preexec_only() {
    if [ "$__vsc_in_command_execution" = 0 ]; then
        __vsc_in_command_execution=1
        __vsc_preexec
    fi
}
trap '__vsc_preexec_only "$_"' DEBUG
__vsc_update_prompt
__vsc_restore_exit_code() { return "$1"; }
__vsc_prompt_cmd_original() {
    __vsc_status=$?
    local cmd
    __vsc_restore_exit_code "$__vsc_status"
    for cmd in "${__vsc_original_prompt_command[@]}"; do eval "${cmd:-}"; done
    __vsc_precmd
}
__vsc_prompt_cmd() {
    __vsc_status=$?
    __vsc_precmd
}
__vsc_original_prompt_command=${PROMPT_COMMAND:-}
if [[ -n $__vsc_original_prompt_command ]]; then
    PROMPT_COMMAND=__vsc_prompt_cmd_original
else
    PROMPT_COMMAND=__vsc_prompt_cmd
fi
"""


@SIDES
@pytest.mark.parametrize("tool", [PREEXEC, OLD_PREEXEC], ids=["new", "old"])
def test_a_preexec_framework_sees_every_line_once_the_first_too(world: World, side: str, tool: str) -> None:
    shell = opened(world, side, f"OUT={world.work}/out\nHISTFILE=/dev/null\n{tool}")
    shell.say("true first")
    shell.say("(exit 3)")
    shell.say("touch FORBIDDEN")
    shell.say("true last")
    wait_until(lambda: "exec=true last\ncmd=0" in (world.work / "out").read_text(), "the last line's marks")
    seen = (world.work / "out").read_text().splitlines()
    assert [line for line in seen if line.startswith("exec=")] == [
        "exec=true first",
        "exec=(exit 3)",
        "exec=true last",
    ]
    assert [line for line in seen if line.startswith("cmd=")][-3:] == ["cmd=0", "cmd=3", "cmd=0"]
    still_guarded(world, shell)


def ended(shell: Terminal, begin: int) -> None:
    """Waits for the mark of a command's end."""

    def marked() -> bool:
        shell.settle()
        return "\x1b]633;D;" in shell.raw[begin:]

    wait_until(marked, "the mark of the line's end")


@SIDES
@pytest.mark.parametrize("own", ["", "PROMPT_COMMAND+=('true own')\n"])
def test_the_marks_of_vs_code_name_the_line_that_runs(world: World, side: str, own: str) -> None:
    shell = opened(world, side, own + VSCODE)
    if side == "after":  # what is loaded after the hook is met at its first prompt
        shell.say("true before")
        ended(shell, 0)
    for line, status in (("true first", 0), ("false", 1), ("true last", 0)):
        begin = len(shell.raw)
        shell.say(line)
        ended(shell, begin)
        raw = shell.raw[begin:]
        told = re.findall(r"\x1b\]633;E;([^\a]*)\a", raw)
        assert set(told) == {line}
        # Without the hook, too, a prompt command behind VS Code's own is taken for the line once more.
        assert len(told) == raw.count("\x1b]633;C\a") == (2 if own and side == "after" else 1)
        assert re.findall(r"\x1b\]633;D;([^\a]*)\a", raw) == [str(status)]
    still_guarded(world, shell)


@SIDES
@pytest.mark.parametrize("tool", [PREEXEC, OLD_PREEXEC, VSCODE], ids=["preexec", "old", "vscode"])
def test_off_leaves_nothing_of_the_hook_in_what_runs_at_the_prompt(
    world: World, side: str, tool: str
) -> None:
    shell = opened(world, side, f"OUT={world.work}/out\n{tool}")
    shell.say("true first")
    shell.say("shellguard off")
    shell.wait_for("[y]es")
    shell.answer("y")
    shell.wait_for("is off in this shell")
    shell.say("touch FORBIDDEN")
    shell.say("echo [$PS0] [${PROMPT_COMMAND[*]}]")
    wait_until((world.work / "FORBIDDEN").exists, "what runs when the guard is off")
    assert "__sg_" not in shell.seen.rsplit("echo [$PS0]", 1)[1]


@SIDES
@pytest.mark.parametrize("tool", [PREEXEC, OLD_PREEXEC, VSCODE], ids=["preexec", "old", "vscode"])
def test_the_last_argument_is_still_the_line_s(world: World, side: str, tool: str) -> None:
    shell = opened(world, side, f"OUT={world.work}/out\nHISTFILE=/dev/null\n{tool}")
    shell.say("true before")
    shell.say("true first last")
    shell.say(f"echo $_ > {world.work}/kept")
    wait_until((world.work / "kept").exists, "what the line wrote")
    assert (world.work / "kept").read_text() == "last\n"
