"""What stands under the names that `split` and `csplit` give to the pieces of a file."""

from __future__ import annotations

import os
import re
from itertools import islice
from pathlib import Path

from shellguard.facts.files.resolve import place_of
from shellguard.parsing.script import SimpleCommand

SPLITTING = {"split": "x", "csplit": "xx"}
"""Programs that cut files, with how their pieces are called where nothing is said."""
_PREFIX = ("-f", "--prefix")
_VALUED = frozenset(
    (
        *("-b", "-l", "-n", "-C", "-a", "-t", *_PREFIX, "--bytes", "--lines", "--number", "--line-bytes"),
        *("--suffix-length", "--separator", "--filter", "--digits"),
    )
)
_OWN_NAMES = re.compile(r"-b|--suffix-format|--additional-suffix\Z|--filter")
"""Options by which pieces are called otherwise, or are no files at all; of `split` -b is their size."""
_NUMBERED = r"(?:[a-z]{2,6}|\d{2,6}|[0-9a-f]{2,6})"
_ENDING = "--additional-suffix="
_MOST, _HEAD = 2_000, 4096


def pieces_of_others(command: SimpleCommand, folder: str) -> list[str] | None:
    """The files that pieces will be written over, unless they are pieces of the same file.

    None where it is not known how pieces are called, or too much lies there to look for them.
    """
    told = _told(command)
    if told is None:
        return None
    file, prefix, ending = told
    begin = place_of(prefix, False, folder).path + ("/" if prefix.endswith("/") else "")
    above, _, stem = begin.rpartition("/")
    named = re.compile(f"{re.escape(stem)}{_NUMBERED}{re.escape(ending)}")
    try:
        with os.scandir(above or "/") as listing:
            names = [entry.name for entry in islice(listing, _MOST + 1)]
    except OSError:
        return []
    if len(names) > _MOST:
        return None
    found = sorted(filter(named.fullmatch, names))
    others = found and not _begins_alike(place_of(file, False, folder).path, f"{above}/{found[0]}")
    return [f"{above}/{name}" for name in found] if others else []


def _told(command: SimpleCommand) -> tuple[str, str, str] | None:
    """The file, what its pieces' names begin with, and how they end; None where not all is known."""
    prefix, ending, operands, valued = SPLITTING[command.program], "", list[str](), ""
    for word in command.words[1:]:
        named_otherwise = _OWN_NAMES.match(word.text) and (
            "csplit" in command.program or not word.text.startswith("-b")
        )
        if word.value is None or named_otherwise:
            return None
        if valued:
            prefix = word.text if valued in _PREFIX else prefix
            valued = ""
        elif word.text in _VALUED:
            valued = word.text
        elif word.text.startswith(_ENDING):
            ending = word.text.removeprefix(_ENDING)
        elif word.text.startswith("--prefix="):
            prefix = word.text.partition("=")[2]
        elif command.program == "csplit" and word.text.startswith("-f"):
            prefix = word.text[2:]
        elif not word.text.startswith("-") or word.text == "-":
            operands.append(word.text)
    if len(operands) > 1 and "csplit" not in command.program:
        prefix = operands[1]
    return (operands[0], prefix, ending) if operands else None


def _begins_alike(file: str, piece: str) -> bool:
    """Whether a piece begins as the file does: it was cut from it before."""
    if not (os.path.isfile(file) and os.path.isfile(piece)):  # to open a pipe would wait for who writes
        return False
    try:
        with Path(file).open("rb") as whole, Path(piece).open("rb") as part:
            head = part.read(_HEAD)
            return bool(head) and whole.read(len(head)) == head
    except OSError:
        return False
