"""Values of the kernel written as text: `echo core > /proc/sys/kernel/core_pattern`, as with `sysctl -w`."""

from __future__ import annotations

import re
from functools import cache

from shellguard.effects.context import Findings
from shellguard.effects.packs.pack_model import Expression
from shellguard.effects.packs.packs import packaged

_PATH = re.compile(r"/proc/sys/((?:[a-z][a-z0-9_]*/)+[a-z0-9_]+)")
_VALUE = re.compile(r"[\w%/.+-]+(?: [\w%/.+-]+){0,7}")
_WRITES_ONE = frozenset((">", ">>", ">|"))


def is_usual_value(findings: Findings, path: str) -> bool:
    """Whether a line writes a plain value to `path` that nobody is asked about where `sysctl` sets it."""
    named = _PATH.fullmatch(path)
    value = _value(findings) if named else ""
    if named is None or not _VALUE.fullmatch(value):
        return False
    return not any(told.search(f"{named[1].replace('/', '.')}={value}") for told in _asked())


def _value(findings: Findings) -> str:
    """What one `echo` writes by itself, or through `tee`; "" where that is not known."""
    command, upstream = findings.command, findings.context.upstream
    if command.program == "tee" and len(upstream) == 1 and not command.redirections:
        command = upstream[0]
    elif upstream or [one.operator in _WRITES_ONE for one in command.redirections] != [True]:
        return ""
    if command.program != "echo" or command.assignments:
        return ""
    words = [word.value or "" for word in command.words[1:]]
    return " ".join(words[1:] if words[:1] == ["-n"] else words)


@cache
def _asked() -> tuple[Expression, ...]:
    """Of values as `sysctl` takes them: which it is asked about."""
    node = packaged().of("sysctl")
    return tuple(rule.when.word for rule in node.rules if rule.when.word is not None) if node else ()
