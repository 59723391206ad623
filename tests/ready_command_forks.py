"""Reads the knowledge once, then forks for each command that is asked for: SOCKET. Ends when its standard input does,
and takes the folder of its socket away.

A request is a length, three descriptors and a JSON object; the answers are the command's pid and its status.
"""

from __future__ import annotations

import gc
import io
import json
import os
import select
import shutil
import socket
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

_IMPORTED = (
    "cli.check",
    "cli.daemon",
    "cli.log",
    "cli.ask_batch",
    "daemon.main",
    "judgement",
    "settings.load",
)


def _read_the_knowledge() -> None:
    """What only thinks: of this machine and of the settings nothing is looked at, so that nothing of them is kept."""
    for name in _IMPORTED:
        import_module(f"shellguard.{name}")
    from shellguard.effects.derive import effects_of
    from shellguard.parsing.reading import read
    from shellguard.risk.weigh import weigh

    script = read('for f in $(ls); do rm -rf "/tmp/$f" | sort > x; done; sudo git push --force')
    weigh(script, effects_of(script))
    gc.freeze()


def serve(place: str) -> None:
    """Forks until nobody holds the other end of standard input."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(place)
    listener.listen(64)
    os.write(1, b"ready\n")
    while True:
        ready, _, _ = select.select([listener, 0], [], [])
        if 0 in ready:
            shutil.rmtree(Path(place).parent)
            os._exit(0)
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            _serve_one(connection)
            return
        connection.close()
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:  # those that served one command and have ended
                pass


def _serve_one(connection: socket.socket) -> None:
    """Starts the command in a fork of its own and tells how it ended; the fork returns, and runs it."""
    head, descriptors, _, _ = socket.recv_fds(connection, 4, 3)
    order = json.loads(connection.makefile("rb").read(int.from_bytes(head, "big")))
    pid = os.fork()
    if pid:
        # Who reads what the command writes waits for its end alone.
        for descriptor in (0, 1, 2, *descriptors):
            os.close(descriptor)
        with suppress(BrokenPipeError):
            connection.sendall(b"%d\n" % pid)
        _, status = os.waitpid(pid, 0)
        with suppress(BrokenPipeError):
            connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
        os._exit(0)
    connection.close()
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(order["folder"])
    os.umask(order["umask"])
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.argv[1:] = order["arguments"]
    _new_streams()


def _new_streams() -> None:
    """As Python makes them when it starts."""
    for number, name, mode in ((0, "stdin", "rb"), (1, "stdout", "wb"), (2, "stderr", "wb")):
        old = getattr(sys, name)
        raw = open(number, mode, closefd=False)  # noqa: SIM115
        new = io.TextIOWrapper(
            raw, encoding=old.encoding, errors=old.errors, line_buffering=number == 2 or os.isatty(number)
        )
        setattr(sys, name, new)
        setattr(sys, f"__{name}__", new)


if __name__ == "__main__":
    _read_the_knowledge()
    serve(sys.argv.pop())
    from shellguard.cli import main

    sys.exit(main())
