"""Where what takes a file's place holds nothing or far less: `mv a.json.tmp a.json` after a failure."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import replace

from shellguard.effects.effect import EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import place_of
from shellguard.facts.target_in_line import TargetInLine
from shellguard.facts.writing.copies_over import mirrors
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import SimpleCommand

_FAR_LESS = 2
_ALIKE = 24
_REDIRECTED, _PRINTING, _FEW_BYTES = "files.redirect-over", ("echo", "printf"), 16
_PRINTED, _EMPTY = (_REDIRECTED, "files.tee-over"), "all that is read is empty"
_WITHOUT_INPUT = re.compile(r"\b(?:BEGIN|END)\b|\A[jy]q (?:-\w*n|--null-input)")
_PAGES = (".html", ".htm", ".css", ".svg", ".xml")
_PUT_THERE = ("files.copy-over", "files.move-over")
_FIRST_STATES = re.compile(r"(?:^|[._-])(?:example|sample|template|dist|default)(?=[._-]|$)", re.IGNORECASE)


def put_empty(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts about a file that has something in it, where an empty one or a rest of it is put over it.

    So is a file that one begins with (`config.example.json`): what one has made of it since is lost.
    """
    effect, put, folder = one.effect, one.put, one.folder
    over = effect.kind is EffectKind.OVERWRITE and facts.recovery is Recovery.LOST and facts.total_bytes
    put = tuple(text for text in put if _named(text) == _named(facts.path)) if len(put) > 1 else put
    if not over or len(put) != 1 or not folder or facts.kind != "file":
        return facts
    source = place_of(put[0], False, folder).path
    try:
        status = os.stat(source)
    except (OSError, ValueError):
        return facts
    before = facts.total_bytes or 0
    less = _less(status.st_size, before, source, facts.path) if effect.rule in _PUT_THERE else ""
    less = less if status.st_size else "an empty file"
    if not less or not stat.S_ISREG(status.st_mode):
        return facts
    return replace(facts, personal=1, emptied=True, reason=f"{less} takes its place; {facts.reason}")


def mirrored_from_nothing(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts about a folder that is made like an empty one: however few files it holds, none is meant."""
    lost = mirrors(one.effect) and facts.recovery is Recovery.LOST and bool(facts.total_bytes)
    if not lost or facts.personal or not one.put or not one.folder:
        return facts
    sources = [place_of(text, False, one.folder).path for text in one.put]
    if not all(map(_is_empty_folder, sources)):
        return facts
    return replace(facts, personal=1, reason=f"nothing is in {' '.join(one.put)}; {facts.reason}")


def _is_empty_folder(path: str) -> bool:
    try:
        return not os.listdir(path)
    except (OSError, ValueError):
        return False


def printed_from_nothing(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts about a file with something in it over which is printed what is made of empty files alone."""
    command, script = one.command, one.script
    over = one.effect.rule in _PRINTED and facts.recovery is Recovery.LOST and facts.kind == "file"
    if not over or facts.emptied or not facts.total_bytes or command not in getattr(script, "commands", ()):
        return facts
    assert command is not None and script is not None
    together = [other for other in script.commands if other.pipeline == command.pipeline]
    first = together[0] is script.commands[0]  # what runs before may fill the file that is read
    if not first or together[-1] is not command or not all(map(_makes_of_it, together)):
        return facts
    read = [size for path in _read(together[0], one.folder) if (size := _size(path)) is not None]
    nothing = bool(read) and not any(read)
    return replace(facts, personal=1, emptied=True, reason=f"{_EMPTY}; {facts.reason}") if nothing else facts


def _makes_of_it(command: SimpleCommand) -> bool:
    """Whether a command prints nothing where it has read nothing."""
    known = {"tee", *knowledge("generic").names("prints_what_it_reads")}
    return command.program in known and not any(
        _WITHOUT_INPUT.search(f"{command.program} {word.text}") for word in command.words
    )


def _read(command: SimpleCommand, folder: str) -> Iterator[str]:
    """The paths that the words of a command, and what is led into it, may stand for."""
    into = [one.target for one in command.redirections if one.operator == "<" and one.target is not None]
    for word in (*command.words[1:], *into):
        if word.known and word.text and folder:
            yield place_of(word.text, False, folder).path


def _size(path: str) -> int | None:
    """The size of a file; None where there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _named(path: str) -> str:
    return path.rpartition("/")[2]


def _less(size: int, before: int, source: str, path: str) -> str:
    """What holds so little that it is no newer state of a file, as words; else ""."""
    first = _FIRST_STATES.search(source.rpartition("/")[2])
    if first and not _FIRST_STATES.search(path.rpartition("/")[2]):
        return "a file to begin with"
    if size * _FAR_LESS < before:
        return f"a file of {size} instead of {before} bytes"
    data = path.lower().endswith(knowledge("generic").texts("rewritten_data"))
    return "what begins otherwise" if data and not _begin_alike(source, path) else ""


def _begin_alike(source: str, path: str) -> bool:
    """Whether data begins with the same line as what it takes the place of: it is a newer state."""
    one, two = _head(source), _head(path)
    if not one or two is None:
        return False
    return one.startswith(two.partition(b"\n")[0])


def _head(path: str) -> bytes | None:
    """How a file begins; None where that can't be read, and for a pipe: to open it would wait."""
    if not os.path.isfile(path):
        return None
    try:
        with open(path, "rb") as file:
            return file.read(_ALIKE).lstrip()
    except OSError:
        return None


def words_over_page(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts about a page, a style or a drawing over which a person's own words are printed.

    Programs make such files anew, but nobody prints by hand what a program will make again.
    """
    effect = one.effect
    printed = effect.rule == _REDIRECTED and effect.program in _PRINTING
    if not printed or facts.recovery is not Recovery.LOST or facts.kind != "file" or facts.personal:
        return facts
    page = facts.path.lower().endswith(_PAGES) and (facts.total_bytes or 0) > _FEW_BYTES
    return replace(facts, personal=1) if page else facts
