"""A daemon that thinks nothing: meets shells and lets every line through, recording nothing.

    python -m bench.thoughtless_daemon FOLDER

What Enter costs with it is the price of the hook and of the way to a daemon and back; what the real
daemon costs more is the judgement and the record. Only for measuring.
"""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

from shellguard.wire.frames import LET_THROUGH, Frame, decode, encode_reply


def reply_to(frame: Frame) -> bytes:
    """The short answer where the hook takes one, else an `allow` with no record behind it."""
    if frame.field(7):
        return encode_reply(Frame(frame.id, LET_THROUGH))
    return encode_reply(Frame(frame.id, "allow", ("", "", "")))


def serve(folder: Path) -> None:
    """Serves the shells of *folder* until the process is killed."""

    def fifo(name: str) -> int:
        os.mkfifo(folder / name, 0o600)
        return os.open(folder / name, os.O_RDWR | os.O_NONBLOCK)

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    control = fifo("control")
    os.mkfifo(folder / "pause", 0o600)
    replies: dict[int, int] = {}
    watched = select.epoll()
    watched.register(control, select.EPOLLIN)
    (folder / "daemon.pid").write_text(f"{os.getpid()}\n")
    while True:
        for descriptor, _ in watched.poll():
            for line in os.read(descriptor, 65536).splitlines():
                frame = decode(line)
                if descriptor == control:
                    session = frame.field(0)
                    request = fifo(f"{session}.req")
                    replies[request] = fifo(f"{session}.rsp")
                    watched.register(request, select.EPOLLIN)
                elif frame.type == "line":
                    os.write(replies[descriptor], reply_to(frame))


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
