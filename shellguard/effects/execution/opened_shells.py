"""A shell that a command opens: by its path among another program's words, or bare behind a wrapper."""

from __future__ import annotations

from itertools import takewhile

from shellguard.effects.context import Findings, is_input
from shellguard.effects.execution.execution import SHELLS
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import NestedKind

_WORDS = knowledge("generic")
_BY_PATH = _WORDS.pattern("shell_word")
_ASKS_FOR_FILES = _WORDS.names("asks_for_files")
_PLAIN_WRAPPERS = _WORDS.names("plain_wrappers")


def names_shell(text: str) -> bool:
    """Whether a shell is named by its path."""
    return "bin/" in text and _BY_PATH.search(text) is not None


def shell_argument(findings: Findings) -> None:
    """Says that a program starts a shell that its words name."""
    named = tuple(word for word in findings.command.words[1:] if names_shell(word.text))
    findings.tell("escape.shell-argument", named)


def only_asks_for_shell(findings: Findings) -> bool:
    """`rpm -qf /bin/sh`: package managers are asked about files by their path."""
    if findings.program not in _ASKS_FOR_FILES:
        return False
    return all(not names_shell(word.text) or word.text[0] == "/" for word in findings.command.words[1:])


def shell_in_wrapper(findings: Findings) -> None:
    """A shell that gets nothing to run: with its owner's rights, or with those of the wrapper before it."""
    command = findings.command
    if command.program not in SHELLS:
        return
    arguments = [word.text for word in command.words[1:] if not is_input(word)]
    own = list(takewhile(lambda word: word.startswith("-"), arguments))
    if own[:1] == ["-n"] and "-i" not in own:
        return  # it looks for mistakes
    if "-p" in own and "-c" not in own and command.program != "fish":
        findings.tell("escape.keep-rights")
    elif not any(one in ("-c", "-s") or not one.startswith("-") for one in arguments):
        _behind_wrappers(findings)


def _behind_wrappers(findings: Findings) -> None:
    context, command = findings.context, findings.command
    wrappers = [nested.via for nested in context.around if nested.kind is NestedKind.WRAPPER]
    settings = command.assignments and not any(one.name.startswith("HIST") for one in command.assignments)
    plain = _PLAIN_WRAPPERS | {"env"} if settings else _PLAIN_WRAPPERS
    if any(via not in plain and via[0] not in "$`" for via in wrappers):  # `$SHELL` is the shell
        findings.tell("escape.shell-in-wrapper")
    elif len(wrappers) > 1 and context.privileged:
        findings.tell("escape.root-shell-twice")
    elif wrappers and context.privileged:
        findings.tell("escape.root-shell")
