"""An allowed line runs exactly once, with the text that was judged, and without a fork of the hook."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.shells.conftest import World
from tests.shells.terminal import Terminal
from tests.shells.test_unchanged_screen import bash_version
from tests.waiting import wait_until

LINES: dict[str, list[str]] = {
    "a line": ["echo one >> out"],
    "a list": ["echo one >> out; echo two >> out"],
    "a loop over lines": ["for i in 1 2; do", "echo $i >> out", "done"],
    "a quote over lines": ["echo 'a", "b' >> out"],
    "a here-document": ["cat >> out <<X", "a  b", "X"],
    "a backslash at the end": ["echo a \\", "b >> out"],
    "blanks that matter": ["echo  'a  b'   >>   out"],
    "text beyond ASCII": ["echo 'é日本 ü' >> out"],
    "control bytes": ["echo $'a\\tb\\x1f\\x1e' >> out"],
    "an exclamation mark": ["echo 'wow!' >> out"],
    "percent and backslash": ["echo '%s %d \\n \\\\' >> out"],
    "a dollar sign": ["echo '$(id) `id` $HOME' >> out"],
    "a very long line": [f"echo {'x' * 4500} >> out"],
}
MARKED = "echo 'a!b'"
EXPANDED = {
    "!!": (["echo one >> out", "!!"], "echo one >> out"),
    "^old^new": (["echo one >> out", "^one^two"], "echo two >> out"),
    "!$": (["echo one two", "echo !$ >> out"], "echo two >> out"),
    "!echo:1": (["echo one two", "echo !echo:1 >> out"], "echo one >> out"),
}


def recorded(world: World) -> list[dict[str, object]]:
    """What the record says of the lines of this test, the oldest first."""
    listed = world.shellguard("log", "--json", "--cwd", str(world.work)).stdout
    return [json.loads(line) for line in listed.splitlines()][::-1]


def lines_of(world: World) -> list[object]:
    return [entry["line"] for entry in recorded(world)]


@pytest.mark.parametrize("name", LINES)
def test_a_line_runs_once_with_the_text_that_was_judged(world: World, name: str) -> None:
    shell = world.shell()
    for line in LINES[name]:
        shell.say(line)
    wait_until((world.work / "out").exists, f"the line's effect; seen:\n{shell.seen}")
    guarded = (world.work / "out").read_bytes()
    (world.work / "out").unlink()
    bare = world.shell(guarded=False)
    for line in LINES[name]:
        bare.say(line)
    wait_until((world.work / "out").exists, "the bare line's effect")
    assert guarded == (world.work / "out").read_bytes()
    assert lines_of(world) == ["\n".join(LINES[name])]


@pytest.mark.parametrize("name", EXPANDED)
def test_what_history_expansion_makes_is_what_was_judged(world: World, name: str) -> None:
    lines, expanded = EXPANDED[name]
    shell = world.shell(before="unset HISTFILE")
    for line in lines:
        shell.say(line)
    assert lines_of(world)[-1] == expanded


def test_a_pasted_block_in_which_an_expansion_fails_is_not_lost(world: World) -> None:
    shell = world.shell()
    shell.answer("\x1b[200~echo one >> out\necho !nosuch >> out\x1b[201~\r")
    assert "event not found" in shell.seen
    assert not (world.work / "out").exists()
    shell.answer("\x7f" * len("!nosuch >> out") + "two >> out\r")
    wait_until(lambda: (world.work / "out").exists(), f"the block; seen:\n{shell.seen}")
    assert (world.work / "out").read_text() == "one\ntwo\n"


def test_how_a_line_ended_is_recorded(world: World) -> None:
    shell = world.shell()
    shell.say("(exit 7)")
    shell.say("true")
    assert [entry["status"] for entry in recorded(world) if entry["line"] == "(exit 7)"] == [7]


@pytest.mark.parametrize(
    "line",
    ["true", "x=1", "[[ a == a ]]", "cd .", "f() { true; }", "f", "echo !!", "a=(1 2)", "[[ ! a ]]", MARKED],
)
def test_a_line_of_builtins_starts_no_process(world: World, line: str, tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    if line == MARKED and bash_version() >= (5, 3):
        pytest.skip(
            "there readline does not tell a line that it has left as it was from one that it could not expand"
        )
    shell = world.shell()
    for _ in range(2):
        shell.say("f() { true; }")
    trace = tmp_path / "trace"
    with subprocess.Popen(
        [
            "strace",
            "-f",
            "-qq",
            "-e",
            "trace=fork,vfork,clone,clone3,execve",
            "-o",
            str(trace),
            "-p",
            str(shell.pid),
        ],
        stderr=subprocess.PIPE,
    ) as tracer:
        try:
            wait_until(lambda: _is_traced(shell) or tracer.poll() is not None, "the tracer")
            if tracer.poll() is not None:
                pytest.skip("this machine lets nobody trace a process")
            shell.say(line)
            shell.say(line)
            assert forks(trace) == []
            shell.say("(true)")
            wait_until(lambda: forks(trace), "the fork of a subshell, to see that tracing works")
        finally:
            tracer.terminate()


def _is_traced(shell: Terminal) -> bool:
    status = Path(f"/proc/{shell.pid}/status").read_text()
    return "TracerPid:\t0\n" not in status


def forks(trace: Path) -> list[str]:
    lines = trace.read_text().splitlines() if trace.exists() else []
    return [line for line in lines if "clone" in line or "fork" in line or "execve" in line]


@pytest.mark.parametrize("name", ["a script", "bash -c", "a subshell", "a pipe into bash", "bash -s"])
def test_a_shell_that_is_not_interactive_is_untouched(world: World, name: str) -> None:
    script = f"source {world.rc}; echo ${{PS0-none}} ${{__sg_state-none}}; compgen -A function; compgen -v | grep -c '^__sg' || true"
    (world.work / "script").write_text(script)
    command = {
        "a script": [world.bash, "script"],
        "bash -c": [world.bash, "-c", script],
        "a subshell": [world.bash, "-c", f"({script})"],
        "a pipe into bash": [world.bash, "-c", "cat script | bash"],
        "bash -s": [world.bash, "-c", "bash -s < script"],
    }[name]
    done = subprocess.run(
        command, env=world.environment, cwd=world.work, text=True, capture_output=True, check=True
    )
    assert done.stdout.split()[:2] == ["none", "none"]
    assert done.stderr == ""
    assert [path.name for path in world.work.iterdir()] == ["script"]
