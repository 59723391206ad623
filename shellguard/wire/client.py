"""The small client: asks the daemon over its Unix socket.

It imports nothing heavy, because it starts with every `check`.
"""

from __future__ import annotations

import json
import os
import socket
import struct
from pathlib import Path
from typing import Any

from shellguard import paths
from shellguard.errors import ShellguardError
from shellguard.wire.frames import Frame, decode, encode

MAX_SOCKET_PATH = 107
_PEER_CREDENTIALS = struct.Struct("3i")


def socket_path() -> Path:
    """Where the daemon listens.

    Raises:
        ShellguardError: the path is longer than a socket's address can be.
    """
    path = paths.runtime_dir() / "daemon.sock"
    if len(os.fsencode(path)) > MAX_SOCKET_PATH:
        raise ShellguardError(
            f"the socket's path is longer than {MAX_SOCKET_PATH} bytes",
            where=str(path),
            hint="set SHELLGUARD_RUNTIME_DIR to a shorter folder",
        )
    return path


def request(kind: str, payload: dict[str, Any], *, timeout: float) -> dict[str, Any] | None:
    """Sends one JSON request and gives back the JSON reply.

    None when no daemon of ours answers in time, or when too many ask it at once.

    Raises:
        ShellguardError: the socket's path is too long, or the daemon answered with an error.
    """
    try:
        with _connect(socket_path(), timeout) as connection:
            connection.sendall(encode(Frame("1", kind, (json.dumps(payload),))))
            line = _read_line(connection)
    except OSError:
        return None
    if not line:
        return None
    reply = decode(line)
    if reply.type == "busy":
        return None
    if reply.type == "error":
        raise ShellguardError(reply.field(0), hint=reply.field(1))
    answer = json.loads(reply.field(0))
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
    package_folder = str(Path(__file__).resolve().parents[2])
    if package_folder in os.environ.get("PYTHONPATH", "").split(os.pathsep):
        kept["PYTHONPATH"] = package_folder
    return kept


def start_daemon(*, patience: float = 60.0) -> bool:
    """Starts a daemon in the background unless one runs; True once it answers.

    Several at once do no harm: all but one find the lock taken and end. A busy machine is given *patience*
    seconds, a daemon that has ended and left nobody that answers only a few more.
    """
    import subprocess
    import sys
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


def _connect(path: Path, timeout: float) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(timeout)
        connection.connect(str(path))
        _, uid, _ = _PEER_CREDENTIALS.unpack(
            connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER_CREDENTIALS.size)
        )
        if uid != os.geteuid():
            raise ConnectionRefusedError(f"user {uid} listens at {path}")
    except BaseException:
        connection.close()
        raise
    return connection


def _read_line(connection: socket.socket) -> bytes:
    chunks: list[bytes] = []
    while chunk := connection.recv(65536):
        chunks.append(chunk)
        if chunk.endswith(b"\n"):
            break
    return b"".join(chunks)
