"""Source code that the line itself wrote, given to what compiles or runs it: `gcc -xc -`, `go run a.go`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shellguard.parsing.nested import foreign_code, implied_code, wrapping
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_RULE_COMMAND = re.compile(r"(?m)^[ ]+command[ ]*=[ ]*(.+)$")
_MAX_RULES = 32
_STDIN_NAMES = frozenset(("-", "/dev/stdin", "/dev/fd/0"))
PROGRAMS = (
    *("gcc", "cc", "g++", "c++", "clang", "clang++", "tcc", "rustc", "dart", "javac", "java", "swiftc"),
    *("kotlinc", "scalac", "gfortran", "fpc", "ldc2", "dmd", "zig", "v", "valac", "mcs", "csc", "gnatmake"),
)


def compiled(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What the code runs once it is started, where its text is known."""
    texts = []
    for word in command.words[1:]:
        text = stdin.text if word.text in _STDIN_NAMES else nester.environment.written(word.text)
        if text:
            texts.append(text)
    if command.program == "zig":
        found = implied_code.runs(nester, command, stdin)
    else:
        wrapped = wrapping.unwrap(command.program, command.words)  # `go build -toolexec`, `java -XX:OnError=`
        found = [] if wrapped is None else nester.unwrapped(command.program, wrapped, stdin)
    return found + [
        nested for text in texts for nested in foreign_code.code_in(nester, "other", text, command.program)
    ]


def built(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """The commands of the rules in a build.ninja that the line wrote."""
    lines = _RULE_COMMAND.findall(nester.environment.written("build.ninja") or "")
    return [nester.shell_text(line, NestedKind.FILE, command.program) for line in lines[:_MAX_RULES]]


SPECIAL = {**dict.fromkeys(PROGRAMS, compiled), **dict.fromkeys(("ninja", "samu", "n2"), built)}
