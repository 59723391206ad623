"""`shellguard shell` becomes a guarded bash that is the person's own in everything else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shellguard.setup.bash_program import find_bash, version_of
from tests.shells.terminal import Terminal, base_environment
from tests.waiting import wait_until

COMMAND = [sys.executable, "-P", "-m", "shellguard"]
Open = Callable[..., Terminal]


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, str]:
    for name in ("home", "config"):
        (tmp_path / name).mkdir()
    (tmp_path / "config" / "config.toml").write_text('[policy]\nalways_deny = ["touch *FORBIDDEN*"]\n')
    return base_environment(
        tmp_path / "home",
        SHELLGUARD_RUNTIME_DIR=str(tmp_path / "run"),
        SHELLGUARD_CONFIG_DIR=str(tmp_path / "config"),
        SHELLGUARD_STATE_DIR=str(tmp_path / "state"),
    )


@pytest.fixture
def open_shell(folders: dict[str, str], tmp_path: Path) -> Iterator[Open]:
    shells: list[Terminal] = []

    def opened(*arguments: str, bashrc: str = "", without: str = "") -> Terminal:
        (tmp_path / "home" / ".bashrc").write_text(f"PS1='P> '\n{bashrc}\n")
        environment = {name: value for name, value in folders.items() if name != without}
        shell = Terminal([*COMMAND, "shell", *arguments], environment, tmp_path)
        shells.append(shell)
        return shell

    yield opened
    for shell in shells:
        shell.close()
    subprocess.run([*COMMAND, "daemon", "stop"], env=folders, capture_output=True, timeout=30, check=False)


def test_the_guard_is_there_and_a_daemon_with_it(open_shell: Open, tmp_path: Path) -> None:
    shell = open_shell()
    shell.wait_for("P> ")
    assert "daemon" not in shell.seen
    shell.say(f"touch {tmp_path}/FORBIDDEN")
    shell.say(f"touch {tmp_path}/fine")
    wait_until((tmp_path / "fine").exists, "the allowed file")
    assert not (tmp_path / "FORBIDDEN").exists()


def test_the_first_shell_says_that_it_is_guarded_and_no_later_one(open_shell: Open, tmp_path: Path) -> None:
    first = open_shell()
    first.wait_for("P> ")
    assert "This bash is guarded" in first.seen
    first.say(f"touch {tmp_path}/recorded")
    wait_until((tmp_path / "recorded").exists, "a line")
    second = open_shell()
    second.wait_for("P> ")
    assert "guarded" not in second.seen


def test_a_daemon_with_other_settings_is_told(open_shell: Open, folders: dict[str, str]) -> None:
    first = open_shell()
    first.wait_for("P> ")
    assert "other settings" not in first.seen
    folders["SHELLGUARD_POLICY_DENY_FROM"] = "90"
    second = open_shell()
    second.wait_for("P> ")
    assert "other settings than this shell has: SHELLGUARD_POLICY_DENY_FROM" in second.seen


def test_the_own_start_up_file_comes_first(open_shell: Open) -> None:
    shell = open_shell(bashrc='BEFORE=${SHELLGUARD_STATUS-unguarded}; alias hi="echo hello"')
    shell.wait_for("P> ")
    assert "unguarded on" in shell.say('echo "$BEFORE $SHELLGUARD_STATUS"')
    assert "\nhello" in shell.say("hi")


def test_the_environment_is_that_of_any_bash(
    open_shell: Open, folders: dict[str, str], tmp_path: Path
) -> None:
    shell = open_shell()
    shell.wait_for("P> ")
    shell.say(f"env -0 > {tmp_path}/guarded")
    (tmp_path / "rc").write_text("")
    bare = Terminal(["bash", "--rcfile", str(tmp_path / "rc"), "-i"], folders, tmp_path)
    bare.say(f"env -0 > {tmp_path}/bare")
    bare.close()
    found = [set((tmp_path / name).read_text().split("\0")) for name in ("guarded", "bare")]
    assert {line for line in found[0] ^ found[1] if not line.startswith(("SHLVL=", "_="))} == set()


def test_children_die_of_a_broken_pipe_as_they_should(open_shell: Open) -> None:
    shell = open_shell()
    shell.wait_for("P> ")
    assert "141" in shell.say("yes | head -n 1; echo ${PIPESTATUS[0]}")


def test_options_reach_bash(open_shell: Open) -> None:
    shell = open_shell("-O", "autocd", "--noediting")
    shell.wait_for("P> ")
    assert "autocd is on" in shell.say("shopt -q autocd && echo autocd is on")


def test_without_a_home_there_is_a_shell(open_shell: Open) -> None:
    shell = open_shell(without="HOME")
    wait_until(lambda: shell.settle(0.1, 0.3) or shell.seen.rstrip().endswith(("$", "#", ">")), "a prompt")
    assert "on." in shell.say('echo "$SHELLGUARD_STATUS."')


def test_without_a_daemon_there_is_a_shell_and_a_word(open_shell: Open, tmp_path: Path) -> None:
    (tmp_path / "run" / "daemon.lock").mkdir(parents=True)
    (tmp_path / "run").chmod(0o700)
    shell = open_shell()
    shell.wait_for("the daemon did not come up")
    shell.wait_for("P> ")
    shell.say(f"touch {tmp_path}/fine")
    wait_until((tmp_path / "fine").exists, "the allowed file")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-l"], "would not load the guard"),
        (["--login"], "would not load the guard"),
        (["--norc"], "would not load the guard"),
        (["--rcfile", "x"], "would not load the guard"),
        (["-c", "true"], "-c is not for it"),
        (["script.sh"], "it runs no file"),
    ],
)
def test_what_would_leave_the_guard_out_is_refused(open_shell: Open, arguments: list[str], said: str) -> None:
    shell = open_shell(*arguments)
    shell.wait_for(said)
    wait_until(lambda: not shell.alive, "its end")


def test_without_a_terminal_it_says_so(folders: dict[str, str], tmp_path: Path) -> None:
    ended = subprocess.run(
        [*COMMAND, "shell"], env=folders, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "needs a terminal" in ended.stderr


def program(folder: Path, says: str) -> str:
    folder.mkdir()
    path = folder / "bash"
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("says", "version"),
    [
        ("some other shell, version 5.2", None),
        ("", None),
        ("GNU bash, version 3.2.57(1)-release (x86_64-apple-darwin)", "3.2.57"),
        ("GNU bash, version 5.3.0(1)-rc2 (x86_64-pc-linux-gnu)", "5.3.0"),
    ],
)
def test_versions_are_read_from_what_bash_says(tmp_path: Path, says: str, version: str | None) -> None:
    found = version_of(program(tmp_path / "p", says))
    assert (found.version if found else None) == version


def test_an_old_login_shell_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", program(tmp_path / "old", "GNU bash, version 3.2.57(1)-release"))
    newer = program(tmp_path / "new", "GNU bash, version 5.1.16(1)-release")
    monkeypatch.setenv("PATH", os.pathsep.join((str(tmp_path / "new"), os.environ["PATH"])))
    assert find_bash().path == newer
