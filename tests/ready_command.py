"""The command in a process of its own that need not read the knowledge first.

Reading it takes most of a second. One process of each test worker does so once, and each command is a fork of it:
as fresh as a new one in all but what was imported and the packaged knowledge, which nothing changes.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import IO

FORKS = Path(__file__).with_name("ready_command_forks.py")
ROOT = Path(__file__).resolve().parents[1]
_OF_THE_INTERPRETER = ("PYTHON", "LC_", "LANG", "LD_")
"""Variables that Python itself reads when it starts: with others than ours the command has to start anew."""


def run(
    arguments: Sequence[str], *, env: dict[str, str], cwd: Path, stdin: str = "", timeout: float = 60.0
) -> subprocess.CompletedProcess[str]:
    """Runs `shellguard` with these arguments; gives back how it ended and what it said.

    Raises:
        subprocess.TimeoutExpired: it had not ended in time.
    """
    if _for_the_interpreter(env) != _for_the_interpreter(dict(os.environ)):
        return subprocess.run(
            [sys.executable, "-P", "-m", "shellguard", *arguments], env=env, cwd=cwd, input=stdin,
            capture_output=True, text=True, errors="surrogateescape", timeout=timeout, check=False,
        )  # fmt: skip
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        status = _ended(list(arguments), env, cwd, stdin, (out, err), timeout)
        return subprocess.CompletedProcess(["shellguard", *arguments], status, _content(out), _content(err))


def _for_the_interpreter(env: dict[str, str]) -> dict[str, str]:
    found = {name: value for name, value in env.items() if name.startswith(_OF_THE_INTERPRETER)}
    if found.get("PYTHONPATH") in ("", str(ROOT)):
        del found["PYTHONPATH"]
    return found


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
        connection.connect(_ready())
        order = json.dumps({"arguments": arguments, "environment": env, "folder": str(cwd)}).encode()
        socket.send_fds(
            connection, [len(order).to_bytes(4, "big")], [given, *(file.fileno() for file in files)]
        )
        os.close(given)
        connection.sendall(order)
        writer = threading.Thread(
            target=_write, args=(gives, stdin.encode("utf-8", "surrogateescape")), daemon=True
        )
        writer.start()
        answers = connection.makefile("rb")
        pid = int(answers.readline())
        connection.settimeout(timeout)
        try:
            return int(answers.readline())
        except TimeoutError:
            os.kill(pid, signal.SIGKILL)
            raise subprocess.TimeoutExpired(["shellguard", *arguments], timeout) from None
        finally:
            writer.join(1.0)


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
    process = subprocess.Popen(
        [sys.executable, "-P", str(FORKS), place],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        close_fds=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n", "the process that forks did not come up"

    def end() -> None:
        process.communicate()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    return place
