"""Where the lines of `shellguard log` go: a pager on a terminal, plain standard output in a pipe."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from typing import IO

from shellguard.cli.terminal import may_color
from shellguard.terminal_text import folded

_COLOURS = {"red": "31", "green": "32", "yellow": "33", "blue": "34", "dim": "2", "bold": "1"}


def is_terminal() -> bool:
    """Whether a person is looking at standard output directly."""
    return sys.stdout.isatty()


def width() -> int:
    """Columns to use; at least 40."""
    return max(40, shutil.get_terminal_size((80, 24)).columns)


def coloured() -> bool:
    """Whether to use colour on standard output."""
    return may_color(sys.stdout)


def drawn() -> bool:
    """Whether the terminal's encoding has block and line characters."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


class Paint:
    """Colours text, or leaves it."""

    def __init__(self, on: bool) -> None:
        self._on = on

    def __call__(self, text: str, colour: str) -> str:
        return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if self._on and colour and text else text


def prose(text: str) -> list[str]:
    """A sentence, folded on a terminal and whole in a pipe."""
    return folded(text, width()) if is_terminal() else [text]


def count(number: int, word: str) -> str:
    """`1 line`, `2 lines`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def write(lines: Iterable[str], *, page: bool = True) -> None:
    """Prints lines as they come. A reader that stops reading (`| head`, q in the pager) ends it quietly."""
    pager = _pager() if page and is_terminal() else []
    if pager:
        _through(pager, lines)
        return
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        _print(lines, sys.stdout)
    except BrokenPipeError:
        # what is still buffered must not be flushed into the closed pipe when Python leaves
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(lines: Iterable[str], out: IO[str]) -> None:
    for line in lines:
        out.write(line + "\n")
    out.flush()


def _pager() -> list[str]:
    chosen = os.environ.get("SHELLGUARD_PAGER", os.environ.get("PAGER", "less"))
    try:
        command = shlex.split(chosen)
    except ValueError:
        return []
    if not command or command[0] == "cat" or os.environ.get("TERM", "dumb") == "dumb":
        return []
    return command if shutil.which(command[0]) else []


def _through(pager: list[str], lines: Iterable[str]) -> None:
    environment = {**os.environ, "LESS": os.environ.get("LESS", "FRX"), "LESSSECURE": "1"}
    process = subprocess.Popen(
        pager, stdin=subprocess.PIPE, env=environment, text=True, encoding="utf-8", errors="backslashreplace"
    )
    assert process.stdin is not None
    try:
        with contextlib.suppress(BrokenPipeError):
            _print(lines, process.stdin)
    finally:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        _wait(process)


def _wait(process: subprocess.Popen[str]) -> None:
    while True:
        try:
            process.wait()
            return
        except KeyboardInterrupt:  # Ctrl-C belongs to the pager; we leave when it does
            continue
