"""The screen is that of an unhooked shell: the same keys in tmux, in a bare and in a guarded bash."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shells.attention import Attention
from tests.shells.conftest import BASH, World
from tests.waiting import wait_until

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

PAUSE = 0.25
LONG = "echo " + "word " * 30
TWO_LINES = r"PS1='\[\e[1m\]first line\[\e[0m\]\nP> '"

UNLISTED = "export TERM=xterm-nowhere"

# name: start-up file, keys (a word for tmux, a text as it is, "resize WIDTH", "paste TEXT", or "jobs over")
SCREENS: dict[str, tuple[str, list[str]]] = {
    "a line": ("", ["echo one", "Enter"]),
    "an empty line": ("", ["Enter", "Enter"]),
    "a prompt of two lines": (TWO_LINES, ["echo one", "Enter", "Enter", "echo two", "Enter"]),
    "a prompt of two lines, a wrapped line": (TWO_LINES, [LONG, "Enter"]),
    "a wrapped line": ("", [LONG, "Enter", "echo after", "Enter"]),
    "continuation lines": ("", ["for i in 1 2; do", "Enter", "echo $i", "Enter", "done", "Enter"]),
    "a here-document": ("", ["cat <<X", "Enter", "a  b", "Enter", "X", "Enter"]),
    "Ctrl-C": ("", ["echo nothing", "C-c", "echo after", "Enter"]),
    "Ctrl-C on a continuation line": ("", ["for i in 1; do", "Enter", "C-c", "echo after", "Enter"]),
    "type-ahead": ("", ["sleep 1.5", "Enter", "echo ahead", "Enter"]),
    "a line from the history, changed": ("", ["echo one", "Enter", "Up", "2", "Enter"]),
    "the cursor in the middle of the line": ("", ["echo one", "Home", "Enter"]),
    "a line of two rows that was edited in its first": ("", [LONG, "Home", "Enter"]),
    "a resized window": (
        "",
        ["echo one", "Enter", "resize 60", LONG, "Enter", "resize 100", "echo after", "Enter"],
    ),
    "clear": ("", ["echo one", "Enter", "clear", "Enter", "echo two", "Enter"]),
    "set -x": ("", ["set -x", "Enter", "true a", "Enter", "set +x", "Enter"]),
    "set -x, a case over lines": (
        "",
        ["set -x", "Enter", "case x in", "Enter", "x) true a;;", "Enter", "esac", "Enter"],
    ),
    "a syntax error": ("", ["echo )", "Enter", "echo after", "Enter"]),
    "a test that ends in a syntax error": (
        "",
        ["if [[ a", "Enter", "true ]]", "Enter", "echo after", "Enter"],
    ),
    "a test that ends in a syntax error, with an INT trap": (
        "trap true INT",
        ["if [[ a", "Enter", "true ]]", "Enter", "echo after", "Enter"],
    ),
    "set -k from the start": ("set -k", ["echo a=1", "Enter", "echo after", "Enter"]),
    "an alias with the name of a builtin": (
        "alias builtin='echo mine'",
        ["set -e", "Enter", "true |", "Enter", "true", "Enter", "set +e", "Enter", "builtin", "Enter"],
    ),
    "an alias with the name of a builtin, past the front door": (
        "alias builtin='echo mine'; bind '\"\\C-t\": accept-line'",
        ["echo one", "C-t", "echo two", "C-t"],
    ),
    "an expansion that fails": ("", ["!nosuch", "Enter", "echo after", "Enter"]),
    "an expansion that fails, a prompt of two lines": (
        TWO_LINES,
        ["echo !nosuch", "Enter", "echo after", "Enter"],
    ),
    "a wrapped line that could be expanded": ("", [LONG + "'a!b'", "Enter", "echo after", "Enter"]),
    "set -o vi": ("set -o vi", ["echo one", "Enter", "echo two", "Escape", "Enter"]),
    "text beyond ASCII": ("", ["echo 'é日本'", "Enter"]),
    "a job that ends": ("", ["sleep 0.6 &", "Enter", "jobs over", "Enter", "echo after", "Enter"]),
    "a terminal that is not listed": (
        UNLISTED,
        [
            "echo one",
            "Enter",
            "Enter",
            "echo two",
            "Enter",
            LONG,
            "Enter",
            "echo x |",
            "Enter",
            "cat",
            "Enter",
        ],
    ),
    "a terminal that is not listed, a prompt of two lines": (
        f"{UNLISTED}; {TWO_LINES}",
        ["echo one", "Enter", "Enter", "echo two |", "Enter", "cat", "Enter", LONG, "Enter"],
    ),
    "a terminal of another name": (
        "",
        ["TERM=xterm-nowhere", "Enter", "echo one", "Enter", "echo two", "Enter"],
    ),
    "a pasted block": ("", ["paste echo one\necho two", "Enter"]),
}


class Screen:
    """A bash in a tmux server of its own.

    *patience*: how long it is given to wait for the next key, where what runs in it may never do so.
    """

    def __init__(self, world: World, folder: Path, rc: Path, patience: float = 60.0) -> None:
        self._socket = str(folder / "tmux")
        self._environment = world.environment
        self._patience = patience
        self._marks = 0
        self._tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "40", "-c", str(world.work),
            world.bash, "--noprofile", "--rcfile", str(rc), "-i",
        )  # fmt: skip
        wait_until(lambda: "P>" in self.text(), "a prompt")
        pid, self._terminal = self._tmux("list-panes", "-F", "#{pane_pid} #{pane_tty}").split()
        self.pid = int(pid)
        self._attention = Attention(self.pid)

    def play(self, keys: list[str]) -> str:
        for key in keys:
            self._play(key)
        self._draw()
        return self.text()

    def _play(self, key: str) -> None:
        self._attention.will_be_typed_at()
        if key == "wait":
            time.sleep(PAUSE)
            return
        if key == "jobs over":
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
            wait_until(lambda: not children.read_text(), "the end of all jobs")
            return
        if key.startswith("resize "):
            self._draw()
            self._tmux("resize-window", "-x", key.split()[1])
        elif key.startswith("paste "):
            self._tmux("set-buffer", key.removeprefix("paste "))
            self._tmux("paste-buffer", "-p")
        else:
            self._tmux("send-keys", *([key] if key in NAMED else ["-l", "--", key]))
        self.settle()

    def settle(self) -> None:
        """Until what is in the foreground waits for a key, or is another program that does not."""
        begin, rested = time.monotonic(), None
        while (past := time.monotonic() - begin) < self._patience:
            time.sleep(0.02)
            before, rested = rested, self._attention.waits()
            if (rested and rested == before) or (past > PAUSE and self._attention.is_elsewhere()):
                return

    def _draw(self) -> None:
        """Waits until all that was written stands on the screen: a title that is written last has been taken."""
        self._marks += 1
        mark = f"mark {self._marks}"
        Path(self._terminal).write_text(f"\x1b]2;{mark}\x1b\\")
        wait_until(lambda: self._tmux("display-message", "-p", "#{pane_title}").strip() == mark, "the screen")

    def text(self) -> str:
        return self._tmux("capture-pane", "-p", "-e").rstrip()

    def close(self) -> None:
        self._tmux("kill-server")

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", self._socket, *words],
            env=self._environment,
            text=True,
            capture_output=True,
            check=True,
        )
        return done.stdout


NAMED = frozenset(("Enter", "C-c", "C-t", "Up", "Home", "Escape"))


def bash_version() -> tuple[int, int]:
    """The version of the bash under test."""
    said = subprocess.run(
        [BASH, "-c", "echo ${BASH_VERSINFO[0]} ${BASH_VERSINFO[1]}"],
        text=True,
        capture_output=True,
        check=True,
    )
    major, minor = said.stdout.split()
    return int(major), int(minor)


@pytest.fixture
def screens(world: World, tmp_path: Path) -> Iterator[list[Screen]]:
    opened: list[Screen] = []
    yield opened
    for screen in opened:
        screen.close()


@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_is_that_of_an_unhooked_shell(
    world: World, screens: list[Screen], tmp_path: Path, name: str
) -> None:
    before, keys = SCREENS[name]
    if name == "a job that ends" and bash_version() >= (5, 3):
        pytest.xfail("there a command of `bind -x` tells of it at Enter, a row earlier")
    bare, guarded = both_screens(world, screens, tmp_path, before, keys)
    assert guarded == bare


# name: what a line prints, and the rows that it leaves: readline would wipe what stands before its prompt
UNFINISHED: dict[str, tuple[str, list[str]]] = {
    "some characters": ("printf abc", ["P> printf abc", "abc%", "P> echo after", "after", "P>"]),
    "all but one column": ("printf '%099d' 0", ["P> printf '%099d' 0", "0" * 99 + "%", "P> echo after", "after", "P>"]),
    "more than a row": ("printf '%0102d' 0", ["P> printf '%0102d' 0", "0" * 100, "00%", "P> echo after", "after", "P>"]),
    "a newline at the end": ("printf 'abc\\n'", ["P> printf 'abc\\n'", "abc", "P> echo after", "after", "P>"]),
}  # fmt: skip


@pytest.mark.parametrize("name", UNFINISHED)
def test_output_without_a_newline_keeps_a_row_of_its_own(
    world: World, screens: list[Screen], tmp_path: Path, name: str
) -> None:
    line, rows = UNFINISHED[name]
    _, guarded = both_screens(world, screens, tmp_path, "", [line, "Enter", "wait", "echo after", "Enter"])
    assert re.sub(r"\x1b\[[0-9;]*m", "", guarded).splitlines() == rows


def test_a_dumb_terminal_gets_no_mark(world: World) -> None:
    shell = world.shell(environment={"TERM": "dumb"})
    assert "abcP> " in shell.say("printf abc")


def both_screens(
    world: World, screens: list[Screen], tmp_path: Path, before: str, keys: list[str]
) -> tuple[str, str]:
    seen = []
    for kind in ("bare", "guarded"):
        folder = tmp_path / kind
        folder.mkdir()
        rc = folder / "rc"
        hook = f"source {world.rc}\n" if kind == "guarded" else ""
        rc.write_text(f"unset HISTFILE TMUX\nPS1='P> '\n{before}\n{hook}")
        screens.append(screen := Screen(world, folder, rc))
        if hook:
            wait_until(lambda pid=screen.pid: any(world.runtime.glob(f"{pid}-*.rsp")), "the shell's pipes")
        screen.settle()
        seen.append(re.sub(r"\[1\] \d+", "[1] PID", screen.play(keys)))
    return seen[0], seen[1]
