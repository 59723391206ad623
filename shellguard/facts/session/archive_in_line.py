"""What a line packs into an archive before it removes it: `tar czf old.tgz old && rm -rf old`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import pairwise

from shellguard.effects.effect import Effect, EffectKind
from shellguard.effects.putting_programs import MOVING
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import contains, is_temporary, passing_place
from shellguard.facts.files.resolve import folder_of, place_of
from shellguard.facts.kept_before import commands_before, in_same_folder
from shellguard.facts.removed_along import TakenToo
from shellguard.facts.session.copies_aside import PACKING, TAR, packed
from shellguard.facts.session.left_out import without_idle
from shellguard.facts.session.printed_archives import led_elsewhere, printed
from shellguard.facts.target_in_line import TargetInLine
from shellguard.facts.writing.emptied_folders import left_of
from shellguard.parsing.script import OUTPUT_INTO, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_TAKES_OUT = re.compile(
    r"zip (?:\S+ ){0,8}(?:-[a-zA-Z]*d|--delete)(?: |$)|7z\w* (?:-\S+ ){0,8}d |\S*tar .*--delete"
)
"""What removes files from an archive that is there."""
_JOINING = "cat"
_HEAD = 4096
_PART = re.compile(r"\.\d{2,}$|[._-][a-z]{2}$|(?i:[._-]part[._-]?\d+$)")
_NUMBERED = re.compile(r"\d{1,9}$|[a-z]{2}$")
_DIGITS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "0123456789abcdefghijklmnop")
# What files begin with that are read from there to their end, and no further.
_BEGINNINGS = (
    *(b"%PDF", b"%!PS", b"SQLite format 3", b"PK\3\4", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF"),
    *(b"\x7fELF", b"7z\xbc\xaf", b"Rar!", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"OggS", b"fLaC", b"ID3"),
)
_TAKES_ORIGIN = "--remove-files"
_ONCE_PACKED = ("files.remove-packed", "files.remove-packed-old-way")
"""Rules of an archiver that removes what it has packed itself."""


def packed_first(one: TargetInLine) -> TargetFacts | None:
    """The facts about what a command before, which must have worked, has packed; None where none has."""
    effect, target, script, command, shell = one.effect, one.target, one.script, one.command, one.shell
    base = folder_of(effect, shell)
    path = place_of(target.text, False, base).path if target.word.known and base else ""
    if effect.kind is not EffectKind.DELETE or command is None or script is None or not path:
        return None
    again = set(_made_anew(command, one))  # archives that a later command of the line makes anew
    before = in_same_folder(command, commands_before(command, script))
    for earlier in (command, *before) if effect.rule in _ONCE_PACKED else before:
        words = [word.value for word in earlier.words[1:] if word.text != _TAKES_ORIGIN]
        known = [word for word in words if word is not None]
        if len(known) < len(words) or base != shell.cwd or led_elsewhere(earlier, script, shell):
            continue
        if earlier.program in MOVING and known:
            paths = [place_of(word, False, base).path for word in known]
            again.update(paths if is_temporary(paths[-1], shell) else ())
        if _TAKES_OUT.match(f"{earlier.program} {' '.join(known)}"):
            again.update(place_of(word, False, base).path for word in known if not word.startswith("-"))
            continue
        known = without_idle(earlier.program, known, path, one.deadline)
        made = [*_put_together(earlier, known, shell), *printed(earlier, script, shell)]
        for archive in dict.fromkeys(archive for archive, _ in made):
            origins = [origin for to, origin in made if to == archive]
            passes = is_temporary(archive, shell) or passing_place(archive, shell)
            if archive in again or passes or not _all_of(path, origins):
                continue
            # what an archiver is told to remove is not the archive that it makes
            others = tuple(each for each in one.effects if each.span != effect.span)
            taken = TakenToo.of(others, shell) if earlier is command else _taken(one.effects, shell)
            name = archive.rpartition("/")[2]
            changed = earlier is not command and taken.changes(path, earlier.span, command.span)
            if not changed and not taken.takes_file(archive, earlier.span):
                reason = f"it is {'joined' if earlier.program == _JOINING else 'packed'} into {name} first"
                return TargetFacts(path, True, recovery=Recovery.KEPT, reason=reason)
        again.update(archive for archive, _ in made if earlier.program in TAR)
    return None


def _made_anew(command: SimpleCommand, one: TargetInLine) -> Iterator[str]:
    """The archives that commands behind this one write from the start."""
    assert one.script is not None
    for later in one.script.commands:
        behind = later.span and command.span and later.span.start >= command.span.end
        if behind and later.program in TAR:
            words = [word.value or "" for word in later.words[1:] if word.text != _TAKES_ORIGIN]
            yield from (archive for archive, _ in packed(words, later.program, one.shell))


def _put_together(command: SimpleCommand, words: list[str], shell: ShellState) -> Iterator[tuple[str, str]]:
    """The file that a command packs or joins other files into, and each path of which that has all."""
    if command.program in PACKING:
        yield from packed(words, command.program, shell)
    into = [one.target for one in command.redirections if one.operator in OUTPUT_INTO]
    plain = command.program == _JOINING and len(into) == len(command.redirections) == 1
    if not plain or into[0] is None or not into[0].known or any(word.startswith("-") for word in words):
        return
    path = place_of(into[0].text, False, shell.cwd).path
    origins = [place_of(word, False, shell.cwd).path for word in words]
    stays = os.path.isfile(path) or not os.path.lexists(path)
    itself = os.path.realpath(path) in map(os.path.realpath, origins)
    if stays and not itself and _may_be_joined(origins):
        for origin in origins:
            yield path, origin


def _may_be_joined(paths: list[str]) -> bool:
    """Whether nothing is lost of files in one: of texts, of all parts in their order. A photo has one end."""
    heads = []
    for path in paths:
        try:
            with open(path, "rb") as file:
                heads.append(file.read(_HEAD))
        except OSError:
            return False
    if any(sum(head.startswith(begin) for head in heads) > 1 for begin in _BEGINNINGS):
        return False
    if not any(b"\0" in head for head in heads):
        return True
    numbers = [_number(path) for path in paths]
    return None not in numbers and all(
        one is not None and number == one + 1 for one, number in pairwise(numbers)
    )


def _number(path: str) -> int | None:
    """Which part of a whole a file is by the end of its name; None where it is none."""
    name = path.rpartition("/")[2]
    end = _NUMBERED.search(name) if _PART.search(name) else None
    if end is None:
        return None
    return int(end[0]) if end[0].isdecimal() else int(end[0].translate(_DIGITS), 26)


def _all_of(path: str, origins: list[str]) -> bool:
    """Whether what is packed is all of `path`: it, a folder above it, or each thing that it holds."""
    if any(contains(origin, path) and _leads_nowhere(origin, path) for origin in origins):
        return True
    parts = {origin for origin in origins if contains(path, origin)}
    if not parts or os.path.islink(path):
        return False
    return next(left_of(path, parts), None) is None


def _leads_nowhere(origin: str, path: str) -> bool:
    """Whether no link lies between what is packed and what goes: of links only the name is packed."""
    above = path.rpartition("/")[0] if origin != path else origin
    return os.path.realpath(above) == os.path.realpath(origin) + above[len(origin) :]


# the effects that were asked about last, with what they take: a line may have many targets
_last: list[tuple[tuple[Effect, ...], TakenToo]] = [((), TakenToo())]


def _taken(effects: tuple[Effect, ...], shell: ShellState) -> TakenToo:
    before, taken = _last[0]  # at once: other threads ask, too
    if before is not effects:
        taken = TakenToo.of(effects, shell)
        _last[0] = (effects, taken)
    return taken
