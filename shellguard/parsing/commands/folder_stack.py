"""The folder of a shell while its line is read: `cd`, `pushd` and `popd`."""

from __future__ import annotations

import posixpath
from itertools import dropwhile

from shellguard.parsing.builtins import is_option
from shellguard.parsing.output.flow import Flow, has_one_name
from shellguard.parsing.script import NestedKind, SimpleCommand
from shellguard.parsing.state.environment import LED, Environment
from shellguard.parsing.state.value import UNKNOWN, Value


def moves(command: SimpleCommand, environment: Environment, _: Flow) -> None:
    """Note in PWD, OLDPWD and DIRSTACK where `cd`, `pushd` and `popd` lead."""
    if any(one.kind is NestedKind.FUNCTION for one in command.nested):
        return
    told = environment.context.shell.cwd or "PWD" in environment.variables
    before = environment.lookup("PWD") if told else UNKNOWN
    if command.program != "cd" and any(word.text == "-n" for word in command.words):
        return
    stack = (environment.variables.get("DIRSTACK", UNKNOWN).elements or ())[1:]
    if command.program == "popd" and len(command.words) == 1 and stack:
        folder, stack = stack[0], stack[1:]
    else:
        folder = _entered(command, environment, before.text or "")
        stack = (before.text or "", *stack) if command.program == "pushd" and folder else stack
    environment.assign("PWD", Value((folder,)) if folder else UNKNOWN)
    environment.assign("OLDPWD", before)
    environment.assign(LED, _led(command, environment))
    if stack or "DIRSTACK" in environment.variables:
        environment.assign("DIRSTACK", Value((folder,), (folder, *stack)) if folder else UNKNOWN)


def _led(command: SimpleCommand, environment: Environment) -> Value:
    """Where a `cd` leads from where the line began, which is named here whether it is known or not."""
    target = command.words[1] if len(command.words) == 2 else None
    before = environment.variables.get(LED, Value((".",))).text
    if target is not None and target.text[:1] == "$" and not target.known and has_one_name(target):
        return Value((posixpath.normpath(target.text),))  # as its files are named
    if target is None or not target.known or target.text[:1] in ("-", "+", "~") or not before:
        return UNKNOWN
    return Value((posixpath.normpath(posixpath.join(before, target.text)),))


def _entered(command: SimpleCommand, environment: Environment, before: str) -> str:
    """The folder that `cd` or `pushd` leads to, "" when that is not known."""
    operands = list(dropwhile(lambda word: is_option(word.text), command.words[1:]))
    if not operands:
        return environment.lookup("HOME").text or "" if command.program == "cd" else ""
    if command.program == "cd" and len(operands) > 1:  # too many arguments, says bash, and stays
        return before if all(word.known for word in operands) else ""
    target = operands[0].value
    if target == "-" and command.program == "cd":
        return environment.lookup("OLDPWD").text or ""
    if target is None or target == "-" or command.program == "popd" or target.startswith("+"):
        return ""
    if not target.startswith("/") and not before:
        return ""
    return posixpath.normpath(posixpath.join(before or "/", target))
