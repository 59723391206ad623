"""What is known of a shell while a line is read: variables, functions, aliases, written files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from shellguard.parsing.context import Context
from shellguard.parsing.script import Connection, NestedKind, Piece, SimpleCommand, Word
from shellguard.parsing.state.value import UNKNOWN, UNSET, Value, told

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
SCRIPT_FOLDER, LED = "0/..", "0/."
"""Names, which no variable has, of a script's own folder, and of where `cd` led from where the line began."""
MOVING = frozenset(
    (
        *("RANDOM", "SRANDOM", "SECONDS", "LINENO", "EPOCHSECONDS", "EPOCHREALTIME", "BASHPID", "REPLY", "_"),
        *("BASH_COMMAND", "BASH_SUBSHELL", "BASH_LINENO", "BASH_SOURCE", "BASH_REMATCH", "FUNCNAME"),
        *("PIPESTATUS", "OPTIND", "OPTARG", "HISTCMD", "COMP_LINE"),
    )
)
_MAX_REFERENCES = 8
DEFAULT_IFS = " \t\n"
ELSEWHERE = "elsewhere"
_AWAY = frozenset((NestedKind.REMOTE, NestedKind.CONTAINER))


def _last_word(commands: list[SimpleCommand]) -> Value:
    """`$_`: the last word of the command before, where that surely ran, in this shell and by itself."""
    last = commands[-1]
    surely = last.connection in (Connection.FIRST, Connection.SEQUENCE) and not last.frames
    alone = len(commands) == 1 or commands[-2].pipeline != last.pipeline
    if not (surely and alone and last.words) or last.nested:
        return UNKNOWN
    word = last.words[-1]
    return Value((word.text,)) if word.known else Value(None, pieces=word.pieces)


class Environment:
    """One shell's names while its commands are read in order; a subshell gets a copy."""

    __slots__ = (
        "aliases",
        "began",
        "cased",
        "certain",
        "context",
        "feeds",
        "files",
        "functions",
        "inert",
        "inside",
        "joined",
        "locals",
        "named",
        "opened",
        "origin",
        "own",
        "owned",
        "positional",
        "ran",
        "references",
        "stamp",
        "stopped",
        "supposed",
        "variables",
        "zero",
    )

    def __init__(self, context: Context) -> None:
        self.context = context
        self.variables: dict[str, Value] = {}
        self.functions: dict[str, str] = {}
        self.aliases: Mapping[str, str] = {}  # never changed, only taken for another
        # of `variables` and `functions` those that nobody else sees; others are copied before they change
        self.owned: tuple[dict[str, Value] | None, dict[str, str] | None] = (self.variables, self.functions)
        self.files: dict[str, str | None] = {}
        self.cased: dict[str, str] = {}  # names whose values change: "l" and "u" their case, "i" computed
        self.references: dict[str, str] = {}  # names that stand for other names
        self.opened: dict[str, str] = {}  # descriptors that `exec` opened, and of what
        self.feeds: dict[str, str] = {}  # descriptors that commands read at the other end, and those commands
        self.locals: frozenset[str] | None = None  # in a function: its own variables
        self.positional: tuple[Word, ...] | None = None
        self.zero: Word | None = None
        self.ran: list[SimpleCommand] = []  # the commands before this one, for `$_`
        self.origin = ""  # the script file that is read, as it was named
        self.inside: frozenset[str] = frozenset()
        self.own = True  # the person's own shell, which has its aliases and functions
        # the variables with which this shell began; None where an operand is not known, or this may run again
        self.began: Mapping[str, Value] | None = self.variables
        self.supposed: Mapping[str, Value] = {}  # may not be: another shell's, or behind `&&`
        self.certain = True  # what stands here runs once and now, with the variables as they are now
        self.joined = False  # behind `&&`: it may not run at all
        self.stopped = ""  # the empty variable for which the shell dropped what follows
        self.named = 0  # the stamp of the last change of functions and aliases
        self.stamp = 0  # two environments with the same stamp hold the same
        # programs that do nothing to this shell, by its functions and aliases, as the pieces of a word; no
        # pieces where it is only known that there is no function and no alias of that name
        self.inert: dict[str, tuple[Piece, ...]] = {}

    def copy(self) -> Environment:
        twin = Environment.__new__(Environment)
        twin.context = self.context
        twin.variables = self.variables
        twin.functions = self.functions
        twin.owned = self.owned = (None, None)
        twin.aliases = self.aliases
        twin.files = self.files
        twin.references = self.references
        twin.cased = self.cased
        twin.opened = self.opened
        twin.feeds = self.feeds
        twin.locals = self.locals
        twin.positional = self.positional
        twin.zero = self.zero
        twin.ran = self.ran
        twin.origin = self.origin
        twin.inside = self.inside
        twin.own = self.own
        twin.certain = self.certain
        twin.began = self.began
        twin.supposed = self.supposed
        twin.joined = self.joined
        twin.named = self.named
        twin.stopped = ""
        twin.stamp = self.stamp
        twin.inert = self.inert
        return twin

    def away(self, kind: NestedKind) -> Environment:
        """The same, or for what runs elsewhere or in a container one in which no file of here matches."""
        if kind not in _AWAY or ELSEWHERE in self.inside:
            return self
        twin = self.copy()
        twin.inside = self.inside | {ELSEWHERE}
        return twin

    @property
    def at_prompt(self) -> bool:
        """Whether this is what a person types, not the inside of a function, an alias or a script."""
        return self.own and not self.inside and self.positional is None

    def entering(self, name: str) -> Environment:
        """The same shell inside the expansion of an alias or function, which is not expanded again."""
        self.inside = self.inside | {name}
        if name.removeprefix("alias ") in self.inert:
            self.touch()
        else:
            self._count()
        return self

    def expands(self, name: str) -> bool:
        """Whether this is the inside of the function or the alias of that name, which is another there."""
        inside = self.inside
        if inside and (name in inside or f"alias {name}" in inside):
            self.context.recursed = True
            return True
        return False

    def calling(self, name: str, positional: tuple[Word, ...]) -> Environment:
        """A copy of this shell inside a function of that name, which may be called several times."""
        twin = self.copy()
        twin.locals, twin.certain = frozenset(), False
        twin.give(positional)
        return twin.entering(name)

    def give(self, positional: tuple[Word, ...] | None) -> None:
        """Let these be the positional parameters; one that is not known may be several."""
        self.positional = positional
        self._count()
        for word in positional or ():
            if not word.known:
                self.began = None

    def begin(self, positional: tuple[Word, ...] | None, zero: Word | None, *, alike: bool) -> None:
        """Be another shell from now on; `alike`: of the same language, with all its operands."""
        self.began = self.variables if alike and self.began is not None else None
        self.owned, self.supposed = (None, None), self.variables
        self.give(positional)
        self.zero, self.own = zero, False
        self.touch()

    def again(self) -> Environment:
        """The same shell where code is read that may run several times, or later."""
        self.certain, self.began = False, None
        self._count()
        return self

    def touch(self) -> None:
        """Say that something changed: what was read before may read otherwise now."""
        self.inert = {}
        self._count()
        self.named = self.stamp

    def define(self, name: str, source: str) -> None:
        """Give this shell a function."""
        variables, functions = self.owned
        if functions is not self.functions:
            self.functions = dict(self.functions)
            self.owned = variables, self.functions
        self.functions[name] = source
        if name in self.inert:
            self.touch()
        else:
            self._count()
            self.named = self.stamp

    def rename(self, name: str, text: str) -> None:
        """Give this shell an alias."""
        self.aliases = {**self.aliases, name: text}
        self.touch()

    def _count(self) -> None:
        self.context.stamps += 1
        self.stamp = self.context.stamps

    def lookup(self, name: str) -> Value:
        """What is known of a variable; asks the shell where the line says nothing."""
        if self.references:
            name = self._pointed(name)
        value = self.variables.get(name)
        if value is not None:
            return self.context.taken(value, supposed=value is self.supposed.get(name))
        if name in self.context.unknown:
            return UNKNOWN
        shell = self.context.shell
        if name in shell.variables:
            return told(name, shell.variables)
        given = shell.home if name == "HOME" else shell.cwd if name == "PWD" else ""
        if given:
            return Value((given,))
        if name in ("UID", "EUID") and shell.uid is not None:
            return Value((str(shell.uid),))
        if name == "$" and shell.pid and self.own:
            return Value((str(shell.pid),))
        if name == "IFS":
            return Value((DEFAULT_IFS,))
        if name == "BASH_SOURCE" and self.origin:
            return Value((self.origin,), (self.origin,))
        if name == "_" and self.ran:
            self._count()  # it is another behind the next command
            return _last_word(self.ran)
        if name not in MOVING and _NAME.match(name):
            self.context.variables.add(name)
            self.context.unknown.add(name)
        return UNKNOWN

    def located(self, path: str) -> str | None:
        """A relative path as it is meant after a `cd` of this line; None when that led somewhere unknown."""
        if path.startswith("/") or "PWD" not in self.variables:
            return path
        folder = self.variables["PWD"].text
        return f"{folder.rstrip('/')}/{path}" if folder else None

    def assign(self, name: str, value: Value) -> None:
        if self.references:
            name = self._pointed(name)
            if self.references.get(name) == "" and value.text:  # of `declare -n name`: now it is said
                self.point(name, value.text)
                return
        if self.cased.get(name) in ("l", "u") and value.choices:
            change = str.lower if self.cased[name] == "l" else str.upper
            value = Value(tuple(map(change, value.choices)), tuple(map(change, value.elements or ())) or None)
        self._put(name, value)
        self.touch() if name == "PATH" else self._count()

    def _put(self, name: str, value: Value) -> None:
        variables, functions = self.owned
        if variables is not self.variables:
            self.variables = dict(self.variables)
            self.owned = self.variables, functions
        self.variables[name] = value
        if self.context.unplaced:
            self.context.moved(name, self.files)

    def cased_as(self, name: str, case: str) -> None:
        """Let every value of `name` change from now on (`declare -l`, `declare -u`, `declare -i`)."""
        self.cased = {**self.cased, name: case}
        self._count()

    def local(self, name: str) -> bool:
        """In a function: let `name` be its own variable, which its caller does not see; False if it is."""
        if self.locals is None or name in self.locals:
            return False
        self.locals = self.locals | {name}
        return True

    def returned(self, inner: Environment, entered: int) -> None:
        """Take over what a function left that ran in `inner`, a copy of this environment.

        Args:
            entered: what `named` said when it began.
        """
        if inner.stamp == self.stamp:
            return
        for name, value in inner.variables.items() if inner.variables is not self.variables else ():
            if name not in (inner.locals or ()) and self.variables.get(name) is not value:
                self._put(name, value)
        self.opened, self.feeds, self.supposed = inner.opened, inner.feeds, inner.supposed
        if inner.named == entered:
            self._count()
            return
        self.functions, self.aliases = inner.functions, inner.aliases
        self.touch()

    def open(self, number: str, path: str) -> None:
        """Remember what a descriptor of this shell reads from and writes to."""
        self.opened = {**self.opened, number: path}
        self._count()

    def feed(self, number: str, text: str) -> None:
        """Remember which commands read what is written to a descriptor."""
        self.feeds = {**self.feeds, number: text}
        self._count()

    def point(self, name: str, other: str) -> None:
        """Let `name` stand for the variable `other` from now on."""
        self.references = {**self.references, name: other}
        self._count()

    def _pointed(self, name: str) -> str:
        for _ in range(_MAX_REFERENCES if self.references else 0):
            if not self.references.get(name):
                break
            name = self.references[name]
        return name

    def written(self, path: str) -> str | None:
        """The text of a file that this line wrote; None if it wrote none or something unknown."""
        return self.files.get(self.named_file(path)) if self.context.may_have_written(path) else None

    def named_file(self, path: str) -> str:
        """The name of a file in `files`: as it was written, from where the line began."""
        led = "" if path.startswith(("/", "~", "$", "<(")) else self.variables.get(LED, UNSET).text
        return posixpath.normpath(f"{led}/{path}") if led else path.removeprefix("./")

    def read(self, path: str) -> bool:
        """Whether what stands in a file was read to tell what the line does: it may no longer be so."""
        files = self.context.supplied.files
        return bool(files) and self.located(path) in files

    def before(self, path: str) -> str | None:
        """What stands in a file to which something is added: written, supplied or "" in a new one."""
        name, place = self.named_file(path), self.located(path)
        if name in self.files or place is None or place not in self.context.supplied.files:
            return self.files.get(name)
        return self.context.supplied.files[place] or ""

    def write(self, path: str, text: str | None) -> None:
        """Remember what a file holds after the commands so far."""
        named = self.named_file(path)
        self.files[named] = text
        self.context.wrote(named)
        if "$" in path:
            self.context.unplaced.add(path)

    @property
    def separators(self) -> str:
        value = self.variables.get("IFS")
        if value is None:
            known = self.context.shell.variables.get("IFS", DEFAULT_IFS)
            return DEFAULT_IFS if known is None else known
        return DEFAULT_IFS if value.text is None else value.text

    def function(self, name: str) -> str | None:
        """The source of a function of that name; asks the shell where the line says nothing."""
        if name in self.functions:
            return self.functions[name]
        if not self.own:
            return None
        shell = self.context.shell
        if name in shell.functions:
            return shell.functions[name]
        if shell.types.get(name, "function") == "function":
            self.context.functions.add(name)
        return None

    def surely_aliased(self, names: list[str]) -> bool:
        """Whether the shell has these aliases and expands them; one of this line counts from the next on."""
        expands = "expand_aliases" in (self.context.shell.options or ())
        typed = all(item.startswith("alias ") for item in self.inside)
        return expands and typed and not any(name in self.aliases for name in names)

    def alias(self, name: str) -> str | None:
        """What an alias of that name stands for; asks the shell where the line says nothing."""
        if name in self.aliases:
            return self.aliases[name]
        if not self.own:
            return None
        shell = self.context.shell
        if name in shell.aliases:
            return shell.aliases[name]
        if shell.types.get(name, "alias") == "alias":
            self.context.aliases.add(name)
        return None
