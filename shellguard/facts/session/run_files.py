"""Which files a command runs: by their path, by a link, by their first line, by a folder put into PATH."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping

from shellguard.effects.current_folder import folders_of
from shellguard.effects.putting_programs import PUTTING
from shellguard.facts.contents import text_of
from shellguard.facts.files.resolve import place_of
from shellguard.facts.hanging_looks import in_a_moment, is_folder
from shellguard.parsing.nested.own_programs import folders_in
from shellguard.parsing.script import WRITING, Nested, Script, SimpleCommand, Word

_FIRST_LINE = re.compile(r"#![ \t]*(?:\S*/env[ \t]+(?:-S[ \t]*)?)?(\S+)")
_LONGEST_SCRIPT = 1 << 20
_POURING = frozenset(("cat", "sed", "tr", "head", "tail", "tee", "zcat", "base64", "envsubst", "dd"))
HANDING = PUTTING | _POURING
"""Programs that put what a file holds elsewhere."""
_TARGET = ("-t", "--target-directory")
_VALUES = frozenset(("-m", "-o", "-g", "--mode", "--owner", "--group"))
_FOR_PROGRAMS = ("/.local/bin", "/bin")
"""Folders of a person's own that installers put programs into, by how their paths end below the home."""
_FOR_ALL = ("/usr/local/bin", "/usr/local/sbin", "/opt/bin")


def behind(path: str, folder: str) -> Iterator[str]:
    """The path, where it leads as a link, and what the first line of that file starts it with."""
    yield path
    real = os.path.realpath(path)
    if real != path:
        yield real
    found = _FIRST_LINE.match(text_of(real, _LONGEST_SCRIPT)) if os.access(real, os.X_OK) else None
    if found is not None and "/" in found[1]:
        yield os.path.realpath(place_of(found[1], False, folder).path)


def paths_behind(path: str, folder: str) -> tuple[str, ...]:
    """As `behind`, of what may stand on a disk that hangs: the path alone where that does not answer."""
    return in_a_moment(path, lambda: tuple(behind(path, folder)), (path,))


def by_path(
    command: SimpleCommand, known: Mapping[str, str], cwd: str, home: str
) -> tuple[tuple[Word, str], ...]:
    """The files that a bare name may mean in folders that the line or its session put into PATH, or that a
    person's own programs are installed into.
    """
    first = command.words[0]
    if "/" in first.text or not first.known:
        return ()
    put = [
        one for item in command.assignments if item.name == "PATH" for one in folders_in(item.value.pieces)
    ]
    paths = [place_of(f"{folder}/{first.text}", False, cwd).path for folder in put]
    if first.text in known:
        paths.append(known[first.text])
    paths += [f"{folder}/{first.text}" for folder in program_folders(home)]
    return tuple((first, path) for path in paths if path)


def program_folders(home: str) -> tuple[str, ...]:
    """Folders that stand in PATH as a rule, and that the system's own programs are not installed into."""
    return (*(f"{home}{ending}" for ending in _FOR_PROGRAMS if home), *_FOR_ALL)


def copied(script: Script, start: str, home: str) -> Iterator[tuple[str, str]]:
    """The files that a line puts elsewhere, and where: what was fetched stays that under another name."""
    for command, around, cwd in walked(script, start, home):
        if command.program in _POURING and not any(nested.host for nested in around):
            yield from _poured(command, cwd)
        if command.program not in PUTTING or any(nested.host for nested in around):
            continue
        given = zip(command.words, command.words[1:], strict=False)
        words = [
            word.value
            for before, word in given
            if not (word.text.startswith("-") or (before.text in _VALUES and "install" in command.program))
        ]
        if any(word.text in _TARGET for word in command.words) and len(words) > 1:
            words = [*words[1:], f"{words[0]}/"]  # the folder stands first
        paths = [place_of(word, False, cwd).path for word in words if word]
        if len(paths) < len(words) or len(paths) < 2:
            continue
        into = len(paths) > 2 or (words[-1] or "").endswith("/") or is_folder(paths[-1])
        for source in paths[:-1]:
            yield source, f"{paths[-1]}/{source.rpartition('/')[2]}" if into else paths[-1]


def _poured(command: SimpleCommand, cwd: str) -> Iterator[tuple[str, str]]:
    """The files that a command reads, and those that it writes what it read to."""
    given = [word for word in command.words[1:] if not word.text.startswith("-")]
    read = [one.target for one in command.redirections if one.operator == "<" and one.target is not None]
    to = [one.target for one in command.redirections if one.operator in WRITING and one.target]
    if command.program == "dd":
        blocks = {word.text[:3]: word.text[3:] for word in command.words[1:]}
        if blocks.get("if=") and blocks.get("of="):
            yield place_of(blocks["if="], False, cwd).path, place_of(blocks["of="], False, cwd).path
        return
    pairs = ((*given, *read), to) if command.program != "tee" else (tuple(read), [*to, *given])
    for source in pairs[0]:
        for target in pairs[1]:
            if source.value and target.value:
                yield place_of(source.value, False, cwd).path, place_of(target.value, False, cwd).path


def walked(script: Script, cwd: str, home: str) -> Iterator[tuple[SimpleCommand, tuple[Nested, ...], str]]:
    """All commands, what each stands in, and the folder of each; "" where that is not known."""
    folders = folders_of(script.commands, cwd, home) if cwd else ("",) * len(script.commands)
    led = {
        id(nested): folder
        for command, folder in zip(script.commands, folders, strict=True)
        for nested in command.nested
    }
    own = {id(command): folder for command, folder in zip(script.commands, folders, strict=True)}
    for command, around in script.walk():
        yield command, around, (led.get(id(around[0])) if around else own.get(id(command))) or ""
