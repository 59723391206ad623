"""The process that keeps one local server: starts it, passes signals on, starts it again, notes how it ended.

`python -m shellguard.vllm.local_keeper FOLDER` runs in a session of its own. FOLDER holds `server.json` (what
to run), `server.log` (what it writes) and `state.json` (what this process notes; `local.py` reads it).
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO

from shellguard.private_files import write_whole

RESTARTS_IN_A_ROW = 3
_STEADY_SECONDS = 300.0


class Keeper:
    """One server and what has become of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._told: dict[str, Any] = json.loads((folder / "server.json").read_text(encoding="utf-8"))
        self._child: subprocess.Popen[bytes] | None = None
        self._asked_to_end = False
        self._restarts = 0
        self._started = 0.0

    def keep(self) -> int:
        """Runs until the server has ended for good; its exit status."""
        signal.signal(signal.SIGTERM, self._pass_on)
        signal.signal(signal.SIGINT, self._pass_on)
        in_a_row = 0
        with (self._folder / "server.log").open("ab") as log:
            while True:
                status = self._one_life(log)
                lived = time.time() - self._started
                in_a_row = 0 if lived > _STEADY_SECONDS else in_a_row
                again = status != 0 and self._told.get("restart") != "no" and in_a_row < RESTARTS_IN_A_ROW
                # what never came up won't come up by itself: only a server that has served is started again
                if self._asked_to_end or not again or not self._served():
                    return status
                in_a_row += 1
                self._restarts += 1
                self._note("restarting", status)
                time.sleep(2.0**in_a_row)

    def _one_life(self, log: BinaryIO) -> int:
        if self._asked_to_end:
            return 0
        self._started = time.time()
        try:
            self._child = subprocess.Popen(
                self._told["command"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self._environment(),
                start_new_session=True,
            )
        except OSError as error:
            log.write(f"shellguard: it can't be started: {error}\n".encode("utf-8", "replace"))
            self._note("exited", 127)
            return 127
        self._note("running", None)
        status = self._child.wait()
        self._end_the_rest(self._child.pid)
        self._note("exited", status)
        return status

    def _environment(self) -> dict[str, str]:
        environment = dict(os.environ) | dict(self._told["environment"])
        if secrets := self._told.get("secret_file"):
            for line in Path(secrets).read_text(encoding="utf-8").splitlines():
                name, separator, value = line.partition("=")
                if separator and not name.startswith("#"):
                    environment[name.strip()] = value
        return environment

    def _served(self) -> bool:
        return b"Application startup complete" in (self._folder / "server.log").read_bytes()[-4_000_000:]

    def _pass_on(self, *_: object) -> None:
        self._asked_to_end = True
        if self._child is not None and self._child.poll() is None:
            self._child.send_signal(signal.SIGTERM)

    def _end_the_rest(self, group: int) -> None:
        """A server that dies may leave the processes behind that hold the memory."""
        try:
            os.killpg(group, signal.SIGKILL)
        except ProcessLookupError:
            return

    def _note(self, condition: str, status: int | None) -> None:
        noted = {
            "condition": condition,
            "exit_code": None if status is None else status if status >= 0 else 128 - status,
            "keeper": os.getpid(),
            "pid": self._child.pid if self._child is not None else 0,
            "started_at": self._started,
            "restarts": self._restarts,
        }
        write_whole(self._folder / "state.json", json.dumps(noted))


if __name__ == "__main__":
    sys.exit(Keeper(Path(sys.argv[1])).keep())
