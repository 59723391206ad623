"""What lines put into files of what there is: dumps of databases, tables of jobs, rules. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shellguard.facts.files.resolve import place_of
from shellguard.facts.session.changed_targets import STATED, behind_sudo
from shellguard.facts.session.named_things import Scope, certain, read_words, scope_of, takings_of
from shellguard.knowledge.loading import load
from shellguard.parsing.script import OUTPUT_OVER, Connection, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_WHOLE = re.compile(r"(?i)\bdrop\s+(?:database|schema\s+(?!public\b|if\s+exists\s+public\b))")
_PACKING = ("gzip", "pigz", "zstd", "xz", "bzip2", "lz4")
_LEAST_PACKED = 40
"""Of how many bytes something that is packed is more than nothing that is packed."""


@dataclass(frozen=True, slots=True)
class Dump:
    """What a command puts into a file: the number of its kind, the file, whose content, where, as whom.

    `least`: how large the file is where there is something in it.
    """

    kind: int
    file: str
    names: frozenset[str] = frozenset()
    scope: Scope = ()
    user: str = ""
    least: int = 1


def dumps_of(script: Script, shell: ShellState) -> tuple[Dump, ...]:
    """What a line puts into files of what it finds, if it ends well."""
    commands = script.commands
    if len(commands) == 2 and commands[1].connection is Connection.PIPE:
        into = _piped_into(commands[1])
        found = _dumped(commands[0], shell, into) if len(into) == 1 else ()
        packed = commands[1].program != "tee"
        return tuple(replace(one, least=_LEAST_PACKED if packed else 1) for one in found)
    if not certain(script):
        return ()
    return tuple(one for command in commands for one in _dumped(command, shell))


def _piped_into(command: SimpleCommand) -> list[str | None]:
    """The files that get all that is piped into a command, as it is or packed."""
    words = [word.value for word in command.words[1:]]
    if command.program == "tee":
        return words
    if command.program not in _PACKING or not all(re.fullmatch(r"-[c\d]+", word or "?") for word in words):
        return []
    return [one.target.value for one in command.redirections if one.operator in OUTPUT_OVER and one.target]


def about_dump(kind: int) -> dict[str, Any]:
    """What is known of a kind of dump."""
    entry: dict[str, Any] = load("session_made")["dump"][kind]
    return entry


def dumped(dump: Dump, around: SimpleCommand) -> bool:
    """Whether what a command takes is, as far as its own words say, what a dump was made of."""
    entry = about_dump(dump.kind)
    command, user = behind_sudo(around)
    if user != dump.user:
        return False
    read = read_words(command, [*entry.get("valued", ()), *STATED], None)
    if read.strange or scope_of(read, {one: one for one in _where(entry)}) != dump.scope:
        return False
    whole = [one.name for one in takings_of(command) if one.what == "database"]
    if not entry.get("names") or (entry.get("every") and not dump.names):
        return True
    if not whole and any(_WHOLE.search(word.text) for word in command.words[1:]):
        return False  # of which one can't be told
    names = whole or [*read.operands, *read.values(entry.get("database_by", ()))]
    return bool(names) and dump.names.issuperset(names)


def _where(entry: Mapping[str, Any]) -> Sequence[str]:
    found: Sequence[str] = entry.get("scope", ())
    return found


def _dumped(command: SimpleCommand, shell: ShellState, handed: Sequence[str | None] = ()) -> Iterator[Dump]:
    around = command
    command, user = behind_sudo(around)
    for kind, entry in enumerate(load("session_made")["dump"]):
        if command.program not in entry["program"] or command.assignments:
            continue
        read = read_words(command, [*entry.get("valued", ()), *entry.get("output", ())], None)
        said = " ".join(word.text for word in command.words[1:])
        if read.strange or re.search(entry["words"], said) is None:
            continue
        if (
            "several_by" in entry
            and len(read.operands) > 1
            and not read.options.keys() & {*entry["several_by"]}
        ):
            continue
        into = [*handed]
        into += [
            one.target.value for one in around.redirections if one.operator in OUTPUT_OVER and one.target
        ]
        into += read.values(entry.get("output", ())) + (read.operands if entry.get("operand") else [])
        into = into or list(entry.get("usual", ()))
        path = place_of(into[0] or "", False, shell.cwd).path if len(into) == 1 else ""
        names = frozenset((*read.operands, *read.values(entry.get("database_by", ()))))
        if path:
            yield Dump(kind, path, names, scope_of(read, {one: one for one in _where(entry)}), user)
