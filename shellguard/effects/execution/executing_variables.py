"""Variables whose value the program behind them runs or loads."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings
from shellguard.effects.execution.execution import SHELLS, is_process, runs_printed
from shellguard.effects.execution.opened_shells import names_shell
from shellguard.effects.execution.ways_out import from_anybody
from shellguard.effects.touching.named_secrets import hints_at_secret, read_kept_paths
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.builtins import DECLARING
from shellguard.parsing.script import Word

_WORDS = knowledge("generic")
_EXECUTING = _WORDS.names("executing_variables")
_PRELOADING = _WORDS.texts("preloading_variables")
_CODE_SHELL = _WORDS.pattern("code_shell")
_ORDINARY_VALUES = _WORDS.pattern("ordinary_values")
_HIDDEN_TWICE = re.compile(r"(?:~|\$HOME|/home/[\w.-]+|/root)/(?:[\w.-]+/)*?\.[\w-]+/(?:[\w.-]+/)*?\.[\w-]+")
_SETTING_WRAPPERS = _WORDS.names("setting_wrappers")


def read_assignments(findings: Findings) -> None:
    """Variables that are set for one program; those set for the shell may keep a secret's path."""
    command = findings.command
    if not command.words:
        read_kept_paths(findings)
        return
    for one in command.assignments:
        _variable(findings, one.name, one.value.text, one.value)


def read_wrapped_assignments(findings: Findings) -> None:
    """`sudo NAME=value program`: variables among the words of a wrapper that sets them."""
    if findings.program not in _SETTING_WRAPPERS:
        return
    for word in findings.command.words[1:6]:
        name, equals, value = word.text.partition("=")
        if equals and name.isidentifier():
            _variable(findings, name, value, word)


def read_declared(findings: Findings) -> None:
    """`export RUBYOPT=-r/tmp/x`: what every program loads from now on, from where anybody may write."""
    if findings.program not in DECLARING:
        return
    for word in findings.command.words[1:]:
        name, equals, value = word.text.partition("=")
        if equals and not _ORDINARY_VALUES.match(value) and from_anybody(name, value, findings):
            findings.tell("escape.executing-variable", (word,))


def _variable(findings: Findings, name: str, value: str, word: Word) -> None:
    if not value or name == "SHELL" or _ORDINARY_VALUES.match(value):
        return
    if name in _EXECUTING and is_process(word):
        runs_printed(findings)
    loads = name.startswith(_PRELOADING) or from_anybody(name, value, findings)
    if (
        loads
        or (name in _EXECUTING and _HIDDEN_TWICE.match(value))
        or names_shell(value)
        or (name in _EXECUTING and (_CODE_SHELL.search(value) or hints_at_secret(value)))
        or (name in _EXECUTING and value.split(" ", 1)[0] in SHELLS)
    ):
        findings.tell("escape.executing-variable", (word,))
