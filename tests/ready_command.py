"""The command in a process of its own that need not read the knowledge first.

Reading it takes most of a second. One process of each test worker does so once, and each command is a fork of it:
as fresh as a new one in all but what was imported and the packaged knowledge, which nothing changes.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import IO

from shellguard.wire.frames import Frame, encode

FORKS = Path(__file__).with_name("ready_command_forks.py")
ROOT = Path(__file__).resolve().parents[1]
_PLAIN = frozenset(("", "C", "POSIX", "C.UTF-8", "C.utf8"))
"""Locales in which Python reads and writes in the same way."""
_NO_MATTER = frozenset(("PYTHONPATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"))
_STARTED_WITHIN = 120.0


def run(
    arguments: Sequence[str], *, env: dict[str, str], cwd: Path, stdin: str = "", timeout: float = 180.0
) -> subprocess.CompletedProcess[str]:
    """Runs `shellguard` with these arguments; gives back how it ended and what it said.

    Raises:
        subprocess.TimeoutExpired: it had not ended in time.
    """
    if _starts_anew(env):
        return subprocess.run(
            [sys.executable, "-P", "-m", "shellguard", *arguments], env=env, cwd=cwd, input=stdin,
            capture_output=True, text=True, errors="surrogateescape", timeout=timeout, check=False,
        )  # fmt: skip
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        status = _ended(list(arguments), env, cwd, stdin, (out, err), timeout)
        return subprocess.CompletedProcess(["shellguard", *arguments], status, _content(out), _content(err))


def start_daemon(env: dict[str, str]) -> None:
    """Starts a daemon as `shellguard daemon start` does, and waits until it can be asked."""
    dropped = ("LD_", "PYTHON", "BASH_ENV", "ENV")
    kept = {name: value for name, value in env.items() if not name.startswith(dropped)}
    place = f"{env['SHELLGUARD_RUNTIME_DIR']}/daemon.sock"
    with Path("/dev/null").open("r+b") as nothing, socket.socket(socket.AF_UNIX) as connection:
        number = nothing.fileno()
        _order(connection, ["daemon", "run", "--on-demand"], kept, Path("/"), [number, number, number])
        end = time.monotonic() + _STARTED_WITHIN
        while not _answers(place):
            assert time.monotonic() < end, "the daemon did not come up"
            time.sleep(0.01)


def _answers(place: str) -> bool:
    with socket.socket(socket.AF_UNIX) as one:
        try:
            one.connect(place)
            one.sendall(encode(Frame("1", "ping", ("{}",))))
            return bool(one.recv(1))
        except OSError:
            return False


def _starts_anew(env: dict[str, str]) -> bool:
    """Whether Python would be another one with these variables, so that no fork will do."""
    of_python = {name for name in env if name.startswith("PYTHON")} - _NO_MATTER
    linked = [
        {name: value for name, value in one.items() if name.startswith("LD_")} for one in (env, os.environ)
    ]
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    elsewhere = env.get("PYTHONPATH", "") not in ("", str(ROOT))
    return bool(of_python) or linked[0] != linked[1] or elsewhere or locale not in _PLAIN


def _ended(
    arguments: list[str],
    env: dict[str, str],
    cwd: Path,
    stdin: str,
    files: tuple[IO[bytes], IO[bytes]],
    timeout: float,
) -> int:
    """How a fork of the ready process ended: its status, or a signal as a negative number."""
    given, gives = os.pipe()
    with socket.socket(socket.AF_UNIX) as connection:
        answers = _order(connection, arguments, env, cwd, [given, *(file.fileno() for file in files)])
        os.close(given)
        writer = threading.Thread(target=_write, args=(gives, stdin.encode("utf-8", "surrogateescape")))
        writer.start()
        pid = int(answers.readline())
        connection.settimeout(timeout)
        try:
            return int(answers.readline())
        except TimeoutError:
            os.kill(pid, signal.SIGKILL)
            raise subprocess.TimeoutExpired(["shellguard", *arguments], timeout) from None
        finally:
            writer.join()


def _order(
    connection: socket.socket, arguments: list[str], env: dict[str, str], cwd: Path, descriptors: list[int]
) -> IO[bytes]:
    """Has a command started; its pid and then its status can be read, a line each."""
    connection.connect(_ready())
    os.umask(umask := os.umask(0o077))
    wanted = {"arguments": arguments, "environment": env, "folder": str(cwd), "umask": umask}
    order = json.dumps(wanted).encode()
    socket.send_fds(connection, [len(order).to_bytes(4, "big")], descriptors)
    connection.sendall(order)
    return connection.makefile("rb")


def _write(pipe: int, data: bytes) -> None:
    with open(pipe, "wb", closefd=True) as file:
        try:
            file.write(data)
            file.flush()
        except BrokenPipeError:  # it read no further
            return


def _content(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "surrogateescape").replace("\r\n", "\n").replace("\r", "\n")


@cache
def _ready() -> str:
    """The socket of the process that forks; it ends with this one."""
    folder = tempfile.mkdtemp(prefix="shellguard-ready-")
    place = str(Path(folder) / "socket")
    foreign = ("PYTHON", "LC_", "LANG")
    plain = {name: os.environ[name] for name in os.environ if not name.startswith(foreign)}
    command = [sys.executable, "-P", str(FORKS), place]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=plain | {"LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n", "the process that forks did not come up"

    atexit.register(process.communicate)
    return place
