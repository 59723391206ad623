"""The daemon's private folder: its lock, its pid, its socket's and pipes' places."""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
from pathlib import Path

from shellguard import paths
from shellguard.errors import ShellguardError

_LEFTOVERS = (
    "*.req",
    "*.rsp",
    "*.new",
    "*.text",
    "*.need",
    "control",
    "pause",
    "daemon.pid",
    "daemon.pid.new",
    "daemon.sock",
    "edit-*.bash",
    "said-*",
)


def socket_was_handed_over() -> bool:
    """Whether a service manager has made the listening socket and passed it to this very process."""
    return os.environ.get("LISTEN_PID") == str(os.getpid()) and os.environ.get("LISTEN_FDS", "0") != "0"


class AlreadyRunningError(ShellguardError):
    """Another daemon holds the lock."""


class RuntimeFolder:
    """Holds the lock for as long as this object is open; only who holds it may write here.

    Raises:
        AlreadyRunningError: another daemon runs.
        ShellguardError: the folder belongs to somebody else or can't be made.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = paths.secure_dir(folder or paths.runtime_dir())
        self._lock = os.open(self.folder / "daemon.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._lock)
            raise AlreadyRunningError("a daemon runs already", where=str(self.folder)) from None
        self._clear()

    def make_fifo(self, name: str) -> Path:
        """A fresh FIFO that only this user may open."""
        path = self.folder / name
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        os.mkfifo(path, 0o600)
        return path

    def announce(self) -> None:
        """Writes the pid file. Whoever reads it may rely on the control FIFO being there."""
        fresh = self.folder / "daemon.pid.new"
        fresh.write_text(f"{os.getpid()}\n")
        fresh.replace(self.folder / "daemon.pid")

    def is_found(self) -> bool:
        """Whether who looks for the daemon finds this one: the folder may have been removed, or made anew."""
        return self._is_locked_by_us() and all(
            (self.folder / name).exists() for name in ("daemon.pid", "control")
        )

    def _is_locked_by_us(self) -> bool:
        try:
            return os.path.samestat((self.folder / "daemon.lock").lstat(), os.fstat(self._lock))
        except OSError:
            return False

    def read_private(self, name: str) -> bytes:
        """Reads and removes a file that a hook left here.

        Raises:
            OSError: it is missing, a link, no regular file, or not ours.
        """
        path = self.folder / name
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
                raise PermissionError(f"{name} is no regular file of ours")
            content = file.read()
        path.unlink(missing_ok=True)
        return content

    def leave_private(self, name: str, text: str) -> None:
        """Writes a file for the hooks, whole; it stays when the daemon ends.

        Raises:
            OSError: it can't be written.
        """
        fresh = self.folder / f"{name}.new"
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(text)
        fresh.replace(self.folder / name)

    def close(self) -> None:
        """Removes everything but the lock file and what was left for the hooks, and lets go of the lock."""
        if self._is_locked_by_us():  # else what is there is another daemon's
            self._clear()
        os.close(self._lock)

    def _clear(self) -> None:
        for pattern in _LEFTOVERS:
            if pattern == "daemon.sock" and socket_was_handed_over():
                continue  # the service manager listens there, also when no daemon runs
            for path in self.folder.glob(pattern):
                path.unlink(missing_ok=True)
