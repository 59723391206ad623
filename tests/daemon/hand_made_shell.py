"""A shell that is written by hand: it speaks the hook's part over the real FIFOs."""

from __future__ import annotations

import os
import select
import subprocess
import time
from pathlib import Path

from shellguard.wire.frames import Frame, decode, encode
from tests.daemon.installation import Installation
from tests.waiting import wait_until


class HandMadeShell:
    """Speaks the hook's part; `asked` keeps the names that the daemon has asked for."""

    def __init__(self, installation: Installation, home: str = "/home/me", cwd: Path | None = None) -> None:
        self.process = subprocess.Popen(["sleep", "600"], cwd=cwd)
        self.session = f"{self.process.pid}-1-1"
        self.runtime = installation.runtime
        self.asked: list[str] = []
        self.values: dict[str, str] = {}
        self.sequence = 0
        self.silent = False
        hello = Frame("0", "hello", (self.session, "bash 5.2", str(self.process.pid), "0", "", home, "dumb:"))
        with (self.runtime / "control").open("wb", buffering=0) as control:
            control.write(encode(hello))
        wait_until(self.reply_pipe.exists, "the shell's pipes")
        self.request = os.open(self.runtime / f"{self.session}.req", os.O_RDWR | os.O_NONBLOCK)
        self.reply = os.open(self.reply_pipe, os.O_RDWR | os.O_NONBLOCK)

    @property
    def reply_pipe(self) -> Path:
        return self.runtime / f"{self.session}.rsp"

    def send(self, kind: str, *fields: str, sequence: int | None = None) -> None:
        """Sends a frame of the current request, or of an earlier one."""
        number = self.sequence if sequence is None else sequence
        os.write(self.request, encode(Frame(str(number), kind, fields)))

    def receive(self, patience: float = 60.0) -> Frame:
        data = b""
        end = time.monotonic() + patience
        while not data.endswith(b"\n"):
            assert time.monotonic() < end, "no reply"
            if select.select([self.reply], [], [], 0.1)[0]:
                data += os.read(self.reply, 1)
        return decode(data)

    def heard(self) -> Frame:
        """What comes after any `wait`, which a busy machine may bring."""
        frame = self.receive()
        while frame.type == "wait":
            frame = self.receive()
        return frame

    def line(
        self, text: str, cwd: str = "/tmp", accepted: str = "key", *, short: bool = False, finished: str = ""
    ) -> Frame:
        """The verdict on a line; names are answered from `values`, others as unset or absent."""
        return self.verdict(self.begin(text, cwd, accepted, short=short, finished=finished))

    def begin(
        self, text: str, cwd: str = "/tmp", accepted: str = "key", *, short: bool = False, finished: str = ""
    ) -> Frame:
        """The first that comes for a line: its verdict, or what is asked for."""
        self.sequence += 1
        more = ("", "s") if short else ()
        self.send("line", accepted, "1", finished, "", cwd, "=" + text, *more)
        return self.own()

    def verdict(self, frame: Frame) -> Frame:
        """The verdict on the current line, of which *frame* was heard last."""
        while frame.type == "need":
            self.tell(frame)
            frame = self.own()
        return frame

    def own(self) -> Frame:
        """What comes for the current request."""
        frame = self.heard()
        while frame.id != str(self.sequence):
            frame = self.heard()
        return frame

    def tell(self, need: Frame) -> None:
        """Answers what was asked for, if it answers at all."""
        names = need.field(0).split()
        self.asked += names
        if not self.silent:
            given = (f"{name}={self.values[name]}" if name in self.values else name for name in names)
            self.send("need-answer", *given)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for descriptor in (self.request, self.reply):
            os.close(descriptor)
