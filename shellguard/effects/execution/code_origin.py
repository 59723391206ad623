"""Where code that is not in the line comes from: published, downloaded, decoded, typed before or made."""

from __future__ import annotations

import re
from collections.abc import Hashable

from shellguard.effects.touching.vendor_addresses import is_published
from shellguard.knowledge import loading
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Hole, Nested, SimpleCommand

_WORDS = loading.load("generic")
DOWNLOADERS = frozenset(_WORDS["downloaders"])
_DECODERS = frozenset(_WORDS["decoders"])
_FETCHING = tuple(tuple(one.split()) for one in _WORDS["fetching_subcommands"])
_FETCHING_PROGRAMS = frozenset(one[0] for one in _FETCHING)
LED = "="  # no variable is called that
"""Among the notes of what variables hold: what comes later may be told another place to fetch from."""
SOCKETS = ("/dev/tcp/", "/dev/udp/")
_CUTTERS = frozenset(("sed", "awk", "gawk", "tr", "cut", "rev", "tac", "perl", "fold", "paste", "sort"))
_DECODING = frozenset(_WORDS["decoding_languages"])
_DECODED = re.compile(_WORDS["code_decodes"])
_STDIN_FILES = knowledge("families").names("stdin_files")


_ALIKE = 3  # of those that say the same: without one of them, several are left
# the command that was asked about last, and what of it was kept: each of its many scripts may be asked about
_last: list[tuple[SimpleCommand | None, tuple[Nested, ...]]] = [(None, ())]


def few_alike(command: SimpleCommand) -> tuple[Nested, ...]:
    """What a command runs, but only a few of those scripts that say the same to `feeds`."""
    before, known = _last[0]  # at once: other threads ask, too
    if before is not command:
        counts: dict[Hashable, int] = {}
        kept = []
        for nested in command.nested:
            key = (nested.kind, tuple(map(_says, nested.script.commands)))
            counts[key] = counts.get(key, 0) + 1
            if nested.code is not None or counts[key] <= _ALIKE:
                kept.append(nested)
        known = tuple(kept)
        _last[0] = (command, known)
    return known


def _says(command: SimpleCommand) -> Hashable:
    """What `feeds` can tell of a command beside others; by its place in memory where that is more."""
    if command.nested or command.redirections or command.assignments:
        return id(command)
    words, program = command.words[1:], command.program
    if program in _FETCHING_PROGRAMS or program.rstrip("0123456789.") in _DECODING:
        return (program, *[word.source for word in words])
    holes = any(piece.hole is Hole.VARIABLE for word in words for piece in word.pieces)
    return program, holes, tuple({word.known for word in words}), command.words[:1] and command.words[0].known


def feeds(commands: tuple[SimpleCommand, ...]) -> str:
    """How code comes out of these commands: published, downloaded, decoded, typed, known or made."""
    if is_published(commands):
        return "published"
    if len(commands) == 1 and _reads_on(commands[0]):
        return "unknown"
    programs = set()
    holes, filled = False, False
    for command in commands:
        programs.add(command.program)
        holes = holes or any(
            piece.hole is Hole.VARIABLE for word in command.words[1:] for piece in word.pieces
        )
        filled = filled or not all(word.known for word in command.words[1:])
        if _fetches(command):
            return "downloaded"
        for nested in command.nested:
            inner = feeds(nested.script.commands)
            if inner in ("downloaded", "decoded"):
                return inner
            programs.update(one.program for one in nested.script.commands)
    if programs & DOWNLOADERS:
        return "downloaded"
    if programs & _DECODERS or any(map(_decodes, commands)) or _spelt(commands):
        return "decoded"
    if "history" in programs or "fc" in programs:
        return "typed"
    if programs <= {"echo", "printf"}:
        return "unknown" if filled else "made"
    return "unknown" if holes and programs <= {"echo", "printf", "cat"} else "made"


def _reads_on(command: SimpleCommand) -> bool:
    """`$(cat)`, `$(< /dev/stdin)`: it prints whatever it is given to read."""
    if command.program not in ("", "cat") or any(one.body is not None for one in command.redirections):
        return False
    files = [one.target.text for one in command.redirections if one.operator == "<" and one.target]
    given = files or [word.text for word in command.words[1:] if word.text not in ("-u", "-")]
    return bool(command.words or files) and all(name in _STDIN_FILES for name in given)


def _fetches(command: SimpleCommand) -> bool:
    """Whether it prints what comes from elsewhere: `cat < /dev/tcp/…`, `rclone cat r:x`, connecting code."""
    if command.program in _FETCHING_PROGRAMS:
        given = tuple(word.text for word in command.words[1:] if not word.text.startswith("-"))
        if any((command.program, *given[: len(one) - 1]) == one for one in _FETCHING):
            return True
    targets = [one.target.prefix for one in command.redirections if one.target is not None]
    if any(target.startswith(SOCKETS) for target in targets):
        return True
    codes = [nested.code for nested in command.nested if nested.code is not None]
    return any(call.action == "connect" for code in codes for call in code.calls)


def _spelt(commands: tuple[SimpleCommand, ...]) -> bool:
    """Whether a text that stands in the line is only cut and pasted: `sed 's/x//g' <<< 'rxm'`."""
    if not commands or not any(one.program in _CUTTERS for one in commands):
        return False
    first = commands[0]
    written = first.program in ("echo", "printf") or any(one.body is not None for one in first.redirections)
    bodies = [one.body for command in commands for one in command.redirections if one.body is not None]
    return (
        written
        and all(
            one.program in _CUTTERS or (one is first and one.program in ("echo", "printf"))
            for one in commands
        )
        and all(word.known for one in commands for word in one.words)
        and all(body.known for body in bodies)
    )


def _decodes(command: SimpleCommand) -> bool:
    """`python3 -c 'print(bytes.fromhex(…))'`: code that makes text out of an encoding or of pieces."""
    if command.program.rstrip("0123456789.") not in _DECODING:
        return False
    return any(_DECODED.search(word.text) for word in command.words[1:])


def only_cleans(commands: tuple[SimpleCommand, ...]) -> bool:
    """`$(which x | tr -d ' ')`: nothing is decoded."""
    decoders = [command for command in commands if command.program in _DECODERS]
    return bool(decoders) and all(
        command.program == "tr" and any(word.text.startswith("-") for word in command.words[1:])
        for command in decoders
    )
