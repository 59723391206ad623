"""What a line packs or makes smaller by printing it into a file: `tar c old | gzip > old.tgz`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from shellguard.facts.files.resolve import place_of
from shellguard.facts.saved_output import put_into
from shellguard.facts.session.copies_aside import TAR, packed
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import OUTPUT_INTO, Connection, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

SMALLER = frozenset(
    ("gzip", "pigz", "bzip2", "pbzip2", "lbzip2", "xz", "pixz", "zstd", "lz4", "lzop", "lzip")
)
_PASSING = SMALLER | {"cat", "pv"}
# Options by which all that is read is printed, made smaller: others take it apart, or only look at it.
_WHOLE = re.compile(
    r"-[cfkqv0-9]*|-T ?\d+|--(?:(?:to-)?stdout|keep|force|fast|best|quiet|verbose|rsyncable|ultra"
    r"|long(?:=\d+)?|(?:threads|processes)=\d+)"
)
_OF_ITSELF = re.compile(r"-[a-zA-Z]+|--[\w-]+(?:=\S+)?|\d+[kKmMgG]?")
"""What is said to `pv`, which reads nothing but what is handed to it then."""
_PRINTS = re.compile(r"-[a-z0-9]*c[a-z0-9]*|--(?:to-)?stdout")
_CREATES = re.compile(r"-?[vzjJahpS]*c[vzjJahpS]*")
_INTO = "-o"
_OF_THE_SYSTEM = knowledge("generic").names("program_folders")


def printed(command: SimpleCommand, script: Script, shell: ShellState) -> Iterator[tuple[str, str]]:
    """The file into which a pipeline that ends with a command prints, and each path of which that has all."""
    if command not in script.commands:
        return
    together = [one for one in script.commands if one.pipeline == command.pipeline]
    first, last = together[0], together[-1]
    name = _written_by(last)
    path = place_of(name, False, shell.cwd).path if name and last is command else ""
    if not path or not _stays(path) or not all(_hands_on(one) for one in together[1:]):
        return
    if any(led_elsewhere(one, script, shell) for one in together):
        return
    if not all(_prints_only_that(one, name if one is last else "") for one in together):
        return
    words = [word.value for word in first.words[1:]]
    known = [word for word in words if word is not None]
    if len(known) == len(words):
        yield from ((to, origin) for to, origin in _origins(first, known, path, shell) if origin != to)


def led_elsewhere(command: SimpleCommand, script: Script, shell: ShellState) -> bool:
    """Whether something else runs by the name of a program: a function, or a script at a path of its own."""
    folder, slash, _ = command.words[0].text.rpartition("/") if command.words else ("", "", "")
    defined = command.program in shell.functions
    defined = defined or any(one.definition == command.program for one in script.commands)
    return defined or (bool(slash) and folder not in _OF_THE_SYSTEM)


def _prints_only_that(command: SimpleCommand, into: str) -> bool:
    """Whether all that a command makes goes on, and none of its messages; the last writes a file."""
    return command.connection is not Connection.PIPE_BOTH and all(
        one.operator == "<" or (one.operator in OUTPUT_INTO and (one.descriptor == 2 or into))
        for one in command.redirections
    )


def _written_by(last: SimpleCommand) -> str:
    """The file into which the last of a pipeline prints, or is told to write; "" for none."""
    texts = [word.value or "" for word in last.words]
    if last.program == "zstd" and _INTO in texts[:-1] and not put_into(last):
        return texts[texts.index(_INTO) + 1]
    return put_into(last)


def _stays(path: str) -> bool:
    """Whether what is written there is kept: in a file, and in no device by way of a link."""
    return os.path.isfile(path) or not os.path.lexists(path)


def _hands_on(command: SimpleCommand) -> bool:
    """Whether a command prints, however small, all that it is handed and nothing else."""
    if command.program not in _PASSING or any(one.operator.startswith("<") for one in command.redirections):
        return False
    whole = _OF_ITSELF if command.program == "pv" else _WHOLE
    return all(whole.fullmatch(text) for text in _without_target(command))


def _without_target(command: SimpleCommand) -> list[str]:
    """The words behind a program, but for the file that it is told to write."""
    texts = [word.value or "\0" for word in command.words[1:]]
    if command.program == "zstd" and _INTO in texts[:-1]:
        place = texts.index(_INTO)
        del texts[place : place + 2]
    return texts


def _origins(
    first: SimpleCommand, words: list[str], path: str, shell: ShellState
) -> Iterator[tuple[str, str]]:
    """What the first of a pipeline reads, beside the file that it comes to stand in."""
    if first.program in (*TAR, "zip"):
        if "-" in words:
            words = [path if word == "-" else word for word in words]
        elif first.program != "zip" and words and _CREATES.fullmatch(words[0]):
            words = [f"-{words[0].lstrip('-')}", *words[1:], f"--file={path}"]
        else:
            return
        yield from (one for one in packed(words, first.program, shell) if one[0] == path)
    elif first.program in _PASSING - {"pv"}:
        texts = _without_target(first)
        named = [text for text in texts if not text.startswith("-")]
        read = [one.target for one in first.redirections if one.operator == "<"]
        named += [one.text for one in read if one is not None and one.known]
        prints = first.program == "cat" or read or any(map(_PRINTS.fullmatch, texts)) or _INTO in words
        plain = all(_WHOLE.fullmatch(text) for text in texts if text.startswith("-"))
        origin = place_of(named[0], False, shell.cwd).path if len(named) == 1 and plain and prints else ""
        if origin and os.path.isfile(origin):
            yield path, origin
