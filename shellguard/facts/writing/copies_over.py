"""What copying or mirroring a folder into another one would write over or remove there."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from shellguard.effects.effect import Effect
from shellguard.effects.putting_programs import COPYING
from shellguard.facts.contents import text_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.files.rebuilt import is_by_hand, is_machine_code, is_output, is_paper
from shellguard.facts.files.resolve import has_pattern, place_of
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.name_pattern import fits

TOOLS_OUTPUT = frozenset(("files.output-over", "files.media-over", "files.named-output-over"))
"""Rules of files that a tool writes from others that it is given."""
FETCHED = "files.fetched-over"
"""The rule of files that come from another machine: what they hold is not known here."""
MIRRORED = "files.mirror-over"
"""The rule of files that are copied over others: to copy over older ones is what mirroring is for."""
_BY_NAME = frozenset(("files.output-over", "files.named-output-over"))
_MEANT = frozenset(("files.copy-over", "files.move-over", "files.emptied-in-place"))
"""Rules of what people do to a file that they name, whoever wrote it."""
_MOST = 2_000
_MOST_COMPARED = 64 * 1024
_MOST_READ = 256 * 1024
_ALIKE = 4
_APART = 2.0
_REDIRECTED = "files.redirect-over"
_MOST_OF_A_WORD, _SHORT_WORD = 16, 5
_TEXTS = (".txt", ".md", ".rst", ".org")
_SECRET_NAME = re.compile(r"(?i)pass|pwd|\bpins?\b|token|secret|key|recovery|codes?\b")
_NAMED_ANEW = ("kubectl", "oc")
"""What these fetch gets the name that is given, a folder's too."""
_SECOND = 1_000_000_000


@dataclass(slots=True)
class Taken:
    """Files in whose place others are put that hold something else, as far as they were compared in time."""

    paths: list[str] = field(default_factory=list)
    compared_all: bool = True


def taken_by(effect: Effect, folder: str, put: tuple[str, ...], base: str, deadline: Deadline) -> Taken:
    """The files below `folder` that hold something else than what an effect puts over them."""
    if effect.rule == FETCHED:
        content = effect.program == "rsync" and any(text.endswith("/") for text in put)
        if content or effect.program in _NAMED_ANEW:
            return Taken(*_written_here(folder, deadline))
        return taken_names(folder, put, "", deadline, deep=False)
    mirrored = effect.rule == MIRRORED
    deep = mirrored or effect.program in COPYING
    return taken_names(folder, put, base, deadline, deep=deep, newer=mirrored)


def taken_names(
    folder: str, put: tuple[str, ...], base: str, deadline: Deadline, *, deep: bool, newer: bool = False
) -> Taken:
    """The files below `folder` whose names are taken by what is put there, where they hold something else.

    `put` are paths as written, relative to `base`; a path that ends in `/.` puts what is in it. `deep` tells
    that a folder is put into one of the same name, file by file. `newer`: only files changed after
    those that are put, and a path that ends in `/` puts what is in it, too.
    """
    found, whole = list[str](), True
    for one in (one for text in put for one in _fitting(text, folder, base)):
        if deadline.expired or len(found) >= _MOST:
            return Taken(found[:_MOST], False)
        text = f"{one}." if newer and one.endswith("/") else one
        source = place_of(text, False, base).path if base else ""
        name = text.rstrip("/").rpartition("/")[2]
        if text.startswith(("././", "/././")):  # the folders above come along
            name = text.partition("/./")[2].rstrip("/")
        into = folder if name in (".", "") else f"{folder}/{name}"
        if name == ".." or not os.path.lexists(into):
            continue
        if not os.path.isdir(into):
            if not source or not _put_again(source, into):
                found.append(into)
        elif not base:
            # From elsewhere: what of it comes is not known here.
            written, seen = _written_here(into, deadline)
            found, whole = found + written, whole and seen
        elif deep and source and os.path.isdir(source):
            walk = Walk()
            found += _within(source, into, deadline, walk, newer)
            whole = whole and walk.complete
    return Taken(found[:_MOST], whole and len(found) <= _MOST)


def _written_here(folder: str, deadline: Deadline) -> tuple[list[str], bool]:
    """The files in a folder and all below that were written where they are, up to some; whether it is all.

    One that was brought, and its time set to that of the original, was not changed since.
    """
    walk = Walk()
    below = (
        entry.path
        for entry, status in entries(folder, deadline, walk)
        if not stat.S_ISDIR(status.st_mode) and abs(status.st_ctime - status.st_mtime) < _APART
    )
    found = list(islice(below, _MOST))
    return found, walk.complete and len(found) < _MOST


def _fitting(text: str, folder: str, base: str) -> Iterator[str]:
    """What a pattern stands for of which too much fits: what has the name of something in the folder."""
    above, _, last = text.rpartition("/")
    if not has_pattern(text) or os.path.lexists(os.path.join(base, text)):
        yield text
        return
    try:
        names = (name for name in os.listdir(folder) if fits(name, last))
    except OSError:
        return
    if has_pattern(above):
        yield from names
        return
    paths = (f"{above}/{name}" if above else name for name in names)
    yield from (path for path in paths if os.path.lexists(os.path.join(base, path)))


def _put_again(source: str, there: str) -> bool:
    """Whether a file is put over another one that holds the same."""
    try:
        status = os.stat(source)
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(status.st_mode) and holds_same(source, status, there)


def _within(source: str, into: str, deadline: Deadline, walk: Walk, newer: bool) -> Iterator[str]:
    """Files below `into` that a file below `source` would replace by another content."""
    for entry, status in entries(source, deadline, walk):
        if stat.S_ISDIR(status.st_mode):
            continue
        there = into + entry.path[len(source) :]
        if not os.path.isfile(there) or holds_same(entry.path, status, there, many=True):
            continue
        if not newer or _is_newer(there, status) or _says_nothing(entry.path, status, there):
            yield there


def _is_newer(there: str, status: os.stat_result) -> bool:
    """Whether a file was changed after another one, by more than copying all of them takes."""
    return os.stat(there).st_mtime > status.st_mtime + _APART


def _says_nothing(source: str, status: os.stat_result, there: str) -> bool:
    """Whether what is mirrored over a file is empty, or a link to that file or to nothing."""
    if stat.S_ISLNK(status.st_mode):
        return not os.path.exists(source) or os.path.samefile(source, there)
    return not status.st_size


def holds_same(source: str, status: os.stat_result, there: str, *, many: bool = False) -> bool:
    """Whether two files are equal as a short look tells: small ones by content, others by size and time.

    `many` tells that each of many is looked at: a time that is told to less than a second is enough then.
    Whole seconds are not: archives and old file systems give many files the same.
    """
    try:
        other = os.stat(there)
        if other.st_size != status.st_size:
            return False
        alike = other.st_mtime_ns == status.st_mtime_ns
        if alike and (status.st_size > _MOST_COMPARED or (many and status.st_mtime_ns % _SECOND)):
            return True
        return status.st_size <= _MOST_COMPARED and Path(source).read_bytes() == Path(there).read_bytes()
    except (OSError, ValueError):
        return False


def same_as(put: tuple[str, ...], base: str, path: str, status: os.stat_result) -> bool:
    """Whether the one thing that is put over a file holds the same as the file."""
    if len(put) != 1 or not base or status.st_size > _MOST_READ:
        return False
    source = place_of(put[0], False, base).path
    try:
        if os.path.isdir(source) or os.stat(source).st_size != status.st_size:
            return False
        return Path(source).read_bytes() == Path(path).read_bytes()
    except (OSError, ValueError):
        return False


def newer_build(put: tuple[str, ...], base: str, path: str, status: os.stat_result) -> bool:
    """Whether a program is put over an older one of the same name, as an installation does."""
    name = path.rpartition("/")[2]
    sources = [place_of(text, False, base).path for text in put] if base else []
    source = next((one for one in sources if one.rpartition("/")[2] == name), "")
    try:
        newer = bool(source) and os.stat(source).st_mtime >= status.st_mtime
    except OSError:
        return False
    return newer and is_machine_code(path) and is_machine_code(source)


def is_own_under(rule: str, path: str) -> bool:
    """Whether what is written over is by its name a person's own, as far as what writes there can tell."""
    if rule == _REDIRECTED and _one_word(path):
        return False
    if rule in _MEANT and is_paper(path):
        return True
    return is_by_hand(path) if rule in _BY_NAME else not is_output(path)


def _one_word(path: str) -> bool:
    """Whether a file holds but a number, a version or a switch, which is set anew by writing over it."""
    words = text_of(path, _MOST_OF_A_WORD).split()
    if len(words) != 1 or _SECRET_NAME.search(path.rpartition("/")[2]):
        return False
    number = re.match(r"[vV]?\d", words[0]) is not None
    return number or len(words[0]) <= _SHORT_WORD or not path.lower().endswith(_TEXTS)


def _alike(source: str, path: str) -> bool:
    """Whether a file is called after what it would be made from; another may come from elsewhere."""
    one, other = (name.rpartition("/")[2].partition(".")[0].lower() for name in (source, path))
    return one in other or other in one or one[:_ALIKE] == other[:_ALIKE]


def made_from(rule: str, put: tuple[str, ...], base: str, path: str, status: os.stat_result) -> str:
    """What a tool makes a file from that is newer than the file: it was made so before, and is made anew."""
    for text in put if base and rule in TOOLS_OUTPUT else ():
        try:
            source = os.stat(place_of(text, False, base).path)
        except (OSError, ValueError):
            continue
        if (
            _alike(text, path)
            and stat.S_ISREG(source.st_mode)
            and source.st_mtime > status.st_mtime
            and source.st_ino != status.st_ino
        ):
            return text
    return ""


def mirrors(effect: Effect) -> bool:
    """Whether an effect takes from a folder what its source does not have, wherever that folder is."""
    return effect.rule == "files.mirror-delete" or (
        effect.rule == "files.remove-everything-here" and effect.program == "rsync"
    )


def missing_from(
    folder: str, put: tuple[str, ...], base: str, deadline: Deadline, left: tuple[str, ...] = ()
) -> list[str] | None:
    """The paths below `folder` that none of the sources has, topmost first; None where that can't be told.

    `left` are patterns of names that are neither copied nor removed.
    """
    sources = [(place_of(text, False, base).path, text) for text in put] if base else []
    if not sources or any(":" in text or not os.path.isdir(path) for path, text in sources):
        return None
    whole = any(text.endswith(("/", "/.")) or text == "." for _, text in sources)
    names = {path.rpartition("/")[2] for path, _ in sources}
    walk, skip, gone = Walk(), set[str](), list[str]()
    for entry, status in entries(folder, deadline, walk, skip):
        inner = entry.path[len(folder.rstrip("/")) + 1 :]
        if any(_is_left(one, inner, entry.name, status) for one in left):
            skip.add(entry.path)
            continue
        if not whole and inner.partition("/")[0] not in names:
            skip.add(entry.path)
            continue
        if any(os.path.lexists(_counterpart(path, text, inner)) for path, text in sources):
            continue
        if stat.S_ISDIR(status.st_mode):
            skip.add(entry.path)
        gone.append(entry.path)
        if len(gone) >= _MOST:
            break
    return gone if walk.complete or gone else None


def _is_left(pattern: str, inner: str, name: str, status: os.stat_result) -> bool:
    """Whether a pattern of rsync's `--exclude` fits: a name, or with `/` in front a path from the top on."""
    if pattern.endswith("/") and not stat.S_ISDIR(status.st_mode):
        return False
    return fits(inner if pattern.startswith("/") else name, pattern.strip("/"))


def _counterpart(path: str, text: str, inner: str) -> str:
    """Where a mirrored file comes from: `src/` puts what is in it, `src` itself."""
    if text.endswith(("/", "/.")) or text == ".":
        return f"{path}/{inner}"
    first, _, rest = inner.partition("/")
    return f"{path}/{rest}" if first == path.rpartition("/")[2] else ""
