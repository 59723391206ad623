"""Variables that take lines of what was downloaded or decoded: `while read l; do …; done < FILE`."""

from __future__ import annotations

from itertools import pairwise

from shellguard.effects.context import Findings
from shellguard.effects.execution.code_origin import SOCKETS, feeds
from shellguard.effects.execution.fetched_files import Fetched
from shellguard.parsing.script import NestedKind, Redirection, SimpleCommand

READERS = frozenset(("read", "mapfile", "readarray"))
_READ_VALUES = frozenset(("-d", "-i", "-n", "-N", "-p", "-t", "-u"))
_ARRAY_VALUES = frozenset(("-C", "-c", "-d", "-n", "-O", "-s", "-u"))
_FOREIGN = ("downloaded", "decoded")
_FAR = 64  # commands of a loop that are looked through for its end


def redirected_loop(commands: tuple[SimpleCommand, ...], place: int) -> SimpleCommand | None:
    """What holds the redirection of what is read in the loop or group around the command at `place`."""
    inside = own = commands[place].frames
    for later in commands[place + 1 : place + _FAR] if own else ():
        frames = later.frames
        if frames[: len(own)] == own:
            continue
        inside = _shared(inside, frames)
        bare = not (later.words or later.assignments) and frames == inside
        if bare and any(one.operator[0] == "<" for one in later.redirections):
            return later
        if not frames:
            return None
    return None


def _shared(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """What both begin with."""
    size = 0
    while size < min(len(first), len(second)) and first[size] == second[size]:
        size += 1
    return first[:size]


def keep_opened(made: dict[str, str], command: SimpleCommand, fetched: Fetched) -> None:
    """Notes in *made* for which descriptors `exec` opened what comes from elsewhere: `exec 3< <(curl …)`."""
    for redirection in command.redirections:
        if redirection.descriptor is not None:
            source = _let_in(command, redirection, fetched)
            made[f"<&{redirection.descriptor}"] = source


def keep_taken(
    made: dict[str, str], findings: Findings, fetched: Fetched, loop: SimpleCommand | None
) -> None:
    """Notes in *made* which variables hold lines from elsewhere; `loop` is as of `redirected_loop`."""
    command, upstream = findings.command, findings.context.upstream
    number = _descriptor(command)
    source = _redirected(command, number, fetched)
    if not source and loop is not None:
        source = _redirected(loop, number, fetched)
    if not source:
        source = made.get(f"<&{number}", "")
    if not source and upstream and number == 0:
        source = _passed_on(upstream, fetched) or _from_opened(upstream, made) or feeds(upstream)
    if source in _FOREIGN:
        made.update((name, source) for name in _names(command))


def _descriptor(command: SimpleCommand) -> int:
    """From which descriptor lines are read."""
    for option, value in pairwise(command.words):
        if option.text == "-u" and value.text.isdecimal():
            return int(value.text)
    for redirection in command.redirections:
        if redirection.operator == "<&" and redirection.target is not None:
            return int(redirection.target.text) if redirection.target.text.isdecimal() else 0
    return 0


def _passed_on(upstream: tuple[SimpleCommand, ...], fetched: Fetched) -> str:
    """How a file came about of which the commands show the lines."""
    names = [word.text.rpartition("/")[2] for one in upstream for word in one.words[1:]]
    if not fetched.names.isdisjoint(names):
        return "downloaded"
    return "" if fetched.decoded.isdisjoint(names) else "decoded"


def _from_opened(upstream: tuple[SimpleCommand, ...], made: dict[str, str]) -> str:
    """How what comes by a descriptor came about that the commands before the pipe read from."""
    return next((source for one in upstream if (source := made.get(f"<&{_descriptor(one)}"))), "")


def _redirected(command: SimpleCommand, number: int, fetched: Fetched) -> str:
    """How what the command lets in by that descriptor came about, "" for nothing that is known."""
    for redirection in command.redirections:
        if (redirection.descriptor or 0) == number and redirection.operator[0] == "<":
            return _let_in(command, redirection, fetched)
    return ""


def _let_in(command: SimpleCommand, redirection: Redirection, fetched: Fetched) -> str:
    target = redirection.target
    if target is None or redirection.operator == "<&":
        return ""
    if target.text.startswith(SOCKETS):
        return "downloaded"
    kind = NestedKind.PROCESS if redirection.body is None else NestedKind.SUBSTITUTION
    inner = [nested for nested in command.nested if nested.kind is kind]
    name = target.text.rpartition("/")[2]
    if name in fetched.names:
        return "downloaded"
    if name in fetched.decoded:
        return "decoded"
    return feeds(inner[0].script.commands) if inner and not target.known else ""


def _names(command: SimpleCommand) -> list[str]:
    """The variables that it sets."""
    values, usual = (_READ_VALUES, "REPLY") if command.program == "read" else (_ARRAY_VALUES, "MAPFILE")
    names: list[str] = []
    skip = False
    for word in command.words[1:]:
        if skip or word.text.startswith("-"):
            skip = not skip and word.text in values
        else:
            names.append(word.text)
    return names or [usual]
