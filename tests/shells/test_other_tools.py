"""Other tools keep working beside the hook, loaded before and after it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.shells.conftest import World
from tests.shells.terminal import Terminal
from tests.waiting import wait_until

BASH_COMPLETION = Path("/usr/share/bash-completion/bash_completion")
FZF_KEYS = Path("/usr/share/doc/fzf/examples/key-bindings.bash")
BASH_PREEXEC = [
    path
    for path in (
        os.environ.get("BASH_PREEXEC", ""),
        "/usr/share/bash-preexec/bash-preexec.sh",
        "/usr/share/bash-preexec.sh",
    )
    if path and Path(path).is_file()
]
SIDES = pytest.mark.parametrize("side", ["before", "after"])


def opened(world: World, side: str, text: str) -> Terminal:
    return world.shell(before=text) if side == "before" else world.shell(after=text)


def still_guarded(world: World, shell: Terminal) -> None:
    shell.say("touch FORBIDDEN")
    assert not (world.work / "FORBIDDEN").exists()
    shell.say("touch fine")
    wait_until((world.work / "fine").exists, f"a line that runs; seen:\n{shell.seen}")


@SIDES
@pytest.mark.parametrize(
    "command",
    [
        "PROMPT_COMMAND='echo prompted >> $OUT'",
        "PROMPT_COMMAND='echo prompted >> $OUT;'",
        "PROMPT_COMMAND=('echo prompted >> $OUT' 'true')",
        "PROMPT_COMMAND+=('echo prompted >> $OUT')",
        'PROMPT_COMMAND="echo prompted >> $OUT${PROMPT_COMMAND:+; $PROMPT_COMMAND}"',
    ],
)
def test_a_prompt_command_runs_once_a_prompt(world: World, side: str, command: str) -> None:
    shell = opened(world, side, f"OUT={world.work}/out\n{command}")
    shell.say("true")
    before = (world.work / "out").read_text().count("prompted")
    shell.say("true")
    shell.say("true")
    assert (world.work / "out").read_text().count("prompted") == before + 2
    still_guarded(world, shell)


@SIDES
def test_a_prompt_command_sees_the_status_of_the_line(world: World, side: str) -> None:
    shell = opened(world, side, f"PROMPT_COMMAND+=('echo status=$? >> {world.work}/out')")
    shell.say("(exit 5)")
    assert (world.work / "out").read_text().splitlines()[-1] == "status=5"


@SIDES
def test_a_debug_trap_of_ones_own_sees_the_line(world: World, side: str) -> None:
    shell = opened(world, side, f"trap 'echo \"$BASH_COMMAND\" >> {world.work}/out' DEBUG")
    shell.say("true seen")
    assert "true seen" in (world.work / "out").read_text().splitlines()
    still_guarded(world, shell)


@SIDES
def test_an_err_and_an_exit_trap_of_ones_own_run(world: World, side: str) -> None:
    shell = opened(
        world, side, f"trap 'echo err >> {world.work}/out' ERR; trap 'echo bye >> {world.work}/out' EXIT"
    )
    shell.say("false")
    shell.say("exit")
    wait_until(lambda: "bye" in (world.work / "out").read_text(), "the exit trap")
    assert (world.work / "out").read_text() == "err\nbye\n"


@SIDES
def test_a_ps0_of_ones_own_is_shown(world: World, side: str) -> None:
    shell = opened(world, side, "PS0='<running \\#>'")
    assert "<running" in shell.say("true")
    still_guarded(world, shell)


@SIDES
def test_starship_s_way_of_rewriting_ps0_and_prompt_command_keeps_working(world: World, side: str) -> None:
    """Its preexec stands in PS0 and its precmd in PROMPT_COMMAND, put there when it is loaded."""
    text = (
        f"s_pre() {{ echo pre >> {world.work}/out; }}; s_cmd() {{ echo cmd=$? >> {world.work}/out; }}\n"
        "PS0='$(s_pre)'; PROMPT_COMMAND='s_cmd'"
    )
    shell = opened(world, side, text)
    shell.say("(exit 4)")
    lines = (world.work / "out").read_text().splitlines()
    assert lines[-2:] == ["pre", "cmd=4"]
    still_guarded(world, shell)


@SIDES
@pytest.mark.skipif(not BASH_PREEXEC, reason="bash-preexec is not there (BASH_PREEXEC names its file)")
def test_bash_preexec_fires_once_a_line(world: World, side: str) -> None:
    text = (
        f'source {BASH_PREEXEC[0]}\npreexec() {{ echo "pre:$1" >> {world.work}/out; }}\n'
        f"precmd() {{ echo cmd:$? >> {world.work}/out; }}"
    )
    shell = opened(world, side, text)
    shell.say("true")  # loaded before the hook, bash-preexec does not see a shell's first line
    shell.say("bash -c 'exit 3'")
    shell.say("touch FORBIDDEN")
    lines = (world.work / "out").read_text().splitlines()
    assert lines.count("pre:bash -c 'exit 3'") == 1
    assert "cmd:3" in lines
    assert "pre:touch FORBIDDEN" not in lines
    still_guarded(world, shell)


@SIDES
@pytest.mark.skipif(shutil.which("starship") is None, reason="starship is not installed")
def test_starship_shows_its_prompt(world: World, side: str) -> None:
    (world.folder / "starship.toml").write_text(
        "format = '<$status> P> '\n[status]\ndisabled = false\nformat = '$int'\n"
    )
    shell = opened(
        world, side, f'export STARSHIP_CONFIG={world.folder}/starship.toml; eval "$(starship init bash)"'
    )
    shell.settle(0.6)
    shell.say("(exit 4)")
    shell.settle(0.6)
    assert "<4> P> " in shell.seen
    still_guarded(world, shell)


@SIDES
@pytest.mark.skipif(shutil.which("atuin") is None, reason="atuin is not installed")
def test_atuin_keeps_its_history(world: World, side: str) -> None:
    home = f"export ATUIN_CONFIG_DIR={world.folder}/atuin XDG_DATA_HOME={world.folder}/data ATUIN_DB_PATH={world.folder}/history.db"
    shell = opened(world, side, f'{home}; eval "$(atuin init bash)"')
    shell.settle(1.0)
    shell.say("true")  # see bash-preexec, which it brings along
    shell.say("false first")
    shell.settle(0.6)
    shell.say("touch FORBIDDEN")
    shell.say("true last")
    shell.settle(0.6)
    shell.say(f"atuin history list --cmd-only > {world.work}/kept")
    wait_until((world.work / "kept").exists, "atuin's list")
    shell.settle(1.0)
    kept = (world.work / "kept").read_text().splitlines()
    assert kept.count("false first") == 1
    assert kept.count("true last") == 1
    assert "touch FORBIDDEN" not in kept
    still_guarded(world, shell)


@SIDES
def test_a_line_that_atuin_would_run_inside_a_key_waits_for_enter(world: World, side: str) -> None:
    text = (
        '__atuin_accept_line() { eval -- "$1"; }\n'
        "pick() { __atuin_accept_line 'touch FORBIDDEN picked'; }\n"
        "bind -x '\"\\C-t\": pick'"
    )
    shell = opened(world, side, text)
    shell.type("\x14")
    shell.wait_for("touch FORBIDDEN picked")
    shell.say("")
    shell.wait_for("did not run this")
    assert not (world.work / "FORBIDDEN").exists()
    assert not (world.work / "picked").exists()
    still_guarded(world, shell)
    shell.say("shellguard off")
    shell.answer("y")
    assert "eval -- " in shell.say("declare -f __atuin_accept_line")
    shell.say("shellguard on")
    assert "eval -- " not in shell.say("declare -f __atuin_accept_line")


@SIDES
@pytest.mark.skipif(shutil.which("direnv") is None, reason="direnv is not installed")
def test_direnv_loads_a_folder_s_environment(world: World, side: str) -> None:
    (world.work / "project").mkdir()
    (world.work / "project" / ".envrc").write_text("export FROM_DIRENV=yes\n")
    shell = opened(world, side, 'eval "$(direnv hook bash)"')
    shell.say("direnv allow project")
    shell.say("cd project")
    shell.settle(0.4)
    shell.say(f"echo $FROM_DIRENV > {world.work}/out")
    assert (world.work / "out").read_text() == "yes\n"
    still_guarded_in = shell.say("cd ..; touch FORBIDDEN")
    assert not (world.work / "FORBIDDEN").exists(), still_guarded_in


@SIDES
@pytest.mark.skipif(shutil.which("zoxide") is None, reason="zoxide is not installed")
def test_zoxide_learns_folders(world: World, side: str) -> None:
    (world.work / "somewhere").mkdir()
    shell = opened(world, side, 'eval "$(zoxide init bash)"')
    shell.say("cd somewhere")
    shell.settle(0.4)
    shell.say("cd ..")
    shell.say("z somewh")
    shell.settle(0.4)
    shell.say(f"pwd > {world.work}/out")
    assert (world.work / "out").read_text().strip().endswith("somewhere")


@SIDES
@pytest.mark.skipif(not FZF_KEYS.is_file(), reason="fzf's key bindings are not installed")
def test_fzf_puts_a_choice_into_the_line(world: World, side: str) -> None:
    (world.work / "chosen").touch()
    # Without it fzf asks the terminal where the cursor is, and this one does not answer.
    shell = opened(world, side, f"export FZF_DEFAULT_OPTS=--no-height; source {FZF_KEYS}")
    shell.type("cp \x14")
    shell.settle(1.0)
    shell.type("chosen\r")
    shell.settle(1.0)
    shell.say(" copy")
    wait_until((world.work / "copy").exists, f"the copy; seen:\n{shell.seen}")
    still_guarded(world, shell)


@SIDES
@pytest.mark.skipif(not BASH_COMPLETION.is_file(), reason="bash-completion is not installed")
def test_bash_completion_completes(world: World, side: str) -> None:
    (world.work / "unmistakable").touch()
    shell = opened(world, side, f"source {BASH_COMPLETION}")
    shell.type("cp unmis\t")
    shell.settle(0.5)
    shell.say(" copy")
    wait_until((world.work / "copy").exists, f"the copy; seen:\n{shell.seen}")
    still_guarded(world, shell)


def test_off_undoes_everything_and_on_brings_it_back(world: World) -> None:
    state = "{ bind -p; bind -s; bind -m vi-command -p; trap -p; set +o; shopt -p; declare -p PS0 PS2 PROMPT_COMMAND; } 2>&1"
    bare = world.shell(before="unset HISTFILE", guarded=False)
    bare.say(f"{state} > bare")
    shell = world.shell(before="unset HISTFILE")
    shell.say("shellguard off")
    if shell.asking:
        shell.answer("y")
    shell.say(f"{state} > off")
    wait_until((world.work / "off").exists, "the state")
    shell.settle()
    assert (world.work / "off").read_bytes() == (world.work / "bare").read_bytes()
    shell.say("shellguard on")
    still_guarded(world, shell)
