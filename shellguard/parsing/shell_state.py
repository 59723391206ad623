"""What is known of the shell that would run a line, and what was read for it on request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

UNSET = None
_READ_AT_ALL = frozenset(("extglob",))

Meaning = TypeVar("Meaning", str, "str | None")


class Names(dict[str, Meaning]):
    """What many names stand for; not changed once it is made, so that what all of them say is told once."""

    @cached_property
    def frozen(self) -> frozenset[tuple[str, Meaning]]:
        """The names with what they stand for, to be compared."""
        return frozenset(self.items())

    @cached_property
    def characters(self) -> int:
        """How long the texts are that they stand for."""
        return sum([len(text) for text in self.values() if text])


@dataclass(frozen=True, slots=True)
class ShellState:
    """The shell's side of a line.

    Attributes:
        cwd: the shell's folder; "" when it is not known.
        home: the value of HOME; "" when not known.
        variables: names that were asked for; None means known to be unset. A name that is absent is unknown.
            Of an array the first element, and as `name[@]` its keys and elements, each with U+001E behind it.
        aliases: names that were asked for; None means no such alias.
        functions: bodies of names that were asked for, as `declare -f` prints them; None means no such one.
        types: what `type -t` said of a name (alias, keyword, function, builtin, file), "" for not found.
        options: names of `set -o` and `shopt` options that are on; None when not known.
        uid: effective user id, or None when not known.
        pid: what `$$` is; 0 when not known.
        programs: paths by name of what stands in folders that lines of the session put into PATH.
    """

    cwd: str = ""
    home: str = ""
    variables: Mapping[str, str | None] = field(default_factory=dict)
    aliases: Mapping[str, str | None] = field(default_factory=dict)
    functions: Mapping[str, str | None] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    options: frozenset[str] | None = None
    uid: int | None = None
    pid: int = 0
    programs: Mapping[str, str] = field(default_factory=dict)

    @property
    def pattern_options(self) -> frozenset[str]:
        """The options by which patterns are matched; where none is known, `!(a)` is taken for one."""
        return self.options if self.options is not None else _READ_AT_ALL


@dataclass(frozen=True, slots=True)
class Supplied:
    """What `facts` read because parsing asked for it.

    Attributes:
        globs: matches of a pattern as it was asked for; an empty tuple means that nothing matches.
        files: texts of script files; None means that it can't be read or is no text.
        late: files that there was no time to read in the latest look.
    """

    globs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, str | None] = field(default_factory=dict)
    late: frozenset[str] = frozenset()

    def beside(self, earlier: Supplied) -> Supplied:
        """This with what was supplied before."""
        files = {**earlier.files, **self.files}
        return Supplied({**earlier.globs, **self.globs}, files, self.late - files.keys())


NOTHING_KNOWN = ShellState()
NOTHING_SUPPLIED = Supplied()
