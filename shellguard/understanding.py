"""What a line says and would do, before anybody looks at the world; lines judged before are remembered."""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Mapping
from threading import Lock
from typing import Any, TypeVar

from shellguard.effects.derive import effects_of
from shellguard.effects.effect import Effect
from shellguard.effects.names.unset_names import is_dropped
from shellguard.effects.packs.packs import Packs
from shellguard.parsing.reading import read
from shellguard.parsing.records import record
from shellguard.parsing.script import EMPTY, Needs, Script
from shellguard.parsing.shell_state import NOTHING_SUPPLIED, Names, ShellState, Supplied

log = logging.getLogger(__name__)

LONGEST_REMEMBERED = 4096
"""Characters of a line; what is longer is seldom typed twice."""
MOST_LINES = 512
MOST_WEIGHT = 4_096
"""Commands and effects of all remembered lines, 1.5 kB each, those of scripts that they run among them."""
_CHARACTERS_OF_ONE = 1_000
_PACKS_KEPT = 3

T = TypeVar("T")


@record
class Understanding:
    """What a line says and would do, as far as that is known without looking at the world.

    Attributes:
        needs: names and files that would have to be known to say more.
        failed: the stage that broke on this line, which is then never allowed unasked; "" for none.
        packs: what was known of programs; None for what is packaged.
        whole: whether its effects are derived; not yet, where files that it reads are still to be supplied.
    """

    line: str
    script: Script = EMPTY
    effects: tuple[Effect, ...] = ()
    failed: str = ""
    packs: Packs | None = None
    whole: bool = True

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
    line: str,
    shell: ShellState,
    supplied: Supplied = NOTHING_SUPPLIED,
    packs: Packs | None = None,
    *,
    on_the_way: bool = False,
) -> Understanding:
    """Reads a line and derives its effects; pure but for what is remembered, never raises.

    Args:
        on_the_way: what the line asks for is supplied next, and it is read again then: while files or
            patterns are missing, its effects are not derived. `in_full` derives them.
    """
    key = (_key(line, shell, supplied), packs) if len(line) <= LONGEST_REMEMBERED else None
    known = remembered.get(key) if key else None
    if known is not None:
        return known if known.whole or on_the_way else _derived(known, shell, supplied, key)
    script = attempt("parsing", lambda: read(line, shell, supplied), None)
    if script is None:
        return Understanding(line, failed="parsing")
    understood = Understanding(line, script, packs=packs, whole=False)
    if on_the_way and lacks(script.needs, supplied):
        _keep(key, understood, shell, supplied)
        return understood
    return _derived(understood, shell, supplied, key)


def in_full(understood: Understanding, shell: ShellState, supplied: Supplied) -> Understanding:
    """The same with its effects, for which nothing is read again."""
    if understood.whole:
        return understood
    line, packs = understood.line, understood.packs
    key = (_key(line, shell, supplied), packs) if len(line) <= LONGEST_REMEMBERED else None
    return _derived(understood, shell, supplied, key)


def _derived(read_so: Understanding, shell: ShellState, supplied: Supplied, key: Hashable) -> Understanding:
    line, script, packs = read_so.line, read_so.script, read_so.packs
    dropped = is_dropped(script, shell)
    effects = () if dropped else attempt("effects", lambda: effects_of(script, shell, packs), None)
    if effects is None:
        return Understanding(line, script, failed="effects")
    understood = Understanding(line, script, effects, packs=packs)
    _keep(key, understood, shell, supplied)
    return understood


def lacks(needs: Needs, supplied: Supplied) -> bool:
    """Whether there are files or patterns of those that a line asks for of which it was told nothing."""
    return not (needs.globs <= supplied.globs.keys() and needs.files <= supplied.files.keys())


def _keep(key: Hashable, understood: Understanding, shell: ShellState, supplied: Supplied) -> None:
    if key is not None:
        remembered.keep(key, understood, _characters(shell, supplied))


def _key(line: str, shell: ShellState, supplied: Supplied) -> Hashable:
    """Everything that reading and deriving depend on."""
    told = (shell.variables, shell.aliases, shell.functions, shell.types, shell.programs)
    maps = (*told, supplied.globs, supplied.files)
    known = tuple([_frozen(one) if one else None for one in maps])
    return (line, shell.cwd, shell.home, shell.options, shell.uid, shell.pid, known)


def _frozen(names: Mapping[str, Any]) -> frozenset[tuple[str, Any]]:
    return names.frozen if isinstance(names, Names) else frozenset(names.items())


def _weight(understood: Understanding) -> int:
    commands = understood.script.commands
    if any(command.nested for command in commands):
        return sum([1 for _ in understood.script.walk()]) + len(understood.effects)
    return len(commands) + len(understood.effects)


def _characters(shell: ShellState, supplied: Supplied) -> int:
    found = 0
    for one in (shell.variables, shell.aliases, shell.functions, supplied.files):
        if isinstance(one, Names):
            found += one.characters
        elif one:
            found += sum([len(text) for text in one.values() if text])
    for names in supplied.globs.values():
        found += sum(map(len, names))
    return found
