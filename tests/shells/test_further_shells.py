"""Shells that are started from a guarded one, and what a start-up file does around the hook."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.shells.conftest import World
from tests.shells.terminal import PROMPT, Terminal
from tests.shells.test_other_tools import still_guarded
from tests.waiting import wait_until

AS_ROOT = os.geteuid() == 0


def needs(program: str, *, root: bool = False) -> pytest.MarkDecorator:
    there = shutil.which(program) is not None and (AS_ROOT or not root)
    return pytest.mark.skipif(not there, reason=f"{program} is not there{' for this user' if root else ''}")


def say_and_agree(shell: Terminal, line: str) -> None:
    """Types a line, and `y` if it is asked about."""

    def answered() -> bool:
        shell.settle(0.05, 0.2)
        return shell.asking or shell.seen.endswith(PROMPT)

    shell.say(line)
    wait_until(answered, f"a question or a prompt; seen:\n{shell.seen}")
    if shell.asking:
        shell.answer("y")


@pytest.mark.parametrize(
    "line",
    [
        "exec BASH",
        "BASH -i",
        pytest.param("su -p -s BASH", marks=needs("su", root=True)),
        pytest.param("SHELL=BASH sudo -E -s", marks=needs("sudo", root=True)),
        pytest.param("screen -q -s BASH", marks=needs("screen")),
    ],
)
def test_a_shell_whose_start_up_file_loads_the_hook_is_guarded(world: World, line: str) -> None:
    home = Path(world.environment["HOME"])
    (home / ".bashrc").write_text(f"PS1='inner{PROMPT}'\nsource {world.rc}\n")
    bash = shutil.which(world.bash) or world.bash
    shell = world.shell()
    say_and_agree(shell, line.replace("BASH", bash))
    shell.wait_for(f"inner{PROMPT}")
    still_guarded(world, shell)
    shell.say("exit")  # what screen starts would outlive the terminal


@pytest.mark.parametrize("key", ["\r", "\x0f"])
def test_another_shell_is_opened_unasked_and_told_of_before_it_takes_the_keyboard(
    world: World, key: str
) -> None:
    shell = world.shell(environment={"PS1": PROMPT})
    said = shell.say("sh", key)
    assert not shell.asking
    assert "what you type in sh is not judged" in said
    assert "in sh" in shell.say("echo in $0")
    shell.say("exit")
    still_guarded(world, shell)


def test_a_key_that_the_start_up_file_takes_after_the_hook_is_guarded_again(world: World) -> None:
    shell = world.shell(after="bind '\"\\C-m\": accept-line'")
    shell.say("bind -m emacs -s > keys")
    shell.settle()
    assert '"\\C-m": "\\C-x' in (world.work / "keys").read_text()
    still_guarded(world, shell)


def reasons(world: World) -> str:
    """Why shells were not guarded, as the record has it."""
    told = world.shellguard("log", "--json", "--last", "100").stdout.splitlines()
    return "".join(one["why"] for one in map(json.loads, told) if one["kind"] == "shell-unguarded")


@pytest.mark.parametrize("name", ["PROMPT_COMMAND", "PS0", "PS2"])
def test_where_a_variable_is_read_only_the_shell_says_that_it_is_not_guarded(world: World, name: str) -> None:
    shell = world.shell(before=f"{name}=''; readonly {name}", after="echo loaded to the end", met=False)
    assert f"{name} is read-only here" in shell.seen
    assert "NOT guarded" in shell.seen
    assert "loaded to the end" in shell.seen
    wait_until(lambda: f"{name} is read-only here" in reasons(world), "a record of it")
    assert "__sg_" not in shell.say("declare -p PS0 PS2 PROMPT_COMMAND; bind -X").partition("\n")[2]


@pytest.mark.parametrize("name", ["builtin", "local", "return", "declare"])
def test_where_a_function_hides_what_the_hook_is_made_of_the_shell_says_that_it_is_not_guarded(
    world: World, name: str
) -> None:
    shell = world.shell(before=f"function {name} {{ command true; }}", met=False)
    assert f"{name} is a function here" in shell.seen
    assert "NOT guarded" in shell.seen
    assert "one" in shell.say("echo one")


@pytest.mark.parametrize("name", ["printf", "read", "trap", "return", "builtin or compgen"])
def test_where_a_builtin_is_switched_off_the_shell_says_that_it_is_not_guarded(
    world: World, name: str
) -> None:
    shell = world.shell(before=f"enable -n {name.split()[-1]}", met=False)
    assert f"{name} is switched off here" in shell.seen
    assert "NOT guarded" in shell.seen
    assert "one" in shell.say("echo one")


def test_a_builtin_that_the_hook_does_without_may_be_switched_off(world: World) -> None:
    shell = world.shell(before="enable -n test [ pwd")
    shell.say("touch FORBIDDEN")
    assert not (world.work / "FORBIDDEN").exists()


@pytest.mark.parametrize(
    "before",
    [
        "BASH_COMPAT=4.2",
        "export POSIXLY_CORRECT=1",
        "alias if='echo if' builtin='echo builtin' printf='echo printf' local='echo local' '[['='echo ['",
        "shopt -s failglob nullglob nocasematch; shopt -u extglob; set -f; IFS=:",
    ],
)
def test_what_a_start_up_file_sets_does_the_hook_no_harm(world: World, before: str) -> None:
    shell = world.shell(before=before)
    shell.say("touch FORBIDDEN; echo one")
    shell.say("false")
    assert "st=1" in shell.say("builtin echo st=$?")
    shell.say("touch fine")
    assert [file.name for file in world.work.iterdir()] == ["fine"], shell.seen
    assert shell.seen.count("shellguard") == 2, shell.seen


def test_variables_made_read_only_at_the_prompt_do_no_harm(world: World) -> None:
    shell = world.shell()
    say_and_agree(shell, "readonly PROMPT_COMMAND PS0 PS2")
    assert "readonly variable" not in shell.say("true")
    assert "readonly variable" not in shell.say("set +v")
    still_guarded(world, shell)


def test_a_script_may_take_the_prompt_command_away_where_unset_names_are_errors(world: World) -> None:
    shell = world.shell("set -u")
    for _ in range(3):
        shell.say("true")
    (world.work / "leave").write_text("unset PROMPT_COMMAND\n")
    say_and_agree(shell, ". ./leave")
    shell.say("true")
    assert "__sg_prompt" in shell.say("declare -p PROMPT_COMMAND")
    still_guarded(world, shell)


@pytest.mark.parametrize("options", ["set -e", "set -u", "set -eu -o pipefail"])
def test_options_of_a_start_up_file_do_not_end_the_shell_at_the_hook(world: World, options: str) -> None:
    shell = world.shell(before=options)
    assert "of it" in shell.say("echo left $((0)) of it | tr -d 0")
    assert shell.alive


@pytest.mark.parametrize(
    ("line", "program"), [("bash", "bash"), ("exec -l bash", "bash"), ("script -q", "script")]
)
def test_a_shell_that_no_start_up_file_would_guard_is_told_of(world: World, line: str, program: str) -> None:
    shell = world.shell()
    shell.type(f"{line}\r")
    shell.wait_for(f"what you type in {program} is not judged")


def test_of_a_shell_that_the_start_up_file_guards_nothing_is_told(world: World) -> None:
    home = Path(world.environment["HOME"])
    (home / ".bashrc").write_text(f"PS1='inner{PROMPT}'\nsource {world.rc}\n")
    shell = world.shell(before="source ~/.bashrc", guarded=False)
    said = shell.say("bash")
    assert "not judged" not in said
    still_guarded(world, shell)
    shell.say("exit")
