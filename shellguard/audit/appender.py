"""Appending to the chain: one writer, whole lines, a tail that was torn by a crash cut off and noted."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shellguard.audit import chain
from shellguard.audit.ending import ending_of
from shellguard.audit.record import SCHEMA, RecordReceipt, encode, timestamp
from shellguard.audit.segments import Segment, segments_in
from shellguard.errors import ShellguardError
from shellguard.paths import PRIVATE_FILE, secure_dir

_LARGEST_SEGMENT = 64 << 20
_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
_JUMP_NOTED = 2.0  # seconds that the clock may go back before the record says so


class DiskSync:
    """Records on their way to the disk.

    Attributes:
        until: the number of the first record that is not among them.
        error: why they did not get there.
    """

    def __init__(self, file: int, until: int) -> None:
        self.until = until
        self.error: OSError | None = None
        self._file = -1
        try:
            # Of its own, so that the record's file may be closed meanwhile.
            self._file = os.dup(file)
        except OSError as error:
            self.error = error

    def wait(self) -> None:
        """Waits for the disk, in any thread; once only."""
        if self._file < 0:
            return
        try:
            os.fdatasync(self._file)
        except OSError as error:
            self.error = error
        finally:
            os.close(self._file)


class Appender:
    """The open end of the chain.

    Raises:
        ShellguardError: another process writes this record, or the folder can't be used. Likewise by every
            method that writes; what was released before stays readable, and writing may be tried again.
    """

    def __init__(
        self, folder: Path, clock: Callable[[], float], *, largest_segment: int = _LARGEST_SEGMENT
    ) -> None:
        self.folder = secure_dir(folder)
        self.n = 0
        self.head = chain.GENESIS
        self._clock = clock
        self._largest = largest_segment
        self._file = -1
        self._size = 0
        self._segment: Segment | None = None
        self._second = -1
        self._prefix = ""
        self._last_time = 0.0
        self._dirty = False
        self._torn_by_us = False
        self._lock = _locked(folder)
        try:
            self._resume()
        except BaseException:
            self.close()
            raise

    def append(self, kind: str, fields: dict[str, Any], *, sync: bool, encoded: str = "") -> RecordReceipt:
        """Writes one record; with *sync* it is on the disk before this returns.

        *encoded*: the fields in canonical form without the braces, where that is known already.
        """
        now = self._clock()
        at = self._at(now)
        if (
            self._segment is None
            or self._file < 0
            or self._segment.day != at[:10]
            or self._size > self._largest
        ):
            self._begin_segment(at)
        if now < self._last_time - _JUMP_NOTED:
            back = round(self._last_time - now, 3)
            self._last_time = now
            self._write(at, "clock", {"back_seconds": back})
        self._last_time = now
        self._write(at, kind, fields, encoded)
        if sync:
            self.sync()
        return RecordReceipt(self.n - 1, self.head, not self._dirty)

    def sync(self) -> None:
        """Puts what was written on the disk; starts a new file if somebody removed the open one."""
        if self._file < 0:
            return
        try:
            if self._dirty:
                os.fdatasync(self._file)
                self._dirty = False
        except OSError as error:
            raise _failed(error, self.folder) from error
        self._begin_anew_if_gone()

    def sync_apart(self) -> DiskSync:
        """What was written until now, for another thread to put on the disk; `synced` ends it."""
        return DiskSync(self._file, self.n)

    def synced(self, done: DiskSync) -> None:
        """Takes note of what another thread has put on the disk; as `sync` for what was removed."""
        if done.error is not None:
            raise _failed(done.error, self.folder) from done.error
        if self._file < 0:
            return
        if self.n == done.until:
            self._dirty = False
        self._begin_anew_if_gone()

    def _begin_anew_if_gone(self) -> None:
        try:
            gone = os.fstat(self._file).st_nlink == 0
        except OSError as error:
            raise _failed(error, self.folder) from error
        if gone:
            self._close_file()
            secure_dir(self.folder)
            self._begin_segment(self._at(self._clock()))

    def reopen(self) -> None:
        """Lets go of the open file, which was replaced under its name; the next record opens it anew."""
        self._close_file()
        if self._segment is not None:
            self._open(self._segment)

    def close(self) -> None:
        """Puts everything on the disk and lets another writer in."""
        if self._lock < 0:
            return
        try:
            if self._file >= 0 and self._dirty:
                with contextlib.suppress(OSError):  # nothing is left to be told: the process is leaving
                    os.fdatasync(self._file)
            self._close_file()
        finally:
            os.close(self._lock)
            self._lock = -1

    @property
    def dirty(self) -> bool:
        """Whether something was written that has not reached the disk."""
        return self._dirty

    @property
    def segment(self) -> Segment | None:
        """The file that is being written."""
        return self._segment

    def _at(self, now: float) -> str:
        milliseconds = max(0, int(now * 1000))
        second = milliseconds // 1000
        if second != self._second:
            self._prefix = timestamp(second)[:20]
            self._second = second
        return f"{self._prefix}{milliseconds % 1000:03d}Z"

    def _write(self, at: str, kind: str, fields: dict[str, Any], encoded: str = "") -> None:
        if self._torn_by_us:
            self._take_back()
        if encoded:
            body = f'{{"at":"{at}","n":{self.n},"kind":"{kind}",{encoded}}}'.encode("ascii")
        else:
            body = encode({"at": at, "n": self.n, "kind": kind, **fields}).encode("ascii")
        line, digest = chain.link(self.head, body)
        line += b"\n"
        try:
            written = os.write(self._file, line)
        except OSError as error:
            raise _failed(error, self.folder) from error
        if written != len(line):
            self._torn_by_us = True
            self._take_back()
            raise ShellguardError("the record can't be written: the disk is full", where=str(self.folder))
        self._size += written
        self.n += 1
        self.head = digest
        self._dirty = True

    def _take_back(self) -> None:
        try:
            os.ftruncate(self._file, self._size)
        except OSError as error:
            raise _failed(error, self.folder) from error
        self._torn_by_us = False

    def _begin_segment(self, at: str) -> None:
        self._finish_segment()
        try:
            listed = segments_in(self.folder)
        except OSError as error:
            raise _failed(error, self.folder) from error
        number = max(listed[-1].number if listed else 0, self._segment.number if self._segment else 0) + 1
        segment = Segment.named(self.folder, number, at[:10])
        self._open(segment)
        fields = {"v": SCHEMA, "before": self.head}
        try:
            self._write(at, "segment", fields)
        except ShellguardError:
            # an empty file would be taken for a segment: it goes, and the next record tries again
            self._close_file()
            with contextlib.suppress(OSError):
                segment.path.unlink()
            raise
        self._segment = segment
        _sync_folder(self.folder)

    def _finish_segment(self) -> None:
        """Puts the old file on the disk before another is begun."""
        if self._file >= 0 and self._dirty:
            try:
                os.fdatasync(self._file)
            except OSError as error:
                raise _failed(error, self.folder) from error
            self._dirty = False
        self._close_file()

    def _open(self, segment: Segment) -> None:
        try:
            self._file = os.open(segment.path, _FLAGS, PRIVATE_FILE)
            self._size = os.fstat(self._file).st_size
        except OSError as error:
            raise _failed(error, self.folder) from error

    def _close_file(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _resume(self) -> None:
        """Finds the end of the chain; cuts off what a crash tore and notes it in the chain."""
        torn: list[dict[str, Any]] = []
        for segment in reversed(segments_in(self.folder)):
            ending = ending_of(segment.path)
            if ending.torn:
                torn.append(
                    {"segment": segment.path.name, "bytes": ending.torn, "sha256": ending.torn_digest}
                )
                _truncate(segment.path, ending.size)
                if ending.size == 0:
                    segment.path.unlink()
            if ending.head:
                self._segment, self.head, self.n = segment, ending.head, ending.n + 1
                break
        if self._segment is not None and not any(note["segment"] != self._segment.path.name for note in torn):
            self._open(self._segment)
        for note in torn:
            self.append("torn", note, sync=True)


def _truncate(path: Path, size: int) -> None:
    try:
        os.truncate(path, size)
    except OSError as error:
        raise _failed(error, path) from error


def _locked(folder: Path) -> int:
    path = folder / "lock"
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, PRIVATE_FILE)
    except OSError as error:
        raise _failed(error, folder) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(lock)
        raise ShellguardError(
            "another shellguard process writes this record",
            where=str(folder),
            hint="shellguard daemon status",
        ) from error
    except OSError as error:
        os.close(lock)
        raise _failed(error, folder) from error
    return lock


def _sync_folder(folder: Path) -> None:
    """Puts the folder's list of names on the disk, so that a new file is found after a power failure."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise _failed(error, folder) from error
    try:
        os.fsync(handle)
    except OSError as error:
        raise _failed(error, folder) from error
    finally:
        os.close(handle)


def _failed(error: OSError, where: Path) -> ShellguardError:
    return ShellguardError(
        f"the record can't be written: {error.strerror or error}",
        where=str(where),
        hint="make room, or see who owns the folder; `shellguard log verify` tells what is missing",
    )
