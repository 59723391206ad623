"""A guarded world for shell tests: private folders, the real daemon, real shells."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import ready_command
from tests.shells.fake_daemon import FakeDaemon, allow
from tests.shells.terminal import PROMPT, Terminal, base_environment, runs
from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parents[2]
BASH = os.environ.get("SHELLGUARD_TEST_BASH") or shutil.which("bash") or "bash"
"""The bash under test: another version than the system's is named in SHELLGUARD_TEST_BASH."""

SETTINGS = """
[policy]
always_deny = ["touch *FORBIDDEN*", "> *FORBIDDEN*", ">> *FORBIDDEN*"]
always_confirm = ["touch *DOUBTFUL*"]
"""


@dataclass
class World:
    """Folders of one test, its daemon and its shells."""

    folder: Path
    environment: dict[str, str]
    rc: Path
    shells: list[Terminal] = field(default_factory=list)
    bash: str = BASH

    @property
    def work(self) -> Path:
        return self.folder / "work"

    @property
    def runtime(self) -> Path:
        return Path(self.environment["SHELLGUARD_RUNTIME_DIR"])

    def shellguard(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = ready_command.run(arguments, env=self.environment, cwd=self.work)
        if check:
            assert done.returncode == 0, done.stderr
        return done

    def start_daemon(self) -> None:
        ready_command.start_daemon(self.environment)

    @property
    def daemon_pid(self) -> int:
        return int((self.runtime / "daemon.pid").read_text())

    def shell(
        self,
        before: str = "",
        after: str = "",
        guarded: bool = True,
        environment: dict[str, str] | None = None,
        met: bool = True,
    ) -> Terminal:
        """A guarded bash whose rc file holds *before*, the hook and *after*; *met*: wait for the daemon's pipes."""
        hook = f"source {self.rc}\n" if guarded else ""
        rc = self.folder / f"rc{len(self.shells)}"
        rc.write_text(f"PS1='{PROMPT}'\n{before}\n{hook}{after}\n")
        shell = Terminal(
            [self.bash, "--noprofile", "--rcfile", str(rc), "-i"],
            {**self.environment, **(environment or {})},
            self.work,
        )
        self.shells.append(shell)
        shell.wait_for(PROMPT)
        if guarded and met:
            wait_until(lambda: any(self.runtime.glob(f"{shell.pid}-*.rsp")), "the shell's pipes")
        return shell


def make_world(folder: Path, settings: str = SETTINGS) -> World:
    for name in ("home", "work", "config", "state"):
        (folder / name).mkdir(parents=True, mode=0o700)
    (folder / "config" / "config.toml").write_text(settings)
    environment = base_environment(
        folder / "home",
        SHELLGUARD_RUNTIME_DIR=str(folder / "run"),
        SHELLGUARD_CONFIG_DIR=str(folder / "config"),
        SHELLGUARD_STATE_DIR=str(folder / "state"),
    )
    rc = folder / "hook.bash"
    world = World(folder, environment, rc)
    rc.write_text(world.shellguard("init", "bash").stdout)
    return world


@pytest.fixture(scope="module")
def shared_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One daemon for all tests of a module; each test has shells of its own."""
    world = make_world(tmp_path_factory.mktemp("w"))
    world.start_daemon()
    yield world
    world.shellguard("daemon", "stop", check=False)


@pytest.fixture
def world(shared_world: World, tmp_path: Path) -> Iterator[World]:
    """The shared daemon with a scratch folder of its own for this test."""
    (tmp_path / "work").mkdir()
    own = World(tmp_path, shared_world.environment, shared_world.rc)
    yield own
    for shell in own.shells:
        shell.close()


@pytest.fixture
def own_world(tmp_path: Path) -> Iterator[World]:
    """A world whose daemon the test may kill, stop or never start."""
    world = make_world(tmp_path)
    yield world
    for shell in world.shells:
        shell.close()
    world.shellguard("daemon", "stop", check=False)


@dataclass
class Fake:
    """A shell that is guarded by a fake daemon."""

    world: World
    daemon: FakeDaemon
    shell: Terminal

    def ran(self, name: str) -> bool:
        return (self.world.work / name).exists()


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[Fake]:
    world = make_world(tmp_path)
    # Nothing is started in its place while it is silent.
    daemon = FakeDaemon(world.runtime, allow)
    (world.work / "precious").touch()
    shell = world.shell(after="__sg_command=(true)")
    yield Fake(world, daemon, shell)
    shell.close()
    daemon.close()


def kill(pid: int) -> None:
    """Ends a daemon, and waits until it is gone: one that still ends has taken the next line."""
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not runs(pid), "the daemon's end")
