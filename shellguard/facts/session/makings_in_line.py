"""What a line would copy, unpack, pack, compare or download, as far as its words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from shellguard.facts.files.resolve import place_of
from shellguard.facts.hanging_looks import is_file, is_folder
from shellguard.facts.session.copies_aside import put_aside
from shellguard.facts.session.derivation import Made, Making
from shellguard.facts.writing.downloads import downloaded_paths
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Connection, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_MOST_OF_A_LINE = 8


def made_by(script: Script, shell: ShellState) -> tuple[Made, ...]:
    """What a line would make, as far as its words tell; nothing where it runs more than that."""
    data = load("making")
    found: list[Made] = []
    for command, around in script.walk():
        if any(nested.host for nested in around) or command.frames:
            return ()
        program = command.program
        made = _made(command, program, data, shell)
        if not made and program not in data["beside"]:
            return ()
        found += made
    kinds = {one.how for one in found}
    if not kinds.isdisjoint((Making.PACKED, Making.COMPARED)) and not _ends_as_its_parts(script):
        return ()
    if kinds >= {Making.COPIED, Making.UNPACKED}:
        return ()  # a copy may keep the time of its original, as what is unpacked does
    return tuple(found[:_MOST_OF_A_LINE])


def _ends_as_its_parts(script: Script) -> bool:
    """Whether the line ends well only where each of its commands did."""
    return all(one.connection in (Connection.FIRST, Connection.AND) for one in script.commands)


def _made(command: SimpleCommand, program: str, data: dict[str, Any], shell: ShellState) -> list[Made]:
    words = [word.value for word in command.words[1:]]
    known = [word for word in words if word is not None]
    if len(known) < len(words):
        return []
    if kept := put_aside(known, program, shell):
        return kept
    for how in ("copying", "unpacking", "downloading"):
        entry = next((one for one in data[how] if program in one["program"]), None)
        if entry is None:
            continue
        if any(re.fullmatch(entry["apart"], word) for word in known):
            return []
        if how == "copying":
            return list(_copied(known, program, shell))
        if how == "unpacking":
            return list(_unpacked(known, entry, shell))
        return list(_downloaded(command, known, shell))
    return []


def _copied(words: list[str], program: str, shell: ShellState) -> Iterator[Made]:
    operands = [word for word in words if not word.startswith("-")]
    if len(operands) < 2 or any(":" in word for word in operands):
        return
    to = place_of(operands[-1], False, shell.cwd).path
    within = is_folder(to) or operands[-1].endswith("/")
    for word in operands[:-1]:
        origin = place_of(word, False, shell.cwd).path
        content = word.endswith("/." if program != "rsync" else ("/", "/."))
        within = within or (program == "rsync" and is_folder(origin))
        path = f"{to.rstrip('/')}/{origin.rpartition('/')[2]}" if within and not content else to
        if origin and to and origin != path:
            yield Made(Making.COPIED, path, origin)


def _unpacked(words: list[str], entry: dict[str, Any], shell: ShellState) -> Iterator[Made]:
    if entry["words"] and re.search(entry["words"], " ".join(words)) is None:
        return
    folder, rest, skip = "", [], False
    for index, word in enumerate(words):
        if skip:
            skip = False
        elif word in entry.get("folder", ()):
            folder, skip = (words[index + 1] if index + 1 < len(words) else ""), True
        elif any(word.startswith(f"{one}=") for one in entry.get("folder", ())):
            folder = word.partition("=")[2]
        elif entry.get("attached") and word.startswith(entry["attached"]):
            folder = word[len(entry["attached"]) :]
        else:
            rest.append(word.partition("=")[2] if word.startswith("--file=") else word)
    into = place_of(folder or ".", False, shell.cwd).path
    archives = (place_of(word, False, shell.cwd).path for word in rest if not word.startswith("-"))
    archive = next((path for path in archives if path and is_file(path)), "")
    if into and archive:
        yield Made(Making.UNPACKED, into, archive)


def _downloaded(command: SimpleCommand, words: list[str], shell: ShellState) -> Iterator[Made]:
    if not any(word.startswith(("https://", "http://", "ftp://")) for word in words):
        return
    for path in downloaded_paths(command, shell):
        yield Made(Making.DOWNLOADED, path)
