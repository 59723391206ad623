"""Aliases: the text that an unquoted first word stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shellguard.parsing.script import SimpleCommand, Word

if TYPE_CHECKING:
    from shellguard.parsing.state.environment import Environment

KEPT_NAMES = re.compile(r"[A-Za-z0-9_.+:@!\[\]-]+\Z")
_NEXT = re.compile(r"\s*([A-Za-z0-9_.+:@-]+)(?=\s|\Z)")
_DOCUMENTS = frozenset(("<<", "<<-"))
_NO_ALIAS = frozenset(("[[", "(("))


def substituted(command: SimpleCommand, rest: str, environment: Environment) -> tuple[list[str], str] | None:
    """The aliases that begin a command, and its text with their values in their place; None without one.

    The next word is one too while values end in a blank. Here-documents are left out: what they hold stands
    elsewhere, and is known as what the command reads.
    """
    first = command.words[0]
    name = first.text
    if (
        first.source != name
        or f"alias {name}" in environment.inside
        or name in _NO_ALIAS
        or not KEPT_NAMES.match(name)
    ):
        return None
    value = environment.alias(name)
    if value is None:
        return None
    used = [name]
    text, tail = value, _without_documents(command, first, rest)
    while text[-1:] in (" ", "\t"):
        match = _NEXT.match(tail)
        following = environment.alias(match[1]) if match and match[1] not in used else None
        if match is None or following is None:
            break
        used.append(match[1])
        text, tail = text + following, tail[match.end() :]
    return used, text + tail


def _without_documents(command: SimpleCommand, first: Word, rest: str) -> str:
    if first.span is None:
        return rest
    for redirection in reversed(command.redirections):
        if redirection.operator in _DOCUMENTS and redirection.span is not None:
            start, end = redirection.span.start - first.span.end, redirection.span.end - first.span.end
            rest = rest[:start] + rest[end:] if start >= 0 else rest
    return rest
