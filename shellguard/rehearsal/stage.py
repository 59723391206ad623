"""Scratch folders with settings and a daemon of their own: nothing of the person's is touched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from shellguard.errors import ShellguardError
from shellguard.processes import runs

_LONGEST_BASE = 60
_LEAVE_SECONDS = 3.0
_GUARDS_OWN = ("SHELLGUARD_", "OPENAI_", "VLLM_")
_PERSONS_OWN = ("XDG_", "HISTFILE", "PROMPT_COMMAND", "BASH_ENV", "ENV", "POSIXLY_CORRECT", "LISTEN_", "GIT_")


class Stage:
    """Folders `home`, `work`, `run`, `state` and `config`, gone when it closes, and the daemon with them.

    Raises:
        ShellguardError: no scratch folder can be made.
    """

    def __init__(self, settings: str, command: Sequence[str]) -> None:
        base = tempfile.gettempdir()
        # a socket's address has to fit into 107 bytes
        if len(os.fsencode(base)) > _LONGEST_BASE:
            base = "/tmp"  # noqa: S108 - mkdtemp makes a private folder there
        try:
            self.folder = Path(tempfile.mkdtemp(prefix="shellguard-stage-", dir=base))
            for name in ("home", "work", "run", "state", "config"):
                (self.folder / name).mkdir(mode=0o700)
            (self.folder / "config" / "config.toml").write_text(settings, encoding="utf-8")
        except OSError as error:
            raise ShellguardError(f"no scratch folder can be made: {error.strerror}", where=base) from error
        self._command = list(command)
        self._daemon: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def work(self) -> Path:
        return self.folder / "work"

    def environment(self, *, home: str | None = None) -> dict[str, str]:
        """The person's environment with the guard's folders here, and *home* or a scratch home folder."""
        left_out = _GUARDS_OWN if home is not None else _GUARDS_OWN + _PERSONS_OWN
        kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
        return {
            **kept,
            "HOME": home if home is not None else str(self.home),
            "TERM": kept.get("TERM") or "xterm",
            "SHELLGUARD_RUNTIME_DIR": str(self.folder / "run"),
            "SHELLGUARD_STATE_DIR": str(self.folder / "state"),
            "SHELLGUARD_CONFIG_DIR": str(self.folder / "config"),
            "SHELLGUARD_SYSTEM_CONFIG": str(self.folder / "config" / "none.toml"),
        }

    def start_daemon(self) -> None:
        """Starts this stage's own daemon.

        Raises:
            ShellguardError: it can't be started.
        """
        with (self.folder / "daemon.log").open("wb") as log:
            try:
                self._daemon = subprocess.Popen(
                    [*self._command, "daemon", "run"],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    env=self.environment(),
                )
            except OSError as error:
                raise ShellguardError(f"no daemon can be started: {error.strerror}") from error

    def daemon_came_up(self, seconds: float) -> bool:
        """Waits for the daemon to be ready; False when it ended before, or was not ready in time."""
        end = time.monotonic() + seconds
        while not (self.folder / "run" / "daemon.pid").exists():
            if time.monotonic() > end or self._daemon is None or self._daemon.poll() is not None:
                return False
            time.sleep(0.02)
        return True

    @property
    def daemon_said(self) -> str:
        """The last thing that the daemon said before it ended; "" where it said nothing.

        What stands further in, such as where a report is kept, goes with the stage.
        """
        try:
            lines = (self.folder / "daemon.log").read_text(encoding="utf-8", errors="replace").split("\n")
        except FileNotFoundError:
            return ""
        said = next((line for line in reversed(lines) if line.strip() and not line.startswith(" ")), "")
        return said.removeprefix("shellguard: ")

    def close(self) -> None:
        """Ends the daemon and removes the folders."""
        if self._daemon is None:
            self._end_announced()
        else:
            self._daemon.terminate()
            try:
                self._daemon.wait(_LEAVE_SECONDS)
            except subprocess.TimeoutExpired:
                self._daemon.kill()
                self._daemon.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end_announced(self) -> None:
        """One that a shell has started by itself: it is nobody's child, and writes here until it has left."""
        try:
            pid = int((self.folder / "run" / "daemon.pid").read_text())
            os.kill(pid, signal.SIGTERM)
            end = time.monotonic() + _LEAVE_SECONDS
            while runs(pid) and time.monotonic() < end:
                time.sleep(0.02)
        except (OSError, ValueError):
            return  # none was started, or it has left
