"""What a line says and would do, before anybody looks at the world; lines judged before are remembered."""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from shellguard.effects.derive import effects_of
from shellguard.effects.effect import Effect
from shellguard.effects.packs.packs import Packs
from shellguard.parsing.reading import read
from shellguard.parsing.script import EMPTY, Needs, Script
from shellguard.parsing.shell_state import NOTHING_SUPPLIED, ShellState, Supplied

log = logging.getLogger(__name__)

LONGEST_REMEMBERED = 4096
"""Characters of a line; what is longer is seldom typed twice."""
MOST_LINES = 512
MOST_WEIGHT = 4_096
"""Commands and effects of all remembered lines, 1.5 kB each, those of scripts that they run among them."""
_CHARACTERS_OF_ONE = 1_000
_PACKS_KEPT = 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a line says and would do, as far as that is known without looking at the world.

    Attributes:
        needs: names and files that would have to be known to say more.
        failed: the stage that broke on this line, which is then never allowed unasked; "" for none.
        packs: what was known of programs; None for what is packaged.
    """

    line: str
    script: Script = EMPTY
    effects: tuple[Effect, ...] = ()
    failed: str = ""
    packs: Packs | None = None

    @property
    def needs(self) -> Needs:
        return self.script.needs


def attempt(stage: str, act: Callable[[], T], otherwise: T) -> T:
    """A stage's result; a stage that breaks is logged and must not take the shell's answer with it."""
    try:
        return act()
    except Exception:
        log.exception("the stage %s broke on a line", stage)
        return otherwise


class Remembered:
    """Lines that were understood, the last ones asked for, as many as `MOST_WEIGHT` lets stay.

    Threads may share it. What was understood with packs that nobody goes by any more is let go.
    """

    def __init__(self) -> None:
        self._lines: OrderedDict[Hashable, tuple[Understanding, int]] = OrderedDict()
        self._weight = 0
        self._packs: deque[Packs | None] = deque(maxlen=_PACKS_KEPT)
        self._lock = Lock()

    def get(self, key: Hashable) -> Understanding | None:
        """What was understood, None where it is not remembered."""
        with self._lock:
            found = self._lines.get(key)
            if found is None:
                return None
            self._lines.move_to_end(key)
            return found[0]

    def keep(self, key: Hashable, understood: Understanding, characters: int) -> None:
        """`characters`: of the texts that the key holds."""
        weight = _weight(understood) + characters // _CHARACTERS_OF_ONE
        with self._lock:
            self._let_go_of_old_packs(understood.packs)
            self._drop(key)
            self._lines[key] = understood, weight
            self._weight += weight
            while len(self._lines) > MOST_LINES or (self._weight > MOST_WEIGHT and len(self._lines) > 1):
                self._drop(next(iter(self._lines)))

    def clear(self) -> None:
        with self._lock:
            self._lines.clear()
            self._weight = 0

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def weight(self) -> int:
        """Commands and effects of all lines in it."""
        return self._weight

    def _drop(self, key: Hashable) -> None:
        if key in self._lines:
            self._weight -= self._lines.pop(key)[1]

    def _let_go_of_old_packs(self, packs: Packs | None) -> None:
        if packs in self._packs:
            return
        self._packs.append(packs)
        for key, (understood, _) in list(self._lines.items()):
            if understood.packs not in self._packs:
                self._drop(key)


remembered = Remembered()


def understand(
    line: str, shell: ShellState, supplied: Supplied = NOTHING_SUPPLIED, packs: Packs | None = None
) -> Understanding:
    """Reads a line and derives its effects; pure but for what is remembered, never raises."""
    if len(line) > LONGEST_REMEMBERED:
        return _understand(line, shell, supplied, packs)
    key = (_key(line, shell, supplied), packs)
    known = remembered.get(key)
    if known is not None:
        return known
    understood = _understand(line, shell, supplied, packs)
    if not understood.failed:
        remembered.keep(key, understood, _characters(shell, supplied))
    return understood


def _understand(line: str, shell: ShellState, supplied: Supplied, packs: Packs | None) -> Understanding:
    script = attempt("parsing", lambda: read(line, shell, supplied), None)
    if script is None:
        return Understanding(line, failed="parsing")
    effects = attempt("effects", lambda: effects_of(script, shell, packs), None)
    if effects is None:
        return Understanding(line, script, failed="effects")
    return Understanding(line, script, effects, packs=packs)


def _key(line: str, shell: ShellState, supplied: Supplied) -> Hashable:
    """Everything that reading and deriving depend on."""
    told = (shell.variables, shell.aliases, shell.functions, shell.types, shell.programs)
    maps = (*told, supplied.globs, supplied.files)
    known = tuple(frozenset(one.items()) if one else None for one in maps)
    return (line, shell.cwd, shell.home, shell.options, shell.uid, shell.pid, known)


def _weight(understood: Understanding) -> int:
    commands = understood.script.commands
    if any(command.nested for command in commands):
        return sum([1 for _ in understood.script.walk()]) + len(understood.effects)
    return len(commands) + len(understood.effects)


def _characters(shell: ShellState, supplied: Supplied) -> int:
    found = 0
    for one in (shell.variables, shell.aliases, shell.functions, supplied.files):
        if one:
            found += sum([len(text) for text in one.values() if text])
    for names in supplied.globs.values():
        found += sum(map(len, names))
    return found
