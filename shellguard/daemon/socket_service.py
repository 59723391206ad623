"""Requests on the Unix socket: one frame with JSON in, one frame with JSON out."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
import struct
import time
from typing import TYPE_CHECKING, Any, Protocol

from shellguard import __version__
from shellguard.daemon.turns import PACE, Lane, Turns
from shellguard.errors import ShellguardError
from shellguard.own_variables import that_judge
from shellguard.wire.frames import Frame, FrameError, decode, encode

if TYPE_CHECKING:
    from shellguard.daemon.desk import Desk


class Lifetime(Protocol):
    """What a client may ask about and change of the daemon that serves it.

    Attributes:
        started: when it began, in seconds since the epoch.
        session_count: how many shells it knows.
    """

    started: float

    @property
    def session_count(self) -> int: ...

    def touch(self) -> None:
        """Somebody uses the daemon."""

    def stop(self) -> None:
        """Let it end."""


log = logging.getLogger("shellguard.daemon")
_PEER_CREDENTIALS = struct.Struct("3i")
_PATIENCE_SECONDS = 30.0
MOST_CLIENTS = 128
_AT_ONCE = ("ping", "status", "stop")
_JUDGING = ("check", "ask", "opinion")
_BEHIND_SHELLS = 100.0


class SocketService:
    """Serves one connection after another; who is not this user is cut off without a word."""

    def __init__(self, desk: Desk, server: Lifetime, turns: Turns) -> None:
        self._desk = desk
        self._server = server
        self._turns = turns
        self._clients = 0
        self._lane = Lane(_your_turn, slowed=_tell_of_pace, behind=_BEHIND_SHELLS)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One client: requests in a row until it closes."""
        self._clients += 1
        try:
            if _peer_uid(writer) != os.geteuid():
                return
            if self._clients > MOST_CLIENTS:
                said = f"more than {MOST_CLIENTS} clients ask the daemon at once"
                writer.write(encode(Frame("0", "busy", (said, "try again once some of them have gone"))))
                return
            while line := await asyncio.wait_for(reader.readline(), _PATIENCE_SECONDS):
                self._server.touch()
                writer.write(encode(await self._reply(line)))
                await asyncio.wait_for(writer.drain(), _PATIENCE_SECONDS)
        except (OSError, TimeoutError, ValueError, asyncio.IncompleteReadError) as error:
            log.debug("a client's connection ended: %s", error)
        finally:
            self._clients -= 1
            writer.close()

    async def _turn(self) -> None:
        """Waits until the shells that ask little have had theirs."""
        turn = asyncio.get_running_loop().create_future()
        self._turns.put(self._lane, turn)
        await turn

    async def _reply(self, line: bytes) -> Frame:
        try:
            frame = decode(line)
        except FrameError as error:
            return Frame("0", "error", (str(error), ""))
        try:
            if frame.type not in _AT_ONCE:
                await self._turn()
            payload = json.loads(frame.field(0) or "{}")
            if frame.type in _JUDGING and not _same_settings(payload):
                return Frame(frame.id, "elsewhere", ("the daemon was started with other settings", ""))
            answer = await self._answer(frame.type, payload)
        except ShellguardError as error:
            return Frame(frame.id, "error", (error.what, error.hint, error.where))
        except (TypeError, AttributeError, KeyError, ValueError, RecursionError) as error:
            return Frame(frame.id, "error", (f"the request can't be read: {error}", ""))
        return Frame(frame.id, frame.type, (json.dumps(answer),))

    async def _answer(self, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        match kind:
            case "ping":
                # Values may hold a password; what `status` says is shown to people, and by them to others.
                return {"pid": os.getpid(), "settings": that_judge(os.environ)}
            case "status":
                return self._status()
            case "stop":
                asyncio.get_running_loop().call_soon(self._server.stop)
                return {"pid": os.getpid()}
            case "check":
                return await self._desk.clients.check(payload)
            case "ask":
                return await self._desk.clients.ask(payload)
            case "opinion":
                return await self._desk.clients.opinion(payload)
            case "metrics":
                return await self._desk.clients.keep(kind, self._status())
            case "prune" | "forget" | "mark":
                return await self._desk.clients.keep(kind, payload)
        raise ShellguardError(f"the daemon knows no request of the kind {kind[:40]!r}")

    def _status(self) -> dict[str, Any]:
        return {
            "pid": os.getpid(),
            "version": __version__,
            "uptime_s": round(time.time() - self._server.started, 1),
            "shells": self._server.session_count,
            **self._desk.status(),
        }


def _same_settings(payload: dict[str, Any]) -> bool:
    """Whether the client's environment sets what this process's does; who tells nothing has no wish."""
    wanted = payload.get("settings")
    return wanted is None or wanted == that_judge(os.environ, models=bool(payload.get("models")))


def _your_turn(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_result(None)


def _tell_of_pace(_turn: asyncio.Future[None]) -> None:
    log.warning("clients ask more than %g times a second; they are answered so often", PACE.per_second)


def _peer_uid(writer: asyncio.StreamWriter) -> int:
    peer: socket.socket = writer.get_extra_info("socket")
    packed = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER_CREDENTIALS.size)
    return int(_PEER_CREDENTIALS.unpack(packed)[1])
