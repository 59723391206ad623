"""Lines that were let through before, answered without judging them anew while nothing has changed.

Only lines without effects are kept, read without an open question about names, globs or files: their verdict
hangs on the line, the folder, the settings, the packs, and on what the shell's names stand for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from shellguard.audit.record import Again
from shellguard.effects.packs.packs import Packs
from shellguard.parsing.shell_state import ShellState
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict

MOST_LINES = 128
"""Lines that are kept for each shell."""
_LONGEST = 1000


class Basis(NamedTuple):
    """What a verdict hangs on beside its line. Settings, packs and options are compared by identity."""

    cwd: str
    settings: Settings
    packs: Packs
    options: frozenset[str] | None
    names: tuple[int, ...]
    deeds: int

    def still_holds(self, now: Basis) -> bool:
        """Whether nothing that a verdict hangs on has changed since."""
        return (
            self.settings is now.settings
            and self.packs is now.packs
            and self.options is now.options
            and self.cwd == now.cwd
            and self.names == now.names
            and self.deeds == now.deeds
        )


@dataclass(frozen=True, slots=True)
class Repeat:
    """A verdict that holds again, with its record. `goes_first`: the line may run before it is recorded."""

    verdict: Verdict
    record: Again
    basis: Basis
    goes_first: bool


class Repeats:
    """The lines of one shell, the latest last."""

    def __init__(self) -> None:
        self._lines: OrderedDict[str, Repeat] = OrderedDict()

    def keep(
        self,
        verdict: Verdict,
        shell: ShellState,
        fields: Mapping[str, Any],
        basis: Basis,
        *,
        goes_first: bool = False,
    ) -> None:
        """Keeps a line that was let through, if what it was judged by is all in *basis*."""
        if verdict.effects or verdict.script.needs or shell.variables or len(verdict.line) > _LONGEST:
            return
        self._lines[verdict.line] = Repeat(verdict, Again.of(fields), basis, goes_first)
        while len(self._lines) > MOST_LINES:
            self._lines.popitem(last=False)

    def find(self, line: str, basis: Basis) -> Repeat | None:
        """The line as it was kept, if its basis still holds."""
        known = self._lines.get(line)
        return known if known is not None and known.basis.still_holds(basis) else None

    def __contains__(self, line: str) -> bool:
        return line in self._lines
