"""The units: what they say, and a daemon that a service manager starts."""

from __future__ import annotations

import configparser
import os
import select
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shellguard import paths
from shellguard.errors import ShellguardError
from shellguard.setup import units
from tests.waiting import wait_until

COMMAND = [sys.executable, "-P", "-m", "shellguard"]


def read_unit(name: str, command: list[str]) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[method-assign,assignment]
    parser.read_string(units.rendered(name, command))
    return parser


@pytest.mark.parametrize(
    "setting",
    ["PrivateTmp", "ProtectHome", "ProtectSystem", "PrivateDevices", "PrivateMounts", "ReadOnlyPaths", "TemporaryFileSystem"],
)  # fmt: skip
def test_the_daemon_sees_the_files_that_the_shell_sees(setting: str) -> None:
    assert not read_unit("shellguard.service", ["x"]).has_option("Service", setting)


def test_the_socket_is_where_the_hook_looks_and_private(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SHELLGUARD_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("HOME", raising=False)
    assert read_unit("shellguard.socket", ["x"])["Socket"]["ListenStream"] == "%t/shellguard/daemon.sock"
    monkeypatch.setenv("HOME", "/tmp/x")
    unit = read_unit("shellguard.socket", ["x"])["Socket"]
    assert unit["ListenStream"].replace("%t", str(tmp_path)) == f"{paths.runtime_dir()}/daemon.sock"
    assert paths.runtime_dir().name != "shellguard"
    assert (unit["SocketMode"], unit["DirectoryMode"]) == ("0600", "0700")


@pytest.mark.parametrize(
    ("word", "written"),
    [("/usr/bin/shellguard", '"/usr/bin/shellguard"'), ("/a b/100%/$x\\", '"/a b/100%%/$$x\\\\"')],
)
def test_the_command_is_quoted_as_systemd_reads_it(word: str, written: str) -> None:
    unit = read_unit("shellguard.service", [word])
    assert unit["Service"]["ExecStart"] == f"{written} daemon run"
    assert unit["Service"]["Type"] == "notify"


def test_a_unit_that_is_not_there_is_named() -> None:
    with pytest.raises(ShellguardError, match=r"nothing\.socket"):
        units.rendered("nothing.socket", ["x"])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
def test_systemd_finds_nothing_wrong_with_them(tmp_path: Path) -> None:
    for name in units.NAMES:
        (tmp_path / name).write_text(units.rendered(name, [sys.executable]))
    said = subprocess.run(
        ["systemd-analyze", "--user", "verify", *(str(tmp_path / name) for name in units.NAMES)],
        capture_output=True, text=True, timeout=180, env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )  # fmt: skip
    assert [line for line in said.stderr.splitlines() if "shellguard" in line] == []


class Manager:
    """Listens as a service manager does, and starts the daemon with the listening socket and a place to notify."""

    def __init__(self, folder: Path) -> None:
        (folder / "run").mkdir(mode=0o700)
        self.path = folder / "run" / "daemon.sock"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "SHELLGUARD_RUNTIME_DIR": str(folder / "run"),
            "SHELLGUARD_STATE_DIR": str(folder / "state"),
            "SHELLGUARD_CONFIG_DIR": str(folder / "config"),
        }
        self.notifications = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notifications.bind(str(folder / "notify"))
        self.notifications.settimeout(60)
        self._notify = str(folder / "notify")
        self.listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listening.bind(str(self.path))
        self.listening.listen()
        self.daemon: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """`sh` puts its own process id, which is the daemon's after exec, into LISTEN_PID."""
        passed = self.listening.fileno()
        script = f'exec 3<&{passed}; export LISTEN_FDS=1 LISTEN_PID=$$; exec "$@"'
        self.daemon = subprocess.Popen(
            ["bash", "-c", script, "bash", *COMMAND, "daemon", "run"],
            env={**self.environment, "NOTIFY_SOCKET": self._notify},
            pass_fds=[passed],
        )

    def shellguard(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *arguments], env=self.environment, capture_output=True, text=True, timeout=180
        )


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    made = Manager(tmp_path)
    yield made
    if made.daemon is not None:
        made.daemon.kill()
        made.daemon.wait()
    made.listening.close()
    made.notifications.close()


def test_it_serves_on_the_socket_it_was_given_and_says_when_it_is_ready(manager: Manager) -> None:
    manager.start()
    assert manager.notifications.recv(100) == b"READY=1"
    assert manager.shellguard("daemon", "status").returncode == 0


def test_the_socket_outlives_the_daemon_and_wakes_the_next(manager: Manager) -> None:
    before = manager.path.stat().st_ino
    for _ in range(2):
        manager.start()
        assert manager.notifications.recv(100) == b"READY=1"
        stop = subprocess.Popen([*COMMAND, "daemon", "stop"], env=manager.environment)
        assert manager.daemon is not None
        assert (manager.daemon.wait(60), stop.wait(60)) == (0, 0)
        assert manager.path.stat().st_ino == before


def test_a_hook_that_needs_a_daemon_gets_the_managers(manager: Manager) -> None:
    """What the hook starts connects; that wakes the manager, and no second daemon takes the socket."""
    hook = subprocess.Popen([*COMMAND, "daemon", "run", "--on-demand"], env=manager.environment)
    assert select.select([manager.listening], [], [], 60)[0], "the hook's daemon did not connect"
    manager.start()
    assert hook.wait(60) == 0
    assert manager.daemon is not None
    pid = Path(manager.path.parent / "daemon.pid")
    wait_until(pid.exists, "the daemon's pid")
    assert int(pid.read_text()) == manager.daemon.pid


@pytest.mark.skipif(shutil.which("systemd-socket-activate") is None, reason="no systemd-socket-activate here")
def test_systemds_own_activation_starts_it(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir(mode=0o700)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "SHELLGUARD_RUNTIME_DIR": str(tmp_path / "run"),
        "SHELLGUARD_STATE_DIR": str(tmp_path / "state"),
        "SHELLGUARD_CONFIG_DIR": str(tmp_path / "config"),
    }
    passed_on = [word for name in environment for word in ("-E", name)]
    path = tmp_path / "run" / "daemon.sock"
    activating = subprocess.Popen(
        ["systemd-socket-activate", *passed_on, "-l", str(path), *COMMAND, "daemon", "run"],
        env=environment, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_until(path.exists, "the socket")
        answered = subprocess.run(
            [*COMMAND, "daemon", "run", "--on-demand"], env=environment, capture_output=True, timeout=180
        )
        assert answered.returncode == 0
        pid = tmp_path / "run" / "daemon.pid"
        wait_until(pid.exists, "the daemon's pid")
        assert int(pid.read_text()) == activating.pid
    finally:
        activating.terminate()
        activating.wait(60)
