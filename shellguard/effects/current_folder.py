"""The folder that a line is in: after `cd`, `pushd`, `popd`, and a function that goes elsewhere. Pure."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from itertools import dropwhile

from shellguard.parsing.builtins import CHANGING_FOLDER, RUNNING_HERE, is_option
from shellguard.parsing.script import Connection, NestedKind, SimpleCommand

_IN_THIS_SHELL = (NestedKind.FUNCTION, NestedKind.ALIAS)
_SURE = frozenset(("group", "function"))
_APART = frozenset(("subshell", "background"))
_ENDING = ("return", "exit")
_PIPES = (Connection.PIPE, Connection.PIPE_BOTH)


@dataclass(slots=True)
class Went:
    """Where the commands of one script have gone so far; None is a folder that is not known."""

    home: str
    before: str | None = None
    pushed: list[str | None] = field(default_factory=list)

    def after(self, command: SimpleCommand, folder: str | None) -> str | None:
        """The folder after a command that ran in `folder`."""
        program = command.program
        if not command.words:
            self._moved_home(command)
        if not command.nested and program not in CHANGING_FOLDER:
            return folder
        called = any(one.kind in _IN_THIS_SHELL for one in command.nested)
        if program == "popd" and not called:
            self.before, there = folder, (self.pushed.pop() if self.pushed else None)
            return there if len(command.words) == 1 else None
        if program not in CHANGING_FOLDER or called:
            for inner in _within(command):
                folder = self.after(inner, folder) if _SURE.issuperset(inner.frames) else None
            return folder
        back = len(command.words) == 2 and command.words[1].text == "-"
        there = self.before if back else _after_cd(command, folder, self.home)
        if program == "pushd":
            there = self._pushed(command, folder, there)
        self.before = folder
        return there

    def _pushed(self, command: SimpleCommand, folder: str | None, there: str | None) -> str | None:
        """The folder after a `pushd` that would lead `there` if a folder is what it names."""
        texts = [word.text for word in command.words[1:]]
        if not texts:
            there = self.pushed.pop() if self.pushed else None
        elif len(texts) > 1 or texts[0].startswith(("-", "+")):
            self.pushed.clear()
            return folder if texts[0] == "-n" else None
        self.pushed.append(folder)
        return there

    def _moved_home(self, command: SimpleCommand) -> None:
        """`HOME=/etc; cd`: where a `cd` that names no folder leads from now on."""
        for one in command.assignments:
            if one.name == "HOME" and one.value.known:
                self.home = one.value.text

    def left(self) -> None:
        """A subshell has ended: what it went through is not remembered."""
        self.before = None
        self.pushed.clear()


def _within(command: SimpleCommand) -> list[SimpleCommand]:
    """What goes to another folder in a function, or in text that this shell reads."""
    found: list[SimpleCommand] = []
    for nested in command.nested:
        if nested.kind not in _IN_THIS_SHELL and command.program not in RUNNING_HERE:
            continue
        may_end = False
        for inner in nested.script.commands:
            if _APART.isdisjoint(inner.frames) and (
                inner.program in (*CHANGING_FOLDER, *RUNNING_HERE)
                or any(one.kind in _IN_THIS_SHELL for one in inner.nested)
            ):
                found.append(replace(inner, frames=(*inner.frames, "branch")) if may_end else inner)
            may_end = may_end or inner.program in _ENDING
    return found


def _after_cd(command: SimpleCommand, cwd: str | None, home: str) -> str | None:
    words = list(dropwhile(lambda word: is_option(word.text), command.words[1:]))
    if not words:
        return home or "~"
    if len(words) > 1:  # too many arguments, says bash, and stays
        return cwd if all(word.known for word in words) else None
    text = words[0].text
    if text == "-" or (not words[0].known and not text.startswith(("$HOME", "${HOME}", "~"))):
        return None
    text = text.replace("${HOME}", home or "~", 1).replace("$HOME", home or "~", 1)
    if text.startswith("~") and home:
        text = home + text[1:] if text == "~" or text.startswith("~/") else text
    if text.startswith(("/", "~")):
        return posixpath.normpath(text)
    return posixpath.normpath(f"{cwd}/{text}") if cwd else cwd


def gone_within(pipeline: tuple[SimpleCommand, ...], folder: str | None, home: str) -> tuple[str | None, ...]:
    """The folder of each command of a pipeline, in parts of which a `cd` leads elsewhere: `x | (cd y && z)`.

    Empty where none does. It holds to the end of the subshell, the group or the loop that it stands in.
    """
    if len(pipeline) < 3 or all(one.program not in CHANGING_FOLDER for one in pipeline):
        return ()
    return folders_of(pipeline, folder, home)


def folders_of(commands: tuple[SimpleCommand, ...], folder: str | None, home: str) -> tuple[str | None, ...]:
    """The folder of each of these commands; a `cd` within something ends with that."""
    found: list[str | None] = []
    went, now = Went(home), folder
    inside: tuple[str, ...] = ()
    for command in commands:
        goes = command.program in CHANGING_FOLDER
        piped = command.connection in _PIPES
        if command.frames[: len(inside)] != inside or (goes and piped):
            went, now, inside = Went(home), folder, ()
        found.append(now)
        if goes and (command.frames or not piped):
            now = went.after(command, now)
            folder, inside = (folder, command.frames) if command.frames else (now, ())
    return tuple(found)
