"""The small client: asks the daemon over its Unix socket.

It imports nothing heavy, because it starts with every `check`.
"""

from __future__ import annotations

import json
import os
import sys

# What `socket` puts on top of it, enumerations above all, takes longer than the whole question.
from _socket import AF_UNIX, SO_PEERCRED, SOCK_CLOEXEC, SOCK_STREAM, SOL_SOCKET
from _socket import socket as Socket  # noqa: N812

from shellguard.errors import ShellguardError
from shellguard.runtime_place import runtime_folder
from shellguard.wire.fields import VERSION, encode_field, joined, parted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_SOCKET_PATH = 107
_CREDENTIALS, _UID = 12, slice(4, 8)
"""The length of a `struct ucred`: three numbers of four bytes, the user's in the middle."""


def socket_path() -> str:
    """Where the daemon listens.

    Raises:
        ShellguardError: the path is longer than a socket's address can be.
    """
    path = f"{runtime_folder()}/daemon.sock"
    if len(os.fsencode(path)) > MAX_SOCKET_PATH:
        raise ShellguardError(
            f"the socket's path is longer than {MAX_SOCKET_PATH} bytes",
            where=path,
            hint="set SHELLGUARD_RUNTIME_DIR to a shorter folder",
        )
    return path


def request(kind: str, payload: dict[str, Any], *, timeout: float) -> dict[str, Any] | None:
    """Sends one JSON request and gives back the JSON reply.

    None when no daemon of ours answers in time, when too many ask it at once, or when it judges by other
    settings than `payload["settings"]`.

    Raises:
        ShellguardError: the socket's path is too long, or the daemon answered with an error.
    """
    try:
        connection = _connect(socket_path(), timeout)
        try:
            connection.sendall(joined(str(VERSION), "1", kind, encode_field(json.dumps(payload))))
            line = _read_line(connection)
        finally:
            connection.close()
    except OSError:
        return None
    if not line.endswith(b"\n"):  # it ended before it had answered, or in the midst of it
        return None
    _, _, answered, *fields = [*parted(line), "", "", "", ""]
    if answered in ("busy", "elsewhere"):
        return None
    if answered == "error":
        raise ShellguardError(fields[0], hint=fields[1], where=fields[2])
    answer = json.loads(fields[0])
    return answer if isinstance(answer, dict) else None


def request_verdict(payload: dict[str, Any], *, timeout: float = 5.0) -> dict[str, Any] | None:
    """The verdict on `payload["line"]` from a running daemon, or None when there is none."""
    return request("check", payload, timeout=timeout)


def daemon_environment() -> dict[str, str]:
    """This process's environment without what would put a project's own code into the daemon.

    Of Python's settings only where this very package is loaded from is kept.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LD_", "PYTHON")) and name not in ("BASH_ENV", "ENV")
    }
    package_folder = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))  # noqa: PTH120
    if package_folder in os.environ.get("PYTHONPATH", "").split(os.pathsep):
        kept["PYTHONPATH"] = package_folder
    return kept


def start_daemon(*, patience: float = 45.0) -> bool:
    """Starts a daemon in the background unless one runs; True once it answers.

    Several at once do no harm: all but one find the lock taken and end. A busy machine is given *patience*
    seconds, a daemon that has ended and left nobody that answers only a few more.
    """
    import subprocess
    import time

    if request("ping", {}, timeout=1.0) is not None:
        return True
    started = subprocess.Popen(
        [sys.executable, "-P", "-m", "shellguard", "daemon", "run", "--on-demand"],
        env=daemon_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd="/",
    )
    deadline = time.monotonic() + patience
    ended = False
    while time.monotonic() < deadline:
        if request("ping", {}, timeout=1.0) is not None:
            return True
        if not ended and started.poll() is not None:
            # With no error it has found the lock taken: another is coming up.
            ended = True
            deadline = min(deadline, time.monotonic() + (10.0 if started.returncode == 0 else 1.0))
        time.sleep(0.02)
    return False


def _connect(path: str, timeout: float) -> Socket:
    connection = Socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC)
    try:
        connection.settimeout(timeout)
        connection.connect(path)
        credentials = connection.getsockopt(SOL_SOCKET, SO_PEERCRED, _CREDENTIALS)
        uid = int.from_bytes(credentials[_UID], sys.byteorder)
        if uid != os.geteuid():
            raise ConnectionRefusedError(f"user {uid} listens at {path}")
    except BaseException:
        connection.close()
        raise
    return connection


def _read_line(connection: Socket) -> bytes:
    chunks: list[bytes] = []
    while chunk := connection.recv(65536):
        chunks.append(chunk)
        if chunk.endswith(b"\n"):
            break
    return b"".join(chunks)
