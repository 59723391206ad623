"""Runs other programs: argument lists only, their words made harmless before anyone reads them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shellguard.errors import ShellguardError, reason_of
from shellguard.terminal_text import printable

_LONGEST_COMPLAINT = 400
_SHOWN_LINES = 3


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its status and what it wrote, raw."""

    status: int
    output: str
    errors: str

    @property
    def complaint(self) -> str:
        """The last lines of what it said was wrong, harmless, in one line."""
        lines = [line.strip() for line in (self.errors or self.output).splitlines() if line.strip()]
        return printable("; ".join(lines[-_SHOWN_LINES:]))[:_LONGEST_COMPLAINT]


def run(
    command: Sequence[str], *, seconds: float = 30.0, environment: Mapping[str, str] | None = None
) -> Ended:
    """Runs a program to its end and gives back how it went, whatever its status.

    Raises:
        ShellguardError: it can't be started, or has not ended in time (it is then killed).
    """
    try:
        done = subprocess.run(
            list(command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=None if environment is None else {**os.environ, **environment},
        )
    except subprocess.TimeoutExpired as error:
        raise ShellguardError(
            f"{printable(command[0])} {printable(' '.join(command[1:2]))} did not end within {seconds:.0f} s",
            hint="is its service busy or stuck?",
        ) from error
    except (OSError, ValueError) as error:
        raise ShellguardError(f"{printable(command[0])} can't be started: {reason_of(error)}") from error
    return Ended(
        done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    )


def checked(command: Sequence[str], what: str, *, seconds: float = 60.0) -> str:
    """What a program printed.

    Raises:
        ShellguardError: *what* could not be done, with what the program said about it.
    """
    ended = run(command, seconds=seconds)
    if ended.status != 0:
        raise ShellguardError(f"{what}: {ended.complaint or f'status {ended.status}'}")
    return ended.output


def lines_of(command: Sequence[str], what: str) -> Iterator[str]:
    """The lines that a program writes to either stream, as they come; ends it when nobody reads any more.

    Raises:
        ShellguardError: it can't be started, or fails at its end.
    """
    try:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise ShellguardError(f"{printable(command[0])} can't be started: {reason_of(error)}") from error
    last = ""
    try:
        assert process.stdout is not None
        for raw in process.stdout:
            line = raw.decode("utf-8", "replace").rstrip("\r\n")
            last = line.strip() or last
            yield line
        status = process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
    if status != 0:
        raise ShellguardError(f"{what}: {printable(last)[:_LONGEST_COMPLAINT] or f'status {status}'}")
