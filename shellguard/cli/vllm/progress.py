"""How a long step goes: one line that is drawn anew on a terminal, a line a step elsewhere."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType

from shellguard.cli.terminal import emphasised, may_color
from shellguard.terminal_text import fitted, printable
from shellguard.vllm.starting import Progress

_WHEEL = "|/-\\"
_QUIET_SECONDS = 20.0


class ProgressLine:
    """Used with `with`; writes to standard error, so that standard output keeps the result alone."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._color = may_color(sys.stderr)
        self._last = ""
        self._told_at = 0.0
        self._turn = 0

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def start(self, progress: Progress, seconds: float) -> None:
        """Where the start of a server is."""
        self.step(progress.words, seconds, progress.line)

    def step(self, what: str, seconds: float, detail: str = "") -> None:
        """One state of what goes on; *detail* is shown on a terminal only."""
        if self._live:
            self._turn += 1
            wheel = _WHEEL[self._turn % len(_WHEEL)]
            head = f"{wheel} {what}  {seconds:.0f} s"
            width = shutil.get_terminal_size().columns - 1
            head = fitted(head, width, pad=False)
            rest = fitted(printable(detail), max(0, width - len(head) - 2), pad=False)
            sys.stderr.write(f"\r\x1b[K{head}  {emphasised(rest, '2', self._color)}")
            sys.stderr.flush()
        elif what != self._last and (
            self._turning(what) or time.monotonic() - self._told_at > _QUIET_SECONDS
        ):
            self._told_at = time.monotonic()
            print(f"  {what} ({seconds:.0f} s)", file=sys.stderr, flush=True)
            self._last = what

    def _turning(self, what: str) -> bool:
        """Another step, and not only another percentage of the same."""
        return what.rstrip("0123456789% ") != self._last.rstrip("0123456789% ")
