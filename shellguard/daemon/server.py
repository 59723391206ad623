"""The daemon: one control FIFO, one Unix socket, a pair of FIFOs for each shell, and when it leaves."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import re
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shellguard.daemon.desk import Desk
from shellguard.daemon.folder_watch import told_of_removals
from shellguard.daemon.overdue import Overdue
from shellguard.daemon.pipes import LineReader, PipePair
from shellguard.daemon.requests_underway import FAILED
from shellguard.daemon.runtime_folder import RuntimeFolder, socket_was_handed_over
from shellguard.daemon.session import Session, ShellInfo
from shellguard.daemon.socket_service import SocketService
from shellguard.daemon.turns import MOST_WAITING, PACE, Lane, Turns
from shellguard.errors import ShellguardError
from shellguard.wire.client import MAX_SOCKET_PATH
from shellguard.wire.frames import MAX_FRAME_BYTES, Frame, FrameError, decode, encode_reply

log = logging.getLogger("shellguard.daemon")
_SESSION_LIMIT = 500
_SESSION_NAME = re.compile(r"[0-9A-Za-z-]{1,64}")
_FIRST_PASSED_DESCRIPTOR = 3
_IDLE_LOOK_SECONDS = 60.0
IdleSeconds = Callable[[], float | None]
"""How long the daemon stays without a shell, asked anew each time; None for as long as it can."""
_UNIT = b"\x1f"
_ANSWERED = frozenset(("line", "answer", "why", "pattern", "event"))
_PARTS_OF_A_REQUEST = ([b"need-answer"], [b"without"])
# From Python 3.13 on asyncio removes the socket's file in the end; it may be the service manager's.
_KEEP_SOCKET_FILE: dict[str, Any] = {"cleanup_socket": False} if sys.version_info >= (3, 13) else {}


class Server:
    """Lives from `run` until it is told to stop or, started on demand, until nobody needs it."""

    def __init__(self, runtime: RuntimeFolder, desk: Desk, *, idle_seconds: IdleSeconds) -> None:
        self._runtime = runtime
        self._desk = desk
        self._idle_seconds = idle_seconds
        self._sessions: dict[str, Session] = {}
        self._closers: dict[str, contextlib.ExitStack] = {}
        self._turns = Turns()
        self._overdue = Overdue()
        self._stopping = asyncio.Event()
        self._alone = asyncio.Event()  # set while no shell is guarded
        self._alone.set()
        self._last_used = time.monotonic()
        self.started = time.time()

    async def run(self) -> None:
        """Serves until stopped; leaves nothing behind but the lock file."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, self._stopping.set)
        with contextlib.ExitStack() as stack:
            stack.enter_context(self._overdue.watched())
            greetings = Lane(self._control_line)
            control = LineReader(
                self._runtime.make_fifo("control"), lambda line: self._line_up(greetings, line)
            )
            stack.callback(control.close)
            self._runtime.make_fifo("pause")
            service = SocketService(self._desk, self, self._turns)
            listening = await asyncio.start_unix_server(
                service.serve,
                sock=listening_socket(self._runtime.folder),
                limit=MAX_FRAME_BYTES,
                **_KEEP_SOCKET_FILE,
            )
            stack.callback(listening.close)
            self._runtime.announce()
            stack.enter_context(told_of_removals(self._runtime.folder, self._leave_when_lost))
            notify_ready()
            self._desk.started()
            idle = loop.create_task(self._leave_when_idle())
            stack.callback(idle.cancel)
            await self._stopping.wait()
            for session in list(self._sessions):
                self._forget(session)
        self._desk.stopped()

    def stop(self) -> None:
        self._stopping.set()

    def touch(self) -> None:
        """Somebody asked something: not idle."""
        self._last_used = time.monotonic()

    @property
    def session_count(self) -> int:
        return len(self._sessions)

    def _line_up(self, greetings: Lane[bytes], line: bytes) -> None:
        # In a flood some are dropped: a shell that is not welcomed greets again; a full pipe would block it.
        if len(greetings.waiting) < MOST_WAITING:
            self._turns.put(greetings, line)

    def _control_line(self, line: bytes) -> None:
        try:
            frame = decode(line)
        except FrameError as error:
            log.warning("dropped a message on the control pipe: %s", error)
            return
        if frame.type == "hello":
            self._welcome(shell_info(frame))
        elif frame.type == "unguarded":
            self._desk.unguarded(shell=frame.field(0)[:80], why=frame.field(1)[:200])

    def _welcome(self, info: ShellInfo | None) -> None:
        if info is None or info.session in self._sessions:
            return
        if len(self._sessions) >= _SESSION_LIMIT:
            log.error("refused a shell: %d are guarded already", _SESSION_LIMIT)
            return
        for other in [name for name, known in self._sessions.items() if known.info.pid == info.pid]:
            self._forget(other)  # exec, or the hook was loaded again
        closer = contextlib.ExitStack()
        try:
            self._watch_life(info, closer)
            session = self._open_session(info, closer)
        except OSError as error:
            closer.close()
            log.warning("a shell that said hello could not be served: %s", error)
            return
        self._sessions[info.session] = session
        self._alone.clear()
        self._closers[info.session] = closer
        self.touch()
        self._desk.welcome(session)

    def _watch_life(self, info: ShellInfo, closer: contextlib.ExitStack) -> None:
        loop = asyncio.get_running_loop()
        descriptor = os.pidfd_open(info.pid)
        closer.callback(os.close, descriptor)
        loop.add_reader(descriptor, self._forget, info.session)
        closer.callback(loop.remove_reader, descriptor)

    def _open_session(self, info: ShellInfo, closer: contextlib.ExitStack) -> Session:
        def on_line(line: bytes) -> None:
            if line.split(_UNIT, 3)[2:3] in _PARTS_OF_A_REQUEST:
                self._shell_line(session, line)
            else:
                self._turns.put(lane, line)

        pair = PipePair(self._runtime, info.session, on_line)
        closer.callback(pair.close)
        lane: Lane[bytes] = Lane(
            lambda line: self._shell_line(session, line),
            slowed=lambda line: _tell_of_pace(session, line),
            full=pair.pause,
        )
        closer.callback(lane.leave)
        closer.callback((self._runtime.folder / f"said-{info.pid}").unlink, missing_ok=True)

        def send(frame: Frame) -> bool:
            self._overdue.sends(session, frame)
            try:
                return pair.send(encode_reply(frame))
            finally:
                self._overdue.sent()

        session = Session(info, send)
        return session

    def _shell_line(self, session: Session, line: bytes) -> None:
        self.touch()
        try:
            frame = decode(line)
        except FrameError as error:
            log.warning("dropped a message of shell %s: %s", session.info.session, error)
            return
        self._take(session, frame)

    def _take(self, session: Session, frame: Frame) -> None:
        """A message that breaks the desk is answered: a shell that hears nothing would let the line run."""
        if frame.type in _ANSWERED:
            self._overdue.asked(session, frame)
        try:
            self._desk.take(session, frame)
        except Exception:
            log.exception("a message of shell %s could not be taken", session.info.session)
            session.send(Frame(frame.id, FAILED))

    def _forget(self, name: str) -> None:
        session = self._sessions.pop(name, None)
        if session is not None:
            self._overdue.left(session)
            self._desk.farewell(session)
            self._closers.pop(name).close()
        if not self._sessions:
            self._alone.set()
        self.touch()

    def _leave_when_lost(self) -> None:
        """Nobody finds this daemon any more; while it stayed, it would keep the next one from recording."""
        if not self._runtime.is_found():
            log.error("leaving: what leads to this daemon was removed from %s", self._runtime.folder)
            self.stop()

    async def _leave_when_idle(self) -> None:
        while True:
            await self._alone.wait()  # no clock runs beside a shell that does nothing
            idle = self._idle_seconds()
            rest = _IDLE_LOOK_SECONDS if idle is None else self._last_used + idle - time.monotonic()
            if rest <= 0:
                self.stop()
                return
            await asyncio.sleep(min(rest, _IDLE_LOOK_SECONDS))


def _tell_of_pace(session: Session, line: bytes) -> None:
    log.warning("shell %s sends more than %g lines a second", session.info.session, PACE.per_second)
    said = (
        f"shellguard: this shell has sent more than {PACE.burst} lines in a short time; "
        f"they are judged one after another, {PACE.per_second:g} a second."
    )
    with contextlib.suppress(FrameError):
        session.send(Frame(decode(line).id, "wait", (said,)))


def shell_info(frame: Frame) -> ShellInfo | None:
    """Reads a `hello`; None when its session's name or pid has not the form that the hook writes."""
    session, shell, pid, _version, ssh, home, terminal = (frame.field(index) for index in range(7))
    if not _SESSION_NAME.fullmatch(session) or not pid.isascii() or not pid.isdecimal() or len(pid) > 9:
        return None
    kind, _, no_color = terminal.partition(":")
    return ShellInfo(
        session=session,
        shell=shell[:80],
        pid=int(pid),
        ssh=bool(ssh),
        home=home,
        terminal=kind,
        color=not no_color and kind not in ("", "dumb"),
    )


def listening_socket(folder: Path) -> socket.socket:
    """The socket that systemd handed over, or a fresh private one.

    Raises:
        ShellguardError: its path is longer than a socket's address can be.
    """
    if socket_was_handed_over():
        return socket.socket(fileno=_FIRST_PASSED_DESCRIPTOR)
    path = folder / "daemon.sock"
    if len(os.fsencode(path)) > MAX_SOCKET_PATH:
        raise ShellguardError(
            f"the socket's path is longer than {MAX_SOCKET_PATH} bytes",
            where=str(path),
            hint="set SHELLGUARD_RUNTIME_DIR to a shorter folder",
        )
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(str(path))
    path.chmod(0o600)
    return listening


def notify_ready() -> None:
    """Tells a service manager that the sockets and pipes are there (sd_notify), if one asked."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    target = "\0" + address[1:] if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as notifier:
        try:
            notifier.sendto(b"READY=1", target)
        except OSError as error:
            log.warning("could not tell the service manager that the daemon is ready: %s", error)
