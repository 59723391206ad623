"""Files that are put into one folder one after another: those whose names are equal, or taken there."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator

from shellguard.effects.effect import Effect, Target, TargetKind
from shellguard.effects.names.name_collisions import put_together
from shellguard.effects.putting_programs import MOVING
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import TargetFacts
from shellguard.facts.files.find_narrowing import feeding, found_files
from shellguard.facts.files.globbing import matches
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of, places_of
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.name_pattern import fits
from shellguard.facts.pipelines.names import names_for, undisturbed
from shellguard.facts.writing.copies_over import holds_same
from shellguard.facts.writing.derived_output_names import own_lost
from shellguard.parsing.nested.fd_search import searched
from shellguard.parsing.script import Hole, SimpleCommand, Word
from shellguard.parsing.shell_state import ShellState

RULE = "files.gather-over"
_ONE_EACH = re.compile(r"-[nILi]|--(?:max-args|max-lines|replace)|\{\}")
_NOTHING = "no two of them have the same name, and none is taken there"


def gathered(deed: Deed) -> TargetFacts | None:
    """What is lost where the files come together; None where they can't all be told."""
    command, folder, surveyor = deed.command, deed.folder, deed.surveyor
    source, *_, target = put_together(command)
    find = feeding(deed.effect, deed.script) or _read_from(deed)
    if find is not None:
        files = found_files(find, folder, deed.deadline)
    else:
        files = _of_the_loop(source, deed.effect, deed.shell, deed.deadline)
        names = None if files is not None else _handed_on(source, deed)
        files = files if names is None else [place_of(name, False, folder).path for name in names if name]
        files = _by_fd(deed) if files is None else files
    into = place_of(target.text, False, folder).path
    moved = command.program in MOVING
    if files is None:
        return None
    if os.path.isdir(into):
        anew = moved and not _at_once(deed)
        return own_lost(_replaced(files, into, anew), RULE, into, surveyor, nothing=_NOTHING)
    made = any(one.program == "mkdir" for one, _ in deed.script.walk())
    if made or not moved or target.text.endswith("/"):
        return None
    return own_lost(files[:-1], RULE, folder, surveyor, nothing="it is one file at most")


def _at_once(deed: Deed) -> bool:
    """Whether one `mv` gets them all: it takes nothing the place of which it has just put another one."""
    for command, _ in deed.script.walk():
        words = {word.text for word in command.words[1:]}
        if any(one.script.commands[:1] == (deed.command,) for one in command.nested):
            return "+" in words if command.program == "find" else not any(map(_ONE_EACH.match, words))
    return False


def _read_from(deed: Deed) -> SimpleCommand | None:
    """The `find` whose files a loop around the command reads, nothing else standing between them."""
    commands = deed.script.commands
    if "loop" not in deed.command.frames or deed.command not in commands:
        return None
    before = commands[: commands.index(deed.command)]
    place = next((n for n, one in reversed([*enumerate(before)]) if one.program == "read"), 0)
    find = before[place - 1] if place else None
    handed = find is not None and find.program == "find" and find.pipeline == before[place].pipeline
    return find if handed and find is not None and undisturbed(deed.script, find) else None


def _by_fd(deed: Deed) -> list[str] | None:
    """The files that fd hands on, and those that git ignores: it passes by them, as by hidden ones."""
    for command, _ in deed.script.walk():
        if command.program != "fd" or all(
            one.script.commands[:1] != (deed.command,) for one in command.nested
        ):
            continue
        found: list[str] = []
        for word in searched(command):
            folder, _, name = word.text.rpartition("/")
            root, walk = place_of(folder, False, deed.folder).path, Walk()
            found += [
                entry.path
                for entry, status in entries(root, deed.deadline, walk)
                if stat.S_ISREG(status.st_mode)
                and fits(entry.name, name)
                and "/." not in entry.path[len(root) :]
            ]
            if not walk.complete:
                return None
        return found
    return None


def _handed_on(source: Word, deed: Deed) -> list[str] | None:
    """The names that `xargs` or `read` puts in the place of a word, one after another."""
    word = source
    if len(source.pieces) > 1 and source.pieces[-1].hole is Hole.INPUT:  # what stands for all that is listed
        word = Word("", source.pieces[-1:])
    return names_for(deed.effect, word, deed.command, deed.script, deed.shell, deed.deadline)


def _of_the_loop(source: Word, effect: Effect, shell: ShellState, deadline: Deadline) -> list[str] | None:
    """The files that a word of a loop's body stands for in turn."""
    found: list[str] = []
    places = places_of(Target(TargetKind.PATH, source), effect, shell)
    if not places:
        return None
    for place in places:
        if not place.path:
            return None
        if not place.pattern:
            found.append(place.path)
            continue
        fitting = matches(f"{place.path.rstrip('/')}/{place.pattern}", "", shell.pattern_options, deadline)
        if fitting is None:
            return None
        found += fitting
    return found


def _replaced(files: Iterable[str], into: str, anew: bool) -> Iterator[str]:
    """The files that others take the place of: those in the folder, and (`anew`) those that came before."""
    came: dict[str, str] = {}
    for path in files:
        above, _, name = path.rpartition("/")
        if above == into:
            continue
        before = came.get(name, f"{into}/{name}")
        if (anew or name not in came) and _other(path, before):
            yield before
        came[name] = path


def _other(path: str, before: str) -> bool:
    """Whether there is a file in the way that holds something else."""
    try:
        return os.path.lexists(before) and not holds_same(path, os.stat(path), before)
    except (OSError, ValueError):
        return False
