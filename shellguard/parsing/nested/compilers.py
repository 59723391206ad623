"""Source code given to a compiler: the line's own (`gcc -xc -`), the disk's (`java Tidy.java`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.nested import foreign_code, implied_code
from shellguard.parsing.nested.behind_wrappers import behind_wrapper
from shellguard.parsing.nested.imported_code import run_by_itself
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_RULE_COMMAND = re.compile(r"(?m)^[ ]+command[ ]*=[ ]*(.+)$")
_MAX_RULES = 32
_MOST_SOURCES, _LONGEST = 16, 48_000
_STARTING = {"java": ".java", "dart": ".dart", "zig": ".zig", "v": ".v"}
"""Programs that run a file of source code at once, and how its name ends."""
_STDIN_NAMES = knowledge("families").names("stdin_files") | {"-"}
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
        found = behind_wrapper(
            nester, command.program, command.words, stdin
        )  # `go build -toolexec`, `java -XX:OnError=`
    if not texts and (ending := _STARTING.get(command.program)):
        found += started(nester, [word.text for word in command.words if word.text.endswith(ending)], command)
    return found + [
        nested for text in texts for nested in foreign_code.code_in(nester, "other", text, command.program)
    ]


def started(nester: ScriptFinder, names: list[str], command: SimpleCommand) -> list[Nested]:
    """What a program does to things that its source files name, where it is built and started at once."""
    found: list[Nested] = []
    for name in names[:_MOST_SOURCES]:
        text = nester.file(literal_word(name))
        if text and len(text) <= _LONGEST:
            found += run_by_itself(nester, "other", name, text, frozenset(("=", "main")), command.program)
    return found


def built(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """The commands of the rules in a build.ninja that the line wrote."""
    lines = _RULE_COMMAND.findall(nester.environment.written("build.ninja") or "")
    return [nester.shell_text(line, NestedKind.FILE, command.program) for line in lines[:_MAX_RULES]]


SPECIAL = {**dict.fromkeys(PROGRAMS, compiled), **dict.fromkeys(("ninja", "samu", "n2"), built)}
