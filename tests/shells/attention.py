"""Whether the program in a terminal's foreground waits for keys, as the kernel tells of it.

Where the kernel does not tell (another architecture, no right to look), it never seems to wait, and who asks goes
by the clock.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from pathlib import Path

_READ, _PSELECT = {"x86_64": ("0", "270"), "aarch64": ("63", "72")}.get(platform.machine(), ("", ""))
_Turn = tuple[int, str]


class Attention:
    """Of the shell with this pid, or of what it runs in its foreground."""

    def __init__(self, shell: int) -> None:
        self._shell = shell
        self._before: _Turn | None = None

    def will_be_typed_at(self) -> None:
        """What waits now has not yet seen the keys that are typed next."""
        self._before = self._turn(self._foreground())

    def waits(self) -> _Turn | None:
        """The program, and how often it has gone to sleep, when it now waits for a key and has seen all before."""
        program = self._foreground()
        turn = self._turn(program)
        return turn if turn and turn != self._before and self._waits_for_a_key(program) else None

    def _foreground(self) -> int:
        try:
            return int(Path(f"/proc/{self._shell}/stat").read_text().rpartition(") ")[2].split()[5])
        except (OSError, ValueError):
            return -1

    def is_elsewhere(self) -> bool:
        """Whether something else than the shell is in the foreground."""
        return self._foreground() not in (self._shell, -1)

    def is_busy(self) -> bool:
        """It is at work, or would be if a processor were free, or has asked the daemon and waits for its answer."""
        return any(map(_works, _with_children(self._shell)))

    @staticmethod
    def _turn(program: int) -> _Turn | None:
        try:
            status = Path(f"/proc/{program}/status").read_text()
        except OSError:
            return None
        return program, status.partition("\nvoluntary_ctxt_switches:")[2].partition("\n")[0].strip()

    @staticmethod
    def _waits_for_a_key(program: int) -> bool:
        try:
            call, first, _, _, _, deadline, *_ = Path(f"/proc/{program}/syscall").read_text().split()
            if call == _PSELECT:  # on descriptor 0 alone, for as long as it takes: readline
                return int(first, 16) == 1 and int(deadline, 16) == 0
            there = Path(f"/proc/{program}/fd/{int(first, 16)}").readlink()
            return call == _READ and str(there).startswith(("/dev/pts/", "/dev/tty"))
        except (OSError, ValueError):  # it runs, it is gone, or it is not ours to look at
            return False


def _with_children(program: int) -> Iterator[int]:
    yield program
    try:
        children = Path(f"/proc/{program}/task/{program}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _with_children(int(child))


def _works(program: int) -> bool:
    try:
        stat = Path(f"/proc/{program}/stat").read_text()
        if stat.rpartition(") ")[2][0] in "RD":
            return True
        call, first, *_ = (*Path(f"/proc/{program}/syscall").read_text().split(), "", "")
        if call not in (_READ, _PSELECT):
            return False
        descriptor = int(first, 16) - (call == _PSELECT)  # the highest that is looked at
        return Path(f"/proc/{program}/fd/{descriptor}").readlink().suffix == ".rsp"
    except (OSError, ValueError):
        return False
