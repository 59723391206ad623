"""A real user manager of systemd: set up, started by its socket, started again when killed, taken out.

The manager runs in a mount namespace of its own, so that it believes systemd to be the system's init.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.waiting import wait_until

SYSTEMD = next(
    (path for path in ("/lib/systemd/systemd", "/usr/lib/systemd/systemd") if Path(path).exists()), ""
)
# It looks whether systemd runs the system, and its shell has to hold the namespace open.
START = f"mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system && exec {SYSTEMD} --user"


def _can_unshare() -> bool:
    if not SYSTEMD or None in (shutil.which("systemctl"), shutil.which("unshare")) or os.geteuid() != 0:
        return False
    tried = subprocess.run(
        ["unshare", "--mount", "sh", "-c", "mount -t tmpfs tmpfs /run"], capture_output=True, timeout=20
    )
    return tried.returncode == 0


pytestmark = pytest.mark.skipif(
    not _can_unshare(), reason="no systemd here, or no right to a mount namespace"
)


class UserManager:
    """`systemd --user` with a home and a runtime folder of its own."""

    def __init__(self, folder: Path) -> None:
        for name in ("home", "run"):
            (folder / name).mkdir(mode=0o700)
        self.home = folder / "home"
        self.runtime = folder / "run"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "LANG": "C.UTF-8",
        }
        self._process = subprocess.Popen(
            ["unshare", "--mount", "sh", "-c", START],
            env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_until((self.runtime / "systemd" / "private").exists, "the user manager")

    def shellguard(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "shellguard", *arguments],
            env=self.environment, capture_output=True, text=True, timeout=180,
        )  # fmt: skip
        return done.stdout + done.stderr

    def state_of(self, unit: str) -> str:
        done = subprocess.run(
            ["systemctl", "--user", "is-active", unit],
            env=self.environment, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        return done.stdout.strip()

    @property
    def daemon_pid(self) -> int:
        found = list(self.runtime.glob("shellguard-*/daemon.pid"))  # its home is not the password file's
        return int(found[0].read_text()) if found else 0

    def close(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@pytest.fixture
def manager(tmp_path_factory: pytest.TempPathFactory) -> Iterator[UserManager]:
    opened = UserManager(tmp_path_factory.mktemp("m"))  # the path of a socket has to be short
    yield opened
    opened.close()


def test_setup_enables_the_socket_and_uninstall_takes_it_out(manager: UserManager) -> None:
    said = manager.shellguard("setup", "--yes")
    assert "systemd starts the daemon when a shell needs it" in said
    assert manager.state_of("shellguard.socket") == "active"

    manager.shellguard("daemon", "run", "--on-demand")  # what a hook does that finds no daemon
    wait_until(lambda: manager.state_of("shellguard.service") == "active", "the daemon of the manager")
    first = manager.daemon_pid
    assert f"pid {first}" in manager.shellguard("daemon", "status")

    os.kill(first, signal.SIGKILL)
    wait_until(lambda: manager.daemon_pid not in (0, first), "another daemon")
    assert f"pid {manager.daemon_pid}" in manager.shellguard("daemon", "status")

    manager.shellguard("uninstall", "--yes")
    assert manager.state_of("shellguard.socket") == "inactive"
    assert manager.state_of("shellguard.service") == "inactive"
    assert not list(manager.home.rglob("shellguard.s*"))
    assert not (manager.runtime / "shellguard" / "daemon.sock").exists()
