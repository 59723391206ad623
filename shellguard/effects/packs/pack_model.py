"""What a program pack says, after it was read and checked: frozen, indexed for looking up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from shellguard.effects.effect import EffectKind, TargetKind


class Expression:
    """A regular expression, compiled when a text is first looked through: of a program's many, few ever are.

    Those of `kubectl` or `aws` take ten milliseconds together.
    """

    __slots__ = ("_compiled", "flags", "pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags
        self._compiled: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        """Raises re.error where it is none."""
        found = self._compiled
        if found is None:
            found = self._compiled = re.compile(self.pattern, self.flags)
        return found

    def search(self, text: str) -> re.Match[str] | None:
        return (self._compiled or self.compiled()).search(text)

    def match(self, text: str) -> re.Match[str] | None:
        return (self._compiled or self.compiled()).match(text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self) -> int:
        return hash((self.pattern, self.flags))


@dataclass(frozen=True, slots=True)
class Patterns:
    """Words to compare with: exact ones in a set, those with `*` or `?` as one regular expression."""

    exact: frozenset[str] = frozenset()
    wild: Expression | None = None

    def __contains__(self, text: object) -> bool:
        if text in self.exact:
            return True
        return self.wild is not None and isinstance(text, str) and self.wild.match(text) is not None

    def __bool__(self) -> bool:
        return bool(self.exact) or self.wild is not None


@dataclass(frozen=True, slots=True)
class Condition:
    """When a rule applies; everything that is given must hold.

    Attributes:
        option: any of these options stands there. every: all of them. without: none of them.
        operand: an operand fits. no_operand: none does. first: the first one does.
        place: a target lies in one of these places (names of `paths.toml`). not_place: none does.
        value: by option, what its value must fit.
        least, most: how many operands.
        stdin: something is piped or redirected in. fed: more than an empty line or a word to leave by.
        privileged: it runs with root's rights.
        word: found in one of the words after the program. no_line: not found in all of them joined by blanks.
        unread: nothing that it would run could be read.
        vouched: what is piped in was fetched over TLS from a machine with a name.
        behind: found in the words of the commands that pipe into it, joined by blanks and bars.
        variable: assigned in front of the command, or by it (`export`), with a fitting value.
    """

    option: Patterns | None = None
    every: tuple[str, ...] = ()
    without: Patterns | None = None
    operand: Patterns | None = None
    no_operand: Patterns | None = None
    first: Patterns | None = None
    place: frozenset[str] = frozenset()
    not_place: frozenset[str] = frozenset()
    value: tuple[tuple[str, Patterns], ...] = ()
    least: int = 0
    most: int | None = None
    stdin: bool | None = None
    fed: bool | None = None
    privileged: bool | None = None
    word: Expression | None = None
    no_word: Expression | None = None
    no_line: Expression | None = None
    unread: bool | None = None
    vouched: bool | None = None
    behind: Expression | None = None
    variable: tuple[tuple[str, Patterns], ...] = ()


ALWAYS = Condition()


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a program may do, and when.

    `recursive` and `force` are True, or the options that make it so. `targets` are selectors, see the README.
    `thing` finds in the words what the message names as the line does.
    """

    rule: str
    kind: EffectKind
    base: int
    message: str
    thing: Expression | None = None
    floor: int = 0
    targets: tuple[str, ...] = ("operands",)
    target: TargetKind = TargetKind.PATH
    recursive: bool | frozenset[str] = False
    force: bool | frozenset[str] = False
    append: bool | frozenset[str] = False
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Examples:
    """Lines of a pack that must be asked about, and lines that must run, without looking at the world."""

    ask: tuple[str, ...] = ()
    run: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A program, or a subcommand of one.

    Attributes:
        value: options that take the next word as their value.
        into: options that take the next word as what everything goes into: it counts as the last operand.
        harmless: options with which nothing happens (a dry run).
        fails: found in all its words where they are too few, and it can only complain.
        reads, writes: selectors of words whose contents are read or written, for `paths.toml`.
        executes: options whose value is run as a command.
        runs: selectors of words whose files are run as code, or as settings that start programs.
        subs: subcommands by name; `wild_subs` those with `*` in their name.
        default: what counts when no subcommand stands there ("" for none).
        long: options have one dash and are words (`find -name`, `terraform -auto-approve`).
        keys: operands of the form name=value are options `name=` (dd).
        names_only: its operands are only named, looked at or printed: what they are does not matter.
        escapes: it can start a shell from within, which matters under sudo.
        shell_is_ordinary: a shell among its operands is its ordinary use (`docker exec -it x sh`).
    """

    name: str
    what: str = ""
    value: frozenset[str] = frozenset()
    into: frozenset[str] = frozenset()
    harmless: frozenset[str] = frozenset()
    fails: Expression | None = None
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    executes: frozenset[str] = frozenset()
    runs: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    subs: dict[str, Node] = field(default_factory=dict, hash=False)
    wild_subs: tuple[tuple[Expression, Node], ...] = ()
    long: bool = False
    keys: bool = False
    names_only: bool = False
    escapes: bool = False
    shell_is_ordinary: bool = False
    examples: Examples = Examples()
    pack: str = ""

    def sub(self, name: str) -> Node | None:
        """The subcommand of that name, exact names first."""
        found = self.subs.get(name)
        if found is None:
            for pattern, node in self.wild_subs:
                if pattern.match(name):
                    return node
        return found


@dataclass(frozen=True, slots=True)
class Reaction:
    """What it means to do something to a place."""

    rule: str
    kind: EffectKind
    base: int
    message: str
    floor: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A class of paths. `reactions` and `lowers` are by verb.

    A reaction adds an effect of its own; `lowers` is the most that the program's own effect may start with,
    when all its targets lie in such places.

    Attributes:
        by_name: only what a person removes with rm and names on the line is lowered, not what is found.
        at_first: only what the line's first command does, before another can have put something there.
    """

    name: str
    what: str
    reactions: dict[str, Reaction] = field(default_factory=dict, hash=False)
    lowers: dict[str, int] = field(default_factory=dict, hash=False)
    examples: Examples = Examples()
    by_name: bool = False
    at_first: bool = False


VERBS = (
    "read",
    "write",
    "put",
    "append",
    "link",
    "delete",
    "delete-tree",
    "move",
    "permit",
    "permit-tree",
    "run",
)
